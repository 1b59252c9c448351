import { useMemo, useRef } from 'react';
import type { TextDocument } from '../document/text-document';
import { type Draft, readDraft } from '../draft/draft';

/** While the text cannot be read, canvas, outline and inspector stand at its last good state. */
export const useLastGood = (document: TextDocument): { readonly draft: Draft; readonly readable: boolean } => {
  const good = useRef<unknown>(undefined);
  const readable = document.value !== undefined;
  if (readable) good.current = document.value;
  const shown = good.current;
  return { draft: useMemo(() => readDraft(shown), [shown]), readable };
};

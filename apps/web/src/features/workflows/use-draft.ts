import { useRef } from 'react';

const DRAFT_CHARS_MAX = 256 * 1024;
const keyOf = (id: string) => `mc-draft-${id}`;

const readDraft = (id: string): string | null => {
  try {
    return localStorage.getItem(keyOf(id));
  } catch {
    // A browser that keeps nothing simply has no drafts.
    return null;
  }
};

const writeDraft = (id: string, text: string | null): void => {
  try {
    if (text === null || text.length > DRAFT_CHARS_MAX) localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), text);
  } catch {
    // Full or forbidden: the text is still in the editor.
  }
};

const KEEP_MS = 800;

/** Unsaved text survives a reload of the page in this browser. */
export const useDraft = (id: string, initialText: string) => {
  const found = useRef<string | null | undefined>(undefined);
  if (found.current === undefined) found.current = readDraft(id);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const restored = found.current !== null && found.current !== initialText;
  return {
    text: found.current ?? initialText,
    restored,
    keep: (text: string) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => writeDraft(id, text === initialText ? null : text), KEEP_MS);
    },
    forget: () => {
      clearTimeout(timer.current);
      writeDraft(id, null);
    },
  };
};

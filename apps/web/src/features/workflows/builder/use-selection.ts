import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';

/** What is selected, as it stands in the address. It changes at once; the address follows. */
export const useSelectionText = (): readonly [text: string, select: (text: string) => void] => {
  const { sel = '' } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [text, setText] = useState(sel);
  const pending = useRef<string | null>(null);
  useEffect(() => {
    if (pending.current === null) setText(sel);
    else if (pending.current === sel) pending.current = null;
  }, [sel]);
  const select = useCallback(
    (next: string) => {
      setText(next);
      pending.current = next;
      const search = (old: object) => ({ ...old, sel: next === '' ? undefined : next });
      void navigate({ to: '.', search, replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [text, select];
};

export type Mode = 'canvas' | 'yaml' | 'split';
const MODES: readonly Mode[] = ['canvas', 'yaml', 'split'];

/** Which views of the document are shown; in the address. */
export const useMode = (): readonly [mode: Mode, show: (mode: Mode) => void] => {
  const { mode } = useSearch({ strict: false });
  const navigate = useNavigate();
  const show = useCallback(
    (next: Mode) => {
      const search = (old: object) => ({ ...old, mode: next === 'canvas' ? undefined : next });
      void navigate({ to: '.', search, replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [MODES.find((one) => one === mode) ?? 'canvas', show];
};

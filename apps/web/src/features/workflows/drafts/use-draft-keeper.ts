import { useCallback, useEffect, useRef, useState } from 'react';
import { forgetDraft, type Kept, keepDraft, type StoredDraft } from './drafts';

export type DraftState = 'unchanged' | 'writing' | Kept;

interface Work extends Omit<StoredDraft, 'atMs'> {
  /** What it is when nothing was changed; that is no draft. */
  readonly initialText: string;
}

const KEEP_MS = 1000;

/** Keeps unsaved work in this browser: soon after a change, and at once when the page is left or hidden. */
export const useDraftKeeper = (work: Work): { readonly state: DraftState; readonly forget: () => void } => {
  const latest = useRef(work);
  latest.current = work;
  /** What was last done about, in which slot. */
  const done = useRef(`${work.slot}\n${work.text}`);
  const [state, setState] = useState<DraftState>(work.text === work.initialText ? 'unchanged' : 'kept');
  const flush = useCallback(() => {
    const { initialText, ...draft } = latest.current;
    const now = `${draft.slot}\n${draft.text}`;
    if (now === done.current) return;
    done.current = now;
    if (draft.text === initialText) {
      forgetDraft(localStorage, draft.slot);
      setState('unchanged');
    } else setState(keepDraft(localStorage, { ...draft, atMs: Date.now() }));
  }, []);
  const { slot, text } = work;
  useEffect(() => {
    if (`${slot}\n${text}` === done.current) return;
    setState('writing');
    const timer = setTimeout(flush, KEEP_MS);
    return () => clearTimeout(timer);
  }, [slot, text, flush]);
  useEffect(() => {
    const onHide = () => document.visibilityState === 'hidden' && flush();
    window.addEventListener('pagehide', flush);
    window.addEventListener('blur', flush);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('blur', flush);
      document.removeEventListener('visibilitychange', onHide);
      flush();
    };
  }, [flush]);
  const forget = useCallback(() => {
    const { slot: own, text: last } = latest.current;
    done.current = `${own}\n${last}`;
    forgetDraft(localStorage, own);
    setState('unchanged');
  }, []);
  return { state, forget };
};

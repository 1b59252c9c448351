import { useCallback, useRef, useState } from 'react';
import type { Asking } from './builder-context';

/** The question that is open, if any. Afterwards the focus is back where it was asked from. */
export const useAsking = (first: Asking | null) => {
  const [asking, setAsking] = useState(first);
  const opener = useRef<Element | null>(null);
  const ask = useCallback((next: Asking | null) => {
    if (next !== null) opener.current = document.activeElement;
    setAsking(next);
    if (next === null) requestAnimationFrame(() => comeBack(opener.current));
  }, []);
  return [asking, ask] as const;
};

/** Where there is no focus any more, as after a delete, it goes to the step that is reached by Tab. */
export const comeBack = (opener: Element | null): void => {
  // Something else has the focus already: it was given on purpose.
  if (document.activeElement !== null && document.activeElement !== document.body && document.activeElement.id !== 'content')
    return;
  const row = document.querySelector<HTMLElement>('[data-step][tabindex="0"]');
  if (opener instanceof HTMLElement && opener.isConnected && opener.checkVisibility()) opener.focus();
  else row?.focus();
};

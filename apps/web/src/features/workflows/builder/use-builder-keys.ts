import { useEffect, useRef } from 'react';
import { isError } from '../check/problem';
import type { Builder } from './builder-context';

type Keys = Pick<Builder, 'undo' | 'redo' | 'nextProblem' | 'ask' | 'problems'>;

/** Keys that hold on the whole page, also while typing: the document's own undo and redo, save, next problem. */
export const useBuilderKeys = (keys: Keys): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return;
      const action = actionOf(event, latest.current);
      if (action === null) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    // Before the fields: their own undo knows nothing of the document.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
};

const actionOf = (event: KeyboardEvent, { undo, redo, nextProblem, ask, problems }: Keys): (() => void) | null => {
  if (event.key === 'F8') return nextProblem;
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  switch (event.key.toLowerCase()) {
    case 'z':
      return event.shiftKey ? redo : undo;
    case 'y':
      return redo;
    case 's':
      return problems.some(isError) ? nextProblem : () => ask({ what: 'save' });
    default:
      return null;
  }
};

import { useCallback } from 'react';
import { deleteSteps, disconnect } from '../draft/step-commands';
import type { Builder } from './builder-context';
import { saidWithUndo } from './undo-notice';
import { comeBack } from './use-asking';

/** Deleting, with a way to take it back at once. */
export const useRemovals = ({ apply, undo }: Pick<Builder, 'apply' | 'undo'>) => {
  const remove = useCallback(
    (ids: readonly string[]) => {
      let what = '';
      const isDone = apply((now) => {
        const change = deleteSteps(now, ids);
        what = change.what;
        return change;
      });
      if (!isDone) return;
      saidWithUndo(what, undo);
      requestAnimationFrame(() => comeBack(null));
    },
    [apply, undo],
  );
  const removeEdge = useCallback(
    (from: string, to: string) => {
      const isDone = apply((now) => {
        const step = now.byKey.get(to);
        return step === undefined ? null : { ...disconnect(from, step), select: [to] };
      });
      if (isDone) saidWithUndo(`Removed ${from} → ${to}`, undo);
    },
    [apply, undo],
  );
  return { remove, removeEdge };
};

import { useRef } from 'react';
import { type InboxRow, nextAfter, stepFrom } from './queue';

export interface Place {
  /** Where the open request stands in the list; -1: it has left. */
  readonly at: number;
  /** The next one that waits; `undefined`: nothing else does. */
  readonly next: string | undefined;
  readonly step: (by: 1 | -1) => string | undefined;
}

/** Where in the list somebody is. A request that has left keeps its place until they go on. */
export const usePlace = (rows: readonly InboxRow[], id = ''): Place => {
  const last = useRef(0);
  const at = rows.findIndex((row) => row.id === id);
  if (at >= 0) last.current = at;
  const before = rows.slice(0, last.current);
  const waits = (row: InboxRow): boolean => row.id === id || (!row.gone && row.status === 'pending');
  const waiting = rows.filter(waits).map((row) => row.id);
  return {
    at,
    next: nextAfter(waiting, id, before.filter(waits).length),
    step: (by) =>
      stepFrom(
        rows.map((row) => row.id),
        id,
        last.current,
        by,
      ),
  };
};

import type { RunSummary } from '@mc/contracts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { allToggled, extendedTo, NO_SELECTION, toggled, within } from '../../ui/grid/selection';

export interface ChosenRuns {
  readonly keys: ReadonlySet<string>;
  readonly choose: (key: string, extend: boolean) => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
}

/** The runs that are chosen for a bulk command; under other filters none is. */
export const useChosenRuns = (rows: readonly RunSummary[], filters: string): ChosenRuns => {
  const order = useMemo(() => rows.map(({ runId }) => runId), [rows]);
  const [selection, setSelection] = useState(NO_SELECTION);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters, other runs
  useEffect(() => setSelection(NO_SELECTION), [filters]);
  useEffect(() => setSelection((old) => within(old, order)), [order]);
  const choose = useCallback(
    (key: string, extend: boolean) => setSelection((old) => (extend ? extendedTo(old, key, order) : toggled(old, key))),
    [order],
  );
  const chooseAll = useCallback(() => setSelection((old) => allToggled(old, order)), [order]);
  const clear = useCallback(() => setSelection(NO_SELECTION), []);
  return { keys: selection.keys, choose, chooseAll, clear };
};

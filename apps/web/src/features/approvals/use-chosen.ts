import { useEffect, useMemo, useState } from 'react';
import { NO_SELECTION, toggled, within } from '../../ui/grid/selection';
import type { Choosing } from './approval-list';
import { alike, whyNotTogether } from './batch';
import type { InboxRow } from './queue';

/** Equal write steps that are to be decided together; what waits no more is not among them any longer. */
export const useChosen = (rows: readonly InboxRow[]) => {
  const [selection, setSelection] = useState(NO_SELECTION);
  const open = useMemo(() => rows.filter(({ gone, status }) => !gone && status === 'pending'), [rows]);
  useEffect(
    () =>
      setSelection((old) =>
        within(
          old,
          open.map(({ id }) => id),
        ),
      ),
    [open],
  );
  const items = useMemo(() => open.filter(({ id }) => selection.keys.has(id)), [open, selection]);
  const choosing: Choosing = {
    chosen: selection.keys,
    toggle: ({ id }) => setSelection((old) => toggled(old, id)),
    whyNot: (row) => (row.gone ? 'It waits no more.' : whyNotTogether(row, items)),
  };
  const [first] = items;
  const all = first === undefined ? [] : alike(first, open);
  return {
    items,
    choosing,
    /** How many could be chosen, those that are among them. */
    alikeCount: all.length,
    chooseAlike: () => setSelection({ keys: new Set(all.map(({ id }) => id)), anchor: null }),
    clear: () => setSelection(NO_SELECTION),
  };
};

export type Chosen = ReturnType<typeof useChosen>;

import type { ApprovalSummary } from '@mc/contracts';
import { type FocusEvent, type PointerEvent, useCallback, useMemo, useState } from 'react';
import { heldStill, type InboxRow } from './queue';

const asRows = (items: readonly ApprovalSummary[]): InboxRow[] => items.map((item) => ({ ...item, gone: false }));

/** Rows that move only while nobody points at them; another scope is another list. */
export const useSteadyRows = (fresh: readonly ApprovalSummary[], scope: string) => {
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const isHeld = pointer || focus;
  // Counts how often the list was told to let everything in; what is shown says for which of those it was made.
  const [turn, setTurn] = useState(0);
  const now = { fresh, scope, turn };
  const [shown, setShown] = useState({ ...now, rows: asRows(fresh) });
  const isOther = shown.scope !== scope || shown.turn !== turn;
  if (isOther || (shown.fresh !== fresh && !isHeld)) setShown({ ...now, rows: asRows(fresh) });
  const { rows, newCount } = useMemo(() => heldStill(shown.rows, fresh), [shown.rows, fresh]);
  const release = useCallback(() => setTurn((count) => count + 1), []);
  const holds = {
    onPointerEnter: ({ pointerType }: PointerEvent) => setPointer(pointerType === 'mouse'),
    onPointerLeave: () => setPointer(false),
    onFocus: () => setFocus(true),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => setFocus(currentTarget.contains(relatedTarget)),
  };
  return { rows, newCount, release, holds };
};

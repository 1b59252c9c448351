import type { ApprovalSummary } from '@mc/contracts';

type Muted = ReadonlySet<string>;

/** The server orders by urgency; what somebody does not want to hear of comes last, in the same order. */
export const withMutedLast = <Item extends { readonly runId: string }>(items: readonly Item[], muted: Muted): Item[] => [
  ...items.filter(({ runId }) => !muted.has(runId)),
  ...items.filter(({ runId }) => muted.has(runId)),
];

/** The one that comes after `id`, else the one before it. `at`: where it stood, if it has left; `undefined`: nothing else is there. */
export const nextAfter = (ids: readonly string[], id: string, at = ids.indexOf(id)): string | undefined => {
  const here = ids.indexOf(id);
  // What has left made room for the one behind it.
  const next = here < 0 ? Math.max(0, at) : here + 1;
  return ids[next] ?? ids.filter((other) => other !== id).at(-1);
};

/** One step on or back from `id`, at the ends none; of something that has left, from where it stood. */
export const stepFrom = (ids: readonly string[], id: string, at: number, by: 1 | -1): string | undefined => {
  const here = ids.indexOf(id);
  const to = here < 0 ? (by > 0 ? at : at - 1) : here + by;
  return ids[Math.min(ids.length - 1, Math.max(0, to))];
};

export interface InboxRow extends ApprovalSummary {
  /** It waits no more, and stays in its place only until nobody points at the list. */
  readonly gone: boolean;
}

/**
 * A list under somebody's pointer or focus does not move: rows are brought up to date in their places, what has left stays as
 * gone, what is new is counted and waits.
 */
export const heldStill = (
  shown: readonly InboxRow[],
  fresh: readonly ApprovalSummary[],
): { readonly rows: InboxRow[]; readonly newCount: number } => {
  const byId = new Map(fresh.map((item) => [item.id, item]));
  const known = new Set(shown.map(({ id }) => id));
  return {
    rows: shown.map((row) => {
      const item = byId.get(row.id);
      return item === undefined ? { ...row, gone: true } : { ...item, gone: false };
    }),
    newCount: fresh.filter(({ id }) => !known.has(id)).length,
  };
};

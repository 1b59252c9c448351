/** How often a ledger is asked again when other processes were always faster, and how long one waits before that at most. */
export const LEDGER_TRIES_MAX = 20;
export const LEDGER_WAIT_MS_MAX = 20;
/**
 * A reservation of this age that no run has drawn is looked at: whoever was at it may be gone. Whether it may be given back is the
 * run's stream to say; this only keeps the sweep from getting in the way of those who are about to use theirs.
 */
export const ORPHAN_AGE_MS = 10_000;
/** How many draws one sweep looks at, how many of them at a time, and how far back late costs are searched for. */
export const MEND_DRAWS_MAX = 200;
export const MEND_AT_ONCE_MAX = 20;
export const LATE_COSTS_WITHIN_MS = 600_000;
/** A ledger that refused is asked first for so long: it saves reserving elsewhere in vain. */
export const SHORT_MS = 60_000;

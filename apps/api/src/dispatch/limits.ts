/** A result usually follows an acceptance at once; waiting this long lets both land in one append. */
export const ACCEPTED_FLUSH_MS = 50;
/** Progress of one attempt is recorded at most this often. */
export const USAGE_FLUSH_MS = 250;
/** An outcome that cannot be recorded is kept and tried again, at growing intervals, for this long. */
export const RECORD_RETRY_MS = 200;
export const RECORD_RETRY_MAX_MS = 10_000;
export const RECORD_GIVE_UP_MS = 3_600_000;
/** The net under timers and notifications. */
export const SWEEP_INTERVAL_MS = 1_000;
export const SWEEP_RUNS_MAX = 200;
/** How often draws from limits are looked at that are not in order; what goes well is settled at once. */
export const MEND_INTERVAL_MS = 5_000;
/** A due run in which nothing was to be decided is left alone this long. */
export const SWEEP_PAUSE_MS = 5_000;
/** setTimeout cannot wait longer than 2^31 - 1 ms; whoever is due later is found by the sweep. */
export const TIMER_MAX_MS = 3_600_000;
export const LEASE_TTL_MS = 10_000;
export const LEASE_RENEW_MS = 3_000;
/** How often one who waits for the others asks how far they have heard. */
export const HEARD_POLL_MS = 20;
/** How long a stopping process waits for attempts that are about to end. */
export const DRAIN_MS = 2_000;
/** Live text of one attempt that goes to sockets at most; the whole output is in StepCompleted. */
export const LIVE_TEXT_CHARS_MAX = 1_000_000;

/** How long the sender has to hand an attempt to the engine before the attempt is in doubt. */
export const SEND_WINDOW_MS = 5_000;
/** How long an engine has to acknowledge a stop. */
export const STOP_GRACE_MS = 15_000;
/** How often one attempt may be sent again to an engine that drops repeats. */
export const RESENDS_MAX = 3;
/** How often a read step may start over because the process that had sent it is gone; not counted as retries. */
export const RECOVERIES_MAX = 100;
/** Wait before a step asks again for an engine that is down; doubles up to the maximum. */
export const ENGINE_RETRY_MS = 2_000;
export const ENGINE_RETRY_MAX_MS = 60_000;
export const ENGINE_RETRIES_MAX = 1_000;
/** How many questions of an engine one attempt may bring to people. */
export const QUESTIONS_PER_ATTEMPT_MAX = 100;
export const BACKOFF_MAX_MS = 300_000;
/** Clocks of engine and host may differ by this much. */
export const CLOCK_SKEW_MS = 5_000;
/** How often a block that lifts without an event of this run (freeze, missing price) is looked at again. */
export const RECHECK_MS = 5_000;
/**
 * What one decision sends at most; the rest follows in the next. EventStoreDB takes 1 MiB an append by default, and a dispatch is
 * about 1 KB and its texts.
 */
export const DISPATCHES_PER_DECISION_MAX = 300;
export const DISPATCH_CHARS_PER_DECISION_MAX = 300_000;
/**
 * Input tokens are reserved with this margin over our tokenizer's count, since another model's tokenizer may count more,
 * and the engine adds tokens per message.
 */
export const INPUT_TOKEN_MARGIN = 1.25;
export const INPUT_TOKEN_OVERHEAD = 32;

/** Events in one append. A decision about a run of 1,000 steps may end, ask for or send each of them, with up to three facts a step. */
export const APPEND_EVENTS_MAX = 4_000;
/** Bytes of one event's data after large texts have left it. */
export const EVENT_BYTES_MAX = 4 * 1024 * 1024;
/** Bytes of one append, large texts not counted. */
export const APPEND_BYTES_MAX = 32 * 1024 * 1024;
/** Bytes of one large text. */
export const TEXT_BYTES_MAX = 64 * 1024 * 1024;
/** Characters in the name of a stream; an index row of Postgres and a header of KurrentDB must hold it. */
export const STREAM_NAME_CHARS_MAX = 512;

/** Events fetched in one round trip when a stream or the log is read. */
export const READ_PAGE_EVENTS = 1_000;
/** Events in a subscription's batch unless the subscriber asks for fewer. */
export const SUBSCRIBE_BATCH_EVENTS = 500;
/** Events that readAll returns at most. */
export const READ_ALL_EVENTS_MAX = 5_000;

/** What one group commit takes at most. */
export const BATCH_EVENTS_MAX = 1_000;
export const BATCH_BYTES_MAX = 8 * 1024 * 1024;
/** Appends that may wait for the next group commit, or for their answers; more are refused, so that a dead database cannot fill the memory. */
export const APPEND_QUEUE_MAX = 10_000;
/** How long one call to the database may take before its outcome counts as unknown. */
export const APPEND_TIMEOUT_MS = 10_000;
/** How long one read may take. */
export const READ_TIMEOUT_MS = 30_000;
/** How often a group commit with an unknown outcome is sent again with the same ids. */
export const APPEND_RETRIES_MAX = 3;

/** How many of the newest events of an EventStoreDB are looked through at first for the last of ours. */
export const HEAD_PAGE_EVENTS = 50;
/** What an EventStoreDB takes in one append unless its MaxAppendSize says otherwise. */
export const EVENT_STORE_DB_APPEND_BYTES_MAX = 1024 * 1024;

/** The newest events that stay in memory, so that subscribers of this process need not read back what it has just written. */
export const TAIL_EVENTS_MAX = 5_000;
export const TAIL_BYTES_MAX = 16 * 1024 * 1024;

/** Other processes are told of new events at most this often. */
export const NOTIFY_INTERVAL_MS = 50;
/** The net under lost notifications. */
export const POLL_INTERVAL_MS = 500;
/** Waits between attempts to reconnect grow from the first to the second, with jitter. */
export const RECONNECT_DELAY_MS_MIN = 50;
export const RECONNECT_DELAY_MS_MAX = 5_000;

/** Commands of one stream that share an append at most, and how many facts of theirs are enough for one. */
export const TOGETHER_COMMANDS_MAX = 32;
export const TOGETHER_EVENTS_MAX = 100;
/** Commands that may wait in one lane. */
export const LANE_QUEUE_MAX = 1_000;
/** How often a command is decided again after another writer was faster. */
export const DECIDE_ATTEMPTS_MAX = 8;
/** How often an append with an unknown outcome is repeated with the same ids. */
export const UNKNOWN_RETRIES_MAX = 3;
/** Commands whose facts a folded stream remembers, for the answer to a repeat. */
export const RECENT_COMMANDS_MAX = 128;
/** Folded streams that stay in memory, and how many characters of text may lie in them. */
export const STATE_CACHE_MAX = 1_000;
export const STATE_CACHE_CHARS_MAX = 256 * 1024 * 1024;

/** Everything that comes from outside has a limit, and every limit has a name. Lengths are UTF-16 units, as JavaScript counts. */
export const BODY_BYTES_MAX = 1024 * 1024;
export const JSON_DEPTH_MAX = 64;
/** Values in one body, nested ones included. */
export const JSON_VALUES_MAX = 100_000;

export const NAME_LENGTH_MAX = 128;
export const LABEL_LENGTH_MAX = 200;
export const MODEL_LENGTH_MAX = 200;
export const EMAIL_LENGTH_MAX = 254;
export const PASSWORD_LENGTH_MIN = 8;
export const PASSWORD_LENGTH_MAX = 200;
export const TOKEN_LENGTH_MAX = 4096;
export const URL_LENGTH_MAX = 2048;
export const REASON_LENGTH_MAX = 2000;
export const DESCRIPTION_LENGTH_MAX = 4000;
export const PROMPT_LENGTH_MAX = 64 * 1024;
/** Of a workflow's text; it travels and is stored beside what was read from it. */
export const SOURCE_LENGTH_MAX = 256 * 1024;
export const OUTPUT_LENGTH_MAX = 512 * 1024;
export const SEARCH_LENGTH_MAX = 200;
export const CURSOR_LENGTH_MAX = 1024;
export const DIGEST_LENGTH_MAX = 200;
export const IDEMPOTENCY_KEY_LENGTH_MAX = 200;

export const STEPS_MAX = 1000;
export const DEPENDENCIES_MAX = 1000;
export const INPUTS_MAX = 100;
export const OPTIONS_MAX = 100;
export const ROLES_MAX = 5;
export const IMPORT_MAX = 200;
export const TOPICS_MAX = 50;
export const FILTER_VALUES_MAX = 20;
/** Ids that a list is asked for by: as many as an address holds. */
export const FILTER_IDS_MAX = 100;

export const VIEW_NAME_LENGTH_MAX = 60;
export const VIEW_VALUE_LENGTH_MAX = 1000;
export const VIEW_PARAMETERS_MAX = 30;
/** Views of one operator. */
export const VIEWS_MAX = 200;
/** Runs that one bulk command takes. */
export const BULK_RUNS_MAX = 10_000;
/** Runs that one bulk command names one by one. */
export const BULK_NAMED_RUNS_MAX = 1_000;

export const PAGE_DEFAULT = 50;
export const PAGE_MAX = 200;
/** Events are small and read in long runs of them. */
export const EVENTS_PAGE_MAX = 1000;
/** The strip of step marks in a list of runs; above it a bar says more. */
export const PROGRESS_MARKS_MAX = 24;

/** 9 million dollars: below it every amount is a safe integer of nanodollars. */
export const CENTS_MAX = 900_000_000;
export const TOKENS_MAX = 1_000_000_000;
export const TIMEOUT_MS_MAX = 7 * 24 * 3600 * 1000;
export const ATTEMPTS_MAX = 100;
export const QUORUM_MAX = 10;
/** How long a read waits for the read model to reach `X-Min-Position`. */
export const MIN_POSITION_WAIT_MS = 5000;
export const HEARTBEAT_MS = 10_000;

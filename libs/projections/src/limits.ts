/** Events in one commit of the projector. */
export const BATCH_EVENTS_MAX = 500;
/**
 * Commits of the projector are at least so far apart while nobody waits for one; what arrives in between shares the next, and
 * a row that changed twice is written once. After a quiet moment, and behind a full batch, nothing is held back.
 */
export const COMMIT_INTERVAL_MS = 100;
/** The same while somebody waits for the tables to show a position. */
export const COMMIT_INTERVAL_MS_MIN = 20;
/** How long a projector that has gone silent keeps its place. */
export const LEASE_MS = 5_000;
/** How often a process that does not hold the lease looks how far the holder has come. */
export const FOLLOW_POLL_MS = 50;
/** Waits between attempts when the database is away grow from the first to the second. */
export const RETRY_DELAY_MS_MIN = 100;
export const RETRY_DELAY_MS_MAX = 5_000;
/** Folded runs that stay in memory. */
export const RUN_STATES_MAX = 500;
/** Folded ledgers of limits that stay in memory: few are written to in any one period. */
export const LEDGER_STATES_MAX = 50;
/** Draws may be given up before a run starts; looking further for its start is not worth it. */
export const RUN_BEGINNING_MAX = 20;
/** Workflow names of runs that are known by name only. */
export const RUN_NAMES_MAX = 2_000;
/** Readers that may wait for a position at the same time. */
export const WAITERS_MAX = 10_000;

export const PAGE_DEFAULT = 50;
export const PAGE_MAX = 200;
/** Up to here totals are counted; beyond, they are a lower bound. */
export const TOTAL_COUNT_MAX = 10_000;
/** Rows that one page of a text search looks at; the cursor goes on from there. */
export const SEARCH_WINDOW_ROWS = 20_000;
/** The newest events of which facets are counted. */
export const FACET_WINDOW_ROWS = 20_000;
/** Events of the same request that are shown before an event, and as many after it. */
export const CHAIN_EVENTS_MAX = 60;
/** How far back causes are followed. */
export const CAUSES_MAX = 20;
/** Earlier events among which the one is looked for that an event has changed. */
export const EARLIER_EVENTS_MAX = 200;
/** Agents of whom figures are given. */
export const AGENT_FIGURES_MAX = 1_000;
/** Rows that an export fetches at a time. */
export const EXPORT_PAGE_ROWS = 1_000;
/** Runs that one sweep takes. */
export const DUE_RUNS_MAX = 200;
/** Values of a facet: what is rarer is found by its name. */
export const FACET_VALUES_MAX = 50;
/** Groups that a cost report shows. */
export const COST_GROUPS_MAX = 500;
/** Refusals of any kind that are looked through for those of limits, how old they may be, and how many each limit shows. */
export const REFUSALS_WINDOW_ROWS = 1_000;
export const REFUSALS_WITHIN_MS = 7 * 24 * 3_600_000;
export const LIMIT_REFUSALS_SHOWN_MAX = 5;
/** Buckets of one cost report over time: 30 days of hours, and a little. */
export const COST_BUCKETS_MAX = 750;
/** Series that such a report names; the rest is one. */
export const COST_SERIES_MAX = 8;
/** Entries of one run that its cost page shows. */
export const COST_ENTRIES_MAX = 20_000;
/** The strip of step marks in a list of runs. */
export const PROGRESS_MARKS_MAX = 24;
/** How much of an output a step's row keeps. */
export const OUTPUT_PREVIEW_CHARS = 4_096;
/** Events that the rebuilt tables may lag behind when the swap begins. */
export const SWAP_LAG_EVENTS_MAX = 1_000;

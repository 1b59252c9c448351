/** Limits of a workflow definition, and what stands where its author said nothing. */
export const WORKFLOW_STEPS_MAX = 1_000;
export const STEP_DEPENDENCIES_MAX = 1_000;
export const WORKFLOW_INPUTS_MAX = 100;
export const STEP_ATTEMPTS_MAX = 100;
export const STEP_TIMEOUT_MS_MAX = 7 * 24 * 3_600_000;
/** Above it a count of tokens is a mistake. Products of it with the highest price stay safe integers. */
export const TOKENS_PER_CALL_MAX = 1_000_000_000;
/** A definition with more mistakes than this has a mistake of another kind; the rest is not listed. */
export const FINDINGS_MAX = 1_000;

export const TEMPLATE_REFERENCES_MAX = 200;
export const TEMPLATE_FINDINGS_MAX = 20;
export const REFERENCE_LENGTH_MAX = 512;
export const REFERENCE_DEPTH_MAX = 16;
/** UTF-16 units of one rendered prompt; references to large outputs could multiply without it. */
export const RENDERED_LENGTH_MAX = 4 * 1024 * 1024;

export const DEFAULT_MAX_OUTPUT_TOKENS = 1_024;
export const DEFAULT_TIMEOUT_MS = 120_000;
export const DEFAULT_BACKOFF_MS = 1_000;
/** Reading again is harmless; whoever writes must ask for repeats. */
export const DEFAULT_MAX_ATTEMPTS = { read: 3, write: 1, irreversible: 1 } as const;

import type { Executed } from '@mc/domain';

/** Ways to fail that can be asked for; `failures.ts` says what each one means. */
export const FAIL_KINDS = [
  'refused',
  'auth',
  'rate_limited',
  'engine_error',
  'engine_unavailable',
  'connection_lost',
  'content_filtered',
  'output_invalid',
] as const;
export type FailKind = (typeof FAIL_KINDS)[number];

/** What the simulated engine does with one attempt. */
export interface Script {
  /** Answer at once with next to no work: no texts, no tokenizer, no timers. */
  noop: boolean;
  /** How long the answer takes; its text streams meanwhile. */
  delayMs: number;
  /** How long the message is on its way before the engine sees it. */
  transitMs: number;
  /** The engine pays no heed to a stop or the deadline and answers so long after it. */
  lateMs: number | null;
  fail: FailKind | null;
  /** Fail only the first so many attempts of the step. */
  failFirst: number | null;
  executed: Executed | null;
  retryable: boolean | null;
  /** The message never arrives. */
  lost: boolean;
  /** The work is done, but nothing is ever said about it. */
  silence: boolean;
  /** Accepted and begun, then nothing more. */
  hang: boolean;
  /** The outcome is said twice. */
  duplicate: boolean;
  /** The engine does not report usage. */
  noUsage: boolean;
  /** Model calls that share the usage. */
  calls: number;
  tokens: { readonly input: number; readonly output: number; readonly cacheRead: number } | null;
  /** Output tokens that are billed but not seen. */
  reasoningTokens: number;
  /** The engine states its own price. */
  costNanoUsd: number | null;
  /** The engine pays no heed to `maxOutputTokens`. */
  ignoreLimit: boolean;
  /** The answer is cut at the limit. */
  truncated: boolean;
  tools: readonly string[];
  /** Commands for which the engine asks for approval before it answers. */
  asks: readonly string[];
  /** How long it waits for each answer. */
  patienceMs: number;
  say: string | null;
  outputBytes: number | null;
  hostile: boolean;
}

/** As long as engines usually wait for an answer. */
const PATIENCE_MS = 30 * 60_000;

export const PLAIN_SCRIPT: Script = {
  noop: false,
  delayMs: 0,
  transitMs: 0,
  lateMs: null,
  fail: null,
  failFirst: null,
  executed: null,
  retryable: null,
  lost: false,
  silence: false,
  hang: false,
  duplicate: false,
  noUsage: false,
  calls: 1,
  tokens: null,
  reasoningTokens: 0,
  costNanoUsd: null,
  ignoreLimit: false,
  truncated: false,
  tools: [],
  asks: [],
  patienceMs: PATIENCE_MS,
  say: null,
  outputBytes: null,
  hostile: false,
};

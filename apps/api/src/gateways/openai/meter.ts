import type { UsageReport } from '@mc/domain';
import type { GatewayClock } from '../clock';
import type { DispatchRequest } from '../gateway';
import { countTokens } from '../tokens';
import { tokenCountOf } from '../usage-book';

/** Reports while the answer streams come at most four times a second. */
const REPORT_EVERY_MS = 250;
/** What the chat format adds to the texts: four tokens for each message and three for the answer to begin. */
const MESSAGE_TOKENS = 4;
const ANSWER_TOKENS = 3;

type Counts = Pick<UsageReport, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>;

/** What the request is likely to be counted as. */
const estimatedInputTokens = ({ system, prompt, model }: DispatchRequest): number =>
  countTokens(prompt, model) +
  MESSAGE_TOKENS +
  ANSWER_TOKENS +
  (system === null ? 0 : countTokens(system, model) + MESSAGE_TOKENS);

/** Keeps the totals of the one model call of a chat completion: estimates first, the engine's own counts as soon as they come. */
export class Meter {
  #counted: Counts;
  #pending = '';
  #stated: Counts | null = null;
  #reportedAt = 0;

  constructor(
    private readonly request: DispatchRequest,
    private readonly clock: GatewayClock,
    private readonly tell: (usage: UsageReport) => void,
  ) {
    this.#counted = { inputTokens: estimatedInputTokens(request), outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
  }

  /** More text that the model made, seen or not. */
  said(text: string): void {
    this.#pending += text;
    if (this.clock.now() - this.#reportedAt >= REPORT_EVERY_MS) this.report();
  }

  /** The engine's own counts; what is not a count is as good as nothing said. */
  stated(usage: unknown): void {
    const counts = countsOf(usage);
    if (counts) this.#stated = counts;
  }

  report(final = false): void {
    this.#reportedAt = this.clock.now();
    if (this.#pending !== '') {
      const outputTokens = this.#counted.outputTokens + countTokens(this.#pending, this.request.model);
      this.#counted = { ...this.#counted, outputTokens };
      this.#pending = '';
    }
    this.tell({
      callId: 'call-1',
      // The name that was asked for is the one that has a price; engines answer with names of snapshots.
      model: this.request.model,
      ...(this.#stated ?? this.#counted),
      final: final && this.#stated !== null,
      source: this.#stated ? 'engine' : 'estimate',
      costNanoUsd: null,
    });
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const countsOf = (usage: unknown): Counts | null => {
  if (!isRecord(usage)) return null;
  const inputTokens = tokenCountOf(usage.prompt_tokens);
  const outputTokens = tokenCountOf(usage.completion_tokens);
  if (inputTokens === null || outputTokens === null) return null;
  const details = isRecord(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  const cacheReadTokens = Math.min(tokenCountOf(details.cached_tokens) ?? 0, inputTokens);
  const cacheWriteTokens = Math.min(tokenCountOf(details.cache_write_tokens) ?? 0, inputTokens - cacheReadTokens);
  return { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens };
};

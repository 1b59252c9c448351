import { NANO_PER_USD, type UsageReport } from '@mc/domain';
import type { GatewayClock } from './clock';
import type { DispatchRequest } from './gateway';
import { countTokens } from './tokens';

/** Reports while an attempt runs come at most four times a second for each call. */
const REPORT_EVERY_MS = 250;
/** More tokens than any engine takes or gives in one call: what is above is not a count. */
const TOKENS_MAX = 1_000_000_000;
const CALLS_MAX = 200;
const MODEL_CHARS_MAX = 200;
/** 9 million dollars: below it every amount is a safe integer. */
const COST_USD_MAX = 9_000_000;

/** One model call as an engine states it: totals so far. */
interface StatedCall {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly costNanoUsd: number | null;
}

/**
 * Keeps the usage of one attempt at an engine that states it as a list of all its model calls so far. A call is known by
 * its place in the list, so a list that comes twice, late or from another process says the same. Until an engine has stated
 * anything there is one call, estimated from the texts.
 */
export class UsageBook {
  #calls: readonly StatedCall[] | null = null;
  #estimated: number | null = null;
  #said = '';
  #outputTokens = 0;
  #reportedAt = 0;

  constructor(
    private readonly request: Pick<DispatchRequest, 'system' | 'prompt' | 'model'>,
    private readonly clock: GatewayClock,
    private readonly tell: (usage: UsageReport) => void,
  ) {}

  /** More text that the engine made. */
  said(text: string): void {
    if (this.#calls === null) this.#said += text;
    this.#reportNow();
  }

  /** The engine's own list. False: it is no list of counts, and as good as nothing said. */
  stated(usage: unknown): boolean {
    const calls = callsOf(usage, this.request.model);
    if (calls === null) return false;
    this.#calls = calls;
    this.#reportNow();
    return true;
  }

  #reportNow(): void {
    if (this.clock.now() - this.#reportedAt >= REPORT_EVERY_MS) this.report();
  }

  /** `final`: the attempt has ended and nothing more will be consumed. Estimates are never final. */
  report(final = false): void {
    this.#reportedAt = this.clock.now();
    const calls = this.#calls ?? [this.#estimate()];
    for (const [index, call] of calls.entries()) {
      const isStated = this.#calls !== null;
      this.tell({
        callId: `call-${index + 1}`,
        ...call,
        final: final && isStated,
        source: isStated ? 'engine' : 'estimate',
      });
    }
  }

  #estimate(): StatedCall {
    const { system, prompt, model } = this.request;
    this.#estimated ??= countTokens(prompt, model) + (system === null ? 0 : countTokens(system, model));
    this.#outputTokens += countTokens(this.#said, model);
    this.#said = '';
    return {
      model,
      inputTokens: this.#estimated,
      outputTokens: this.#outputTokens,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      costNanoUsd: null,
    };
  }
}

/** Reports of an engine's own list; empty where there is none. */
export const reportsOf = (usage: unknown, model: string, final: boolean): readonly UsageReport[] =>
  (callsOf(usage, model) ?? []).map((call, index) => ({ callId: `call-${index + 1}`, ...call, final, source: 'engine' }));

const callsOf = (usage: unknown, model: string): readonly StatedCall[] | null => {
  if (!Array.isArray(usage) || usage.length === 0 || usage.length > CALLS_MAX) return null;
  const calls = usage.map((call: unknown) => callOf(call, model));
  return calls.every((call) => call !== null) ? calls : null;
};

const callOf = (given: unknown, model: string): StatedCall | null => {
  if (typeof given !== 'object' || given === null) return null;
  const call = given as Record<string, unknown>;
  const [inputTokens, outputTokens] = [tokenCountOf(call.inputTokens), tokenCountOf(call.outputTokens)];
  if (inputTokens === null || outputTokens === null) return null;
  const cacheReadTokens = Math.min(tokenCountOf(call.cacheReadTokens) ?? 0, inputTokens);
  return {
    // The model that was asked for is the one that has a price, unless the engine says that it took another.
    model: typeof call.model === 'string' && isModelName(call.model) ? call.model : model,
    inputTokens,
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens: Math.min(tokenCountOf(call.cacheWriteTokens) ?? 0, inputTokens - cacheReadTokens),
    costNanoUsd: costOf(call.costUsd),
  };
};

const isModelName = (name: string): boolean => name.length <= MODEL_CHARS_MAX && /^[a-z0-9][a-z0-9._:/@+-]*$/i.test(name);

/** What an engine says that it counted; `null`: that is no count. */
export const tokenCountOf = (value: unknown): number | null =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= TOKENS_MAX ? (value as number) : null;

const costOf = (usd: unknown): number | null =>
  typeof usd === 'number' && usd >= 0 && usd <= COST_USD_MAX ? Math.round(usd * NANO_PER_USD) : null;

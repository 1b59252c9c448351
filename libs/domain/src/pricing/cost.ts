import { costMillionths, roundedUp, worstCaseMillionths } from './exact';
import type { LongContextRates, TokenRates } from './pricing.events';

/** List prices of all known models are far below it ($4,000 per million tokens); with it every cost of one call is a safe integer. */
export const PRICE_NANO_USD_PER_MTOK_MAX = 4_000_000_000_000;

export interface TokenPrices extends TokenRates {
  readonly longContext: LongContextRates | null;
}

/**
 * Tokens of one model call. `inputTokens` INCLUDES those read from and written to a cache, as most engines report them;
 * the adapter of an engine that counts them apart adds them up first.
 */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}

/**
 * The cost of one call in whole nanodollars: exact, then rounded up once. `null`: no price is known.
 * Its whole input decides whether all of its tokens cost what those of a long input do.
 * Cache tokens without a price of their own cost as much as other input tokens: that is what engines without
 * a cache tariff charge, and never less than a cache read costs.
 * Throws a RangeError unless all counts and the result are safe integers of at least 0.
 */
export const costNanoUsd = (price: TokenPrices | null | undefined, usage: TokenUsage): number | null =>
  price ? safe(roundedUp(costMillionths(price, usage))) : null;

/**
 * The most that a call with at most so many tokens may cost: each input token at the dearest way in, for a cache write may cost more
 * than plain input, and all at the price of the longest input, which is never the lower one.
 * `null`: no price is known. Throws as `costNanoUsd` does.
 */
export const worstCaseNanoUsd = (
  price: TokenPrices | null | undefined,
  inputTokens: number,
  maxOutputTokens: number,
): number | null => (price ? safe(roundedUp(worstCaseMillionths(price, inputTokens, maxOutputTokens))) : null);

const safe = (nano: bigint): number => {
  const amount = Number(nano);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`cost out of range: ${nano} nanodollars`);
  return amount;
};

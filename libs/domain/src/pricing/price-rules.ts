import { PRICE_NANO_USD_PER_MTOK_MAX } from './cost';
import { cacheReadRate, cacheWriteRate } from './exact';
import type { LongContextRates, ModelPrice, TokenRates } from './pricing.events';

/** What is wrong with a price; `field` is a path into it. */
interface PriceFlaw {
  readonly field: string;
  readonly message: string;
}

const AMOUNTS = ['inputNanoUsdPerMTok', 'outputNanoUsdPerMTok', 'cacheReadNanoUsdPerMTok', 'cacheWriteNanoUsdPerMTok'] as const;
const CACHE_AMOUNTS: readonly string[] = ['cacheReadNanoUsdPerMTok', 'cacheWriteNanoUsdPerMTok'];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const priceFlaw = (price: ModelPrice): PriceFlaw | null => {
  // Prices are compared by time as texts, which only holds for one form of them.
  if (!INSTANT.test(price.effectiveFrom))
    return { field: 'effectiveFrom', message: 'effectiveFrom is ISO-8601 UTC with milliseconds' };
  return ratesFlaw(price, '') ?? (price.longContext && longContextFlaw(price, price.longContext));
};

const ratesFlaw = (rates: TokenRates, path: string): PriceFlaw | null => {
  for (const name of AMOUNTS) {
    const amount = rates[name];
    if (amount === null && CACHE_AMOUNTS.includes(name)) continue;
    if (!Number.isSafeInteger(amount) || (amount ?? 0) < 0 || (amount ?? 0) > PRICE_NANO_USD_PER_MTOK_MAX) {
      const field = `${path}${name}`;
      return { field, message: `${field} is a whole number from 0 to ${PRICE_NANO_USD_PER_MTOK_MAX}` };
    }
  }
  return null;
};

/** No list charges less for more; if one did, a longer input could cost less than a shorter one, and no bound would hold. */
const longContextFlaw = (usual: TokenRates, long: LongContextRates): PriceFlaw | null => {
  if (!Number.isSafeInteger(long.aboveInputTokens) || long.aboveInputTokens < 1)
    return { field: 'longContext/aboveInputTokens', message: 'aboveInputTokens is a whole number from 1 on' };
  const flaw = ratesFlaw(long, 'longContext/');
  if (flaw) return flaw;
  const cheaper = AMOUNTS.find((name) => effectiveRate[name](long) < effectiveRate[name](usual));
  return cheaper
    ? { field: `longContext/${cheaper}`, message: `${cheaper} of a long input is not below that of a short one` }
    : null;
};

const effectiveRate: Record<(typeof AMOUNTS)[number], (rates: TokenRates) => number> = {
  inputNanoUsdPerMTok: ({ inputNanoUsdPerMTok }) => inputNanoUsdPerMTok,
  outputNanoUsdPerMTok: ({ outputNanoUsdPerMTok }) => outputNanoUsdPerMTok,
  cacheReadNanoUsdPerMTok: cacheReadRate,
  cacheWriteNanoUsdPerMTok: cacheWriteRate,
};

/** Whether two prices charge the same for the same tokens. */
export const sameRates = (a: ModelPrice, b: ModelPrice): boolean =>
  AMOUNTS.every((amount) => a[amount] === b[amount]) &&
  a.longContext?.aboveInputTokens === b.longContext?.aboveInputTokens &&
  AMOUNTS.every((amount) => a.longContext?.[amount] === b.longContext?.[amount]);

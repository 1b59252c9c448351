import type { TokenPrices, TokenUsage } from './cost';
import type { TokenRates } from './pricing.events';

/** Prices count per million tokens, so exact sums count in millionths of a nanodollar. */
const MILLIONTHS = 1_000_000n;

export const costMillionths = (price: TokenPrices, usage: TokenUsage): bigint => {
  const input = count(usage.inputTokens, 'inputTokens');
  const read = count(usage.cacheReadTokens, 'cacheReadTokens');
  const write = count(usage.cacheWriteTokens, 'cacheWriteTokens');
  const output = count(usage.outputTokens, 'outputTokens');
  const cached = read + write;
  const rates = ratesFor(price, input > cached ? input : cached);
  return (
    (input > cached ? input - cached : 0n) * BigInt(rates.inputNanoUsdPerMTok) +
    read * BigInt(cacheReadRate(rates)) +
    write * BigInt(cacheWriteRate(rates)) +
    output * BigInt(rates.outputNanoUsdPerMTok)
  );
};

export const worstCaseMillionths = (price: TokenPrices, inputTokens: number, maxOutputTokens: number): bigint => {
  const input = count(inputTokens, 'inputTokens');
  const rates = ratesFor(price, input);
  const dearest = Math.max(rates.inputNanoUsdPerMTok, cacheReadRate(rates), cacheWriteRate(rates));
  return input * BigInt(dearest) + count(maxOutputTokens, 'maxOutputTokens') * BigInt(rates.outputNanoUsdPerMTok);
};

const ratesFor = (price: TokenPrices, wholeInput: bigint): TokenRates =>
  price.longContext && wholeInput > BigInt(price.longContext.aboveInputTokens) ? price.longContext : price;

export const cacheReadRate = ({ cacheReadNanoUsdPerMTok, inputNanoUsdPerMTok }: TokenRates): number =>
  cacheReadNanoUsdPerMTok ?? inputNanoUsdPerMTok;

export const cacheWriteRate = ({ cacheWriteNanoUsdPerMTok, inputNanoUsdPerMTok }: TokenRates): number =>
  cacheWriteNanoUsdPerMTok ?? inputNanoUsdPerMTok;

/** Millionths to whole nanodollars, up: a fraction is never given away. */
export const roundedUp = (millionths: bigint): bigint => (millionths + MILLIONTHS - 1n) / MILLIONTHS;

const count = (tokens: number, name: string): bigint => {
  if (!Number.isSafeInteger(tokens) || tokens < 0) throw new RangeError(`${name} is not a count: ${tokens}`);
  return BigInt(tokens);
};

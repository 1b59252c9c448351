import type { TokenPrices, TokenUsage } from './cost';

/** Prices count per million tokens, so exact sums count in millionths of a nanodollar. */
const MILLIONTHS = 1_000_000n;

export const costMillionths = (price: TokenPrices, usage: TokenUsage): bigint => {
  const input = count(usage.inputTokens, 'inputTokens');
  const read = count(usage.cacheReadTokens, 'cacheReadTokens');
  const write = count(usage.cacheWriteTokens, 'cacheWriteTokens');
  const output = count(usage.outputTokens, 'outputTokens');
  const rest = input - read - write;
  return (
    (rest > 0n ? rest : 0n) * BigInt(price.inputNanoUsdPerMTok) +
    read * BigInt(price.cacheReadNanoUsdPerMTok ?? price.inputNanoUsdPerMTok) +
    write * BigInt(price.cacheWriteNanoUsdPerMTok ?? price.inputNanoUsdPerMTok) +
    output * BigInt(price.outputNanoUsdPerMTok)
  );
};

export const worstCaseMillionths = (price: TokenPrices, inputTokens: number, maxOutputTokens: number): bigint => {
  const { inputNanoUsdPerMTok, cacheReadNanoUsdPerMTok, cacheWriteNanoUsdPerMTok } = price;
  const dearest = Math.max(inputNanoUsdPerMTok, cacheReadNanoUsdPerMTok ?? 0, cacheWriteNanoUsdPerMTok ?? 0);
  return (
    count(inputTokens, 'inputTokens') * BigInt(dearest) +
    count(maxOutputTokens, 'maxOutputTokens') * BigInt(price.outputNanoUsdPerMTok)
  );
};

/** Millionths to whole nanodollars, up: a fraction is never given away. */
export const roundedUp = (millionths: bigint): bigint => (millionths + MILLIONTHS - 1n) / MILLIONTHS;

const count = (tokens: number, name: string): bigint => {
  if (!Number.isSafeInteger(tokens) || tokens < 0) throw new RangeError(`${name} is not a count: ${tokens}`);
  return BigInt(tokens);
};

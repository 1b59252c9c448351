import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { holds } from '../../test/holds';
import { costNanoUsd, PRICE_NANO_USD_PER_MTOK_MAX, type TokenPrices, type TokenUsage, worstCaseNanoUsd } from './cost';
import type { TokenRates } from './pricing.events';

const prices: TokenPrices = {
  inputNanoUsdPerMTok: 3_000_000_000,
  outputNanoUsdPerMTok: 15_000_000_000,
  cacheReadNanoUsdPerMTok: 300_000_000,
  cacheWriteNanoUsdPerMTok: 3_750_000_000,
  longContext: null,
};
const tiered: TokenPrices = {
  ...prices,
  longContext: {
    aboveInputTokens: 200_000,
    inputNanoUsdPerMTok: 6_000_000_000,
    outputNanoUsdPerMTok: 22_500_000_000,
    cacheReadNanoUsdPerMTok: 600_000_000,
    cacheWriteNanoUsdPerMTok: 7_500_000_000,
  },
};
const usage = (inputTokens: number, outputTokens: number, cacheReadTokens = 0, cacheWriteTokens = 0): TokenUsage => ({
  inputTokens,
  outputTokens,
  cacheReadTokens,
  cacheWriteTokens,
});

const priceOf = fc.nat({ max: PRICE_NANO_USD_PER_MTOK_MAX });
const anyRates: fc.Arbitrary<TokenRates> = fc.record({
  inputNanoUsdPerMTok: priceOf,
  outputNanoUsdPerMTok: priceOf,
  cacheReadNanoUsdPerMTok: fc.option(priceOf),
  cacheWriteNanoUsdPerMTok: fc.option(priceOf),
});
/** The dearer of two rates, kind by kind: a long input costs no less. */
const dearer = (usual: TokenRates, more: TokenRates): TokenRates => {
  const input = Math.max(usual.inputNanoUsdPerMTok, more.inputNanoUsdPerMTok);
  const cache = (one: number | null, other: number | null): number | null =>
    other === null && input >= (one ?? 0) ? null : Math.max(one ?? input, other ?? input);
  return {
    inputNanoUsdPerMTok: input,
    outputNanoUsdPerMTok: Math.max(usual.outputNanoUsdPerMTok, more.outputNanoUsdPerMTok),
    cacheReadNanoUsdPerMTok: cache(usual.cacheReadNanoUsdPerMTok, more.cacheReadNanoUsdPerMTok),
    cacheWriteNanoUsdPerMTok: cache(usual.cacheWriteNanoUsdPerMTok, more.cacheWriteNanoUsdPerMTok),
  };
};
/** Thresholds in the midst of the counts below, so that calls fall on both sides. */
const anyPrices: fc.Arbitrary<TokenPrices> = fc
  .record({ usual: anyRates, more: fc.option(anyRates), aboveInputTokens: fc.integer({ min: 1, max: 1_500_000_000 }) })
  .map(({ usual, more, aboveInputTokens }) => ({
    ...usual,
    longContext: more && { aboveInputTokens, ...dearer(usual, more) },
  }));
const tokens = fc.nat({ max: 500_000_000 });
/** Cache tokens are among the input tokens. */
const anyUsage = fc
  .record({ rest: tokens, outputTokens: tokens, cacheReadTokens: tokens, cacheWriteTokens: tokens })
  .map(({ rest, ...usage }) => ({ ...usage, inputTokens: rest + usage.cacheReadTokens + usage.cacheWriteTokens }));

const known = (cost: number | null): number => {
  if (cost === null) throw new Error('a known price gives a known cost');
  return cost;
};

describe('costNanoUsd', () => {
  it('charges each kind of token at its own price', () => {
    expect(costNanoUsd(prices, usage(1_000_000, 0))).toBe(3_000_000_000);
    expect(costNanoUsd(prices, usage(1_000_000, 0, 400_000, 100_000))).toBe(1_500_000_000 + 120_000_000 + 375_000_000);
    expect(costNanoUsd(prices, usage(812, 240))).toBe(812 * 3_000 + 240 * 15_000);
  });

  it('charges cache tokens without a price of their own as input', () => {
    const noCache = { ...prices, cacheReadNanoUsdPerMTok: null, cacheWriteNanoUsdPerMTok: null };
    expect(costNanoUsd(noCache, usage(1_000, 0, 400, 100))).toBe(costNanoUsd(noCache, usage(1_000, 0)));
  });

  it('charges all tokens of a call by its whole input, beginning with the first token above the threshold', () => {
    expect(costNanoUsd(tiered, usage(200_000, 100))).toBe(200_000 * 3_000 + 100 * 15_000);
    expect(costNanoUsd(tiered, usage(200_001, 100))).toBe(200_001 * 6_000 + 100 * 22_500);
    // Cached tokens count for the size, and cost what they cost in a long input.
    expect(costNanoUsd(tiered, usage(200_001, 0, 150_000, 50_000))).toBe(6_000 + 150_000 * 600 + 50_000 * 7_500);
    expect(costNanoUsd(tiered, usage(200_000, 0, 150_000, 50_000))).toBe(150_000 * 300 + 50_000 * 3_750);
    // An engine that leaves its cached tokens out of the input does not make it shorter.
    expect(costNanoUsd(tiered, usage(0, 0, 200_001))).toBe(200_001 * 600);
    expect(worstCaseNanoUsd(tiered, 200_000, 100)).toBe(200_000 * 3_750 + 100 * 15_000);
    expect(worstCaseNanoUsd(tiered, 200_001, 100)).toBe(200_001 * 7_500 + 100 * 22_500);
  });

  it('charges cached tokens of a long input without a price of their own as input of a long one', () => {
    const longContext = { ...tiered.longContext, cacheReadNanoUsdPerMTok: null, cacheWriteNanoUsdPerMTok: null } as never;
    expect(costNanoUsd({ ...tiered, longContext }, usage(300_000, 0, 100_000, 100_000))).toBe(300_000 * 6_000);
  });

  it('rounds up once', () => {
    const tiny = { ...prices, inputNanoUsdPerMTok: 1, outputNanoUsdPerMTok: 1 };
    expect(costNanoUsd(tiny, usage(1, 0))).toBe(1);
    expect(costNanoUsd(tiny, usage(1, 1))).toBe(1);
    expect(costNanoUsd(tiny, usage(0, 0))).toBe(0);
  });

  it('knows no cost without a price, and none of nothing', () => {
    expect(costNanoUsd(undefined, usage(1, 1))).toBeNull();
    expect(costNanoUsd(null, usage(0, 0))).toBeNull();
    expect(worstCaseNanoUsd(undefined, 1, 1)).toBeNull();
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('throws on the count %p', (count) => {
    expect(() => costNanoUsd(prices, usage(count, 0))).toThrow(RangeError);
    expect(() => costNanoUsd(prices, usage(0, count))).toThrow(RangeError);
    expect(() => costNanoUsd(prices, usage(0, 0, count))).toThrow(RangeError);
    expect(() => costNanoUsd(prices, usage(0, 0, 0, count))).toThrow(RangeError);
    expect(() => worstCaseNanoUsd(prices, count, 0)).toThrow(RangeError);
    expect(() => worstCaseNanoUsd(prices, 0, count)).toThrow(RangeError);
  });

  it('throws when no safe integer holds the cost', () => {
    expect(() => costNanoUsd(prices, usage(2 ** 53 - 1, 0))).toThrow(RangeError);
  });

  it('is exact: the least whole amount that is not below the rational sum', () => {
    holds(
      fc.property(anyPrices, anyUsage, (prices, used) => {
        const { longContext } = prices;
        const price = longContext && used.inputTokens > longContext.aboveInputTokens ? longContext : prices;
        const rest = used.inputTokens - used.cacheReadTokens - used.cacheWriteTokens;
        const input = price.inputNanoUsdPerMTok;
        const terms: [number, number][] = [
          [rest, input],
          [used.cacheReadTokens, price.cacheReadNanoUsdPerMTok ?? input],
          [used.cacheWriteTokens, price.cacheWriteNanoUsdPerMTok ?? input],
          [used.outputTokens, price.outputNanoUsdPerMTok],
        ];
        const sum = terms.reduce((total, [count, each]) => total + BigInt(count) * BigInt(each), 0n);
        fc.pre(sum / 1_000_000n < 2n ** 53n - 1n);
        const scaled = BigInt(known(costNanoUsd(prices, used))) * 1_000_000n;
        expect(scaled >= sum && scaled - sum < 1_000_000n).toBe(true);
      }),
    );
  });

  it('is never negative and grows with every count', () => {
    holds(
      fc.property(anyPrices, anyUsage, fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), (price, used, more, moreOut) => {
        const least = known(costNanoUsd(price, used));
        const most = known(
          costNanoUsd(price, { ...used, inputTokens: used.inputTokens + more, outputTokens: used.outputTokens + moreOut }),
        );
        expect(least).toBeGreaterThanOrEqual(0);
        expect(most).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it('never exceeds the worst case of these counts or larger ones', () => {
    holds(
      fc.property(anyPrices, anyUsage, fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), (price, used, more, moreOut) => {
        const bound = known(worstCaseNanoUsd(price, used.inputTokens, used.outputTokens));
        expect(known(costNanoUsd(price, used))).toBeLessThanOrEqual(bound);
        expect(bound).toBeLessThanOrEqual(known(worstCaseNanoUsd(price, used.inputTokens + more, used.outputTokens + moreOut)));
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { amountsOf, forecastWords, type LimitAmounts, limitName, periodEnd, standingOf } from './limit-words';

const day = { period: 'day', from: '2026-11-28T00:00:00.000Z' } as const;
const month = { period: 'month', from: '2026-11-01T00:00:00.000Z' } as const;
const usd = (change: Partial<LimitAmounts> = {}): LimitAmounts => ({
  ...{ kind: 'usd', cap: 5_000, spent: 1_842, reserved: 0, unknown: 0, left: 3_158, forecast: 3_100 },
  format: (cents) => `$${cents / 100}`,
  ...change,
});

describe('a limit in words', () => {
  it('has a name and an end', () => {
    expect(limitName({ workflow: null, period: 'day' })).toBe('All runs, each day');
    expect(limitName({ workflow: { id: 'w', name: 'launch-post' }, period: 'month' })).toBe('launch-post, each month');
    expect([periodEnd(day), periodEnd(month)]).toEqual(['by midnight UTC', 'by the end of November (UTC)']);
  });

  it('says what its pace leads to, or why nobody can say', () => {
    expect(forecastWords(day, usd())).toBe('At this pace $31 of $50 by midnight UTC');
    expect(forecastWords(month, usd({ forecast: null }))).toBe('Too early for a forecast of the month');
    expect(forecastWords(day, usd({ forecast: null, spent: 0 }))).toBe('Nothing was spent yet, so there is no forecast');
  });

  it('says whether it is full, or will be', () => {
    expect([usd({ left: 0 }), usd({ forecast: 5_001 }), usd(), usd({ forecast: null })].map(standingOf)).toEqual([
      'full',
      'tight',
      'fine',
      'fine',
    ]);
  });

  it('tells money and tokens in the same way', () => {
    const tokens = { cap: 10, spent: 1, reserved: 2, unknown: 3, left: 4, forecast: null };
    expect(amountsOf({ usd: null, tokens: null })).toEqual([]);
    const [only] = amountsOf({ usd: null, tokens });
    expect([only?.kind, only?.format(5_100)]).toEqual(['tokens', '5.1k tokens']);
  });
});

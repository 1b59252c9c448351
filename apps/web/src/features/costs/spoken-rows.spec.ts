import { describe, expect, it } from '@jest/globals';
import type { CostSeriesReport } from '@mc/contracts';
import { spokenRows } from './spoken-rows';

const totals = {
  cents: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  calls: 0,
  runs: 0,
  unpricedTokens: 0,
};
const points = (cents: (number | null)[], unpricedTokens = cents.map(() => 0)) => ({
  ...{ cents, unpricedTokens, tokens: cents.map(() => 0), totals, previous: totals },
});

describe('costs over time in words', () => {
  it('given times without costs, then those in a row are one line, and the one that is filling is named', () => {
    const report: CostSeriesReport = {
      ...{ from: '', to: '', bucket: 'day', by: 'agent', totals, unpriced: [], reconciles: true },
      buckets: Array.from({ length: 6 }, (_, index) => ({
        ...{ from: `2026-11-0${index + 1}T00:00:00.000Z`, to: '', filling: index === 5 },
      })),
      series: [{ key: 'writer', ...points([0, 0, 120, null, 0, 0], [0, 0, 0, 7, 0, 0]) }],
      other: { keys: 2, ...points([0, 0, 30, 0, 0, 0]) },
      previous: { from: '', to: '', totals },
    };
    expect(spokenRows(report)).toEqual([
      { time: 'Sun 1 Nov to Mon 2 Nov', total: 'nothing', parts: '' },
      { time: 'Tue 3 Nov', total: '$1.50', parts: 'writer $1.20, Other $0.30' },
      { time: 'Wed 4 Nov', total: 'n/a and 7 tokens without a price', parts: 'writer n/a' },
      { time: 'Thu 5 Nov', total: 'nothing', parts: '' },
      { time: 'Fri 6 Nov, still filling', total: '$0.00', parts: '' },
    ]);
  });

  it('given more hours than anybody listens to, then they are told by the day, with the same sums', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
    const hours = Array.from({ length: 96 }, (_, index) => index);
    const report: CostSeriesReport = {
      ...{ from: at(0), to: at(96), bucket: 'hour', by: 'agent', totals, unpriced: [], reconciles: true },
      buckets: hours.map((hour) => ({ from: at(hour), to: at(hour + 1), filling: hour === 95 })),
      series: [
        { key: 'writer', ...points(hours.map((hour) => (hour < 24 ? 1 : 0))) },
        {
          key: 'reader',
          ...points(
            hours.map((hour) => (hour === 30 ? null : 0)),
            hours.map((hour) => (hour === 30 ? 9 : 0)),
          ),
        },
      ],
      other: null,
      previous: { from: '', to: '', totals },
    };
    expect(spokenRows(report)).toEqual([
      { time: 'Sun 1 Nov', total: '$0.24', parts: 'writer $0.24' },
      { time: 'Mon 2 Nov', total: 'n/a and 9 tokens without a price', parts: 'reader n/a' },
      { time: 'Tue 3 Nov', total: 'nothing', parts: '' },
      { time: 'Wed 4 Nov, still filling', total: '$0.00', parts: '' },
    ]);
  });
});

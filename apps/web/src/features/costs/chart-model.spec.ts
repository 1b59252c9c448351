import { describe, expect, it } from '@jest/globals';
import type { CostSeriesReport } from '@mc/contracts';
import { axisLabels, bucketAt, bucketName, bucketTotal, HEIGHT, layerAt, pictureOf, sparkPath, ticksFor } from './chart-model';

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
const series = (key: string, cents: (number | null)[], unpricedTokens = cents.map(() => 0)) => ({
  ...{ key, cents, unpricedTokens, tokens: cents.map(() => 1), totals, previous: totals },
});

const report = (...shown: ReturnType<typeof series>[]): CostSeriesReport => ({
  ...{ from: '', to: '', bucket: 'day', by: 'agent', series: shown, other: null, totals, unpriced: [], reconciles: true },
  buckets: (shown[0]?.cents ?? []).map((_, index) => ({ from: `2026-11-0${index + 1}T00:00:00.000Z`, to: '', filling: false })),
  previous: { from: '', to: '', totals },
});

describe('the picture of costs', () => {
  it('stands series on top of each other, and leaves out what is nothing or unknown', () => {
    const picture = pictureOf(report(series('a', [4, 0, null]), series('b', [4, 8, 2])));
    expect([picture.top, picture.paths.map((path) => path.split('M').length - 1)]).toEqual([8, [1, 3]]);
    expect(picture.paths[0]).toContain(`M0.00 ${HEIGHT}.00v-100.00`);
    expect(picture.paths[1]?.startsWith('M0.00 100.00v-100.00')).toBe(true);
  });

  it('marks buckets in which something has no price', () =>
    expect(pictureOf(report(series('a', [1, null, 1], [0, 7, 7]))).unpriced).toEqual([1, 2]));

  it.each([
    [0, [0]],
    [8, [0, 2, 4, 6, 8]],
    [0.03, [0, 0.01, 0.02, 0.03]],
    [110, [0, 50, 100, 150]],
    [9.6, [0, 2.5, 5, 7.5, 10]],
  ])('draws lines at round amounts up to %p', (highest, ticks) => {
    expect(ticksFor(highest).map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
  });

  it('knows what is under the pointer', () => {
    const picture = pictureOf(report(series('a', [4, 0]), series('b', [4, 8])));
    expect([0, 0.49, 0.5, 1, 1.01, -0.1].map((x) => bucketAt(x, 2))).toEqual([0, 0, 1, 1, -1, -1]);
    expect([0.1, 0.5, 0.51, 1].map((height) => layerAt(picture, 0, height)?.key)).toEqual(['a', 'a', 'b', 'b']);
    expect([layerAt(picture, 1, 0.01)?.key, layerAt(pictureOf(report(series('a', [1, 8]))), 0, 0.9)]).toEqual(['b', undefined]);
  });

  it('tells nothing from unknown', () => {
    const { layers } = pictureOf(report(series('a', [0, null, null]), series('b', [0, 0, 3])));
    expect([0, 1, 2].map((bucket) => bucketTotal(layers, bucket))).toEqual([0, null, 3]);
  });

  it('names buckets in UTC', () => {
    expect(bucketName('2026-11-25T00:00:00.000Z', 'day')).toBe('Wed 25 Nov');
    expect(bucketName('2026-11-25T14:00:00.000Z', 'hour')).toBe('Wed 25 Nov 14:00');
  });

  it('names some of the bars below them', () => {
    const hours = (count: number) => ({
      bucket: 'hour' as const,
      buckets: Array.from({ length: count }, (_, index) => ({
        from: new Date(Date.UTC(2026, 10, 25, 21 + index)).toISOString(),
        ...{ to: '', filling: false },
      })),
    });
    expect(axisLabels(hours(8)).map(({ text }) => text)).toEqual([
      '21:00',
      '22:00',
      '23:00',
      '26 Nov',
      '01:00',
      '02:00',
      '03:00',
      '04:00',
    ]);
    expect(axisLabels(hours(40))).toEqual([
      ...[
        { index: 3, text: '26 Nov' },
        { index: 9, text: '06:00' },
        { index: 15, text: '12:00' },
      ],
      ...[
        { index: 21, text: '18:00' },
        { index: 27, text: '27 Nov' },
        { index: 33, text: '06:00' },
        { index: 39, text: '12:00' },
      ],
    ]);
    expect(axisLabels(report(series('a', [1, 2]))).map(({ text }) => text)).toEqual(['1 Nov', '2 Nov']);
  });

  it('draws a row small, many buckets as fewer', () => {
    expect(sparkPath([0, 4, null, 2]).split('M').length - 1).toBe(2);
    expect(sparkPath(Array.from({ length: 720 }, () => 1)).split('M').length - 1).toBeLessThanOrEqual(28);
    expect(sparkPath([])).toBe('');
  });

  it('costs little for a month of hours in eight series', () => {
    const values = Array.from({ length: 720 }, (_, index) => (index % 7) + 1);
    const big = report(...Array.from({ length: 8 }, (_, index) => series(`s${index}`, values)));
    const started = performance.now();
    const picture = pictureOf(big);
    expect(picture.paths).toHaveLength(8);
    // 60 ms are for all of it, drawing included; this part takes a few.
    expect(performance.now() - started).toBeLessThan(60);
  });
});

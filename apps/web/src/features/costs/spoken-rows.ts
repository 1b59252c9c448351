import type { CostSeriesReport } from '@mc/contracts';
import { formatUsd } from '../../ui/format/money';
import { bucketName, bucketTotal, type Layer, layersOf, sumOfCosts } from './chart-model';

export interface Spoken {
  readonly time: string;
  readonly total: string;
  readonly parts: string;
}

/** What a layer of the chart is called. */
export const nameOf = ({ key }: Layer): string => key ?? 'Other';

/** Tokens in a bucket whose cost nobody knows. */
export const unpricedIn = ({ series, other }: CostSeriesReport, index: number): number =>
  [...series, ...(other === null ? [] : [other])].reduce((sum, { unpricedTokens }) => sum + (unpricedTokens[index] ?? 0), 0);

/** Hours beyond so many are told by the day; hour by hour they are in the table that is shown. */
const SPOKEN_MAX = 72;

/** The chart in words. Times without a cost in a row are told at once: nobody listens to a month of zeros. */
export const spokenRows = (given: CostSeriesReport): readonly Spoken[] => {
  const report = given.buckets.length > SPOKEN_MAX && given.bucket === 'hour' ? inDays(given) : given;
  const layers = layersOf(report);
  const name = (index: number) => bucketName(report.buckets[index]?.from ?? '', report.bucket);
  const rows: Spoken[] = [];
  let quietFrom = -1;
  const endQuiet = (to: number) => {
    if (quietFrom >= 0)
      rows.push({ time: quietFrom === to ? name(to) : `${name(quietFrom)} to ${name(to)}`, total: 'nothing', parts: '' });
    quietFrom = -1;
  };
  for (const [index, { filling }] of report.buckets.entries()) {
    const total = bucketTotal(layers, index);
    const unpriced = unpricedIn(report, index);
    if (total === 0 && unpriced === 0 && !filling) {
      if (quietFrom < 0) quietFrom = index;
      continue;
    }
    endQuiet(index - 1);
    rows.push({
      time: `${name(index)}${filling ? ', still filling' : ''}`,
      total: `${formatUsd(total)}${unpriced === 0 ? '' : ` and ${unpriced} tokens without a price`}`,
      parts: partsOf(layers, index),
    });
  }
  endQuiet(report.buckets.length - 1);
  return rows;
};

const partsOf = (layers: readonly Layer[], index: number): string =>
  layers.flatMap((layer) => (layer.cents[index] === 0 ? [] : [`${nameOf(layer)} ${formatUsd(layer.cents[index])}`])).join(', ');

/** The same costs by days of UTC. */
const inDays = (report: CostSeriesReport): CostSeriesReport => {
  const { buckets } = report;
  const begins = buckets.flatMap(({ from }, index) => (dayOf(from) === dayOf(buckets[index - 1]?.from ?? '') ? [] : [index]));
  const spans = begins.map((begin, day) => [begin, begins[day + 1] ?? buckets.length] as const);
  const fold = <Points extends Pick<CostSeriesReport['series'][number], 'cents' | 'unpricedTokens' | 'tokens'>>(
    points: Points,
  ): Points => ({
    ...points,
    cents: spans.map((span) => sumOfCosts(points.cents.slice(...span))),
    tokens: spans.map((span) => tokensOf(points.tokens, span)),
    unpricedTokens: spans.map((span) => tokensOf(points.unpricedTokens, span)),
  });
  return {
    ...report,
    bucket: 'day',
    buckets: spans.map(([begin, end]) => ({
      from: buckets[begin]?.from ?? '',
      to: buckets[end - 1]?.to ?? '',
      filling: buckets.slice(begin, end).some(({ filling }) => filling),
    })),
    series: report.series.map(fold),
    other: report.other === null ? null : fold(report.other),
  };
};

const dayOf = (at: string): string => at.slice(0, 10);

const tokensOf = (tokens: readonly number[], [begin, end]: readonly [number, number]): number =>
  tokens.slice(begin, end).reduce((sum, one) => sum + one, 0);

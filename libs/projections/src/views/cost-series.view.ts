import { centsFromNano } from '@mc/domain';

export type CostBucket = 'hour' | 'day';
export type CostSplit = 'agent' | 'model' | 'workflow';

export interface Span {
  readonly from: string;
  readonly to: string;
}

const LENGTH_MS: Record<CostBucket, number> = { hour: 3_600_000, day: 86_400_000 };

/** The hours or days (UTC) that a range touches, without a gap; only how many they are, when they are more than `most`. */
export const bucketsOf = (bucket: CostBucket, from: string, to: string, most: number): Span[] | { readonly count: number } => {
  const length = LENGTH_MS[bucket];
  // Days of UTC have no summer: every one begins at a multiple of its length.
  const first = Math.floor(Date.parse(from) / length);
  const count = Math.max(0, Math.ceil(Date.parse(to) / length) - first);
  if (count > most) return { count };
  const at = (index: number): string => new Date((first + index) * length).toISOString();
  return Array.from({ length: count }, (_, index) => ({ from: at(index), to: at(index + 1) }));
};

/** What is known of one bucket; a bucket without a call has no point. */
export interface Point {
  readonly at: string;
  readonly nanoUsd: number | null;
  readonly tokens: number;
  readonly unpricedTokens: number;
}

export interface SeriesPoints {
  cents: (number | null)[];
  tokens: number[];
  unpricedTokens: number[];
}

/** Points in the order of the buckets. Nothing was called: that costs nothing; calls of unknown cost cost an unknown amount. */
export const points = (buckets: readonly Span[], found: readonly Point[]): SeriesPoints => {
  const byStart = new Map(found.map((point) => [point.at, point]));
  const all = buckets.map(({ from }) => byStart.get(from));
  return {
    cents: all.map((point) => (point ? centsFromNano(point.nanoUsd) : 0)),
    tokens: all.map((point) => point?.tokens ?? 0),
    unpricedTokens: all.map((point) => point?.unpricedTokens ?? 0),
  };
};

import { centsFromNano } from '@mc/domain';
import { type RawBuilder, sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { COST_BUCKETS_MAX, COST_SERIES_MAX } from '../limits';
import { bucketsOf, type CostBucket, type CostSplit, type Point, points, type SeriesPoints } from '../views/cost-series.view';
import type { UnpricedView } from '../views/costs.view';
import { type CostFilters, costConditions, costTotal, unpricedModels } from './costs.reads';

interface CostTotalsView {
  cents: number | null;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  calls: number;
  runs: number;
  unpricedTokens: number;
}

interface OtherSeries extends SeriesPoints {
  totals: CostTotalsView;
  previous: CostTotalsView;
}

export interface CostSeriesReport {
  from: string;
  to: string;
  bucket: CostBucket;
  by: CostSplit;
  buckets: { from: string; to: string; filling: boolean }[];
  series: (OtherSeries & { key: string })[];
  other: (OtherSeries & { keys: number }) | null;
  totals: CostTotalsView;
  previous: { from: string; to: string; totals: CostTotalsView };
  unpriced: UnpricedView[];
  reconciles: boolean;
}

export interface CostSeriesQuery {
  readonly bucket: CostBucket;
  readonly by: CostSplit;
  readonly filters: CostFilters & { readonly from: string; readonly to: string };
}

/** More buckets than a report can have. */
export class TooManyBuckets extends Error {
  override readonly name = 'TooManyBuckets';
  constructor(buckets: number) {
    super(`the range has ${buckets} buckets, at most ${COST_BUCKETS_MAX} are shown: take days, or a shorter range`);
  }
}

/** Costs of a range over time. `now` (ISO-8601 UTC) says which bucket is still filling. Throws TooManyBuckets. */
export const costSeries = async (
  database: ConsoleDatabase,
  { bucket, by, filters }: CostSeriesQuery,
  now: string,
): Promise<CostSeriesReport> => {
  const buckets = bucketsOf(bucket, filters.from, filters.to, COST_BUCKETS_MAX);
  if (!Array.isArray(buckets)) throw new TooManyBuckets(buckets.count);
  const where = costConditions(filters);
  const before = previousRange(filters);
  const current = await sumsBy(database, KEYS[by], where);
  const then = await sumsBy(database, KEYS[by], costConditions({ ...filters, ...before }));
  const named = current.byKey.slice(0, COST_SERIES_MAX).map(({ key }) => key);
  const cells = await cellsOf(database, { bucket, key: KEYS[by], where, named });
  const seriesOf = (key: string | null) =>
    points(
      buckets,
      cells.filter((cell) => cell.key === key),
    );
  const series = named.map((key) => ({
    key,
    ...seriesOf(key),
    totals: totalsView(current.byKey.find((sums) => sums.key === key)),
    previous: totalsView(then.byKey.find((sums) => sums.key === key)),
  }));
  const others = current.byKey.slice(COST_SERIES_MAX);
  const other =
    others.length === 0
      ? null
      : {
          keys: others.length,
          ...seriesOf(null),
          totals: await restOf(database, KEYS[by], where, named),
          previous: await restOf(database, KEYS[by], costConditions({ ...filters, ...before }), named),
        };
  const totals = totalsView(current.all);
  const shown = [...series, ...(other ? [other] : [])];
  return {
    ...{ from: filters.from, to: filters.to, bucket, by, series, other, totals },
    buckets: buckets.map((span) => ({ ...span, filling: span.from <= now && now < span.to })),
    previous: { ...before, totals: totalsView(then.all) },
    unpriced: await unpricedModels(database, where),
    reconciles: agree(cells, shown, current.all.nano_usd) && (await costTotal(database, where)) === current.all.nano_usd,
  };
};

const KEYS: Record<CostSplit, RawBuilder<string>> = {
  agent: sql`agent`,
  model: sql`model`,
  workflow: sql`workflow_name`,
};

const previousRange = ({ from, to }: { readonly from: string; readonly to: string }) => ({
  from: new Date(2 * Date.parse(from) - Date.parse(to)).toISOString(),
  to: from,
});

interface Sums {
  /** `null`: of all keys. */
  readonly key: string | null;
  readonly nano_usd: number | null;
  readonly input: number;
  readonly output: number;
  readonly cache_read: number;
  readonly cache_write: number;
  readonly calls: number;
  readonly runs: number;
  readonly unpriced: number;
}

const NOTHING: Sums = {
  key: null,
  nano_usd: 0,
  input: 0,
  output: 0,
  cache_read: 0,
  cache_write: 0,
  calls: 0,
  runs: 0,
  unpriced: 0,
};

const SUMS = sql`
  CASE WHEN count(*) = 0 THEN 0 ELSE sum(cost_nano_usd) END::bigint AS nano_usd, coalesce(sum(input_tokens), 0)::bigint AS input,
  coalesce(sum(output_tokens), 0)::bigint AS output, coalesce(sum(cache_read_tokens), 0)::bigint AS cache_read,
  coalesce(sum(cache_write_tokens), 0)::bigint AS cache_write, count(*)::int AS calls, count(DISTINCT run_id)::int AS runs,
  coalesce(sum(input_tokens + output_tokens) FILTER (WHERE cost_nano_usd IS NULL), 0)::bigint AS unpriced`;

/** Sums by key, the dearest first, and over all of them. */
const sumsBy = async (
  database: ConsoleDatabase,
  key: RawBuilder<string>,
  where: RawBuilder<unknown>,
): Promise<{ readonly all: Sums; readonly byKey: readonly (Sums & { readonly key: string })[] }> => {
  const { rows } = await sql<Sums>`
    SELECT ${key} AS key, ${SUMS} FROM cost_entries WHERE ${where} GROUP BY GROUPING SETS ((${key}), ())
     ORDER BY sum(cost_nano_usd) DESC NULLS LAST, sum(input_tokens + output_tokens) DESC, 1`.execute(database);
  return {
    all: rows.find((row) => row.key === null) ?? NOTHING,
    byKey: rows.filter((row): row is Sums & { readonly key: string } => row.key !== null),
  };
};

/** The same over the keys that have no series of their own: a run may have several of them, so it cannot be added up. */
const restOf = async (
  database: ConsoleDatabase,
  key: RawBuilder<string>,
  where: RawBuilder<unknown>,
  named: readonly string[],
): Promise<CostTotalsView> => {
  const { rows } = await sql<Sums>`
    SELECT NULL AS key, ${SUMS} FROM cost_entries WHERE ${where} AND NOT ${isNamed(key, named)}`.execute(database);
  return totalsView(rows[0]);
};

const isNamed = (key: RawBuilder<string>, named: readonly string[]): RawBuilder<boolean> =>
  named.length === 0 ? sql<boolean>`false` : sql<boolean>`${key} IN (${sql.join(named)})`;

type Cell = Point & { readonly key: string | null };

interface Cells {
  readonly bucket: CostBucket;
  readonly key: RawBuilder<string>;
  readonly where: RawBuilder<unknown>;
  readonly named: readonly string[];
}

const cellsOf = async (database: ConsoleDatabase, { bucket, key, where, named }: Cells): Promise<readonly Cell[]> => {
  const { rows } = await sql<Cell>`
    SELECT date_trunc(${bucket}, at, 'UTC') AS at, CASE WHEN ${isNamed(key, named)} THEN ${key} END AS key,
           sum(cost_nano_usd)::bigint AS "nanoUsd", sum(input_tokens + output_tokens)::bigint AS tokens,
           coalesce(sum(input_tokens + output_tokens) FILTER (WHERE cost_nano_usd IS NULL), 0)::bigint AS "unpricedTokens"
      FROM cost_entries WHERE ${where} GROUP BY 1, 2`.execute(database);
  return rows;
};

const totalsView = ({
  nano_usd: nanoUsd,
  input,
  output,
  cache_read,
  cache_write,
  calls,
  runs,
  unpriced,
}: Sums = NOTHING): CostTotalsView => ({
  cents: centsFromNano(nanoUsd),
  inputTokens: input,
  outputTokens: output,
  cacheReadTokens: cache_read,
  cacheWriteTokens: cache_write,
  calls,
  runs,
  unpricedTokens: unpriced,
});

/** Whether every way of adding up comes to the same, in whole nanodollars. */
const agree = (cells: readonly Cell[], series: readonly OtherSeries[], totalNano: number | null): boolean => {
  const inCells = cells.reduce((sum, { nanoUsd }) => sum + (nanoUsd ?? 0), 0);
  const inSeries = series.reduce((sum, { totals }) => sum + Math.round((totals.cents ?? 0) * 1e7), 0);
  return inCells === (totalNano ?? 0) && inSeries === (totalNano ?? 0);
};

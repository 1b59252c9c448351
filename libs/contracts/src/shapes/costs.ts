import * as z from 'zod';
import { cents, count, instant, priceVersion, stepKey, tokens, uuid } from './common';
import { queryText, rangeQuery } from './query';

const sums = {
  cents: cents.nullable(),
  inputTokens: tokens.nullable(),
  outputTokens: tokens.nullable(),
  cacheReadTokens: tokens.nullable(),
  cacheWriteTokens: tokens.nullable(),
  calls: count,
};

export const costEntry = z
  .object({
    stepKey,
    attempt: count,
    callId: z.string(),
    agent: z.string(),
    model: z.string(),
    inputTokens: tokens.nullable(),
    outputTokens: tokens.nullable(),
    cacheReadTokens: tokens.nullable(),
    cacheWriteTokens: tokens.nullable(),
    cents: cents.nullable(),
    final: z.boolean(),
    priceVersion: priceVersion.nullable(),
    at: instant,
  })
  .meta({ id: 'CostEntry' });
export type CostEntryView = z.infer<typeof costEntry>;

export const unpriced = z
  .object({ model: z.string(), inputTokens: tokens.nullable(), outputTokens: tokens.nullable(), calls: count })
  .meta({ id: 'Unpriced', description: 'Use of a model without a price. It costs something; we cannot say what.' });
export type UnpricedView = z.infer<typeof unpriced>;

export const costByAgent = z.object({ agent: z.string(), ...sums }).meta({ id: 'CostByAgent' });
export const costByModel = z.object({ model: z.string(), ...sums }).meta({ id: 'CostByModel' });
export const costByStep = z.object({ step: stepKey, ...sums }).meta({ id: 'CostByStep' });

export const runCosts = z
  .object({
    runId: uuid,
    totalCents: cents.nullable(),
    byAgent: z.array(costByAgent),
    byModel: z.array(costByModel),
    byStep: z.array(costByStep),
    entries: z.array(costEntry),
    unpriced: z.array(unpriced),
    /** The sums by agent, by model and by step, the entries and the run's ledger all agree. */
    reconciles: z.boolean(),
  })
  .meta({ id: 'RunCosts' });
export type RunCostsView = z.infer<typeof runCosts>;

export const costGroup = z.object({ key: z.string(), ...sums, runs: count }).meta({ id: 'CostGroup' });
export type CostGroupView = z.infer<typeof costGroup>;

export const costsView = z
  .object({
    from: instant.nullable(),
    to: instant.nullable(),
    groupBy: z.enum(['agent', 'model', 'workflow', 'day']),
    totalCents: cents.nullable(),
    groups: z.array(costGroup),
    unpriced: z.array(unpriced),
    reconciles: z.boolean(),
  })
  .meta({ id: 'Costs' });
export type CostsView = z.infer<typeof costsView>;

const costFilters = { workflow: queryText.optional(), agent: queryText.optional(), model: queryText.optional() };

export const costsQuery = z.strictObject({
  ...rangeQuery,
  groupBy: z.enum(['agent', 'model', 'workflow', 'day']).default('agent'),
  ...costFilters,
});

export const costBucket = z.enum(['hour', 'day']).meta({ id: 'CostBucket' });
export const costSplit = z.enum(['agent', 'model', 'workflow']).meta({ id: 'CostSplit' });

export const costTotals = z
  .object({
    /** null: there were calls, and the cost of none is known. */
    cents: cents.nullable(),
    inputTokens: tokens,
    outputTokens: tokens,
    cacheReadTokens: tokens,
    cacheWriteTokens: tokens,
    calls: count,
    runs: count,
    /** Tokens of calls whose cost nobody knows; they are in the counts above, and not in the cents. */
    unpricedTokens: tokens,
  })
  .meta({ id: 'CostTotals' });
export type CostTotalsView = z.infer<typeof costTotals>;

const points = {
  /** One for each bucket: 0 without a call, null where the cost of none is known. */
  cents: z.array(cents.nullable()),
  /** Input and output. */
  tokens: z.array(tokens),
  unpricedTokens: z.array(tokens),
};

export const costSeries = z
  .object({ key: z.string(), ...points, totals: costTotals, previous: costTotals })
  .meta({ id: 'CostSeries', description: 'What one agent, model or workflow cost, bucket by bucket, and in the period before.' });
export type CostSeriesView = z.infer<typeof costSeries>;

export const costOther = costSeries
  .omit({ key: true })
  .extend({ keys: count })
  .meta({ id: 'CostOther', description: 'All that are not among the dearest, together; `keys` says how many they are.' });

export const costSeriesView = z
  .object({
    from: instant,
    to: instant,
    bucket: costBucket,
    by: costSplit,
    /** Without gaps, by the calendar in UTC. The first may begin before `from`, the last end after `to`. */
    buckets: z.array(z.object({ from: instant, to: instant, filling: z.boolean() })),
    /** The dearest, at most eight. */
    series: z.array(costSeries),
    other: costOther.nullable(),
    totals: costTotals,
    /** The span of the same length before. */
    previous: z.object({ from: instant, to: instant, totals: costTotals }),
    unpriced: z.array(unpriced),
    /** The series, their buckets, the totals, and what `/costs` says of the same range all agree. */
    reconciles: z.boolean(),
  })
  .meta({ id: 'CostSeriesReport' });
export type CostSeriesReport = z.infer<typeof costSeriesView>;

/** The last seven days unless told. */
export const costSeriesQuery = z.strictObject({
  ...rangeQuery,
  bucket: costBucket.default('day'),
  by: costSplit.default('agent'),
  ...costFilters,
});
export const costExportQuery = z.strictObject({ ...rangeQuery, ...costFilters, format: z.enum(['csv']).default('csv') });

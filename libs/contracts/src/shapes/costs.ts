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

export const costsQuery = z.strictObject({
  ...rangeQuery,
  groupBy: z.enum(['agent', 'model', 'workflow', 'day']).default('agent'),
  workflow: queryText.optional(),
  agent: queryText.optional(),
  model: queryText.optional(),
});

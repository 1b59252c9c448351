import { centsFromNano, type RunState } from '@mc/domain';
import { allCostRows } from '../rows/cost.rows';
import { survey } from '../rows/survey';
import type { CostRow } from '../tables/costs.table';

export interface CostSums {
  cents: number | null;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  calls: number;
}

export interface CostEntryView {
  stepKey: string;
  attempt: number;
  callId: string;
  agent: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  cents: number | null;
  final: boolean;
  priceVersion: number | null;
  at: string;
}

export interface UnpricedView {
  model: string;
  inputTokens: number;
  outputTokens: number;
  calls: number;
}

export interface RunCostsView {
  runId: string;
  totalCents: number | null;
  byAgent: (CostSums & { agent: string })[];
  byModel: (CostSums & { model: string })[];
  byStep: (CostSums & { step: string })[];
  entries: CostEntryView[];
  unpriced: UnpricedView[];
  reconciles: boolean;
}

/** The costs of a run. They reconcile when every way of adding up gives what the run's own row says is spent. */
export const runCostsFromRows = (runId: string, spentNanoUsd: number, entries: readonly CostRow[]): RunCostsView => {
  const byAgent = grouped(entries, ({ agent }) => agent);
  const byModel = grouped(entries, ({ model }) => model);
  const byStep = grouped(entries, ({ step_key: key }) => key);
  const adds = [byAgent, byModel, byStep].every((groups) => totalNano(groups) === spentNanoUsd);
  return {
    runId,
    totalCents: centsFromNano(spentNanoUsd),
    byAgent: [...byAgent].map(([agent, group]) => ({ agent, ...sumsView(group) })),
    byModel: [...byModel].map(([model, group]) => ({ model, ...sumsView(group) })),
    byStep: [...byStep].map(([step, group]) => ({ step, ...sumsView(group) })),
    entries: entries.map(entryView),
    unpriced: unpriced(entries),
    reconciles: adds,
  };
};

/** The same from the fold alone. */
export const runCosts = (state: RunState): RunCostsView =>
  runCostsFromRows(state.runId, survey(state).spentNanoUsd, allCostRows(state));

interface Group {
  nanoUsd: number;
  /** Entries with a price. */
  priced: number;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  calls: number;
}

const grouped = (entries: readonly CostRow[], keyOf: (entry: CostRow) => string): Map<string, Group> => {
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key) ?? emptyGroup();
    groups.set(key, group);
    group.nanoUsd += entry.cost_nano_usd ?? 0;
    group.priced += entry.cost_nano_usd === null ? 0 : 1;
    group.inputTokens += entry.input_tokens;
    group.outputTokens += entry.output_tokens;
    group.cacheReadTokens += entry.cache_read_tokens;
    group.cacheWriteTokens += entry.cache_write_tokens;
    group.calls += 1;
  }
  return groups;
};

const emptyGroup = (): Group => ({
  nanoUsd: 0,
  priced: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  calls: 0,
});

const totalNano = (groups: ReadonlyMap<string, Group>): number =>
  [...groups.values()].reduce((sum, { nanoUsd }) => sum + nanoUsd, 0);

/** A group without any price costs an unknown amount, not nothing. */
export const sumsView = ({ nanoUsd, priced, ...counts }: Group): CostSums => ({
  cents: priced === 0 ? null : centsFromNano(nanoUsd),
  ...counts,
});

const entryView = (row: CostRow): CostEntryView => ({
  stepKey: row.step_key,
  attempt: row.attempt,
  callId: row.call_id,
  agent: row.agent,
  model: row.model,
  inputTokens: row.input_tokens,
  outputTokens: row.output_tokens,
  cacheReadTokens: row.cache_read_tokens,
  cacheWriteTokens: row.cache_write_tokens,
  cents: centsFromNano(row.cost_nano_usd),
  final: row.final,
  priceVersion: row.price_version,
  at: row.at,
});

const unpriced = (entries: readonly CostRow[]): UnpricedView[] => {
  const groups = grouped(
    entries.filter((entry) => entry.cost_nano_usd === null && entry.price_version === null),
    ({ model }) => model,
  );
  return [...groups].map(([model, { inputTokens, outputTokens, calls }]) => ({ model, inputTokens, outputTokens, calls }));
};

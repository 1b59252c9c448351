import { centsFromNano } from '@mc/domain';
import { type RawBuilder, sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { COST_GROUPS_MAX } from '../limits';
import type { CostSums, UnpricedView } from '../views/costs.view';
import { matchesName } from './patterns';

export type CostGrouping = 'agent' | 'model' | 'workflow' | 'day';

export interface CostFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly workflow?: string | undefined;
  readonly agent?: string | undefined;
  readonly model?: string | undefined;
}

export interface CostsView {
  from: string | null;
  to: string | null;
  groupBy: CostGrouping;
  totalCents: number | null;
  groups: (CostSums & { key: string; runs: number })[];
  unpriced: UnpricedView[];
  reconciles: boolean;
}

const KEYS: Record<CostGrouping, RawBuilder<string>> = {
  agent: sql`agent`,
  model: sql`model`,
  workflow: sql`workflow_name`,
  day: sql`to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
};

interface Sums {
  readonly key: string;
  readonly nano_usd: number | null;
  readonly input: number;
  readonly output: number;
  readonly cache_read: number;
  readonly cache_write: number;
  readonly calls: number;
  readonly runs: number;
}

/** Entries that the filters let through; `from` is included, `to` is not. */
export const costConditions = ({ from, to, workflow, agent, model }: CostFilters): RawBuilder<unknown> => {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (from !== undefined) all.push(sql`at >= ${from}`);
  if (to !== undefined) all.push(sql`at < ${to}`);
  if (workflow !== undefined) all.push(matchesName('workflow_name', workflow));
  if (agent !== undefined) all.push(sql`agent = ${agent}`);
  if (model !== undefined) all.push(sql`model = ${model}`);
  return sql.join(all, sql` AND `);
};

/** Costs of the calls in a time, the dearest group first; days in their order. A group beyond the limit of groups is in the total only. */
export const listCosts = async (database: ConsoleDatabase, groupBy: CostGrouping, filters: CostFilters): Promise<CostsView> => {
  const where = costConditions(filters);
  const order = groupBy === 'day' ? sql`key` : sql`sum(cost_nano_usd) DESC NULLS LAST, key`;
  const { rows } = await sql<Sums>`
    SELECT ${KEYS[groupBy]} AS key, sum(cost_nano_usd)::bigint AS nano_usd, sum(input_tokens)::bigint AS input,
           sum(output_tokens)::bigint AS output, sum(cache_read_tokens)::bigint AS cache_read,
           sum(cache_write_tokens)::bigint AS cache_write, count(*)::int AS calls, count(DISTINCT run_id)::int AS runs
      FROM cost_entries WHERE ${where} GROUP BY 1 ORDER BY ${order} LIMIT ${COST_GROUPS_MAX + 1}`.execute(database);
  const totalNano = await costTotal(database, where);
  const unpriced = await unpricedModels(database, where);
  const groups = rows.slice(0, COST_GROUPS_MAX);
  const groupNano = rows.reduce((sum, { nano_usd: nano }) => sum + (nano ?? 0), 0);
  const complete = rows.length <= COST_GROUPS_MAX;
  return {
    from: filters.from ?? null,
    to: filters.to ?? null,
    groupBy,
    totalCents: centsFromNano(totalNano),
    groups: groups.map(groupView),
    unpriced,
    reconciles: (!complete || groupNano === (totalNano ?? 0)) && (await agreesWithRuns(database, filters, totalNano ?? 0)),
  };
};

const groupView = (row: Sums): CostsView['groups'][number] => ({
  key: row.key,
  cents: centsFromNano(row.nano_usd),
  inputTokens: row.input,
  outputTokens: row.output,
  cacheReadTokens: row.cache_read,
  cacheWriteTokens: row.cache_write,
  calls: row.calls,
  runs: row.runs,
});

/** What entries cost together; `null`: there are some, and the cost of none is known. */
export const costTotal = async (database: ConsoleDatabase, where: RawBuilder<unknown>): Promise<number | null> => {
  const { rows } = await sql<{ nano_usd: number | null; calls: number }>`
    SELECT sum(cost_nano_usd)::bigint AS nano_usd, count(*)::int AS calls FROM cost_entries WHERE ${where}`.execute(database);
  const row = rows[0];
  // Nothing was called: that costs nothing. Only calls without a price cost an unknown amount.
  return row?.calls === 0 ? 0 : (row?.nano_usd ?? null);
};

/** Use of models without a price. */
export const unpricedModels = async (database: ConsoleDatabase, where: RawBuilder<unknown>): Promise<UnpricedView[]> => {
  const { rows } = await sql<UnpricedView>`
    SELECT model, sum(input_tokens)::bigint AS "inputTokens", sum(output_tokens)::bigint AS "outputTokens", count(*)::int AS calls
      FROM cost_entries WHERE ${where} AND cost_nano_usd IS NULL AND price_version IS NULL GROUP BY model ORDER BY model LIMIT ${COST_GROUPS_MAX}`.execute(
    database,
  );
  return rows;
};

/** Without a filter the entries must add up to what the runs say they have spent. */
const agreesWithRuns = async (database: ConsoleDatabase, filters: CostFilters, entriesNano: number): Promise<boolean> => {
  if (Object.values(filters).some((value) => value !== undefined)) return true;
  const { rows } = await sql<{ nano_usd: number }>`
    SELECT coalesce(sum(spent_nano_usd), 0)::bigint AS nano_usd FROM workflow_executions`.execute(database);
  return rows[0]?.nano_usd === entriesNano;
};

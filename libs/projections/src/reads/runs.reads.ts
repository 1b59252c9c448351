import { nanoFromCents } from '@mc/domain';
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { type ConsoleDatabase, type ConsoleTables, toInstant } from '../database/database';
import { COST_ENTRIES_MAX, SEARCH_WINDOW_ROWS } from '../limits';
import type { ExecutionRow } from '../tables/executions.table';
import type { StepRow } from '../tables/steps.table';
import { type RunCostsView, runCostsFromRows } from '../views/costs.view';
import { runSummaryFromRow, runViewFromRows } from '../views/run.view';
import type { ExecutionStatus, Hold, RunSummary, RunView } from '../views/shapes';
import { cursorScope, readCursor, writeCursor } from './cursor';
import { countUpTo, cutPage, type Page, type PageRequest, pageSize } from './page';
import { anyContains, matchesName } from './patterns';

/** What is absent does not filter. Times are of the start, the first included, the last not. */
export interface RunFilters {
  readonly runId?: readonly string[] | undefined;
  readonly status?: readonly ExecutionStatus[] | undefined;
  readonly hold?: readonly Hold[] | undefined;
  /** A name, exact or with `*`. */
  readonly workflow?: string | undefined;
  readonly workflowId?: string | undefined;
  /** Any step of the run is this agent's. */
  readonly agent?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly startedBy?: string | undefined;
  /** Spent so far, in cents, both included. */
  readonly costFrom?: number | undefined;
  readonly costTo?: number | undefined;
  readonly has?: readonly RunTrait[] | undefined;
  /** Part of the run id, the workflow's name, the label, the reason or the starter's name. */
  readonly q?: string | undefined;
}

export type RunTrait = 'error' | 'label' | 'unpriced' | 'unknown';

export type RunQuery = SelectQueryBuilder<ConsoleTables, 'workflow_executions', object>;

const SEARCHED = ['run_id', 'workflow_name', 'label', 'status_reason', 'started_by_username'];

const TRAITS: Record<RunTrait, RawBuilder<boolean>> = {
  error: sql<boolean>`steps_failed > 0`,
  label: sql<boolean>`label IS NOT NULL`,
  unpriced: sql<boolean>`unpriced_tokens > 0`,
  unknown: sql<boolean>`unknown_nano_usd > 0`,
};

/** The runs that the filters other than a text search let through. */
export const filteredRuns = (database: ConsoleDatabase, filters: RunFilters): RunQuery => {
  const { runId, status, hold, workflow, workflowId, agent, from, to, startedBy, costFrom, costTo, has } = filters;
  let query: RunQuery = database.selectFrom('workflow_executions');
  if (runId) query = query.where('run_id', 'in', runId);
  if (status) query = query.where('status', 'in', status);
  if (hold) query = query.where('hold', 'in', hold);
  if (workflow !== undefined) query = query.where(matchesName('workflow_name', workflow));
  if (workflowId !== undefined) query = query.where('workflow_id', '=', workflowId);
  if (agent !== undefined) query = query.where(sql<boolean>`agents @> ARRAY[${agent}]`);
  if (from !== undefined) query = query.where('started_at', '>=', from);
  if (to !== undefined) query = query.where('started_at', '<', to);
  if (startedBy !== undefined) query = query.where('started_by_username', '=', startedBy);
  if (costFrom !== undefined) query = query.where('spent_nano_usd', '>=', nanoFromCents(costFrom));
  if (costTo !== undefined) query = query.where('spent_nano_usd', '<=', nanoFromCents(costTo));
  for (const trait of has ?? []) query = query.where(TRAITS[trait]);
  return query;
};

/** A text search looks at so many runs per page at most; the cursor leads on. */
export const searchedRuns = (database: ConsoleDatabase, query: RunQuery, q: string): RunQuery =>
  database
    .selectFrom(newestFirst(query).selectAll().limit(SEARCH_WINDOW_ROWS).as('workflow_executions'))
    .where(anyContains(SEARCHED, q)) as RunQuery;

const newestFirst = (query: RunQuery): RunQuery => query.orderBy('started_at', 'desc').orderBy('run_id', 'desc');

const after = (query: RunQuery, cursor: string | undefined, scope: string): RunQuery => {
  if (cursor === undefined) return query;
  const [startedAt, runId] = readCursor(cursor, scope, ['instant', 'string']);
  return query.where(sql<boolean>`(started_at, run_id) < (${startedAt}, ${runId})`);
};

/** Runs, the newest first. Throws InvalidCursor. */
export const listRuns = async (database: ConsoleDatabase, filters: RunFilters, page: PageRequest): Promise<Page<RunSummary>> => {
  const scope = cursorScope('runs', filters);
  const size = pageSize(page);
  const all = filteredRuns(database, filters);
  const rest = after(all, page.cursor, scope);
  const found = filters.q === undefined ? rest : searchedRuns(database, rest, filters.q);
  const rows = await newestFirst(found)
    .selectAll()
    .limit(size + 1)
    .execute();
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.started_at, row.run_id]));
  const beyond = cut.nextCursor ?? (filters.q === undefined ? null : await windowEnd(rest, scope));
  const counted = await countUpTo(
    database,
    (filters.q === undefined ? all : searchedRuns(database, all, filters.q)).select('run_id'),
  );
  const total =
    filters.q === undefined ? counted : { value: counted.value, exact: counted.exact && beyond === null && !page.cursor };
  return { items: cut.rows.map(runSummaryFromRow), nextCursor: beyond, total };
};

/** Where a search's window ended, if there is more behind it. */
const windowEnd = async (rest: RunQuery, scope: string): Promise<string | null> => {
  const last = await newestFirst(rest)
    .select(['started_at', 'run_id'])
    .offset(SEARCH_WINDOW_ROWS - 1)
    .limit(1)
    .executeTakeFirst();
  return last ? writeCursor(scope, [last.started_at, last.run_id]) : null;
};

export interface RunRows {
  readonly execution: ExecutionRow;
  readonly steps: readonly StepRow[];
}

/** The rows of one run as of one moment: one statement, so that no commit can come between. */
export const findRunRows = async (database: ConsoleDatabase, runId: string): Promise<RunRows | null> => {
  const { rows } = await sql<ExecutionRow & { steps: readonly StepRow[] | null }>`
    SELECT e.*, (SELECT json_agg(s ORDER BY s.plan_order) FROM workflow_steps s WHERE s.run_id = e.run_id) AS steps
      FROM workflow_executions e WHERE e.run_id = ${runId}`.execute(database);
  const row = rows[0];
  if (!row) return null;
  const { steps, ...execution } = row;
  return { execution, steps: (steps ?? []).map(withInstants) };
};

/** Inside JSON, PostgreSQL writes instants its own way. */
const withInstants = (step: StepRow): StepRow => ({
  ...step,
  started_at: step.started_at === null ? null : toInstant(step.started_at),
  ended_at: step.ended_at === null ? null : toInstant(step.ended_at),
});

export const findRun = async (database: ConsoleDatabase, runId: string): Promise<RunView | null> => {
  const rows = await findRunRows(database, runId);
  return rows && runViewFromRows(rows.execution, rows.steps);
};

/** A run's costs by agent, model and step, with every entry. */
export const findRunCosts = async (database: ConsoleDatabase, runId: string): Promise<RunCostsView | null> => {
  const run = await database
    .selectFrom('workflow_executions')
    .select('spent_nano_usd')
    .where('run_id', '=', runId)
    .executeTakeFirst();
  if (!run) return null;
  const entries = await database
    .selectFrom('cost_entries')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('at')
    .orderBy('step_key')
    .orderBy('attempt')
    .orderBy('call_id')
    .limit(COST_ENTRIES_MAX)
    .execute();
  return runCostsFromRows(runId, run.spent_nano_usd, entries);
};

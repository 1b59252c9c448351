import { type RawBuilder, sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import type { ExecutionStatus, Hold } from '../views/shapes';
import { filteredRuns, type RunFilters, type RunQuery, searchedRuns } from './runs.reads';

export type BulkAction = 'abort' | 'pause' | 'resume' | 'rerun';

/** The runs that an action is for, as far as their rows can tell; whether it is legal, each run decides itself. */
const ELIGIBLE: Record<BulkAction, RawBuilder<boolean>> = {
  abort: sql<boolean>`status IN ('pending', 'running')`,
  pause: sql<boolean>`status IN ('pending', 'running') AND hold IS DISTINCT FROM 'paused'`,
  resume: sql<boolean>`status IN ('pending', 'running') AND hold IN ('paused', 'budget')`,
  rerun: sql<boolean>`status IN ('failed', 'aborted')`,
};

export interface BulkCount {
  readonly matching: number;
  readonly eligible: number;
  readonly ineligible: readonly { readonly status: ExecutionStatus; readonly hold: Hold | null; readonly count: number }[];
}

const matching = (database: ConsoleDatabase, filters: RunFilters): RunQuery => {
  const runs = filteredRuns(database, filters);
  return filters.q === undefined ? runs : searchedRuns(database, runs, filters.q);
};

/** How many runs match, and how many of them an action is for. */
export const countBulk = async (database: ConsoleDatabase, action: BulkAction, filters: RunFilters): Promise<BulkCount> => {
  const runs = matching(database, filters).select(['status', 'hold', ELIGIBLE[action].as('eligible')]);
  const { rows } = await sql<{ status: ExecutionStatus; hold: Hold | null; eligible: boolean | null; count: number }>`
    SELECT status, hold, eligible, count(*)::int AS count FROM (${runs}) AS found GROUP BY 1, 2, 3 ORDER BY count DESC`.execute(
    database,
  );
  const sum = (of: typeof rows): number => of.reduce((total, { count }) => total + count, 0);
  const left = rows.filter(({ eligible }) => !eligible);
  return {
    matching: sum(rows),
    eligible: sum(rows) - sum(left),
    ineligible: left.map(({ status, hold, count }) => ({ status, hold, count })),
  };
};

/** Ids of the runs that an action is for, the newest first. */
export const bulkRunIds = async (
  database: ConsoleDatabase,
  action: BulkAction,
  filters: RunFilters,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await matching(database, filters)
    .where(ELIGIBLE[action])
    .select('run_id')
    .orderBy('started_at', 'desc')
    .orderBy('run_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ run_id: runId }) => runId);
};

import type { ConsoleDatabase } from '../database/database';
import { DUE_RUNS_MAX } from '../limits';

const OPEN = ['pending', 'running'] as const;

/** Open runs that have something to decide by the clock, the most overdue first. */
export const dueRuns = async (
  database: ConsoleDatabase,
  now: string,
  limit = DUE_RUNS_MAX,
): Promise<readonly { readonly runId: string; readonly dueAt: string }[]> => {
  const rows = await database
    .selectFrom('workflow_executions')
    .select(['run_id', 'next_due_at'])
    .where('status', 'in', OPEN)
    .where('next_due_at', '<=', now)
    .orderBy('next_due_at')
    .limit(limit)
    .execute();
  return rows.map(({ run_id: runId, next_due_at: dueAt }) => ({ runId, dueAt: dueAt ?? now }));
};

/** Open runs in the order of their ids, for a walk over all of them after a start. */
export const openRuns = async (database: ConsoleDatabase, afterRunId: string, limit: number): Promise<readonly string[]> => {
  const rows = await database
    .selectFrom('workflow_executions')
    .select('run_id')
    .where('status', 'in', OPEN)
    .where('run_id', '>', afterRunId)
    .orderBy('run_id')
    .limit(limit)
    .execute();
  return rows.map(({ run_id: runId }) => runId);
};

import { centsFromNano } from '@mc/domain';
import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { AGENT_FIGURES_MAX } from '../limits';

/** Of runs that were started in a time, the first instant included, the last not. */
export interface AgentFiguresFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly agent?: string | undefined;
}

export interface AgentFigures {
  agent: string;
  runs: number;
  steps: number;
  attempts: number;
  completed: number;
  failed: number;
  failedShare: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  inputTokens: number;
  outputTokens: number;
  cents: number | null;
  unpricedTokens: number;
  lastAt: string | null;
}

interface Row extends Omit<AgentFigures, 'failedShare' | 'cents'> {
  readonly nano_usd: number | null;
}

/** What each agent did, by name. A step belongs to the start of its run, so that each is counted in one time only. */
export const agentFigures = async (
  database: ConsoleDatabase,
  { from, to, agent }: AgentFiguresFilters,
): Promise<AgentFigures[]> => {
  const { rows } = await sql<Row>`
    SELECT s.agent, count(DISTINCT s.run_id)::int AS runs, count(*)::int AS steps, sum(s.attempt)::int AS attempts,
           count(*) FILTER (WHERE s.status = 'completed')::int AS completed,
           count(*) FILTER (WHERE s.status = 'failed')::int AS failed,
           round(extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY s.ended_at - s.started_at) FILTER (WHERE s.status = 'completed')) * 1000)::int AS "p50Ms",
           round(extract(epoch FROM percentile_cont(0.95) WITHIN GROUP (ORDER BY s.ended_at - s.started_at) FILTER (WHERE s.status = 'completed')) * 1000)::int AS "p95Ms",
           coalesce(sum(s.input_tokens), 0)::bigint AS "inputTokens", coalesce(sum(s.output_tokens), 0)::bigint AS "outputTokens",
           sum(s.cost_nano_usd)::bigint AS nano_usd,
           coalesce(sum(s.input_tokens + s.output_tokens) FILTER (WHERE s.cost_nano_usd IS NULL AND s.ended_at IS NOT NULL), 0)::bigint AS "unpricedTokens",
           max(coalesce(s.ended_at, s.started_at)) AS "lastAt"
      FROM workflow_executions e JOIN workflow_steps s ON s.run_id = e.run_id
     WHERE s.attempt > 0
       AND (${from ?? null}::timestamptz IS NULL OR e.started_at >= ${from ?? null})
       AND (${to ?? null}::timestamptz IS NULL OR e.started_at < ${to ?? null})
       AND (${agent ?? null}::text IS NULL OR s.agent = ${agent ?? null} AND e.agents @> ARRAY[${agent ?? ''}])
     GROUP BY s.agent ORDER BY s.agent LIMIT ${AGENT_FIGURES_MAX}`.execute(database);
  return rows.map(({ nano_usd: nano, ...row }) => ({
    ...row,
    failedShare: row.completed + row.failed === 0 ? null : row.failed / (row.completed + row.failed),
    cents: centsFromNano(nano),
  }));
};

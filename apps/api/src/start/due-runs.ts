import type { Pool } from 'pg';
import type { DueRuns } from '../dispatch/ports';

/** Where the sweep looks: the next due instants that the projection keeps. */
export class ProjectedDueRuns implements DueRuns {
  constructor(private readonly pool: Pool) {}

  async due(now: string, limit: number): Promise<readonly string[]> {
    return this.#runIds(
      `SELECT run_id FROM workflow_executions WHERE status IN ('pending', 'running') AND next_due_at <= $1 LIMIT $2`,
      [now, limit],
    );
  }

  async active(after: string | null, limit: number): Promise<readonly string[]> {
    return this.#runIds(
      `SELECT run_id FROM workflow_executions WHERE status IN ('pending', 'running') AND run_id > $1 ORDER BY run_id LIMIT $2`,
      [after ?? '', limit],
    );
  }

  async #runIds(sql: string, values: readonly unknown[]): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ run_id: string }>(sql, [...values]);
    return rows.map((row) => row.run_id);
  }
}

import type { BulkAction, BulkItemStatus, BulkItemView, BulkJobView, Page } from '@mc/contracts';
import type { Actor } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Installation } from '../../installation';
import { INSTALLATION } from '../../ports';

interface JobRow {
  readonly id: string;
  readonly action: BulkAction;
  readonly reason: string;
  readonly actor: Actor;
  readonly status: BulkJobView['status'];
  readonly total: number;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  readonly counts: Partial<Record<BulkItemStatus, number>> | null;
}

export interface Job {
  readonly id: string;
  readonly action: BulkAction;
  readonly reason: string;
  readonly actor: Actor;
}

export interface NewJob extends Job {
  readonly filters: unknown;
  readonly runIds: readonly string[];
}

export interface Item {
  readonly ordinal: number;
  readonly runId: string;
}

/** What came of one run. */
export interface Outcome {
  readonly ordinal: number;
  readonly status: Exclude<BulkItemStatus, 'pending'>;
  readonly code?: string;
  readonly message?: string;
  readonly position?: number;
  readonly newRunId?: string;
}

const JOB = `SELECT j.*, (SELECT json_object_agg(status, count) FROM
  (SELECT status, count(*)::int AS count FROM bulk_items WHERE job_id = j.id GROUP BY status) AS c) AS counts FROM bulk_jobs j`;

/** Bulk commands and their items, in the database, so that another process can go on with them. */
@Injectable()
export class BulkStore {
  readonly #pool: Pool;
  readonly #owner: string;
  readonly #alone: boolean;

  constructor(@Inject(INSTALLATION) { pool, incarnation, alone }: Pick<Installation, 'pool' | 'incarnation' | 'alone'>) {
    this.#pool = pool;
    this.#owner = incarnation;
    this.#alone = alone;
  }

  /** A repeat of the command that makes it changes nothing. */
  async create({ id, action, reason, actor, filters, runIds }: NewJob): Promise<void> {
    await this.#pool.query(
      `WITH job AS (
         INSERT INTO bulk_jobs (id, action, reason, filters, actor, status, total, created_at)
         VALUES ($1, $2, $3, $4, $5, 'running', $6, now()) ON CONFLICT (id) DO NOTHING RETURNING id
       )
       INSERT INTO bulk_items (job_id, ordinal, run_id, status)
       SELECT job.id, item.ordinal, item.run_id, 'pending' FROM job, unnest($7::text[]) WITH ORDINALITY AS item (run_id, ordinal)`,
      [id, action, reason, JSON.stringify(filters), JSON.stringify(actor), runIds.length, runIds],
    );
  }

  async find(id: string): Promise<BulkJobView | null> {
    const { rows } = await this.#pool.query<JobRow>(`${JOB} WHERE id = $1`, [id]);
    return rows[0] ? view(rows[0]) : null;
  }

  /** Newest first; `after`: the id of the last one seen. */
  async page(limit: number, after: string | null): Promise<Page<BulkJobView>> {
    const { rows } = await this.#pool.query<JobRow>(
      `${JOB} WHERE $2::text IS NULL OR (j.created_at, j.id) < (SELECT created_at, id FROM bulk_jobs WHERE id = $2)
        ORDER BY j.created_at DESC, j.id DESC LIMIT $1`,
      [limit + 1, after],
    );
    const { rows: counted } = await this.#pool.query<{ count: number }>('SELECT count(*)::int AS count FROM bulk_jobs');
    const items = rows.slice(0, limit).map(view);
    const nextCursor = rows.length > limit ? (items.at(-1)?.id ?? null) : null;
    return { items, nextCursor, total: { value: counted[0]?.count ?? 0, exact: true } };
  }

  async items(
    id: string,
    { limit, after, status }: { readonly limit: number; readonly after: number; readonly status: readonly string[] | null },
  ): Promise<Page<BulkItemView>> {
    const where = 'job_id = $1 AND ($2::text[] IS NULL OR status = ANY($2))';
    const { rows } = await this.#pool.query<ItemRow>(
      `SELECT * FROM bulk_items WHERE ${where} AND ordinal > $3 ORDER BY ordinal LIMIT $4`,
      [id, status, after, limit + 1],
    );
    const { rows: counted } = await this.#pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM bulk_items WHERE ${where}`,
      [id, status],
    );
    const shown = rows.slice(0, limit);
    return {
      items: shown.map(itemView),
      nextCursor: rows.length > limit ? String(shown.at(-1)?.ordinal ?? '') : null,
      total: { value: counted[0]?.count ?? 0, exact: true },
    };
  }

  /** Jobs that nobody is at work on, taken into this process's hands for a while. Where no other process can be, none waits for a lease. */
  async claim(leaseMs: number): Promise<readonly Job[]> {
    const { rows } = await this.#pool.query<Job>(
      `UPDATE bulk_jobs SET owner = $1, lease_until = now() + $2 * interval '1 millisecond'
        WHERE id IN (SELECT id FROM bulk_jobs WHERE status = 'running' AND (lease_until IS NULL OR lease_until < now() OR ($3 AND owner <> $1))
                     FOR UPDATE SKIP LOCKED)
       RETURNING id, action, reason, actor`,
      [this.#owner, leaseMs, this.#alone],
    );
    return rows;
  }

  /** The next items of a job; renews the lease. Empty when there are none, or the job is not this process's any more. */
  async next(id: string, limit: number, leaseMs: number): Promise<readonly Item[]> {
    const { rows } = await this.#pool.query<{ ordinal: number; run_id: string }>(
      `WITH mine AS (
         UPDATE bulk_jobs SET lease_until = now() + $4 * interval '1 millisecond'
          WHERE id = $1 AND owner = $2 AND status = 'running' RETURNING id
       )
       SELECT ordinal, run_id FROM bulk_items WHERE job_id IN (SELECT id FROM mine) AND status = 'pending'
        ORDER BY ordinal LIMIT $3`,
      [id, this.#owner, limit, leaseMs],
    );
    return rows.map(({ ordinal, run_id: runId }) => ({ ordinal, runId }));
  }

  /** Leaves what is not finished to others at once. */
  async release(): Promise<void> {
    await this.#pool.query(`UPDATE bulk_jobs SET lease_until = now() WHERE owner = $1 AND status = 'running'`, [this.#owner]);
  }

  /** What was done while somebody cancelled the rest was done all the same. */
  async settle(id: string, outcomes: readonly Outcome[]): Promise<void> {
    await this.#pool.query(
      `UPDATE bulk_items i SET status = o.status, code = o.code, message = o.message, position = o.position, new_run_id = o."newRunId"
         FROM json_to_recordset($2) AS o (ordinal int, status text, code text, message text, position bigint, "newRunId" text)
        WHERE i.job_id = $1 AND i.ordinal = o.ordinal AND i.status IN ('pending', 'cancelled')`,
      [id, JSON.stringify(outcomes)],
    );
  }

  /** The job is over when nothing of it is pending. */
  async finish(id: string): Promise<void> {
    await this.#pool.query(
      `UPDATE bulk_jobs SET status = 'done', ended_at = now() WHERE id = $1 AND status = 'running'
          AND NOT EXISTS (SELECT FROM bulk_items WHERE job_id = $1 AND status = 'pending')`,
      [id],
    );
  }

  async cancel(id: string): Promise<void> {
    await this.#pool.query(
      `WITH job AS (UPDATE bulk_jobs SET status = 'cancelled', ended_at = now() WHERE id = $1 AND status = 'running' RETURNING id)
       UPDATE bulk_items SET status = 'cancelled' WHERE job_id IN (SELECT id FROM job) AND status = 'pending'`,
      [id],
    );
  }
}

interface ItemRow {
  readonly ordinal: number;
  readonly run_id: string;
  readonly status: BulkItemStatus;
  readonly code: string | null;
  readonly message: string | null;
  readonly position: string | null;
  readonly new_run_id: string | null;
}

const itemView = (row: ItemRow): BulkItemView => ({
  runId: row.run_id,
  status: row.status,
  code: row.code,
  message: row.message,
  position: row.position === null ? null : Number(row.position),
  newRunId: row.new_run_id,
});

const NONE = { pending: 0, done: 0, refused: 0, failed: 0, cancelled: 0 };

const view = ({ id, action, reason, actor, status, total, created_at, ended_at, counts }: JobRow): BulkJobView => ({
  id,
  action,
  reason,
  status,
  startedBy: { id: actor.id, username: actor.username ?? null, email: actor.email ?? null },
  createdAt: created_at.toISOString(),
  endedAt: ended_at?.toISOString() ?? null,
  total,
  counts: { ...NONE, ...counts },
});

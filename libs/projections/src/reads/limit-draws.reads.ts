import { centsFromNano } from '@mc/domain';
import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import type { ExecutionStatus } from '../views/shapes';
import { cursorScope, readCursor, writeCursor } from './cursor';
import { cutPage, type Page, type PageRequest, pageSize } from './page';

/** What one run has to do with a limit in one period. `null`: that kind is not limited, or not known. */
export interface LimitDrawView {
  runId: string;
  /** `null`: the run has not started. */
  workflow: { id: string; name: string } | null;
  label: string | null;
  status: ExecutionStatus | null;
  startedAt: string | null;
  reservedAt: string;
  /** Whether it can still spend. */
  holding: boolean;
  drawnCents: number | null;
  spentCents: number | null;
  unknownCents: number | null;
  drawnTokens: number | null;
  spentTokens: number | null;
}

interface Row {
  readonly run_id: string;
  readonly workflow_id: string | null;
  readonly workflow_name: string | null;
  readonly label: string | null;
  readonly status: ExecutionStatus | null;
  readonly started_at: string | null;
  readonly reserved_at: string;
  readonly holding: boolean;
  readonly drawn_nano_usd: number | null;
  readonly spent_nano_usd: number | null;
  readonly unknown_nano_usd: number | null;
  readonly drawn_tokens: number | null;
  readonly spent_tokens: number | null;
}

/** The runs that have drawn from a ledger, the latest first; what was given back before it was used is left out. Throws InvalidCursor. */
export const listLimitDraws = async (
  database: ConsoleDatabase,
  ledger: string,
  { holding }: { readonly holding?: boolean | undefined },
  page: PageRequest,
): Promise<Page<LimitDrawView>> => {
  const scope = cursorScope(`draws ${ledger}`, { holding });
  const size = pageSize(page);
  const after = page.cursor === undefined ? null : readCursor(page.cursor, scope, ['instant', 'string']);
  const own = sql<Row>`
    SELECT d.run_id, min(d.reserved_at) AS reserved_at, bool_or(d.status = 'reserved') AS holding,
           sum(d.nano_usd)::bigint AS drawn_nano_usd, sum(d.tokens)::bigint AS drawn_tokens,
           sum(d.spent_nano_usd)::bigint AS settled_nano_usd, sum(d.unknown_nano_usd)::bigint AS unknown_nano_usd,
           sum(d.spent_tokens)::bigint AS settled_tokens
      FROM limit_draws d WHERE d.ledger = ${ledger} AND d.status <> 'released' GROUP BY d.run_id
    HAVING ${holding === undefined ? sql`true` : sql`bool_or(d.status = 'reserved') = ${holding}`}`;
  const { rows } = await sql<Row>`
    SELECT o.run_id, o.reserved_at, o.holding, o.drawn_nano_usd, o.drawn_tokens,
           e.workflow_id, e.workflow_name, e.label, e.status, e.started_at,
           CASE WHEN o.drawn_nano_usd IS NULL THEN NULL WHEN o.holding THEN e.spent_nano_usd ELSE o.settled_nano_usd END AS spent_nano_usd,
           CASE WHEN o.drawn_nano_usd IS NULL THEN NULL WHEN o.holding THEN e.unknown_nano_usd ELSE o.unknown_nano_usd END AS unknown_nano_usd,
           CASE WHEN o.drawn_tokens IS NULL THEN NULL WHEN o.holding THEN e.tokens ELSE o.settled_tokens END AS spent_tokens
      FROM (${own}) AS o LEFT JOIN workflow_executions e ON e.run_id = o.run_id
     WHERE ${after === null ? sql`true` : sql`(o.reserved_at, o.run_id) < (${after[0]}, ${after[1]})`}
     ORDER BY o.reserved_at DESC, o.run_id DESC LIMIT ${size + 1}`.execute(database);
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.reserved_at, row.run_id]));
  const counted = await sql<{ value: number }>`SELECT count(*)::int AS value FROM (${own}) AS o`.execute(database);
  return {
    items: cut.rows.map(viewOf),
    nextCursor: cut.nextCursor,
    total: { value: counted.rows[0]?.value ?? 0, exact: true },
  };
};

const viewOf = (row: Row): LimitDrawView => ({
  runId: row.run_id,
  workflow: row.workflow_id === null ? null : { id: row.workflow_id, name: row.workflow_name ?? row.workflow_id },
  label: row.label,
  status: row.status,
  startedAt: row.started_at,
  reservedAt: row.reserved_at,
  holding: row.holding,
  drawnCents: centsFromNano(row.drawn_nano_usd),
  spentCents: centsFromNano(row.spent_nano_usd),
  unknownCents: centsFromNano(row.unknown_nano_usd),
  drawnTokens: row.drawn_tokens,
  spentTokens: row.spent_tokens,
});

/** A draw that needs a look. */
export interface UnsettledDraw {
  readonly runId: string;
  readonly ledger: string;
  readonly draw: string;
}

export interface UnsettledWanted {
  /** Reserved before this instant (ISO-8601 UTC) and drawn by no run: whoever was at it may be gone. */
  readonly orphanedBefore: string;
  /** Runs whose charges changed since then are compared with what is booked. */
  readonly changedSince: string;
  readonly limit: number;
}

/** Draws that no run holds any more, and charges that are not the last word. What it misses or says too late costs time, never correctness. */
export const unsettledDraws = async (
  database: ConsoleDatabase,
  { orphanedBefore, changedSince, limit }: UnsettledWanted,
): Promise<readonly UnsettledDraw[]> => {
  const { rows } = await sql<UnsettledDraw>`
    (SELECT d.run_id AS "runId", d.ledger, d.draw
       FROM limit_draws d LEFT JOIN run_allowances a ON a.run_id = d.run_id AND a.ledger = d.ledger AND a.draw = d.draw
      WHERE d.status = 'reserved' AND ((a.run_id IS NULL AND d.reserved_at < ${orphanedBefore}) OR a.status IN ('voided', 'ended'))
      ORDER BY d.reserved_at LIMIT ${limit})
    UNION ALL
    (SELECT a.run_id, a.ledger, a.draw
       FROM run_allowances a JOIN limit_draws d ON d.ledger = a.ledger AND d.draw = a.draw
      WHERE a.changed_at >= ${changedSince} AND a.status = 'ended' AND d.status = 'settled'
        AND (d.spent_nano_usd, d.unknown_nano_usd, d.spent_tokens, d.unknown_tokens)
            IS DISTINCT FROM (a.spent_nano_usd, a.unknown_nano_usd, a.spent_tokens, a.unknown_tokens)
      ORDER BY a.changed_at LIMIT ${limit})`.execute(database);
  return rows;
};

import type { RiskTier } from '@mc/domain';
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { ConsoleDatabase, ConsoleTables } from '../database/database';
import type { ApprovalRow } from '../tables/approvals.table';
import { type ApprovalSummary, type ApprovalView, approvalSummaryFromRow, approvalViewFromRows } from '../views/approval.view';
import type { ApprovalKind, ApprovalStatus } from '../views/shapes';
import { type CursorValue, cursorScope, readCursor, writeCursor } from './cursor';
import { countUpTo, cutPage, type Page, type PageRequest, pageSize } from './page';
import { anyContains, matchesName } from './patterns';
import { findRunRows } from './runs.reads';

export interface ApprovalFilters {
  readonly status?: readonly ApprovalStatus[] | undefined;
  readonly risk?: readonly RiskTier[] | undefined;
  readonly kind?: readonly ApprovalKind[] | undefined;
  /** A name, exact or with `*`. */
  readonly workflow?: string | undefined;
  readonly agent?: string | undefined;
  readonly runId?: string | undefined;
  readonly q?: string | undefined;
}

type Query = SelectQueryBuilder<ConsoleTables, 'approvals', object>;

const SEARCHED = ['summary', 'step_key', 'step_name', 'workflow_name', 'agent', 'started_by_username', 'run_id'];

const filtered = (database: ConsoleDatabase, filters: ApprovalFilters): Query => {
  const { status, risk, kind, workflow, agent, runId, q } = filters;
  let query: Query = database.selectFrom('approvals');
  if (status) query = query.where('status', 'in', status);
  if (risk) query = query.where('risk', 'in', risk);
  if (kind) query = query.where('kind', 'in', kind);
  if (agent !== undefined) query = query.where('agent', '=', agent);
  if (workflow !== undefined) query = query.where(matchesName('workflow_name', workflow));
  if (runId !== undefined) query = query.where('run_id', '=', runId);
  if (q !== undefined) query = query.where(anyContains(SEARCHED, q));
  return query;
};

/** In the order of what never expires: after everything that does. */
const NEVER = '9999-12-31T00:00:00.000Z';
const RISK_RANKS: Record<RiskTier, number> = { irreversible: 0, write: 1, read: 2 };
const riskRank = sql`CASE risk WHEN 'irreversible' THEN 0 WHEN 'write' THEN 1 ELSE 2 END`;

/** How a list is ordered, and where in that order a row stands. */
interface Order {
  readonly parts: readonly RawBuilder<unknown>[];
  readonly down: boolean;
  readonly types: readonly ('string' | 'number' | 'instant')[];
  readonly keyOf: (row: ApprovalRow) => readonly CursorValue[];
}

/** What waits: first what expires first, then the gravest, then the oldest. */
const BY_URGENCY: Order = {
  parts: [sql`coalesce(expires_at, ${NEVER}::timestamptz)`, riskRank, sql.ref('requested_at'), sql.ref('approval_id')],
  down: false,
  types: ['instant', 'number', 'instant', 'string'],
  keyOf: (row) => [row.expires_at ?? NEVER, RISK_RANKS[row.risk], row.requested_at, row.approval_id],
};

const NEWEST_FIRST: Order = {
  parts: [sql.ref('requested_at'), sql.ref('approval_id')],
  down: true,
  types: ['instant', 'string'],
  keyOf: (row) => [row.requested_at, row.approval_id],
};

const after = (query: Query, { parts, down, types }: Order, cursor: string | undefined, scope: string): Query => {
  if (cursor === undefined) return query;
  const [place, key] = [sql.join(parts), sql.join(readCursor(cursor, scope, types))];
  return query.where(down ? sql<boolean>`(${place}) < (${key})` : sql<boolean>`(${place}) > (${key})`);
};

/** What waits is shown by urgency, anything else newest first. Throws InvalidCursor. */
export const listApprovals = async (
  database: ConsoleDatabase,
  filters: ApprovalFilters,
  page: PageRequest,
): Promise<Page<ApprovalSummary>> => {
  const scope = cursorScope('approvals', filters);
  const size = pageSize(page);
  const waiting = filters.status?.every((status) => status === 'pending') === true;
  const order = waiting ? BY_URGENCY : NEWEST_FIRST;
  const all = filtered(database, filters);
  let rest = after(all, order, page.cursor, scope);
  for (const part of order.parts) rest = rest.orderBy(part, order.down ? 'desc' : 'asc');
  const rows = await rest
    .selectAll()
    .limit(size + 1)
    .execute();
  const cut = cutPage(rows, size, (row) => writeCursor(scope, order.keyOf(row)));
  const labels = await runLabels(database, cut.rows);
  const total = await countUpTo(database, all.select('approval_id'));
  const items = cut.rows.map((row) => approvalSummaryFromRow(row, labels.get(row.run_id) ?? null));
  return { items, nextCursor: cut.nextCursor, total };
};

const runLabels = async (
  database: ConsoleDatabase,
  approvals: readonly ApprovalRow[],
): Promise<ReadonlyMap<string, string | null>> => {
  if (approvals.length === 0) return new Map();
  const runIds = [...new Set(approvals.map((row) => row.run_id))];
  const rows = await database
    .selectFrom('workflow_executions')
    .select(['run_id', 'label'])
    .where('run_id', 'in', runIds)
    .execute();
  return new Map(rows.map(({ run_id, label }) => [run_id, label]));
};

/** One request with its run and the outputs that it was made from. */
export const findApproval = async (database: ConsoleDatabase, approvalId: string): Promise<ApprovalView | null> => {
  const row = await database.selectFrom('approvals').selectAll().where('approval_id', '=', approvalId).executeTakeFirst();
  const run = row && (await findRunRows(database, row.run_id));
  if (!row || !run) return null;
  const own = run.steps.find((step) => step.step_key === row.step_key);
  const upstream = run.steps.filter((step) => own?.depends_on.includes(step.step_key));
  return approvalViewFromRows(row, run.execution, upstream);
};

/** The last request that was approved for the same step of the same workflow, before this one was made; of the same kind. */
export const findSimilarApproval = async (database: ConsoleDatabase, approvalId: string): Promise<ApprovalView | null> => {
  const { rows } = await sql<{ approval_id: string }>`
    SELECT s.approval_id FROM approvals a JOIN approvals s
        ON s.workflow_id = a.workflow_id AND s.step_key = a.step_key AND s.kind = a.kind AND s.status = 'approved'
       AND s.requested_at < a.requested_at AND s.approval_id <> a.approval_id
     WHERE a.approval_id = ${approvalId} ORDER BY s.requested_at DESC, s.approval_id DESC LIMIT 1`.execute(database);
  return rows[0] ? findApproval(database, rows[0].approval_id) : null;
};

/** How many requests wait for a decision. */
export const countPendingApprovals = async (database: ConsoleDatabase): Promise<number> => {
  const { rows } = await sql<{ value: number }>`SELECT count(*)::int AS value FROM approvals WHERE status = 'pending'`.execute(
    database,
  );
  return rows[0]?.value ?? 0;
};

import type { RiskTier } from '@mc/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { ConsoleDatabase, ConsoleTables } from '../database/database';
import { type ApprovalSummary, type ApprovalView, approvalSummaryFromRow, approvalViewFromRows } from '../views/approval.view';
import type { ApprovalStatus } from '../views/shapes';
import { cursorScope, readCursor, writeCursor } from './cursor';
import { countUpTo, cutPage, type Page, type PageRequest, pageSize } from './page';
import { anyContains, matchesName } from './patterns';
import { findRunRows } from './runs.reads';

export interface ApprovalFilters {
  readonly status?: readonly ApprovalStatus[] | undefined;
  readonly risk?: readonly RiskTier[] | undefined;
  readonly workflow?: string | undefined;
  readonly runId?: string | undefined;
  readonly q?: string | undefined;
}

type Query = SelectQueryBuilder<ConsoleTables, 'approvals', object>;

const SEARCHED = ['summary', 'step_key', 'step_name', 'workflow_name', 'agent', 'started_by_username', 'run_id'];

const filtered = (database: ConsoleDatabase, { status, risk, workflow, runId, q }: ApprovalFilters): Query => {
  let query: Query = database.selectFrom('approvals');
  if (status) query = query.where('status', 'in', status);
  if (risk) query = query.where('risk', 'in', risk);
  if (workflow !== undefined) query = query.where(matchesName('workflow_name', workflow));
  if (runId !== undefined) query = query.where('run_id', '=', runId);
  if (q !== undefined) query = query.where(anyContains(SEARCHED, q));
  return query;
};

/** What waits is shown oldest first, what is decided newest first. Throws InvalidCursor. */
export const listApprovals = async (
  database: ConsoleDatabase,
  filters: ApprovalFilters,
  page: PageRequest,
): Promise<Page<ApprovalSummary>> => {
  const scope = cursorScope('approvals', filters);
  const size = pageSize(page);
  const waiting = filters.status?.every((status) => status === 'pending') === true;
  const all = filtered(database, filters);
  let rest = all;
  if (page.cursor !== undefined) {
    const [requestedAt, id] = readCursor(page.cursor, scope, ['instant', 'string']);
    const key = sql`(${requestedAt}, ${id})`;
    rest = rest.where(
      waiting ? sql<boolean>`(requested_at, approval_id) > ${key}` : sql<boolean>`(requested_at, approval_id) < ${key}`,
    );
  }
  const order = waiting ? 'asc' : 'desc';
  const rows = await rest
    .selectAll()
    .orderBy('requested_at', order)
    .orderBy('approval_id', order)
    .limit(size + 1)
    .execute();
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.requested_at, row.approval_id]));
  const total = await countUpTo(database, all.select('approval_id'));
  return { items: cut.rows.map(approvalSummaryFromRow), nextCursor: cut.nextCursor, total };
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

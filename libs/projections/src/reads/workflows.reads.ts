import { centsFromNano } from '@mc/domain';
import { type RawBuilder, sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import type { WorkflowRow, WorkflowVersionRow } from '../tables/directory.tables';
import type { PersonView } from '../views/shapes';
import { cursorScope, readCursor, writeCursor } from './cursor';
import { countUpTo, cutPage, type Page, type PageRequest, pageSize } from './page';
import { anyContains, matchesName } from './patterns';

export interface WorkflowSummary {
  id: string;
  name: string;
  version: number;
  description: string | null;
  status: 'active' | 'archived';
  stepCount: number;
  gateCount: number;
  agents: string[];
  budget: { totalBudgetCents: number | null; maxTokens: number | null; onExceeded: 'hold' | 'fail' };
  runs: { total: number; active: number; failed: number; lastStartedAt: string | null };
  createdAt: string;
  updatedAt: string;
  updatedBy: PersonView | null;
}

export interface WorkflowFilters {
  /** A name, exact or with `*`. */
  readonly name?: string | undefined;
  readonly agent?: string | undefined;
  readonly q?: string | undefined;
  /** Archived ones too. */
  readonly archived?: boolean | undefined;
}

interface RunCounts {
  readonly total: number;
  readonly active: number;
  readonly failed: number;
  readonly last_started_at: string | null;
}

/** Workflows in their latest version, the newest first. Throws InvalidCursor. */
export const listWorkflows = async (
  database: ConsoleDatabase,
  filters: WorkflowFilters,
  page: PageRequest,
): Promise<Page<WorkflowSummary>> => {
  const scope = cursorScope('workflows', filters);
  const size = pageSize(page);
  const where: RawBuilder<unknown>[] = [filters.archived === true ? sql`true` : sql`w.status = 'active'`];
  if (filters.name !== undefined) where.push(matchesName('w.name', filters.name));
  if (filters.agent !== undefined) where.push(sql`${filters.agent} = ANY (w.agents)`);
  if (filters.q !== undefined) where.push(anyContains(['w.name', 'w.description', 'w.workflow_id'], filters.q));
  const all = sql.join(where, sql` AND `);
  const [createdAt, id] = page.cursor === undefined ? [null, null] : readCursor(page.cursor, scope, ['instant', 'string']);
  const rest = createdAt === null ? all : sql`${all} AND (w.created_at, w.workflow_id) < (${createdAt}, ${id})`;
  const { rows } = await sql<WorkflowRow & RunCounts>`
    SELECT w.*, r.* FROM (SELECT * FROM workflows w WHERE ${rest} ORDER BY w.created_at DESC, w.workflow_id DESC LIMIT ${size + 1}) w
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS total, count(*) FILTER (WHERE e.status IN ('pending', 'running'))::int AS active,
               count(*) FILTER (WHERE e.status = 'failed')::int AS failed, max(e.started_at) AS last_started_at
          FROM workflow_executions e WHERE e.workflow_id = w.workflow_id) r
     ORDER BY w.created_at DESC, w.workflow_id DESC`.execute(database);
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.created_at, row.workflow_id]));
  const total = await countUpTo(database, { limit: (count) => sql`SELECT FROM workflows w WHERE ${all} LIMIT ${count}` });
  return { items: cut.rows.map(summaryView), nextCursor: cut.nextCursor, total };
};

const summaryView = (row: WorkflowRow & RunCounts): WorkflowSummary => ({
  id: row.workflow_id,
  name: row.name,
  version: row.workflow_version,
  description: row.description,
  status: row.status,
  stepCount: row.step_count,
  gateCount: row.gate_count,
  agents: [...row.agents],
  budget: {
    totalBudgetCents: centsFromNano(row.definition.budget.totalBudgetNanoUsd),
    maxTokens: row.definition.budget.maxTokens,
    onExceeded: row.definition.budget.onExceeded,
  },
  runs: { total: row.total, active: row.active, failed: row.failed, lastStartedAt: row.last_started_at },
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  updatedBy: { id: row.updated_by_id, username: row.updated_by_username, email: row.updated_by_email },
});

export const findWorkflow = async (database: ConsoleDatabase, workflowId: string): Promise<WorkflowRow | null> =>
  (await database.selectFrom('workflows').selectAll().where('workflow_id', '=', workflowId).executeTakeFirst()) ?? null;

export const findWorkflowVersion = async (
  database: ConsoleDatabase,
  workflowId: string,
  version: number,
): Promise<WorkflowVersionRow | null> =>
  (await database
    .selectFrom('workflow_versions')
    .selectAll()
    .where('workflow_id', '=', workflowId)
    .where('workflow_version', '=', version)
    .executeTakeFirst()) ?? null;

/** All versions of a workflow, the newest first. Throws InvalidCursor. */
export const listWorkflowVersions = async (
  database: ConsoleDatabase,
  workflowId: string,
  page: PageRequest,
): Promise<Page<WorkflowVersionRow>> => {
  const scope = cursorScope(`workflow-versions ${workflowId}`, {});
  const size = pageSize(page);
  const all = database.selectFrom('workflow_versions').where('workflow_id', '=', workflowId);
  const [before] = page.cursor === undefined ? [Number.MAX_SAFE_INTEGER] : readCursor(page.cursor, scope, ['number']);
  const rows = await all
    .selectAll()
    .where(sql<boolean>`workflow_version < ${Number(before)}::bigint`)
    .orderBy('workflow_version', 'desc')
    .limit(size + 1)
    .execute();
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.workflow_version]));
  return { items: [...cut.rows], nextCursor: cut.nextCursor, total: await countUpTo(database, all.select('workflow_version')) };
};

import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';

export type LookupKind = 'run' | 'step' | 'approval' | 'workflow' | 'event' | 'bulk_job' | 'view' | 'operator';

export interface LookupItem {
  kind: LookupKind;
  id: string;
  label: string;
  within: string | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A step by its run, also as an effect key: `runId/stepKey/attempt`. */
const STEP = /^([0-9a-f-]{36})\/([a-z][a-z0-9_-]{0,63})(?:\/\d{1,3})?$/;

/** What has this id, of whatever kind. Of views only one's own and those that are shared. */
export const lookUp = async (database: ConsoleDatabase, text: string, operatorId: string): Promise<LookupItem[]> => {
  const id = text.trim().toLowerCase();
  const [, runId, stepKey] = STEP.exec(id) ?? [];
  if (runId !== undefined && stepKey !== undefined) return findStep(database, runId, stepKey);
  if (!UUID.test(id)) return [];
  const { rows } = await sql<LookupItem>`
    SELECT 'run' AS kind, run_id AS id, workflow_name AS label, NULL AS within FROM workflow_executions WHERE run_id = ${id}
    UNION ALL SELECT 'approval', approval_id, step_key || ' of ' || workflow_name, run_id FROM approvals WHERE approval_id = ${id}
    UNION ALL SELECT 'workflow', workflow_id, name, NULL FROM workflows WHERE workflow_id = ${id}
    UNION ALL SELECT 'bulk_job', id, action, NULL FROM bulk_jobs WHERE id = ${id}
    UNION ALL SELECT 'view', id, name, screen FROM saved_views WHERE id = ${id} AND (shared OR owner_id = ${operatorId})
    UNION ALL SELECT 'operator', operator_id, username, NULL FROM operators WHERE operator_id = ${id}
    UNION ALL SELECT 'event', id::text, type, stream FROM workflow_events WHERE id = ${id}`.execute(database);
  return rows;
};

const findStep = async (database: ConsoleDatabase, runId: string, stepKey: string): Promise<LookupItem[]> => {
  const step = await database
    .selectFrom('workflow_steps')
    .select('step_key')
    .where('run_id', '=', runId)
    .where('step_key', '=', stepKey)
    .executeTakeFirst();
  return step ? [{ kind: 'step', id: stepKey, label: stepKey, within: runId }] : [];
};

import type { AccessEvents } from '@mc/domain';
import type { ConsoleDatabase } from '../database/database';
import { LIMIT_REFUSALS_SHOWN_MAX, REFUSALS_WINDOW_ROWS, REFUSALS_WITHIN_MS } from '../limits';
import type { LimitRefusalView } from '../views/limits.view';

/** What limits refused lately, the newest first, by limit. Looks at the newest refusals of any kind, up to a number. */
export const refusalsByLimit = async (
  database: ConsoleDatabase,
  now: string,
): Promise<ReadonlyMap<string, readonly LimitRefusalView[]>> => {
  const since = new Date(Date.parse(now) - REFUSALS_WITHIN_MS).toISOString();
  const rows = await database
    .selectFrom('workflow_events')
    .select(['at', 'actor_id', 'actor_username', 'actor_email', 'data'])
    .where('type', '=', 'CommandRefused')
    .orderBy('position', 'desc')
    .limit(REFUSALS_WINDOW_ROWS)
    .execute();
  const found = rows.flatMap((row) => {
    const data = JSON.parse(row.data) as Partial<AccessEvents['CommandRefused']>;
    return data.limitId && row.at >= since ? [{ ...row, limitId: data.limitId, data }] : [];
  });
  const names = await workflowNames(
    database,
    found.flatMap(({ data }) => data.workflowId ?? []),
  );
  const refusals = new Map<string, LimitRefusalView[]>();
  for (const { limitId, at, data, actor_id: id, actor_username: username, actor_email: email } of found) {
    const own = refusals.get(limitId) ?? [];
    refusals.set(limitId, own);
    if (own.length >= LIMIT_REFUSALS_SHOWN_MAX) continue;
    const { command = '', message = '', runId = null, workflowId } = data;
    const workflow = workflowId ? { id: workflowId, name: names.get(workflowId) ?? workflowId } : null;
    // What was to be started never became a run that could be opened.
    own.push({ at, by: { id, username, email }, command, runId: command === 'StartRun' ? null : runId, workflow, message });
  }
  return refusals;
};

const workflowNames = async (database: ConsoleDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await database.selectFrom('workflows').select(['workflow_id', 'name']).where('workflow_id', 'in', ids).execute();
  return new Map(rows.map(({ workflow_id: id, name }) => [id, name]));
};

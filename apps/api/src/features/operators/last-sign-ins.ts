import type { ConsoleDatabase } from '@mc/projections';

/** When each of these operators last came in, by id; who never did is missing. */
export const lastSignIns = async (
  database: ConsoleDatabase,
  operatorIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (operatorIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('workflow_events')
    .select(({ fn }) => ['actor_id', fn.max('at').as('at')])
    .where('type', '=', 'SignedIn')
    .where('actor_id', 'in', operatorIds)
    .groupBy('actor_id')
    .execute();
  return new Map(rows.map(({ actor_id: operatorId, at }) => [operatorId, at]));
};

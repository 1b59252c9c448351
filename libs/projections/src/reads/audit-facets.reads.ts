import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { FACET_VALUES_MAX, FACET_WINDOW_ROWS } from '../limits';
import { type EventFilters, filteredEvents, newestFirst, searchedEvents } from './event-filters';
import type { Facet } from './run-facets.reads';

export interface AuditFacets {
  type: Facet;
  actor: Facet;
  agent: Facet;
  workflow: Facet;
  object: Facet;
  exact: boolean;
}

interface Counted {
  readonly facet: Exclude<keyof AuditFacets, 'exact'> | 'all';
  readonly value: string;
  readonly count: number;
}

/** Which values the newest matching events have, the most frequent first, in one pass. */
export const auditFacets = async (database: ConsoleDatabase, filters: EventFilters): Promise<AuditFacets> => {
  const all = filteredEvents(database, filters);
  const events = newestFirst(filters.q === undefined ? all : searchedEvents(database, all, filters.q))
    .select(['type', 'actor_username', 'actor_id', 'agent', 'workflow_name', 'stream'])
    .limit(FACET_WINDOW_ROWS);
  const { rows } = await sql<Counted>`
    WITH counted AS (
      SELECT facet, value, count(*)::int AS count FROM (${events}) AS event
       CROSS JOIN LATERAL (VALUES ('type', type), ('actor', coalesce(actor_username, actor_id)), ('agent', agent),
         ('workflow', workflow_name), ('object', split_part(stream, '-', 1)), ('all', '')) AS seen (facet, value)
       WHERE value IS NOT NULL GROUP BY 1, 2)
    SELECT facet, value, count FROM (SELECT *, row_number() OVER (PARTITION BY facet ORDER BY count DESC, value) AS place FROM counted) AS ranked
     WHERE place <= ${FACET_VALUES_MAX} ORDER BY facet, place`.execute(database);
  const of = (name: Counted['facet']): Facet =>
    rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }));
  const looked = of('all')[0]?.count ?? 0;
  const exact = filters.q === undefined && looked < FACET_WINDOW_ROWS;
  return { type: of('type'), actor: of('actor'), agent: of('agent'), workflow: of('workflow'), object: of('object'), exact };
};

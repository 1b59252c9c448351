import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { EXPORT_PAGE_ROWS, SEARCH_WINDOW_ROWS } from '../limits';
import { type AuditEventView, auditEventViewFromRow, type StoredEvent } from '../views/event.view';
import { cursorScope, readCursor, writeCursor } from './cursor';
import { type EventFilters, type EventQuery, filteredEvents, holds, newestFirst, searchedEvents } from './event-filters';
import { countUpTo, cutPage, type Page, type PageRequest, pageSize } from './page';

const COLUMNS = [
  'position',
  'revision',
  'stream',
  'id',
  'type',
  'version',
  'at',
  'actor_kind',
  'actor_id',
  'actor_username',
  'actor_email',
  'actor_via',
  'actor_key_id',
  'run_id',
  'workflow_id',
  'workflow_name',
  'workflow_version',
  'agent',
  'step_key',
  'attempt',
  'approval_id',
  'correlation_id',
  'causation_id',
  'command_id',
  'data',
] as const;

export const storedEvents = (query: EventQuery) =>
  query
    .select(COLUMNS)
    .select([sql<string>`encode(hash, 'hex')`.as('hash'), sql<string>`encode(previous_hash, 'hex')`.as('previous_hash')]);

/** Events, the newest first. A page of a text search may be short, even empty, and still have a cursor. Throws InvalidCursor. */
export const listAuditEvents = async (
  database: ConsoleDatabase,
  filters: EventFilters,
  page: PageRequest,
): Promise<Page<AuditEventView>> => {
  const { q } = filters;
  const scope = cursorScope('events', filters);
  const size = pageSize(page);
  const all = filteredEvents(database, filters);
  const rest = before(all, page.cursor, scope);
  const rows = await storedEvents(newestFirst(q === undefined ? rest : searchedEvents(database, rest, q)))
    .limit(size + 1)
    .execute();
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.position, row.revision]));
  const nextCursor = cut.nextCursor ?? (q === undefined ? null : await windowEnd(rest, scope));
  const counted = await countUpTo(database, (q === undefined ? all : searchedEvents(database, all, q)).select('position'));
  const exact = counted.exact && (q === undefined || (nextCursor === null && page.cursor === undefined));
  const matching = q === undefined ? cut.rows : cut.rows.filter((row) => holds(row, q));
  return { items: matching.map(auditEventViewFromRow), nextCursor, total: { value: counted.value, exact } };
};

const before = (query: EventQuery, cursor: string | undefined, scope: string): EventQuery => {
  if (cursor === undefined) return query;
  const [position, revision] = readCursor(cursor, scope, ['number', 'number']);
  return query.where(sql<boolean>`(position, revision) < (${position}, ${revision})`);
};

const windowEnd = async (rest: EventQuery, scope: string): Promise<string | null> => {
  const last = await newestFirst(rest)
    .select(['position', 'revision'])
    .offset(SEARCH_WINDOW_ROWS - 1)
    .limit(1)
    .executeTakeFirst();
  return last ? writeCursor(scope, [last.position, last.revision]) : null;
};

/** All events that match, in log order, a page at a time, up to where the log stood when the export began. */
export async function* exportAuditEvents(
  database: ConsoleDatabase,
  filters: EventFilters,
  upTo: number,
): AsyncGenerator<readonly AuditEventView[]> {
  const { q } = filters;
  let [position, revision] = [0, -1];
  for (;;) {
    const rows: readonly StoredEvent[] = await storedEvents(filteredEvents(database, filters))
      .where(sql<boolean>`(position, revision) > (${position}, ${revision})`)
      .where('position', '<=', upTo)
      .orderBy('position')
      .orderBy('revision')
      .limit(EXPORT_PAGE_ROWS)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    [position, revision] = [last.position, last.revision];
    yield (q === undefined ? rows : rows.filter((row) => holds(row, q))).map(auditEventViewFromRow);
  }
}

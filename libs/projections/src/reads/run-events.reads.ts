import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { EXPORT_PAGE_ROWS } from '../limits';
import { type EventView, eventViewFromRow } from '../views/event.view';
import { storedEvents } from './audit.reads';
import { cursorScope, readCursor, writeCursor } from './cursor';
import { countUpTo, cutPage, type Page, type PageRequest } from './page';
import { containingInJson } from './patterns';

export interface RunEventFilters {
  /** Revisions of the run's stream, both included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly type?: readonly string[] | undefined;
  readonly step?: string | undefined;
  readonly q?: string | undefined;
}

/** The events of one run in their order. Throws InvalidCursor. */
export const listRunEvents = async (
  database: ConsoleDatabase,
  runId: string,
  filters: RunEventFilters,
  page: PageRequest,
): Promise<Page<EventView>> => {
  const scope = cursorScope(`run-events ${runId}`, filters);
  const size = Math.min(Math.max(1, page.limit ?? EXPORT_PAGE_ROWS), EXPORT_PAGE_ROWS);
  let all = database.selectFrom('workflow_events').where('run_id', '=', runId).where('stream', '=', `run-${runId}`);
  if (filters.from !== undefined) all = all.where('revision', '>=', filters.from);
  if (filters.to !== undefined) all = all.where('revision', '<=', filters.to);
  if (filters.type) all = all.where('type', 'in', filters.type);
  if (filters.step !== undefined) all = all.where('step_key', '=', filters.step);
  if (filters.q !== undefined) {
    all = all.where(sql<boolean>`(data ILIKE ${containingInJson(filters.q)} OR type ILIKE ${containingInJson(filters.q)})`);
  }
  const [after] = page.cursor === undefined ? [-1] : readCursor(page.cursor, scope, ['number']);
  const rows = await storedEvents(all.where('revision', '>', Number(after)))
    .orderBy('revision')
    .limit(size + 1)
    .execute();
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.revision]));
  return {
    items: cut.rows.map(eventViewFromRow),
    nextCursor: cut.nextCursor,
    total: await countUpTo(database, all.select('revision')),
  };
};

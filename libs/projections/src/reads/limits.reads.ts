import { type LimitPeriod, ledgerAt } from '@mc/domain';
import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import type { LimitRow } from '../tables/limits.tables';
import { type Held, type LimitView, limitView } from '../views/limits.view';
import { cursorScope, readCursor, writeCursor } from './cursor';
import { refusalsByLimit } from './limit-refusals.reads';
import { countUpTo, cutPage, type Page, type PageRequest, pageSize } from './page';

export interface LimitFilters {
  /** Only limits that cover runs of this workflow: its own and those of the installation. */
  readonly workflowId?: string | undefined;
}

/** Limits in force, in the period that `now` lies in. Throws InvalidCursor. */
export const listLimits = async (
  database: ConsoleDatabase,
  filters: LimitFilters,
  page: PageRequest,
  now: string,
): Promise<Page<LimitView>> => {
  const scope = cursorScope('limits', filters);
  const size = pageSize(page);
  let all = database.selectFrom('spending_limits').where('removed', '=', false);
  if (filters.workflowId !== undefined)
    all = all.where((where) => where.or([where('workflow_id', 'is', null), where('workflow_id', '=', filters.workflowId ?? '')]));
  const [after] = page.cursor === undefined ? [''] : readCursor(page.cursor, scope, ['string']);
  const rows = await all
    .selectAll()
    .where('limit_id', '>', String(after))
    .orderBy('limit_id')
    .limit(size + 1)
    .execute();
  const cut = cutPage(rows, size, (row) => writeCursor(scope, [row.limit_id]));
  return {
    items: await viewsOf(database, cut.rows, now),
    nextCursor: cut.nextCursor,
    total: await countUpTo(database, all.select('limit_id')),
  };
};

/** One limit in force; `null`: there is none. */
export const findLimit = async (database: ConsoleDatabase, limitId: string, now: string): Promise<LimitView | null> => {
  const row = await limitRowOf(database, limitId);
  if (!row || row.removed) return null;
  const [view] = await viewsOf(database, [row], now);
  return view ?? null;
};

/** Also one that was removed: what it had given may still be held. */
export const limitRowOf = (database: ConsoleDatabase, limitId: string): Promise<LimitRow | undefined> =>
  database.selectFrom('spending_limits').selectAll().where('limit_id', '=', limitId).executeTakeFirst();

const viewsOf = async (database: ConsoleDatabase, rows: readonly LimitRow[], now: string): Promise<LimitView[]> => {
  if (rows.length === 0) return [];
  const ledgerOf = ({ limit_id, period }: { limit_id: string; period: LimitPeriod }): string => ledgerAt(limit_id, period, now);
  const names = rows.map(ledgerOf);
  const ledgers = await database.selectFrom('limit_ledgers').selectAll().where('ledger', 'in', names).execute();
  const held = await heldIn(database, names);
  const workflows = await namesOf(database, rows);
  const refusals = await refusalsByLimit(database, now);
  return rows.map((row) => {
    const ledger = ledgers.find((one) => one.ledger === ledgerOf(row));
    const workflowName = workflows.get(row.workflow_id ?? '') ?? null;
    return limitView(
      { row, workflowName, ledger, held: held.get(ledgerOf(row)), refusals: refusals.get(row.limit_id) ?? [] },
      now,
    );
  });
};

const namesOf = async (database: ConsoleDatabase, rows: readonly LimitRow[]): Promise<ReadonlyMap<string, string>> => {
  const ids = rows.flatMap(({ workflow_id: id }) => (id === null ? [] : [id]));
  if (ids.length === 0) return new Map();
  const found = await database.selectFrom('workflows').select(['workflow_id', 'name']).where('workflow_id', 'in', ids).execute();
  return new Map(found.map(({ workflow_id: id, name }) => [id, name]));
};

/**
 * What open draws stand for: a ledger knows only that they are held; what of it is spent by now, the run's own row says.
 * Of a run that more was spent by than it drew, all is shown: so much will be booked at its end.
 */
const heldIn = async (database: ConsoleDatabase, ledgers: readonly string[]): Promise<ReadonlyMap<string, Held>> => {
  const { rows } = await sql<Held & { readonly ledger: string }>`
    SELECT ledger, count(*)::int AS runs,
           coalesce(sum(CASE WHEN nano_usd IS NOT NULL THEN spent_usd END), 0)::bigint AS "spentNanoUsd",
           coalesce(sum(CASE WHEN nano_usd IS NOT NULL AND NOT ended THEN greatest(0, nano_usd - spent_usd - unknown_usd) END), 0)::bigint
             AS "reservedNanoUsd",
           coalesce(sum(CASE WHEN nano_usd IS NOT NULL THEN unknown_usd END), 0)::bigint AS "unknownNanoUsd",
           coalesce(sum(CASE WHEN tokens IS NOT NULL THEN spent_tokens END), 0)::bigint AS "spentTokens",
           coalesce(sum(CASE WHEN tokens IS NOT NULL AND NOT ended THEN greatest(0, tokens - spent_tokens) END), 0)::bigint
             AS "reservedTokens"
      FROM (SELECT d.ledger, d.run_id, sum(d.nano_usd) AS nano_usd, sum(d.tokens) AS tokens,
                   coalesce(max(e.spent_nano_usd), 0) AS spent_usd, coalesce(max(e.unknown_nano_usd), 0) AS unknown_usd,
                   coalesce(max(e.tokens), 0) AS spent_tokens, coalesce(bool_or(e.ended_at IS NOT NULL), false) AS ended
              FROM limit_draws d LEFT JOIN workflow_executions e ON e.run_id = d.run_id
             WHERE d.status = 'reserved' AND d.ledger IN (${sql.join(ledgers)})
             GROUP BY d.ledger, d.run_id) AS held
     GROUP BY ledger`.execute(database);
  return new Map(rows.map(({ ledger, ...held }) => [ledger, held]));
};

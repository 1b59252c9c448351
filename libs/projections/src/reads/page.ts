import { type Expression, sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { PAGE_DEFAULT, PAGE_MAX, TOTAL_COUNT_MAX } from '../limits';

export interface PageRequest {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  /** A lower bound when not exact. */
  total: { value: number; exact: boolean };
}

export const pageSize = ({ limit = PAGE_DEFAULT }: PageRequest): number => Math.min(Math.max(1, limit), PAGE_MAX);

/** Of one row more than the page holds: the page, and where the next one begins. */
export const cutPage = <Row>(
  rows: readonly Row[],
  size: number,
  cursorOf: (row: Row) => string,
): { readonly rows: readonly Row[]; readonly nextCursor: string | null } => {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > size && last !== undefined ? cursorOf(last) : null };
};

/** A query that can still be limited. */
export interface Limitable {
  limit(count: number): Expression<unknown>;
}

/** Counts what a query finds, up to a limit. */
export const countUpTo = async (database: ConsoleDatabase, query: Limitable): Promise<{ value: number; exact: boolean }> => {
  const { rows } = await sql<{
    value: number;
  }>`SELECT count(*)::int AS value FROM (${query.limit(TOTAL_COUNT_MAX + 1)}) AS found`.execute(database);
  const value = rows[0]?.value ?? 0;
  return { value: Math.min(value, TOTAL_COUNT_MAX), exact: value <= TOTAL_COUNT_MAX };
};

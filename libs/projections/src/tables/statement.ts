import { createHash } from 'node:crypto';
import type { Operation, Write } from './changes';
import type { Column, Table } from './column';
import { writtenColumns } from './encode';

/** A prepared statement for one kind of batch. */
export interface Statement {
  /** Names the prepared statement; equal texts have equal names. */
  readonly name: string;
  readonly text: string;
}

/** Parameters before those of the writes: checkpoint name, fence, position before, position after, milliseconds of lease. */
const FENCE_PARAMETERS = 5;

/**
 * Moves the checkpoint and writes the rows of a batch, all in one statement, which is one transaction and one round trip.
 * Nothing is written unless the checkpoint stands where the batch begins and the lease is still the caller's.
 * Answers one row: `moved` (0 or 1), and `w0`, `w1`, … how many rows each write has touched.
 */
export const batchStatement = (writes: readonly Write[]): Statement => {
  const parts = writes.map(({ table, operation }, index) => part(table, operation, index));
  const counts = writes.map((_, index) => `(SELECT count(*)::int FROM w${index}) AS w${index}`);
  const text = `WITH fence AS (
  UPDATE checkpoints SET position = $4, lease_until = clock_timestamp() + $5 * interval '1 millisecond'
   WHERE name = $1 AND fence = $2 AND position = $3 RETURNING 1
)${parts.map((sql) => `, ${sql}`).join('')}
SELECT ${['(SELECT count(*)::int FROM fence) AS moved', ...counts].join(', ')}`;
  return { name: createHash('sha256').update(text).digest('hex').slice(0, 32), text };
};

const part = (table: Table, operation: Operation, index: number): string => {
  const columns = writtenColumns(table, operation);
  const source = `json_to_recordset($${FENCE_PARAMETERS + 1 + index}::json) AS r(${Object.entries(columns).map(declared).join(', ')})`;
  const fenced = 'EXISTS (SELECT FROM fence)';
  return `w${index} AS (${OPERATION_SQL[operation](table, columns, source, fenced)} RETURNING 1)`;
};

type Sql = (table: Table, columns: Readonly<Record<string, Column<unknown>>>, source: string, fenced: string) => string;

// JSON cells are declared as text and cast: declared as json they could not be given as a string of JSON.
const declared = ([name, { pg }]: [string, Column<unknown>]): string => `${name} ${pg === 'json' ? 'text' : pg}`;
const cell = ([name, { pg }]: [string, Column<unknown>]): string => (pg === 'json' ? `r.${name}::json` : `r.${name}`);
const names = (columns: object): string => Object.keys(columns).join(', ');
const sameKey = (table: Table): string =>
  Object.keys(table.key)
    .map((name) => `t.${name} = r.${name}`)
    .join(' AND ');

const insert: Sql = (table, columns, source, fenced) =>
  `INSERT INTO ${table.name} (${names(columns)}) SELECT ${Object.entries(columns).map(cell).join(', ')} FROM ${source} WHERE ${fenced}`;

const OPERATION_SQL: Record<Operation, Sql> = {
  inserts: insert,
  updates: (table, _columns, source, fenced) =>
    `UPDATE ${table.name} t SET ${Object.entries(table.changing)
      .map((column) => `${column[0]} = ${cell(column)}`)
      .join(', ')} FROM ${source} WHERE ${sameKey(table)} AND ${fenced}`,
  upserts: (table, columns, source, fenced) =>
    `${insert(table, columns, source, fenced)} ON CONFLICT (${names(table.key)}) ${
      Object.keys(table.changing).length === 0
        ? 'DO NOTHING'
        : `DO UPDATE SET ${Object.keys(table.changing)
            .map((name) => `${name} = excluded.${name}`)
            .join(', ')}`
    }`,
  deletes: (table, _columns, source, fenced) =>
    `DELETE FROM ${table.name} t USING ${source} WHERE ${sameKey(table)} AND ${fenced}`,
};

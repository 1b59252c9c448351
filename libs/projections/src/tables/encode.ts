import type { Operation } from './changes';
import type { Column, Table } from './column';
import { auditEvents } from './events.table';

type Cells = Record<string, unknown>;

/**
 * Rows as the JSON text of json_to_recordset. PostgreSQL refuses an escaped NUL anywhere in such a text, so a JSON cell that
 * holds one travels as a string of its own, and a NUL in a plain text becomes its picture.
 */
export const encodeRows = (table: Table, operation: Operation, rows: readonly unknown[]): string => {
  if (table === auditEvents) return `[${rows.map((row) => encodeAuditRow(row as Cells)).join(',')}]`;
  const columns = writtenColumns(table, operation);
  const picked = operation === 'updates' || operation === 'deletes' ? rows.map((row) => pick(row as Cells, columns)) : rows;
  const json = JSON.stringify(picked);
  if (!json.includes('\\u0000')) return json;
  return JSON.stringify(picked.map((row) => withoutNul(row as Cells, columns)));
};

/** The columns that an operation names, in order. */
export const writtenColumns = (table: Table, operation: Operation): Readonly<Record<string, Column<unknown>>> => {
  if (operation === 'deletes') return table.key;
  return operation === 'updates' ? { ...table.key, ...table.changing } : { ...table.key, ...table.fixed, ...table.changing };
};

const pick = (row: Cells, columns: Readonly<Record<string, unknown>>): Cells => {
  const cells: Cells = {};
  for (const name in columns) cells[name] = row[name];
  return cells;
};

const withoutNul = (row: Cells, columns: Readonly<Record<string, Column<unknown>>>): Cells => {
  const cells: Cells = {};
  for (const [name, { pg }] of Object.entries(columns)) {
    const cell = row[name];
    if (pg === 'json' && cell !== null) cells[name] = JSON.stringify(cell);
    else cells[name] = typeof cell === 'string' ? cell.replaceAll('\0', '␀') : cell;
  }
  return cells;
};

/** An event's data is a JSON text already: put in as it stands, it comes out as it stood. */
const encodeAuditRow = (row: Cells): string => {
  const { data, ...rest } = row;
  const cell = String(data);
  const raw = cell.includes('\\u0000') ? JSON.stringify(cell) : cell;
  const plain = JSON.stringify(rest);
  const cells = plain.includes('\\u0000') ? JSON.stringify(withoutNul(rest, auditEvents.fixed)) : plain;
  return `${cells.slice(0, -1)},"data":${raw}}`;
};

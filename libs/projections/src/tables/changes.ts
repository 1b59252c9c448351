import type { Table, TableRow } from './column';
import { encodeRows } from './encode';

/** What a batch does to one table. */
export interface TableChanges<Row = unknown> {
  readonly inserts: Row[];
  /** Keys and changing columns are written, the rest stays. */
  readonly updates: Row[];
  readonly upserts: Row[];
  readonly deletes: Row[];
}

export type Operation = keyof TableChanges;
const OPERATIONS: readonly Operation[] = ['deletes', 'inserts', 'updates', 'upserts'];

/** One write of one statement: which rows of which table, as the JSON text that the statement takes. */
export interface Write {
  readonly table: Table;
  readonly operation: Operation;
  readonly rows: number;
  readonly json: string;
}

/** The rows that a batch changes, per table and operation. */
export class Changes {
  readonly #tables = new Map<Table, TableChanges>();

  of<T extends Table>(table: T): TableChanges<TableRow<T>> {
    let changes = this.#tables.get(table);
    if (!changes) {
      changes = { inserts: [], updates: [], upserts: [], deletes: [] };
      this.#tables.set(table, changes);
    }
    return changes as TableChanges<TableRow<T>>;
  }

  /** In a fixed order, so that the same kind of batch yields the same statement. */
  writes(order: readonly Table[]): Write[] {
    const writes: Write[] = [];
    for (const table of order) {
      const changes = this.#tables.get(table);
      if (!changes) continue;
      for (const operation of OPERATIONS) {
        const rows = changes[operation];
        if (rows.length > 0) writes.push({ table, operation, rows: rows.length, json: encodeRows(table, operation, rows) });
      }
    }
    return writes;
  }
}

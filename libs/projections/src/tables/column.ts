/** A column as the projector writes it: its PostgreSQL type, and the type of its values here. */
export interface Column<Value> {
  readonly pg: string;
  /** Never set; carries the type. */
  readonly value?: Value;
}

type RowOf<Columns> = { readonly [Name in keyof Columns]: Columns[Name] extends Column<infer Value> ? Value : never };

export const text: Column<string> = { pg: 'text' };
export const texts: Column<readonly string[]> = { pg: 'text[]' };
export const integer: Column<number> = { pg: 'integer' };
/** Only ever whole numbers that are safe in JavaScript. */
export const bigint: Column<number> = { pg: 'bigint' };
export const boolean: Column<boolean> = { pg: 'boolean' };
export const uuid: Column<string> = { pg: 'uuid' };
/** ISO-8601 UTC with milliseconds. */
export const instant: Column<string> = { pg: 'timestamptz' };
/** `\x` and hex digits. */
export const bytes: Column<string> = { pg: 'bytea' };
export const oneOf = <Value extends string>(): Column<Value> => ({ pg: 'text' });
export const json = <Value>(): Column<Value> => ({ pg: 'json' });
export const nullable = <Value>(column: Column<Value>): Column<Value | null> => ({ pg: column.pg });

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** A table that the projector writes: its key, what is set once, and what may change. */
export interface Table<Key extends Columns = Columns, Fixed extends Columns = Columns, Changing extends Columns = Columns> {
  readonly name: string;
  readonly key: Key;
  readonly fixed: Fixed;
  readonly changing: Changing;
}

export type TableRow<T> = T extends Table<infer Key, infer Fixed, infer Changing> ? RowOf<Key & Fixed & Changing> : never;

export const table = <Key extends Columns, Fixed extends Columns, Changing extends Columns>(
  name: string,
  columns: { readonly key: Key; readonly fixed: Fixed; readonly changing: Changing },
): Table<Key, Fixed, Changing> => ({ name, ...columns });

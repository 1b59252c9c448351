import { createHash } from 'node:crypto';

/** A cursor that was not made by this list under these filters. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  constructor() {
    super('the cursor does not belong to this list and these filters');
  }
}

const CHECK_CHARS = 12;

/** Ties a cursor to its list and filters. Absent filters and the page's size do not count. */
export const cursorScope = (list: string, filters: object): string => {
  const named = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([list, named]))
    .digest('base64url')
    .slice(0, CHECK_CHARS);
};

export type CursorValue = string | number;

/** Opaque to the client: the key of the last row, and whom it belongs to. */
export const writeCursor = (scope: string, key: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify([scope, ...key])).toString('base64url');

/** The key in a cursor, of as many values of these types; throws InvalidCursor for anything else. */
export const readCursor = (cursor: string, scope: string, types: readonly ('string' | 'number' | 'instant')[]): CursorValue[] => {
  const parsed = parse(cursor);
  if (!Array.isArray(parsed) || parsed[0] !== scope || parsed.length !== types.length + 1) throw new InvalidCursor();
  return parsed.slice(1).map((value: unknown, index) => checked(value, types[index]));
};

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursor();
  }
};

const checked = (value: unknown, type: 'string' | 'number' | 'instant' | undefined): CursorValue => {
  if (type === 'number' && typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (type === 'instant' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) return value;
  if (type === 'string' && typeof value === 'string' && !value.includes('\0')) return value;
  throw new InvalidCursor();
};

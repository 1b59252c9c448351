import type { Page } from '@mc/contracts';
import { ProblemError } from '../http/problem';

export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One page of a list that is in memory, in the order of its keys; the cursor is the last key that was shown. Keys are unique. */
export const memoryPage = <Item>(items: readonly Item[], keyOf: (item: Item) => string, query: PageQuery): Page<Item> => {
  const after = query.cursor === undefined ? null : decoded(query.cursor);
  const keyed = items.map((item) => ({ key: keyOf(item), item })).sort((a, b) => byCodeUnit(a.key, b.key));
  const rest = after === null ? keyed : keyed.filter(({ key }) => key > after);
  const shown = rest.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ item }) => item),
    nextCursor: last && rest.length > shown.length ? encoded(last.key) : null,
    total: { value: items.length, exact: true },
  };
};

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const MARK = 'k:';

const encoded = (key: string): string => Buffer.from(MARK + key).toString('base64url');

const decoded = (cursor: string): string => {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith(MARK) || encoded(text.slice(MARK.length)) !== cursor) {
    throw new ProblemError('invalid_cursor', 'The cursor is not one that a list has given out.');
  }
  return text.slice(MARK.length);
};

/** Whether any of the texts holds what people search for, whatever the case. */
export const matches = (q: string | undefined, ...texts: readonly (string | null)[]): boolean => {
  if (q === undefined) return true;
  const wanted = q.toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(wanted) ?? false);
};

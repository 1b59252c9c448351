import * as z from 'zod';
import * as limit from '../limits';
import { centsInput, count, instantInput, lineText } from './common';

// Query values arrive as text. What is not exactly a number or a truth value stays text, and so is refused.
const digits = (given: unknown) => (typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : given);
const truth = (given: unknown) => (given === 'true' ? true : given === 'false' ? false : given);
const commas = (given: unknown) => (typeof given === 'string' ? given.split(',') : given);

export const queryInt = (min: number, max: number) => z.preprocess(digits, z.int().min(min).max(max));
export const queryFlag = z.preprocess(truth, z.boolean());
/** A comma list; repeating the parameter does the same. */
export const queryList = <Item extends z.ZodType>(item: Item, max = limit.FILTER_VALUES_MAX) =>
  z.preprocess(commas, z.array(item).min(1).max(max));
const decimal = (given: unknown) => (typeof given === 'string' && /^\d{1,9}(\.\d{1,7})?$/.test(given) ? Number(given) : given);
export const queryCents = z.preprocess(decimal, centsInput);
export const queryText = lineText(limit.SEARCH_LENGTH_MAX);
export const queryPosition = queryInt(0, Number.MAX_SAFE_INTEGER);
export const queryInstant = instantInput;

export const pageQuery = {
  limit: queryInt(1, limit.PAGE_MAX).default(limit.PAGE_DEFAULT),
  cursor: z
    .string()
    .max(limit.CURSOR_LENGTH_MAX)
    .regex(/^[\w-]+$/)
    .optional(),
};

export const rangeQuery = { from: queryInstant.optional(), to: queryInstant.optional() };

export const listTotal = z
  .object({ value: z.int().min(0), exact: z.boolean() })
  .meta({ id: 'ListTotal', description: 'How many match in all; an estimate when not exact.' });

/** Values with how often they occur, the most frequent first. */
export const facet = z.array(z.object({ value: z.string(), count })).meta({ id: 'Facet' });

/** One page of a list under a keyset cursor. */
export const pageOf = <Item extends z.ZodType>(id: string, item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: listTotal }).meta({ id });

/** A page of anything, for code that does not care of what. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total: { value: number; exact: boolean };
}

import * as z from 'zod';
import { cents, centsInput, instant, instantInput, modelName, position, priceVersion, revision } from './common';
import { pageOf, pageQuery, queryFlag, queryText } from './query';

export const priceInput = z
  .strictObject({
    model: modelName.optional(),
    inputCentsPerMTok: centsInput,
    outputCentsPerMTok: centsInput,
    cacheReadCentsPerMTok: centsInput.optional(),
    cacheWriteCentsPerMTok: centsInput.optional(),
    /** From when it holds; now, if absent. */
    effectiveFrom: instantInput.optional(),
  })
  .meta({ id: 'PriceInput' });
export type PriceInput = z.infer<typeof priceInput>;

/** One version of a model's prices. null: that tier is not priced apart. */
export const priceView = z
  .object({
    model: z.string(),
    version: priceVersion,
    inputCentsPerMTok: cents,
    outputCentsPerMTok: cents,
    cacheReadCentsPerMTok: cents.nullable(),
    cacheWriteCentsPerMTok: cents.nullable(),
    effectiveFrom: instant,
    /** Where the figures come from: a person, or a catalogue of a given date. */
    source: z.object({ kind: z.enum(['operator', 'catalogue']), name: z.string(), date: z.string().nullable() }),
    recordedAt: instant,
    current: z.boolean(),
  })
  .meta({ id: 'Price' });
export type PriceView = z.infer<typeof priceView>;
export const pricePage = pageOf('PricePage', priceView);
export const priceSaved = priceView.extend({ position, revision }).meta({ id: 'PriceSaved' });
export type PriceSaved = z.infer<typeof priceSaved>;

/** `versions=true`: every version, not only those in force. */
export const pricesQuery = z.strictObject({
  ...pageQuery,
  model: queryText.optional(),
  q: queryText.optional(),
  versions: queryFlag.optional(),
});

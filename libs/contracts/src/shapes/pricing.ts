import * as z from 'zod';
import {
  cents,
  centsInput,
  instant,
  instantInput,
  modelName,
  position,
  priceVersion,
  revision,
  tokens,
  tokensInput,
} from './common';
import { pageOf, pageQuery, queryFlag, queryText } from './query';

const ratesInput = {
  inputCentsPerMTok: centsInput,
  outputCentsPerMTok: centsInput,
  /** Absent: cached tokens cost as much as others of the input. */
  cacheReadCentsPerMTok: centsInput.optional(),
  cacheWriteCentsPerMTok: centsInput.optional(),
};
export type RatesInput = z.infer<z.ZodObject<typeof ratesInput>>;

export const priceInput = z
  .strictObject({
    model: modelName.optional(),
    ...ratesInput,
    /** What all tokens of a call cost whose whole input, cached or not, is more than `aboveInputTokens`; no less than in other calls. */
    longContext: z.strictObject({ aboveInputTokens: tokensInput, ...ratesInput }).optional(),
    /** From when it holds; now, if absent. */
    effectiveFrom: instantInput.optional(),
  })
  .meta({ id: 'PriceInput' });
export type PriceInput = z.infer<typeof priceInput>;

const ratesView = {
  inputCentsPerMTok: cents,
  outputCentsPerMTok: cents,
  cacheReadCentsPerMTok: cents.nullable(),
  cacheWriteCentsPerMTok: cents.nullable(),
};

/** One version of a model's prices. null: that kind of token is not priced apart, or the size of the input does not matter. */
export const priceView = z
  .object({
    model: z.string(),
    version: priceVersion,
    ...ratesView,
    longContext: z.object({ aboveInputTokens: tokens, ...ratesView }).nullable(),
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

import type { ModelPrice, PriceSource, TokenRates } from '@mc/domain';
import type * as GenaiPrices from '@pydantic/genai-prices';
import { nanoUsdPerMTok } from './exact';

const CATALOGUE_VERSION = '0.1.8';
/** The day on which this version of the catalogue was published; its prices are taken to be in force from then on. */
const CATALOGUE_DATE = '2026-09-23';

/** What stands in the facts of a price that comes from here. */
export const CATALOGUE_SOURCE: PriceSource = {
  kind: 'catalogue',
  name: `@pydantic/genai-prices ${CATALOGUE_VERSION}`,
  date: CATALOGUE_DATE,
};

const MODEL_NAME_CHARS_MAX = 256;

/** Why a model of the catalogue gets no price from it; an operator may price it by hand. */
type NoPriceReason =
  /** No maker's list knows the name. Names of resellers are not looked up: the same name has another price at each of them. */
  | 'unknown_model'
  /** The price rises with the size of the input in more than one step; no list has that today. */
  | 'many_tiers'
  /** The price depends on the hour. */
  | 'time_of_day'
  /** Every request costs something besides its tokens. */
  | 'per_request'
  /** Some tokens of an answer cost more than others, and engines do not report them apart. */
  | 'mixed_output'
  /** Not a model that takes and gives text for tokens. */
  | 'not_by_token'
  /** The list says zero, which may mean free, or a preview, or not known. */
  | 'zero'
  /** Not a whole number of nanodollars per million tokens. */
  | 'inexact';

interface Entry {
  readonly maker: string;
  readonly entry: string;
}

export type CatalogueFinding =
  | (Entry & { readonly found: true; readonly price: ModelPrice })
  | (Entry & { readonly found: false; readonly reason: Reason })
  | { readonly found: false; readonly reason: 'unknown_model' };

type Price = number | GenaiPrices.TieredPrices | undefined;
type Prices = Readonly<Record<string, Price>>;
type Reason = Exclude<NoPriceReason, 'unknown_model'>;

/** Prices that come on top of each request or answer of a plain text chat. */
const PER_REQUEST = ['requests_kcount', 'input_text_messages_kcount'];
const MIXED_OUTPUT = ['output_reasoning_mtok', 'output_citation_mtok'];
/** The kinds of tokens that are counted here. All else that a list may name (audio, images, searches, one-hour caches) is never asked for. */
const COUNTED = ['input_mtok', 'output_mtok', 'cache_read_mtok', 'cache_write_mtok'];

// 0.8 MB of data that few processes ever need before an agent is registered.
const load = (): Promise<typeof GenaiPrices> => import('@pydantic/genai-prices');

const refusalOf = (prices: Prices): Reason | null => {
  if (PER_REQUEST.some((key) => prices[key] !== undefined)) return 'per_request';
  if (MIXED_OUTPUT.some((key) => prices[key] !== undefined)) return 'mixed_output';
  if (prices.input_mtok === undefined || prices.output_mtok === undefined) return 'not_by_token';
  return prices.input_mtok === 0 && prices.output_mtok === 0 ? 'zero' : null;
};

/** What the kinds of tokens cost in a call with a short input, or in one with a long input. */
const short = (price: Price): number | undefined => (typeof price === 'object' ? price.base : price);
const long = (price: Price): number | undefined =>
  typeof price === 'object' ? (price.tiers.at(-1)?.price ?? price.base) : price;

const ratesOf = (prices: Prices, tier: typeof short): TokenRates | null => {
  const [input, output, cacheRead, cacheWrite] = COUNTED.map((key) => {
    const usd = tier(prices[key]);
    return usd === undefined ? undefined : nanoUsdPerMTok(usd);
  });
  if (typeof input !== 'number' || typeof output !== 'number' || cacheRead === null || cacheWrite === null) return null;
  return {
    inputNanoUsdPerMTok: input,
    outputNanoUsdPerMTok: output,
    cacheReadNanoUsdPerMTok: cacheRead ?? null,
    cacheWriteNanoUsdPerMTok: cacheWrite ?? null,
  };
};

/** As the list reads its tiers: once the whole input of a call is above the start, all of its tokens cost what that tier says. */
const startsOf = (prices: Prices): readonly number[] => {
  const starts = COUNTED.flatMap((key) => {
    const price = prices[key];
    return typeof price === 'object' ? price.tiers.map(({ start }) => start) : [];
  });
  return [...new Set(starts)];
};

/** From when on the list price that applies now has applied; null: its hour matters. */
const startOf = ({ prices }: GenaiPrices.ModelInfo, chosen: Prices): string | null => {
  if (!Array.isArray(prices)) return CATALOGUE_DATE;
  if (prices.some(({ constraint }) => constraint !== undefined && constraint.type !== 'start_date')) return null;
  const constraint = prices.find((candidate) => candidate.prices === chosen)?.constraint;
  return constraint?.type === 'start_date' ? constraint.start_date : CATALOGUE_DATE;
};

const find = ({ calcPrice }: typeof GenaiPrices, model: string, at: string): CatalogueFinding => {
  // Its own matching of names and aliases, and of the price in force, is what is wanted; the sums of this call are not.
  const match = model.length <= MODEL_NAME_CHARS_MAX ? calcPrice({ input_tokens: 0 }, model, { timestamp: new Date(at) }) : null;
  if (!match) return { found: false, reason: 'unknown_model' };
  const entry = { maker: match.provider.id, entry: match.model.id };
  const start = startOf(match.model, match.model_price);
  if (start === null) return { ...entry, found: false, reason: 'time_of_day' };
  return { ...entry, ...judged(model, match.model_price, `${start}T00:00:00.000Z`) };
};

type Judged = { found: true; price: ModelPrice } | { found: false; reason: Reason };

const judged = (model: string, prices: Prices, effectiveFrom: string): Judged => {
  const refusal = refusalOf(prices);
  if (refusal !== null) return { found: false, reason: refusal };
  const [aboveInputTokens, ...more] = startsOf(prices);
  if (more.length > 0) return { found: false, reason: 'many_tiers' };
  const usual = ratesOf(prices, short);
  const dearer = ratesOf(prices, long);
  if (!usual || !dearer) return { found: false, reason: 'inexact' };
  const longContext = aboveInputTokens === undefined ? null : { aboveInputTokens, ...dearer };
  return { found: true, price: { model, ...usual, longContext, effectiveFrom } };
};

/**
 * The maker's list price of a model at an instant (ISO-8601 UTC). Names are matched as the catalogue matches them:
 * whatever the case, by exact name, alias, dated snapshot or known prefix (`gpt-4o-2024-08-06`, `claude-sonnet-4-5-20250929`).
 */
export const lookupCataloguePrice = async (model: string, at: string): Promise<CatalogueFinding> => find(await load(), model, at);

export interface CatalogueModel {
  readonly model: string;
  readonly maker: string;
  readonly finding: CatalogueFinding;
}

/** Every model that makers list by name, priced or not, for choosing from; hundreds. They become facts only one by one. */
export const catalogueModels = async (at: string): Promise<readonly CatalogueModel[]> => {
  const prices = await load();
  const providers = (await prices.waitForUpdate()) ?? [];
  const models: CatalogueModel[] = [];
  for (const provider of providers) {
    for (const { id } of provider.model_match === undefined ? [] : provider.models) {
      const finding = find(prices, id, at);
      // A name by which the catalogue itself would not find the entry is no name to choose.
      if ('entry' in finding && finding.maker === provider.id && finding.entry === id)
        models.push({ model: id, maker: provider.id, finding });
    }
  }
  return models;
};

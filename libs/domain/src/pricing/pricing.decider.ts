import { accept, type CommandMeta, type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import { PRICE_NANO_USD_PER_MTOK_MAX } from './cost';
import { priceAt } from './price-at';
import type { ModelPrice, PriceSource, PricingEvent, PricingEvents } from './pricing.events';

export type PricingCommand =
  /** A person's price. */
  | { readonly type: 'SetPrice'; readonly data: PriceEntry }
  /** A catalogue's price: it never replaces one that a person set. */
  | { readonly type: 'ImportPrice'; readonly data: PriceEntry };

export type PriceEntry = ModelPrice & { readonly source: PriceSource };
export type PricingRefusal = 'invalid_price';

export interface PricingState {
  /** All versions in the order of their recording. */
  versions: PricingEvents['ModelPriced'][];
}

export interface PricingContext {
  readonly meta: CommandMeta;
}

const initial = (): PricingState => ({ versions: [] });

/** Nothing is recorded when the price that holds at `effectiveFrom` is the same already. */
const decide = (command: PricingCommand, { versions }: PricingState): Decision<PricingEvent, PricingRefusal> => {
  const { type, data } = command;
  const flaw = priceFlaw(data);
  if (flaw) return refuse('invalid_price', flaw.message, { field: flaw.field });
  const present = priceAt(versions, data.effectiveFrom);
  if (present && AMOUNTS.every((amount) => present[amount] === data[amount])) return accept();
  switch (type) {
    case 'SetPrice':
      return accept(priced(data, versions.length + 1));
    case 'ImportPrice':
      return present?.source.kind === 'operator' ? accept() : accept(priced(data, versions.length + 1));
    default:
      return unreachable(type);
  }
};

const priced = (entry: PriceEntry, priceVersion: number): PricingEvent => ({
  type: 'ModelPriced',
  data: { ...entry, priceVersion },
});

const AMOUNTS = ['inputNanoUsdPerMTok', 'outputNanoUsdPerMTok', 'cacheReadNanoUsdPerMTok', 'cacheWriteNanoUsdPerMTok'] as const;
const CACHE_AMOUNTS: readonly string[] = ['cacheReadNanoUsdPerMTok', 'cacheWriteNanoUsdPerMTok'];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const priceFlaw = (entry: PriceEntry): { readonly field: string; readonly message: string } | null => {
  // Prices are compared by time as texts, which only holds for one form of them.
  if (!INSTANT.test(entry.effectiveFrom))
    return { field: 'effectiveFrom', message: 'effectiveFrom is ISO-8601 UTC with milliseconds' };
  for (const field of AMOUNTS) {
    const amount = entry[field];
    if (amount === null && CACHE_AMOUNTS.includes(field)) continue;
    if (!Number.isSafeInteger(amount) || (amount ?? 0) < 0 || (amount ?? 0) > PRICE_NANO_USD_PER_MTOK_MAX) {
      return { field, message: `${field} is a whole number from 0 to ${PRICE_NANO_USD_PER_MTOK_MAX}` };
    }
  }
  return null;
};

const evolve = (state: PricingState, event: PricingEvent): PricingState => {
  if (event.type !== 'ModelPriced') return unreachable(event.type);
  state.versions.push(event.data);
  return state;
};

export const pricingDecider: Decider<PricingCommand, PricingState, PricingEvent, PricingContext, PricingRefusal> = {
  initial,
  decide,
  evolve,
};

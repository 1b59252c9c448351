import { accept, type CommandMeta, type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import { priceAt } from './price-at';
import { priceFlaw, sameRates } from './price-rules';
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
  if (present && sameRates(present, data)) return accept();
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

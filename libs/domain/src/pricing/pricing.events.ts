import type { MessageOf, Upcasts } from '../kernel/message';

/**
 * What the kinds of tokens cost, in whole nanodollars per million (list prices such as $0.075 per million are exact in
 * this unit); `null` means that this kind of token has no price of its own.
 */
export interface TokenRates {
  readonly inputNanoUsdPerMTok: number;
  readonly outputNanoUsdPerMTok: number;
  readonly cacheReadNanoUsdPerMTok: number | null;
  readonly cacheWriteNanoUsdPerMTok: number | null;
}

/** What ALL tokens of a call cost whose whole input, cached or not, is more than `aboveInputTokens`. */
export interface LongContextRates extends TokenRates {
  readonly aboveInputTokens: number;
}

/** Prices of one model from one instant on. `longContext: null`: the size of the input does not matter. */
export interface ModelPrice extends TokenRates {
  readonly model: string;
  readonly longContext: LongContextRates | null;
  readonly effectiveFrom: string;
}

/** Where a price came from: a person, or a catalogue of a given date. */
export interface PriceSource {
  readonly kind: 'operator' | 'catalogue';
  readonly name: string;
  readonly date: string | null;
}

/** Facts of a `pricing-<model>` stream. `priceVersion` counts from 1 in each stream. */
export interface PricingEvents {
  ModelPriced: ModelPrice & { readonly priceVersion: number; readonly source: PriceSource };
}

export type PricingEvent = MessageOf<PricingEvents>;

export const pricingUpcasts: Upcasts<PricingEvent> = { ModelPriced: [] };

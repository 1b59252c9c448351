import type { MessageOf, Upcasts } from '../kernel/message';

/**
 * Prices of one model from one instant on. Amounts are whole nanodollars per million tokens
 * (list prices such as $0.075 per million are exact in this unit); `null` means that this kind of token has no price.
 */
export interface ModelPrice {
  readonly model: string;
  readonly inputNanoUsdPerMTok: number;
  readonly outputNanoUsdPerMTok: number;
  readonly cacheReadNanoUsdPerMTok: number | null;
  readonly cacheWriteNanoUsdPerMTok: number | null;
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

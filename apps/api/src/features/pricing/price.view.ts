import type { PriceView } from '@mc/contracts';
import { centsFromNano, type PricingEvents } from '@mc/domain';

export type KnownPrice = PricingEvents['ModelPriced'];

interface Context {
  readonly recordedAt: string;
  readonly current: boolean;
}

export const priceView = (price: KnownPrice, { recordedAt, current }: Context): PriceView => ({
  model: price.model,
  version: price.priceVersion,
  inputCentsPerMTok: centsFromNano(price.inputNanoUsdPerMTok),
  outputCentsPerMTok: centsFromNano(price.outputNanoUsdPerMTok),
  cacheReadCentsPerMTok: centsFromNano(price.cacheReadNanoUsdPerMTok),
  cacheWriteCentsPerMTok: centsFromNano(price.cacheWriteNanoUsdPerMTok),
  effectiveFrom: price.effectiveFrom,
  source: price.source,
  recordedAt,
  current,
});

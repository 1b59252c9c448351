import type { PriceView } from '@mc/contracts';
import { centsFromNano, type PricingEvents, type TokenRates } from '@mc/domain';

export type KnownPrice = PricingEvents['ModelPriced'];

interface Context {
  readonly recordedAt: string;
  readonly current: boolean;
}

export const priceView = (price: KnownPrice, { recordedAt, current }: Context): PriceView => ({
  model: price.model,
  version: price.priceVersion,
  ...ratesView(price),
  longContext: price.longContext && { aboveInputTokens: price.longContext.aboveInputTokens, ...ratesView(price.longContext) },
  effectiveFrom: price.effectiveFrom,
  source: price.source,
  recordedAt,
  current,
});

const ratesView = (rates: TokenRates) => ({
  inputCentsPerMTok: centsFromNano(rates.inputNanoUsdPerMTok),
  outputCentsPerMTok: centsFromNano(rates.outputNanoUsdPerMTok),
  cacheReadCentsPerMTok: centsFromNano(rates.cacheReadNanoUsdPerMTok),
  cacheWriteCentsPerMTok: centsFromNano(rates.cacheWriteNanoUsdPerMTok),
});

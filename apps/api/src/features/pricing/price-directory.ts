import type { Page, PriceView, QueryOf } from '@mc/contracts';
import type { KnownCatalogue } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { StreamStamps } from '../../catalogue/stream-stamps';
import { CATALOGUE, CLOCK, type Clock } from '../../ports';
import { matches, memoryPage } from '../../views/memory-page';
import { type KnownPrice, priceView } from './price.view';

export const pricingStream = (model: string): string => `pricing-${model}`;

/** Prices, from the catalogue that decisions use. */
@Injectable()
export class PriceDirectory {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(StreamStamps) private readonly stamps: StreamStamps,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  page({ model, q, versions, ...page }: QueryOf<'listPrices'>): Page<PriceView> {
    const found = this.catalogue
      .prices()
      .filter((price) => (model === undefined || price.model === model) && matches(q, price.model))
      .map((price) => this.#view(price))
      .filter(({ current }) => versions === true || current);
    return memoryPage(found, keyOf, page);
  }

  /** The newest version of a model's prices, which need not be in force yet. */
  newest(model: string): PriceView | undefined {
    const price = this.catalogue.prices().findLast((known) => known.model === model);
    return price && this.#view(price);
  }

  #view(price: KnownPrice): PriceView {
    return priceView(price, {
      // Each version is one fact of its stream.
      recordedAt: this.stamps.at(pricingStream(price.model), price.priceVersion - 1),
      current: this.catalogue.price(price.model, this.now())?.priceVersion === price.priceVersion,
    });
  }
}

const keyOf = ({ model, version }: PriceView): string => `${model} ${String(version).padStart(9, '0')}`;

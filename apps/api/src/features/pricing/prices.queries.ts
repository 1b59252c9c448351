import type { Page, PriceView, QueryOf } from '@mc/contracts';
import { Ask, answeredBy } from '../../queries/ask';
import { PriceDirectory } from './price-directory';

export class ListPrices extends Ask<QueryOf<'listPrices'>, Page<PriceView>> {}
/** `undefined`: the model has no price at all. */
export class GetNewestPrice extends Ask<{ readonly model: string }, PriceView | undefined> {}

export const PRICE_QUERIES = [
  answeredBy(ListPrices, PriceDirectory, (prices, query) => prices.page(query)),
  answeredBy(GetNewestPrice, PriceDirectory, (prices, { model }) => prices.newest(model)),
];

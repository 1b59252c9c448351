import { describe, expect, it } from '@jest/globals';
import { givenFor, META } from '../../test/given';
import { PRICE_NANO_USD_PER_MTOK_MAX } from './cost';
import { priceAt } from './price-at';
import { type PriceEntry, type PricingCommand, pricingDecider } from './pricing.decider';
import type { PricingEvent } from './pricing.events';

const given = givenFor(pricingDecider, { meta: META });
const PERSON = { kind: 'operator', name: 'ana', date: null } as const;
const LIST = { kind: 'catalogue', name: 'genai-prices', date: '2026-11-01' } as const;
const price = (input: number, effectiveFrom = '2026-01-01T00:00:00.000Z', rest: Partial<PriceEntry> = {}): PriceEntry => ({
  model: 'm1',
  inputNanoUsdPerMTok: input,
  outputNanoUsdPerMTok: 10,
  cacheReadNanoUsdPerMTok: null,
  cacheWriteNanoUsdPerMTok: null,
  longContext: null,
  effectiveFrom,
  source: PERSON,
  ...rest,
});
const LONG = {
  aboveInputTokens: 10,
  inputNanoUsdPerMTok: 2,
  outputNanoUsdPerMTok: 30,
  cacheReadNanoUsdPerMTok: null,
  cacheWriteNanoUsdPerMTok: null,
};
const priced = (priceVersion: number, entry: PriceEntry): PricingEvent => ({
  type: 'ModelPriced',
  data: { ...entry, priceVersion },
});
const set = (data: PriceEntry): PricingCommand => ({ type: 'SetPrice', data });
const fromList = (data: PriceEntry): PricingCommand => ({ type: 'ImportPrice', data: { ...data, source: LIST } });
const LATER = '2026-06-01T00:00:00.000Z';

describe('the price of a model', () => {
  it('is set as version 1', () =>
    given()
      .when(set(price(1)))
      .leadsTo(priced(1, price(1))));
  it('counts its versions', () =>
    given(priced(1, price(1)))
      .when(set(price(2)))
      .leadsTo(priced(2, price(2))));
  it('has no new version when the price in force is the same', () =>
    given(priced(1, price(1)))
      .when(set(price(1, LATER)))
      .leadsTo());
  it('has one when only a cache price changed', () => {
    const other = price(1, LATER, { cacheReadNanoUsdPerMTok: 0 });
    given(priced(1, price(1)))
      .when(set(other))
      .leadsTo(priced(2, other));
  });
  it('has one when only what long inputs cost changed', () => {
    const other = price(1, LATER, { longContext: LONG });
    given(priced(1, price(1)))
      .when(set(other))
      .leadsTo(priced(2, other));
    given(priced(1, other)).when(set(other)).leadsTo();
    const longer = price(1, LATER, { longContext: { ...LONG, aboveInputTokens: 11 } });
    given(priced(1, other)).when(set(longer)).leadsTo(priced(2, longer));
    const dearer = price(1, LATER, { longContext: { ...LONG, outputNanoUsdPerMTok: 31 } });
    given(priced(1, other)).when(set(dearer)).leadsTo(priced(2, dearer));
    given(priced(1, other))
      .when(set(price(1, LATER)))
      .leadsTo(priced(2, price(1, LATER)));
  });
  it('goes back to an old price as a new version', () =>
    given(priced(1, price(1)), priced(2, price(2, LATER)))
      .when(set(price(1, '2026-07-01T00:00:00.000Z')))
      .leadsTo(priced(3, price(1, '2026-07-01T00:00:00.000Z'))));
  it('may be free', () =>
    given()
      .when(set(price(0)))
      .leadsTo(priced(1, price(0))));

  it('is imported', () =>
    given()
      .when(fromList(price(1)))
      .leadsTo(priced(1, { ...price(1), source: LIST })));
  it('is imported anew when the list changed, and only then', () => {
    const listed = priced(1, { ...price(1), source: LIST });
    given(listed)
      .when(fromList(price(1, LATER)))
      .leadsTo();
    given(listed)
      .when(fromList(price(2, LATER)))
      .leadsTo(priced(2, { ...price(2, LATER), source: LIST }));
  });
  it('is not taken from a list where a person set one', () =>
    given(priced(1, price(1)))
      .when(fromList(price(2, LATER)))
      .leadsTo());

  it.each([
    ['inputNanoUsdPerMTok', { inputNanoUsdPerMTok: -1 }],
    ['inputNanoUsdPerMTok', { inputNanoUsdPerMTok: 0.5 }],
    ['outputNanoUsdPerMTok', { outputNanoUsdPerMTok: PRICE_NANO_USD_PER_MTOK_MAX + 1 }],
    ['cacheReadNanoUsdPerMTok', { cacheReadNanoUsdPerMTok: Number.NaN }],
    ['cacheWriteNanoUsdPerMTok', { cacheWriteNanoUsdPerMTok: -1 }],
    ['longContext/aboveInputTokens', { longContext: { ...LONG, aboveInputTokens: 0 } }],
    ['longContext/aboveInputTokens', { longContext: { ...LONG, aboveInputTokens: 1.5 } }],
    ['longContext/inputNanoUsdPerMTok', { longContext: { ...LONG, inputNanoUsdPerMTok: -1 } }],
    ['longContext/inputNanoUsdPerMTok', { longContext: { ...LONG, inputNanoUsdPerMTok: 0 } }],
    ['longContext/outputNanoUsdPerMTok', { longContext: { ...LONG, outputNanoUsdPerMTok: 9 } }],
    ['longContext/cacheReadNanoUsdPerMTok', { longContext: { ...LONG, cacheReadNanoUsdPerMTok: 0 } }],
    ['longContext/cacheWriteNanoUsdPerMTok', { cacheWriteNanoUsdPerMTok: 3, longContext: LONG }],
    ['effectiveFrom', { effectiveFrom: '2026-01-01' }],
    ['effectiveFrom', { effectiveFrom: '2026-01-01T00:00:00.000+01:00' }],
  ])('is refused for its %s: %j', (field, rest) =>
    given()
      .when(set(price(1, LATER, rest)))
      .refused('invalid_price', { field }),
  );
});

describe('priceAt', () => {
  const versions = [price(1, LATER), price(2, '2026-01-01T00:00:00.000Z'), price(3, LATER)].map((entry, index) => ({
    ...entry,
    priceVersion: index + 1,
  }));
  it.each([
    ['2025-12-31T23:59:59.999Z', undefined],
    ['2026-01-01T00:00:00.000Z', 2],
    ['2026-05-31T23:59:59.999Z', 2],
    [LATER, 3],
    ['2027-01-01T00:00:00.000Z', 3],
  ])('at %s is version %p', (at, expected) => expect(priceAt(versions, at)?.priceVersion).toBe(expected));
});

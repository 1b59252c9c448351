import { describe, expect, it } from '@jest/globals';
import { ratesFrom, ratesText } from './price-rates';

const rates = (input: number, more: object = {}) => ({
  aboveInputTokens: 200_000,
  inputCentsPerMTok: input,
  outputCentsPerMTok: 60,
  cacheReadCentsPerMTok: null,
  cacheWriteCentsPerMTok: null,
  ...more,
});

describe('the amounts of a price in a form', () => {
  it.each([0, 7.5, 60.0000001, 0.0000001, 0.00002, 250, 399_999.9999999])('%d cents come back as they were', (cents) => {
    expect(ratesFrom(ratesText(rates(cents)))).toEqual({ inputCentsPerMTok: cents, outputCentsPerMTok: 60 });
  });

  it('keep what a cached token costs, and leave out what has no price of its own', () => {
    const text = ratesText(rates(15, { cacheReadCentsPerMTok: 0 }));
    expect(text).toEqual({ input: '0.15', output: '0.6', read: '0', write: '' });
    expect(ratesFrom(text)).toEqual({ inputCentsPerMTok: 15, outputCentsPerMTok: 60, cacheReadCentsPerMTok: 0 });
  });

  it('are not complete while one that is needed is missing, or one is wrong', () => {
    expect(ratesFrom(ratesText(null))).toBeNull();
    expect(ratesFrom({ input: '1', output: '', read: '', write: '' })).toBeNull();
    expect(ratesFrom({ input: '1', output: '2', read: 'x', write: '' })).toBeNull();
  });
});

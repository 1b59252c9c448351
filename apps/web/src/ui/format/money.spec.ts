import { describe, expect, it } from '@jest/globals';
import { centsFromUsdText, formatUsd } from './money';

describe('formatUsd', () => {
  it.each([
    [null, 'n/a'],
    [undefined, 'n/a'],
    [Number.NaN, 'n/a'],
    [0, '$0.00'],
    [250, '$2.50'],
    [123456789, '$1,234,567.89'],
    [99, '$0.99'],
    [3.1204, '$0.0312'],
    [0.9, '$0.009'],
    [0.12345, '$0.001235'],
    [1e-7, '$0.000000001'],
    [-250, '-$2.50'],
  ])('shows %p cents as %s', (cents, text) => {
    expect(formatUsd(cents)).toBe(text);
  });
});

describe('centsFromUsdText', () => {
  it.each([
    ['2.5', 250],
    ['$0.000000001', 1e-7],
    [' 12 ', 1200],
    ['', null],
    ['1e3', null],
    ['-1', null],
  ])('reads %p', (text, cents) => {
    expect(centsFromUsdText(text)).toBe(cents);
  });
});

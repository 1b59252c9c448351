import { describe, expect, it } from '@jest/globals';
import { formatBytes, formatCount, formatWhole } from './tokens';

describe('counts', () => {
  it.each([
    [null, 'n/a'],
    [0, '0'],
    [999, '999'],
    [1000, '1k'],
    [5120, '5.1k'],
    [999_999, '1M'],
    [41_200_000, '41.2M'],
  ])('shortens %p to %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it('shows the whole number and sizes', () => {
    expect(formatWhole(1_234_567)).toBe('1,234,567');
    expect(formatWhole(null)).toBe('n/a');
    expect([0, 1023, 1024, 10_695_475].map(formatBytes)).toEqual(['0 B', '1023 B', '1.0 KiB', '10.2 MiB']);
  });
});

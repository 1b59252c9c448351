import { describe, expect, it } from '@jest/globals';
import { formatClock, formatDuration, formatInstant, formatRelative } from './time';

const NOW = Date.parse('2026-11-22T14:00:00.000Z');
const ago = (ms: number) => new Date(NOW - ms).toISOString();

describe('time', () => {
  it.each([
    [-5, '0 s'],
    [850, '850 ms'],
    [3_250, '3.2 s'],
    [42_000, '42 s'],
    [72_000, '1 m 12 s'],
    [120_000, '2 m'],
    [7_500_000, '2 h 5 m'],
    [274_000_000, '3 d 4 h'],
  ])('says how long %p ms are: %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    [1_000, 'now'],
    [30_000, '30 s ago'],
    [180_000, '3 m ago'],
    [-240_000, 'in 4 m'],
    [7_200_000, '2 h ago'],
    [172_800_000, '2 d ago'],
    [2_592_000_000, '2026-10-23'],
  ])('says when %p ms before now was: %s', (ms, text) => {
    expect(formatRelative(ago(ms), NOW)).toBe(text);
  });

  it('shows instants in UTC and in a zone, and leaves nonsense as it is', () => {
    expect(formatInstant('2026-11-22T14:03:22.123Z', 'utc')).toBe('2026-11-22 14:03:22 UTC');
    expect(formatInstant('2026-11-22T14:03:22.123Z', 'local', 'Asia/Tokyo')).toBe('2026-11-22 23:03:22');
    expect(formatInstant('yesterday', 'local')).toBe('yesterday');
    expect(formatClock('2026-11-22T14:03:22.123Z', 'utc')).toBe('14:03:22.123');
  });
});

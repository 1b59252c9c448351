import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../seed/arguments';
import { SeedError } from '../../seed/house';

const PRESENT = Date.parse('2026-11-22T09:00:00.000Z');

describe('what is asked of the seed', () => {
  it('is a set, and what else there may be said', () => {
    expect(readArguments(['--set', 'S'], PRESENT)).toEqual({ set: 'S', now: PRESENT, scale: 1, dataDir: null });
    const all = ['--set=L', '--data-dir', 'there', '--now', '2026-11-01T00:00:00Z', '--scale', '0.002'];
    expect(readArguments(all, PRESENT)).toEqual({
      ...{ set: 'L', now: Date.parse('2026-11-01T00:00:00.000Z') },
      ...{ scale: 0.002, dataDir: resolve('there') },
    });
  });

  it.each([
    [[], 'The option --set must be S or L'],
    [['--set', 'M'], 'The option --set must be S or L'],
    [['--set', 'S', '--now', 'soon'], 'The option --now must be an instant'],
    [['--set', 'S', '--scale', '2'], 'The option --scale must be above 0 and at most 1'],
    [['--set', 'S', '--add'], "Unknown option '--add'"],
  ])('%j is answered with a sentence', (given, sentence) => {
    expect(() => readArguments(given, PRESENT)).toThrow(SeedError);
    expect(() => readArguments(given, PRESENT)).toThrow(sentence);
  });
});

import { describe, expect, it } from '@jest/globals';
import { judge, mustReadAgain, subscriptionsFor } from './topics';

describe('topics', () => {
  it('drops what was seen already', () => {
    expect([judge({ position: null }, 1), judge({ position: 4 }, 4), judge({ position: 4 }, 5)]).toEqual([
      'new',
      'repeat',
      'new',
    ]);
  });

  it('goes on from where each topic stood', () => {
    const topics = new Map([
      ['runs', { position: 7 }],
      ['approvals', { position: 7 }],
      ['run:a', { position: null }],
    ] as const);
    expect(subscriptionsFor(topics)).toEqual([{ topics: ['runs', 'approvals'], after: 7 }, { topics: ['run:a'] }]);
  });

  it('reads again when something may have been missed', () => {
    expect(mustReadAgain(undefined, 10, 10)).toBe(false);
    expect(mustReadAgain(undefined, 10, 8)).toBe(true);
    expect(mustReadAgain(undefined, 10, null)).toBe(true);
    expect(mustReadAgain(9, 10, 3)).toBe(false);
    expect(mustReadAgain(9, 2, 3)).toBe(true);
  });
});

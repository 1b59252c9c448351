import { describe, expect, it } from '@jest/globals';
import { Lru } from './lru';

describe('Lru', () => {
  it('gives up the oldest entry beyond its number', () => {
    const lru = new Lru<{ weight: number }>(2, 100);
    for (const key of ['a', 'b', 'a', 'c']) lru.set(key, { weight: 1 });
    expect([lru.get('a'), lru.get('b'), lru.get('c')].map(Boolean)).toEqual([true, false, true]);
  });

  it('gives up the oldest entries beyond their weight, but never the youngest', () => {
    const lru = new Lru<{ weight: number }>(10, 5);
    lru.set('a', { weight: 3 });
    lru.set('b', { weight: 3 });
    expect([lru.get('a'), lru.get('b')].map(Boolean)).toEqual([false, true]);
    lru.set('c', { weight: 50 });
    expect([lru.size, Boolean(lru.get('c'))]).toEqual([1, true]);
  });

  it('weighs an entry anew when it is put again', () => {
    const lru = new Lru<{ weight: number }>(10, 5);
    const growing = { weight: 1 };
    lru.set('a', growing);
    lru.set('b', { weight: 1 });
    growing.weight = 5;
    lru.set('a', growing);
    expect([lru.get('a'), lru.get('b')].map(Boolean)).toEqual([true, false]);
  });
});

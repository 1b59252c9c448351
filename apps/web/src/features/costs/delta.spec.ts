import { describe, expect, it } from '@jest/globals';
import { deltaOf } from './delta';

describe('the change of a cost', () => {
  it.each([
    [112, 100, '+12 %', 'up'],
    [97, 100, '-3 %', 'down'],
    [100.2, 100, 'no change', 'same'],
    [5, 0, 'new', 'up'],
    [0, 5, '-100 %', 'down'],
    [1_250, 100, '13 times', 'up'],
  ] as const)('given %p now and %p before, then it is %p', (now, before, text, direction) => {
    expect(deltaOf(now, before)).toEqual({ text, direction });
  });

  it.each([
    [null, 3],
    [3, null],
    [0, 0],
  ])('given %p now and %p before, then nobody can say', (now, before) => expect(deltaOf(now, before)).toBeNull());
});

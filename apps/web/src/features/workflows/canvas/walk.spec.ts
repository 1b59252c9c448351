import { describe, expect, it } from '@jest/globals';
import { type Spot, walk } from './walk';

const spot = (id: string, x: number, y: number, ...dependsOn: string[]): Spot => ({ id, x, y, dependsOn });
// a in front; b, c, d below each other behind it; e behind all three.
const SPOTS = [
  spot('a', 0, 50),
  spot('b', 1, 0, 'a'),
  spot('c', 1, 50, 'a'),
  spot('d', 1, 100, 'a'),
  spot('e', 2, 60, 'd', 'b', 'c'),
];

describe('walk', () => {
  it.each([
    ['a', 'right', 'c'],
    ['e', 'left', 'c'],
    ['c', 'left', 'a'],
    ['c', 'up', 'b'],
    ['c', 'down', 'd'],
    ['b', 'up', undefined],
    ['e', 'right', undefined],
    ['nobody', 'right', 'a'],
  ] as const)('goes from %s %s to %s', (from, direction, to) => {
    expect(walk(SPOTS, from, direction)).toBe(to);
  });

  it('never stays where it is, also where a step waits for itself', () => {
    expect(walk([spot('a', 0, 0, 'a')], 'a', 'right')).toBeUndefined();
  });
});

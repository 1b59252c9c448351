import { describe, expect, it } from '@jest/globals';
import { layoutGraph } from './layout';
import { type Direction, walk } from './walk';

const steps = [
  { key: 'a', dependsOn: [] },
  { key: 'b', dependsOn: ['a'] },
  { key: 'c', dependsOn: ['a'] },
  { key: 'd', dependsOn: ['b', 'c'] },
];
const places = new Map(layoutGraph(steps).map((place) => [place.key, place]));
const go = (from: string, ...directions: Direction[]): string | null =>
  directions.reduce<string | null>((at, direction) => (at === null ? null : walk(steps, places, at, direction)), from);

describe('walking a graph by arrow keys', () => {
  it('follows edges to the right and back to the left', () => {
    expect(['b', 'c']).toContain(go('a', 'right'));
    expect(go('a', 'right', 'right')).toBe('d');
    expect(go('d', 'left', 'left')).toBe('a');
  });

  it('goes up and down among steps that may run at the same time', () => {
    const [upper, lower] = (places.get('b')?.y ?? 0) < (places.get('c')?.y ?? 0) ? ['b', 'c'] : ['c', 'b'];
    expect([go(upper, 'down'), go(lower, 'up')]).toEqual([lower, upper]);
  });

  it('stays where there is nothing', () => {
    expect([go('a', 'left'), go('d', 'right'), go('a', 'up'), go('nobody', 'left')]).toEqual([null, null, null, null]);
  });
});

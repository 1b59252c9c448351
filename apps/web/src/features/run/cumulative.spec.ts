import { describe, expect, it } from '@jest/globals';
import { cumulative, stairs } from './cumulative';

const at = (second: number) => new Date(second * 1_000).toISOString();

describe('what a run had spent over time', () => {
  it('adds up in order of time, and leaves out what nobody knows', () => {
    const points = cumulative([
      { at: at(3), cents: 2 },
      { at: at(1), cents: 1 },
      { at: at(2), cents: null },
    ]);
    expect(points).toEqual([
      { ms: 1_000, cents: 1 },
      { ms: 3_000, cents: 3 },
    ]);
    expect(stairs(points, 0, 4_000, 4)).toEqual([
      { x: 0, y: 0 },
      { x: 0.25, y: 0 },
      { x: 0.25, y: 0.25 },
      { x: 0.75, y: 0.25 },
      { x: 0.75, y: 0.75 },
      { x: 1, y: 0.75 },
    ]);
  });

  it('stays drawable with very many calls, and ends at the sum', () => {
    const points = cumulative(Array.from({ length: 20_000 }, (_, n) => ({ at: at(n), cents: 1 })));
    const places = stairs(points, 0, 19_999_000, 20_000);
    expect(places.length).toBeLessThan(900);
    expect(places.at(-1)).toEqual({ x: 1, y: 1 });
  });
});

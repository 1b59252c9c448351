import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TAIL_BYTES_MAX, TAIL_EVENTS_MAX } from '../limits';
import type { SealedEvent } from '../port';
import { Tail } from './tail';

const event = (position: number, data = ''): SealedEvent => ({
  stream: 'run-1',
  revision: 0,
  position,
  envelope: '',
  data,
  hash: '',
});
const positions = (events: readonly SealedEvent[] | null): number[] | null => events?.map(({ position }) => position) ?? null;

describe('Tail', () => {
  it('gives what was pushed after a position, and leaves the rest to the database', () => {
    const tail = new Tail();
    expect(tail.after(0, 10)).toBeNull();
    tail.push([event(4), event(5)]);
    tail.push([event(6)]);
    expect(positions(tail.after(3, 10))).toEqual([4, 5, 6]);
    expect(positions(tail.after(4, 1))).toEqual([5]);
    expect(tail.after(2, 10)).toBeNull();
    expect(tail.after(6, 10)).toBeNull();
    expect(tail.after(9, 10)).toBeNull();
  });

  it('starts afresh where another process has written in between', () => {
    const tail = new Tail();
    tail.push([event(1), event(2)]);
    tail.push([event(4)]);
    expect(tail.after(1, 10)).toBeNull();
    expect(positions(tail.after(3, 10))).toEqual([4]);
  });

  it('keeps no more than it may', () => {
    const tail = new Tail();
    for (let position = 1; position <= TAIL_EVENTS_MAX * 3; position++) tail.push([event(position)]);
    expect(tail.after(TAIL_EVENTS_MAX * 2 - 1, 1)).toBeNull();
    expect(tail.after(TAIL_EVENTS_MAX * 2, TAIL_EVENTS_MAX)).toHaveLength(TAIL_EVENTS_MAX);
    const heavy = new Tail();
    const half = 'x'.repeat(TAIL_BYTES_MAX / 2 + 1);
    heavy.push([event(1, half), event(2, half), event(3, half)]);
    expect(heavy.after(1, 10)).toBeNull();
    expect(positions(heavy.after(2, 10))).toEqual([3]);
  });

  it('never gives anything but an unbroken run that begins right after the position', () => {
    const steps = fc.array(
      fc.record({
        gap: fc.nat(1),
        count: fc.integer({ min: 1, max: 4 }),
        ask: fc.nat(60),
        limit: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const tail = new Tail();
        let next = 1;
        for (const { gap, count, ask, limit } of all) {
          next += gap;
          tail.push(Array.from({ length: count }, () => event(next++)));
          const given = positions(tail.after(ask, limit));
          if (given) expect(given).toEqual(given.map((_, index) => ask + 1 + index));
          if (given) expect(given.length).toBe(Math.min(limit, next - 1 - ask));
        }
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { type Happening, Timeline } from '../../seed/timeline';

const LIMITS = { togetherMs: 10, togetherMax: 3, until: 1_000 };

/** Notes what happens at once; everything takes a turn of the event loop. */
class Notes {
  readonly groups: string[][] = [];
  #isOpen = false;

  happening(name: string, at: number, more: Partial<Happening> & { leads?: () => Happening[] } = {}): Happening {
    const { leads = () => [], ...rest } = more;
    const act = async () => {
      if (!this.#isOpen) this.groups.push([]);
      this.#isOpen = true;
      this.groups.at(-1)?.push(name);
      await new Promise(setImmediate);
      this.#isOpen = false;
      return leads();
    };
    return { at, lane: name, act, ...rest };
  }
}

const none = (): Iterator<Happening> => [][Symbol.iterator]();

describe('a timeline', () => {
  it('lets happen at once what is close together in different lanes, and alone what wants to be', async () => {
    const notes = new Notes();
    const timeline = new Timeline(LIMITS);
    for (const [name, at, more] of [
      ['e', 40, {}],
      ['a', 1, {}],
      ['b', 2, {}],
      ['b again', 3, { lane: 'b' }],
      ['far', 30, {}],
      ['alone', 39, { alone: true }],
    ] as const)
      timeline.add(notes.happening(name, at, more));
    await timeline.run(none());
    expect(notes.groups).toEqual([['a', 'b'], ['b again'], ['far'], ['alone'], ['e']]);
  });

  it('goes on with what follows, with what comes from outside, and not beyond its end', async () => {
    const notes = new Notes();
    const timeline = new Timeline({ ...LIMITS, togetherMs: 0 });
    const late = () => [notes.happening('too late', 1_001), notes.happening('last', 1_000)];
    timeline.add(notes.happening('first', 5, { leads: () => [notes.happening('second', 20, { leads: late })] }));
    const coming = [notes.happening('before', 1), notes.happening('between', 10), notes.happening('after', 2_000)];
    const told: number[] = [];
    await timeline.run(coming[Symbol.iterator](), (at) => told.push(at));
    expect(notes.groups.flat()).toEqual(['before', 'first', 'between', 'second', 'last']);
    expect(told).toEqual([1, 5, 10, 20, 1_000]);
  });

  it('keeps the order of what happens at the same instant, however much there is of it', async () => {
    const notes = new Notes();
    const timeline = new Timeline({ ...LIMITS, togetherMs: 0 });
    const names = Array.from({ length: 500 }, (_, index) => `${(index * 7) % 10}/${index}`);
    for (const name of names) timeline.add(notes.happening(name, Number(name[0])));
    await timeline.run(none());
    const expected = [...names].sort((a, b) => Number(a[0]) - Number(b[0]));
    expect(notes.groups.flat()).toEqual(expected);
  });

  it('sends no more at once than it may', async () => {
    const notes = new Notes();
    const timeline = new Timeline(LIMITS);
    for (const name of ['a', 'b', 'c', 'd']) timeline.add(notes.happening(name, 1));
    await timeline.run(none());
    expect(notes.groups).toEqual([['a', 'b', 'c'], ['d']]);
  });
});

import type { Say } from '../src/start/say';
import { type House, openHouse, type Place } from './house';
import { largeSet } from './large/set';
import { instantOf } from './moments';
import type { Person } from './people';
import type { SeedSet } from './seed-set';
import { smallSet } from './small/set';
import { Timeline } from './timeline';

export const SETS = ['S', 'L'] as const;
export type SetName = (typeof SETS)[number];

export interface Wanted {
  readonly set: SetName;
  /** Milliseconds since the epoch: the seeded time ends here. */
  readonly now: number;
  /** Of the figures of set L; 1 is the whole. */
  readonly scale: number;
}

export interface Seeded {
  readonly people: readonly Person[];
  readonly runs: number;
  readonly events: number;
  /** Until everything was in the log; until the tables showed it and the planner knew them. */
  readonly playedMs: number;
  readonly settledMs: number;
}

const PROGRESS_MS = 10_000;

/** Makes a set in an empty place. Throws a SeedError for a place that is not empty. */
export const seedInto = async (place: Place, wanted: Wanted, say: Say): Promise<Seeded> => {
  const house = await openHouse(place, say);
  try {
    return await play(house, setOf(house, wanted), say);
  } finally {
    await house.close();
  }
};

const setOf = (house: House, { set, now, scale }: Wanted): SeedSet => {
  switch (set) {
    case 'S':
      return smallSet(house, now);
    case 'L':
      return largeSet(house, now, scale);
  }
};

const play = async (house: House, set: SeedSet, say: Say): Promise<Seeded> => {
  const startedAt = performance.now();
  const timeline = new Timeline(set.limits);
  for (const happening of set.begins) timeline.add(happening);
  let saidAt = startedAt;
  await timeline.run(set.comes, (at) => {
    if (performance.now() - saidAt < PROGRESS_MS) return;
    saidAt = performance.now();
    say(`Seeding: ${instantOf(at).slice(0, 10)}, the read models stand at ${house.installation.projector.position} events`);
  });
  const playedMs = performance.now() - startedAt;
  const events = await house.settle();
  return { people: set.people, runs: set.runs, events, playedMs, settledMs: performance.now() - startedAt };
};

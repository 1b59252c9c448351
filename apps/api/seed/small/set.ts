import type { House } from '../house';
import { DAY, HOUR } from '../moments';
import { Player } from '../player';
import type { SeedSet } from '../seed-set';
import { archiving, plansOf, saving } from '../set-up';
import { ENDED_RUNS } from './ended-runs';
import { OPEN_RUNS } from './open-runs';
import { baseOf } from './scene';
import { SMALL_PEOPLE, surroundings } from './surroundings';
import { smallWorkflows } from './workflows';

/** Set S: twelve runs, each in a state of its own, for design and journeys. */
export const smallSet = (house: House, now: number): SeedSet => {
  const workflows = smallWorkflows(now);
  const plans = Object.fromEntries(Object.entries(workflows).map(([name, savings]) => [name, plansOf(savings)]));
  const scripts = [...ENDED_RUNS, ...OPEN_RUNS].map((scene) => scene(baseOf(now, plans)));
  return {
    people: SMALL_PEOPLE,
    runs: scripts.length,
    // One after the other: also positions in the log are the same every time.
    limits: { togetherMs: 0, togetherMax: 1, until: now },
    begins: [
      ...surroundings(house, now),
      ...Object.values(workflows).flatMap((savings) => saving(house, savings)),
      archiving(house, now - 6 * DAY - HOUR, 'weekly-digest', 'Nobody read it.'),
      ...scripts.map((script) => new Player(house, script).start),
    ],
    comes: [][Symbol.iterator](),
  };
};

import { Dice } from '../dice';
import type { House } from '../house';
import { HOUR, MINUTE, SECOND } from '../moments';
import { Player } from '../player';
import type { Plan, RunScript } from '../script';
import type { SeedSet } from '../seed-set';
import { plansOf, type Saving, saving } from '../set-up';
import type { Happening } from '../timeline';
import { CRAWL, crawlRun, EXPORT, exportRun } from './heavy-runs';
import { KINDS } from './kinds';
import { massRun } from './mass';
import { openRuns, RARE_KINDS } from './open-runs';
import { HISTORY_MS, LARGE_PEOPLE, LIN, MAYA, surroundings, TOMAS } from './surroundings';
import { type Start, traffic } from './traffic';
import { wideRun, wideShape, wideWorkflow } from './wide-run';

const RUNS = 100_000;
/** What happens within so long is on its way at once: it may change places in the log. */
const TOGETHER_MS = 5 * SECOND;
const TOGETHER_MAX = 400;

/** Set L: a hundred thousand runs of three months, and a few that are heavy, for measuring. `scale` shrinks the figures. */
export const largeSet = (house: House, now: number, scale: number): SeedSet => {
  const shape = wideShape(scale);
  const workflows = [...KINDS, ...RARE_KINDS].map(({ workflow }) => workflow);
  const savings = [...workflows, CRAWL, EXPORT, wideWorkflow(shape)].map((workflow, index): Saving => {
    const by = [MAYA, TOMAS, LIN][index % 3] ?? MAYA;
    return { at: now - HISTORY_MS - 12 * HOUR + index * MINUTE, by, workflow };
  });
  const plans = new Map(savings.map((one) => [one.workflow.name, planOf(one)]));
  const named = (name: string): Plan => plans.get(name) as Plan;
  const special = [
    ...openRuns(plans, now, scale),
    wideRun(named('catalogue-refresh'), shape, now),
    crawlRun(named(CRAWL.name), now, scale),
    exportRun(named(EXPORT.name), now, scale),
  ];
  const runs = Math.max(Math.round(RUNS * scale), special.length);
  const starts = traffic(KINDS, runs - special.length, now, new Dice('traffic'));
  return {
    people: LARGE_PEOPLE,
    runs,
    limits: { togetherMs: TOGETHER_MS, togetherMax: TOGETHER_MAX, until: now },
    begins: [
      ...surroundings(house, now),
      ...savings.flatMap((one) => saving(house, [one])),
      ...special.map((script) => new Player(house, script).start),
    ],
    comes: played(house, starts, (start) => massRun(start, named(start.kind.workflow.name), now)),
  };
};

const planOf = (one: Saving): Plan => plansOf([one])[0] as Plan;

function* played(house: House, starts: readonly Start[], scriptOf: (start: Start) => RunScript): Generator<Happening> {
  for (const start of starts) yield new Player(house, scriptOf(start)).start;
}

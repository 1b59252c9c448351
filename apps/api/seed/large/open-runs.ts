import { STEP_TIMEOUT_MS_MAX } from '@mc/domain';
import { Dice } from '../dice';
import { DAY, HOUR, MINUTE, SECOND } from '../moments';
import { inSession } from '../people';
import { asks } from '../reports';
import type { Plan, RunScript, Verdict } from '../script';
import { read, write } from '../steps';
import { begun, type Course, nameOf, starterOf } from './course';
import type { Fate } from './fates';
import { KINDS, type Kind } from './kinds';
import { massEngine } from './mass-engine';
import { APPROVERS, TOMAS } from './surroundings';
import type { Start } from './traffic';

const ALL_DAY = { from: 0, to: 24 };
const OLDEST_MS = 3 * DAY;
const YOUNGEST_MS = HOUR;
/** Beyond the numbers of the many. */
const NUMBERS_FROM = 1_000_000;

const rare = (name: string, description: string, steps: Kind['workflow']['steps']): Kind => ({
  ...{ share: 0, hours: ALL_DAY, starter: 'person' as const },
  workflow: { name, description, inputs: { item: { type: 'string', required: true } }, steps },
  input: (dice) => `${dice.pick(['Compass', 'Lumen', 'Sextant'])} ${dice.between(2, 9)}.${dice.between(0, 9)}`,
  label: () => null,
});

/** What stays at work for as long as anybody looks at it. */
const UNHURRIED = { timeoutMs: STEP_TIMEOUT_MS_MAX, retry: { maxAttempts: 100 } };

/** Workflows of which there are only open runs. */
export const RARE_KINDS: readonly Kind[] = [
  rare('patch-release', 'Push a patch release', [
    write('push', 'release-bot', 'Push {{ inputs.item }}.', { timeoutMs: STEP_TIMEOUT_MS_MAX }),
  ]),
  rare('forum-digest', 'What customers say in forums', [read('digest', 'forum-reader', 'Read about {{ inputs.item }}.')]),
  rare('price-watch', 'Watch the prices of a product', [read('watch', 'watcher', 'Watch {{ inputs.item }}.', UNHURRIED)]),
  rare('patent-check', 'Look for patents', [read('patents', 'patent-reader', 'Read about {{ inputs.item }}.')]),
];

interface OpenState {
  readonly workflow: string;
  readonly count: number;
  readonly fate?: Fate;
  /** Whether the gates of its steps are granted; else they wait. */
  readonly granted?: boolean;
  readonly paused?: boolean;
}

/** With the gates of the wide run there are 300 requests that wait. */
const OPEN: readonly OpenState[] = [
  { workflow: 'crm-clean', count: 162 },
  { workflow: 'invoice-run', count: 100 },
  { workflow: 'launch-post', count: 22 },
  // Its engine asks.
  { workflow: 'patch-release', count: 8, granted: true },
  // Held by the budget.
  { workflow: 'product-copy', count: 60, fate: 'dear' },
  { workflow: 'contract-check', count: 25, paused: true },
  // In doubt.
  { workflow: 'invoice-run', count: 20, fate: 'lost', granted: true },
  // Frozen; at work; its engine is down.
  { workflow: 'forum-digest', count: 30 },
  { workflow: 'price-watch', count: 8 },
  { workflow: 'patent-check', count: 5 },
];

/** Runs of the last days that are open in every way a run can be, and stay so. */
export const openRuns = (plans: ReadonlyMap<string, Plan>, now: number, scale: number): RunScript[] => {
  const kinds = new Map([...KINDS, ...RARE_KINDS].map((kind) => [kind.workflow.name, kind]));
  let number = NUMBERS_FROM;
  return OPEN.flatMap((state) => {
    const [kind, plan] = [kinds.get(state.workflow), plans.get(state.workflow)];
    if (!kind || !plan) throw new Error(`there is no workflow ${state.workflow}`);
    return Array.from({ length: Math.ceil(state.count * scale) }, () => {
      const at = now - new Dice(`open/${++number}`).between(YOUNGEST_MS, OLDEST_MS);
      return openRun(state, { at, kind, number }, plan, now);
    });
  });
};

const openRun = (state: OpenState, start: Start, plan: Plan, now: number): RunScript => {
  const dice = new Dice(`${nameOf(start)}/open`);
  const course: Course = { start, plan, fate: state.fate ?? 'well', dice, starter: starterOf(start, dice), now };
  return {
    ...begun(course),
    name: `${nameOf(start)}/open`,
    engine: (sent) => {
      if (sent.spec.agent === 'watcher') return [];
      if (sent.spec.agent !== 'release-bot') return massEngine(course, sent);
      return [asks(sent, 3 * SECOND, 'git push --force-with-lease origin release/4.2', ['rewrites a shared branch'])];
    },
    people: ({ isQuestion }) => (state.granted && !isQuestion ? [granted(course)] : []),
    // Before its first step has answered: the second is not sent any more.
    interventions: state.paused
      ? [{ afterMs: SECOND, by: inSession(TOMAS), command: { type: 'PauseRun', data: { reason: 'Ask legal first.' } } }]
      : [],
  };
};

const granted = ({ dice, starter }: Course): Verdict => ({
  ...{ afterMs: dice.between(MINUTE, YOUNGEST_MS / 2), by: dice.pick(APPROVERS.filter((one) => one !== starter)) },
  ...{ say: 'grant', reason: 'Checked.' },
});

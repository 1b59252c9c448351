import { type AuthoredStep, type AuthoredWorkflow, STEP_TIMEOUT_MS_MAX } from '@mc/domain';
import { Dice } from '../dice';
import { HOUR, SECOND } from '../moments';
import { inSession } from '../people';
import { call, failed } from '../reports';
import type { Dispatched, Plan, Report, RunScript } from '../script';
import { read, write } from '../steps';
import { LASTING, LOST } from './fates';
import { well } from './mass-engine';
import { JONAS, TOMAS } from './surroundings';

const STEPS = 1_000;
const WIDTH = 40;
/** This share of the waves is done; the wave behind them stands, each step of it in its own way, and the rest waits for it. */
const DONE = 0.6;
const DEPENDENCIES_MAX = 3;
/** Of a hundred steps of the waves that are done: they failed, and the others go on without. */
const FAILED = 2;

/** How the steps of the wave that stands do so; by their place in it, again and again. */
const STANDING = ['at work', 'gate', 'well', 'well', 'doubt', 'frozen', 'down', 'at work', 'well', 'gate'] as const;
type Standing = (typeof STANDING)[number];

const AGENTS: Readonly<Record<Standing, string>> = {
  'at work': 'watcher',
  gate: 'crm-editor',
  well: 'scorer',
  doubt: 'cashier',
  frozen: 'forum-reader',
  down: 'patent-reader',
};

const waveOf = (index: number): number => Math.floor(index / WIDTH);
const keyOf = (index: number): string => `w${waveOf(index)}-${index % WIDTH}`;

export interface WideShape {
  readonly steps: number;
  /** Number of the wave that stands, from 0. */
  readonly front: number;
}

/** At least a wave that is done, one that stands, and one that waits. */
export const wideShape = (scale: number): WideShape => {
  const waves = Math.max(3, Math.round((STEPS / WIDTH) * scale));
  return { steps: waves * WIDTH, front: Math.max(1, Math.floor(waves * DONE)) };
};

const standingOf = (index: number): Standing => STANDING[(index % WIDTH) % STANDING.length] ?? 'well';

/** A wide and deep graph: every step of a wave waits for one to three of the wave before it. */
export const wideWorkflow = ({ steps, front }: WideShape): AuthoredWorkflow => {
  const dice = new Dice('wide');
  return {
    name: 'catalogue-refresh',
    description: 'Every article of the catalogue, in waves',
    steps: Array.from({ length: steps }, (_, index) => stepAt(index, front, dice)),
  };
};

const stepAt = (index: number, front: number, dice: Dice): AuthoredStep => {
  const wave = waveOf(index);
  const standing = standingOf(index);
  const dependsOn = wave === 0 ? [] : dependenciesOf(index, wave === front + 1, dice);
  const prompt = `Refresh article ${index}.`;
  if (wave !== front)
    return read(keyOf(index), dice.pick(['scorer', 'sorter', 'crawler', 'analyst']), prompt, { dependsOn, ...GO_ON });
  if (standing === 'gate' || standing === 'doubt') return write(keyOf(index), AGENTS[standing], prompt, { dependsOn });
  return read(keyOf(index), AGENTS[standing], prompt, { dependsOn, timeoutMs: STEP_TIMEOUT_MS_MAX, retry: { maxAttempts: 100 } });
};

const GO_ON = { onFailure: 'continue', retry: { maxAttempts: 1 } } as const;

/** Behind the wave that stands everything waits for a step that does not end. */
const dependenciesOf = (index: number, isBehindFront: boolean, dice: Dice): string[] => {
  const before = (waveOf(index) - 1) * WIDTH;
  const places = new Set([index % WIDTH]);
  const count = dice.between(1, DEPENDENCIES_MAX + 1);
  while (places.size < count) places.add((index + dice.between(1, 9)) % WIDTH);
  if (isBehindFront) places.add((index % WIDTH) - ((index % WIDTH) % STANDING.length));
  return [...places].map((place) => keyOf(before + place));
};

/** One run of it, which stands in the middle of its graph in all the ways a step can. */
export const wideRun = (plan: Plan, { front }: WideShape, now: number): RunScript => {
  const dice = new Dice('wide run');
  return {
    ...{ name: 'catalogue-refresh', startAt: now - 3 * HOUR, by: inSession(TOMAS), plan },
    ...{ inputs: {}, label: 'all articles' },
    engine: (sent) => playedWide(sent, front, dice),
    people: ({ stepKey }) =>
      isAt(stepKey, 'doubt') ? [{ afterMs: 90 * SECOND, by: JONAS, say: 'grant', reason: 'One by one.' }] : [],
  };
};

const isAt = (stepKey: string, standing: Standing): boolean => standingOf(Number(stepKey.split('-')[1])) === standing;

const playedWide = (sent: Dispatched, front: number, dice: Dice): readonly Report[] => {
  const { stepKey, spec } = sent;
  const ms = dice.between(8 * SECOND, 90 * SECOND);
  const isDone = !stepKey.startsWith(`w${front}-`);
  if (isDone && dice.between(0, 100) < FAILED)
    return [failed(sent, ms, dice.pick(LASTING), [call(sent, { input: 1_200, output: 30 })])];
  if (spec.agent === AGENTS['at work']) return [];
  return [spec.agent === AGENTS.doubt ? failed(sent, ms, LOST) : well(sent, ms, dice)];
};

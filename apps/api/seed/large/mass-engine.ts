import type { Dice } from '../dice';
import { SECOND } from '../moments';
import { call, completed, failed, type Tokens } from '../reports';
import type { Dispatched, Report } from '../script';
import type { Course } from './course';
import { LASTING, LOST, PASSING } from './fates';

const DEAR: Tokens = { input: 2_950, output: 1_000 };
const VERDICTS = ['clear', 'two findings', 'nothing new', 'see page 3', 'as last week'];

/** What an engine makes of one attempt of one of the many runs: the outcome alone, as of an engine that answers in one piece. */
export const massEngine = (course: Course, sent: Dispatched): readonly Report[] => {
  const { fate, dice, plan } = course;
  const ms = dice.skewed(2 * SECOND, 45 * SECOND);
  const isFirst = plan.definition.steps[0]?.key === sent.stepKey;
  if (fate === 'lost' && sent.spec.agent === 'cashier') return [failed(sent, ms, LOST)];
  if (isFirst) return begins(course, sent, ms);
  return [well(sent, ms, dice, usual(dice))];
};

const begins = ({ fate, dice }: Course, sent: Dispatched, ms: number): readonly Report[] => {
  switch (fate) {
    case 'aborted':
      // Stopped before it has an answer.
      return [];
    case 'stumbles':
      return [sent.attempt === 1 ? failed(sent, ms, dice.pick(PASSING)) : well(sent, ms, dice, usual(dice))];
    case 'fails':
      return [failed(sent, ms, dice.pick(sent.attempt === 1 ? [...LASTING, ...PASSING] : PASSING))];
    default:
      return [well(sent, ms, dice, fate === 'dear' ? DEAR : usual(dice))];
  }
};

const usual = (dice: Dice): Tokens => {
  const input = dice.between(900, 1_900);
  return { input, output: dice.skewed(8, 260), cached: dice.chance(0.3) ? Math.floor(input / 2) : 0 };
};

export const well = (sent: Dispatched, ms: number, dice: Dice, tokens: Tokens = usual(dice)): Report =>
  completed(sent, ms, `${sent.stepKey}: ${dice.pick(VERDICTS)} (${dice.between(1_000, 9_999)})`, [call(sent, tokens)]);

import type { RunCommand } from '@mc/domain';
import { Dice } from '../dice';
import { HOUR, instantOf, MINUTE, SECOND } from '../moments';
import { inSession, type Person } from '../people';
import type { Asked, Intervention, Plan, RunScript, Verdict } from '../script';
import { begun, type Course, nameOf, starterOf } from './course';
import { fateOf } from './fates';
import { massEngine } from './mass-engine';
import { APPROVERS, LIN, MAYA, TOMAS } from './surroundings';
import type { Start } from './traffic';

/** Of a thousand requests. */
const REJECTED = 40;
const NEVER_DECIDED = 12;
/** Within so long somebody looks after a run that is held, or in doubt. */
const CARE_MS = 9 * HOUR;
const ABORT: RunCommand = { type: 'AbortRun', data: { reason: 'Started by mistake.' } };
const RAISE: RunCommand = { type: 'RaiseBudget', data: { capTokens: 20_000, reason: 'A long one, and worth it.' } };
const REASONS = ['Checked.', 'Matches the order.', 'As agreed.', 'Looked at the last three, too.'];
const OBJECTIONS = ['The amount is wrong.', 'Not this account.', 'Twice the same.', 'Ask the customer first.'];

/** One of the many: it has ended when the seeded time does. */
export const massRun = (start: Start, plan: Plan, now: number): RunScript => {
  const dice = new Dice(nameOf(start));
  const starter = starterOf(start, dice);
  const course: Course = { start, plan, fate: fateOf(dice), dice, starter, now };
  return {
    ...begun(course),
    engine: (sent) => massEngine(course, sent),
    people: (asked) => verdicts(course, asked),
    interventions: care(course, dice.pick([TOMAS, LIN, MAYA])),
  };
};

/** Whatever waits for somebody does so for a share of the time that is left: so nothing of the many is open at the end. */
const inTime = ({ dice, now, start }: Course, longestMs: number): number =>
  Math.min(dice.skewed(2 * MINUTE, longestMs), Math.floor((now - start.at) / 3));

const verdicts = (course: Course, { expiresAt }: Asked): readonly Verdict[] => {
  const { dice, now, starter } = course;
  const drawn = dice.between(0, 1_000);
  // Only where there is time left for the request to expire.
  if (drawn < NEVER_DECIDED && expiresAt !== null && expiresAt < instantOf(now)) return [];
  const by = dice.pick(APPROVERS.filter((one) => one !== starter));
  const afterMs = inTime(course, CARE_MS);
  return drawn < NEVER_DECIDED + REJECTED
    ? [{ afterMs, by, say: 'reject', reason: dice.pick(OBJECTIONS) }]
    : [{ afterMs, by, say: 'grant', reason: dice.pick(REASONS) }];
};

/** What people do about a run that does not go well. */
const care = (course: Course, person: Person): readonly Intervention[] => {
  const { fate, dice } = course;
  const by = inSession(person);
  switch (fate) {
    case 'well':
      return [];
    case 'aborted':
      return [{ afterMs: dice.between(SECOND, 20 * SECOND), by, command: ABORT }];
    case 'lost':
      return [settling(course, by)];
    default:
      // Attempts of which nobody knows what they took weigh on the budget, too.
      return [{ afterMs: inTime(course, CARE_MS) + MINUTE, by, command: RAISE, when: ({ held }) => held !== null }];
  }
};

const settling = (course: Course, by: Intervention['by']): Intervention => {
  const isPaid = course.dice.chance(0.7);
  const data = {
    ...{ stepKey: 'pay', statement: isPaid ? 'Bank statement, line 14.' : null, engineProof: null },
    ...{ outcome: isPaid ? ('completed' as const) : ('written_off' as const), output: isPaid ? 'paid' : null },
    reason: isPaid ? 'It is on the statement.' : 'Neither the bank nor the supplier knows of it.',
  };
  const { start, now } = course;
  return {
    // After the request was decided, and before the end.
    ...{ afterMs: Math.min(2 * CARE_MS, Math.floor((now - start.at) * 0.7)), by },
    command: { type: 'SettleStep', data },
    when: ({ steps }) => steps.get('pay')?.blockedReason === 'outcome_unknown',
  };
};

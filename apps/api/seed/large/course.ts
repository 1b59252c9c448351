import type { Dice } from '../dice';
import { byKey, inSession, type Person } from '../people';
import type { Plan, RunScript } from '../script';
import type { Fate } from './fates';
import { LIN, MAYA, SVEN, TOMAS } from './surroundings';
import type { Start } from './traffic';

/** A run of one of the kinds, and how it goes. */
export interface Course {
  readonly start: Start;
  readonly plan: Plan;
  readonly fate: Fate;
  readonly dice: Dice;
  readonly starter: Person;
  /** When the seeded time ends. */
  readonly now: number;
}

export const starterOf = ({ kind }: Start, dice: Dice): Person =>
  kind.starter === 'program' ? dice.pick([SVEN, SVEN, MAYA]) : dice.pick([TOMAS, LIN, MAYA]);

export const nameOf = ({ kind, number }: Start): string => `${kind.workflow.name}/${number}`;

/** How it starts: by a program with a key of its own, or by a person. */
export const begun = ({ start, plan, dice, starter }: Course): Omit<RunScript, 'engine'> => {
  const { kind, at, number } = start;
  const isProgram = kind.starter === 'program';
  return {
    ...{ name: nameOf(start), startAt: at, plan, by: isProgram ? byKey(starter) : inSession(starter) },
    ...(isProgram ? { idempotencyKey: `${kind.workflow.name}-${number}` } : {}),
    ...{ inputs: { item: kind.input(dice) }, label: kind.label(dice) },
  };
};

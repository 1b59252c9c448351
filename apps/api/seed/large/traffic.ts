import type { Dice } from '../dice';
import { DAY, HOUR, MINUTE } from '../moments';
import type { Kind } from './kinds';
import { HISTORY_MS } from './surroundings';

/** A run that is to come. */
export interface Start {
  readonly at: number;
  readonly kind: Kind;
  /** Counts the runs of its kind, from 1. */
  readonly number: number;
}

/** Programs hand in so many at once. */
const BATCH_RUNS_MIN = 60;
const BATCH_RUNS_MAX = 240;
/** So far apart. */
const SPACING_MS_MIN = 40;
const SPACING_MS_MAX = 120;
/** Little happens on Saturdays and Sundays. */
const QUIET_WEEKEND = 0.75;
/** All of it has ended when the seeded time does. */
const LAST_BEFORE_END_MS = 4 * HOUR;

/** When the runs of all kinds start, in order: more and more over the time, mostly on weekdays, in the hours of their kind. */
export const traffic = (kinds: readonly Kind[], runs: number, now: number, dice: Dice): Start[] => {
  const shares = kinds.reduce((sum, { share }) => sum + share, 0);
  const starts: Start[] = [];
  for (const [index, kind] of kinds.entries()) {
    // The last kind takes what rounding has left over.
    const count = index === kinds.length - 1 ? runs - starts.length : Math.round((runs * kind.share) / shares);
    for (let number = 1; number <= count; ) {
      const size = Math.min(kind.starter === 'person' ? 1 : dice.between(BATCH_RUNS_MIN, BATCH_RUNS_MAX), count - number + 1);
      const first = moment(kind, now, dice);
      const spacing = dice.between(SPACING_MS_MIN, SPACING_MS_MAX);
      for (let place = 0; place < size; place++) starts.push({ at: first + place * spacing, kind, number: number++ });
    }
  }
  return starts.sort((a, b) => a.at - b.at || a.number - b.number);
};

const moment = ({ hours: { from, to } }: Kind, now: number, dice: Dice): number => {
  for (;;) {
    const midnight = Math.floor((now - HISTORY_MS * (1 - dice.fraction() ** 0.75)) / DAY) * DAY;
    const isWeekend = [0, 6].includes(new Date(midnight).getUTCDay());
    const at = midnight + dice.between(from * HOUR, to * HOUR - 5 * MINUTE);
    if (at > now - HISTORY_MS && at < now - LAST_BEFORE_END_MS && !(isWeekend && dice.chance(QUIET_WEEKEND))) return at;
  }
};

import type { StepView } from '@mc/contracts';

export interface Pair {
  readonly key: string;
  readonly mine: StepView | undefined;
  readonly theirs: StepView | undefined;
  readonly differs: boolean;
}

/** Of a step that has ended, in ms; else `null`. */
export const durationOf = ({ startedAt, endedAt }: Pick<StepView, 'startedAt' | 'endedAt'>): number | null =>
  startedAt === null || endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt);

/** Steps of two runs by their keys: in the order of the first, then those that only the second has. */
export const pairsOf = (mine: readonly StepView[], theirs: readonly StepView[]): Pair[] => {
  const others = new Map(theirs.map((step) => [step.key, step]));
  const own = new Set(mine.map(({ key }) => key));
  return [
    ...mine.map((step) => pair(step.key, step, others.get(step.key))),
    ...theirs.filter(({ key }) => !own.has(key)).map((step) => pair(step.key, undefined, step)),
  ];
};

const pair = (key: string, mine: StepView | undefined, theirs: StepView | undefined): Pair => ({
  key,
  mine,
  theirs,
  differs:
    mine === undefined ||
    theirs === undefined ||
    mine.status !== theirs.status ||
    mine.attempt !== theirs.attempt ||
    mine.costCents !== theirs.costCents ||
    mine.error?.code !== theirs.error?.code,
});

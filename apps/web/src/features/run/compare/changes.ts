import type { ReplayStepView, RunView, StepView, TextView } from '@mc/contracts';
import { formatUsd } from '../../../ui/format/money';
import { formatWhole } from '../../../ui/format/tokens';
import { runLook, stepLook } from '../../../ui/status';

/** Something that is different, of the run as a whole or of one step, in words. */
export interface Change {
  readonly stepKey: string | null;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

type Step = StepView & Partial<Pick<ReplayStepView, 'input' | 'output'>>;
export type Comparable = Omit<RunView, 'steps'> & { readonly steps: readonly Step[] };

type Field<Thing> = readonly [what: string, words: (thing: Thing) => string];

const RUN_FIELDS: readonly Field<Comparable>[] = [
  ['status', ({ status, hold }) => runLook(status, hold).word],
  ['spent', ({ budget }) => formatUsd(budget.spentCents)],
  ['reserved', ({ budget }) => formatUsd(budget.reservedCents)],
  ['unknown cost', ({ budget }) => formatUsd(budget.unknownCents)],
  ['cap', ({ budget }) => (budget.totalBudgetCents === null ? 'none' : formatUsd(budget.totalBudgetCents))],
  ['tokens', ({ budget }) => formatWhole(budget.tokens)],
  ['reason', ({ statusReason }) => statusReason ?? ''],
];

const STEP_FIELDS: readonly Field<Step>[] = [
  ['status', ({ status, blockedReason }) => stepLook(status, blockedReason).word],
  ['attempt', ({ attempt }) => (attempt === 0 ? '' : String(attempt))],
  ['agent', ({ agent }) => agent],
  ['model', ({ model }) => model ?? ''],
  ['cost', ({ attempt, costCents }) => (attempt === 0 ? '' : formatUsd(costCents))],
  ['reserved', ({ reservedCents }) => (reservedCents ? formatUsd(reservedCents) : '')],
  ['tokens in', ({ inputTokens }) => (inputTokens === null ? '' : formatWhole(inputTokens))],
  ['tokens out', ({ outputTokens }) => (outputTokens === null ? '' : formatWhole(outputTokens))],
  ['error', ({ error }) => error?.code ?? ''],
  ['input', ({ input }) => textWords(input)],
  ['output', ({ output }) => textWords(output)],
];

const WORDS_MAX = 80;

/** A text by its beginning; a large one by its digest too, since only that tells two of them apart. */
const textWords = (text: TextView | null | undefined): string => {
  if (text === null || text === undefined) return '';
  if (typeof text === 'string')
    return text.length > WORDS_MAX ? `${text.slice(0, WORDS_MAX)}… (${text.length} characters)` : text;
  return `${text.preview.slice(0, WORDS_MAX)}… (${text.bytes} bytes, ${text.sha256.slice(0, 8)})`;
};

/** What is different, the run first, then its steps in plan order. Both are states of runs of the same steps, or nearly. */
export const changesBetween = (before: Comparable, after: Comparable): Change[] => {
  const earlier = new Map(before.steps.map((step) => [step.key, step]));
  const later = new Map(after.steps.map((step) => [step.key, step]));
  const gone = before.steps
    .filter(({ key }) => !later.has(key))
    .map(({ key }) => ({ stepKey: key, what: 'step', before: 'is there', after: 'is not' }));
  return [
    ...differing(null, RUN_FIELDS, before, after),
    ...after.steps.flatMap((step): Change[] => {
      const old = earlier.get(step.key);
      if (old === step) return [];
      if (!old) return [{ stepKey: step.key, what: 'step', before: 'is not there', after: 'is' }];
      return differing(step.key, STEP_FIELDS, old, step);
    }),
    ...gone,
  ];
};

const differing = <Thing>(stepKey: string | null, fields: readonly Field<Thing>[], before: Thing, after: Thing): Change[] =>
  fields.flatMap(([what, words]) => {
    const [was, is] = [words(before), words(after)];
    return was === is ? [] : [{ stepKey, what, before: was, after: is }];
  });

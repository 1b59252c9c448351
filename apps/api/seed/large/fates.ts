import type { StepError } from '@mc/domain';
import type { Dice } from '../dice';
import type { Failing } from '../reports';

/** How a run goes, as far as its engine and its people are concerned. */
export type Fate = 'well' | 'stumbles' | 'fails' | 'aborted' | 'dear' | 'lost';

/**
 * Of a thousand runs. `dear`: the first step takes far more than usual, which some budgets do not carry. `lost`: nobody hears
 * what came of a payment, where there is one.
 */
const FATES: readonly (readonly [Fate, number])[] = [
  ['stumbles', 25],
  ['fails', 32],
  ['aborted', 12],
  ['dear', 30],
  ['lost', 6],
];

export const fateOf = (dice: Dice): Fate => {
  let drawn = dice.between(0, 1_000);
  for (const [fate, share] of FATES) {
    if (drawn < share) return fate;
    drawn -= share;
  }
  return 'well';
};

type Trouble = Pick<StepError, 'code' | 'message'> & Partial<Pick<StepError, 'details'>>;

const trouble = (errorClass: StepError['class'], error: Trouble, rest: Omit<Failing, 'error'>): Failing => ({
  error: { class: errorClass, details: null, ...error },
  ...rest,
});

const MAYBE_DONE = { retryable: true, executed: 'unknown' } as const;
const NOT_DONE = { retryable: false, executed: 'no' } as const;
const DONE_IN_VAIN = { retryable: false, executed: 'yes' } as const;

/** What passes by itself: another attempt goes well. */
export const PASSING: readonly Failing[] = [
  trouble(
    'rate_limited',
    { code: 'rate_limited', message: 'the engine is over its rate limit', details: { retryAfterMs: 15_000 } },
    { ...NOT_DONE, retryable: true },
  ),
  trouble('engine_error', { code: 'http_503', message: 'the engine answered 503: no capacity for this model' }, MAYBE_DONE),
  trouble('connection_lost', { code: 'connection_lost', message: 'the connection to the engine broke' }, MAYBE_DONE),
];

/** What another attempt would not mend. */
export const LASTING: readonly Failing[] = [
  trouble('refused', { code: 'content_filtered', message: 'the model withheld its answer' }, DONE_IN_VAIN),
  trouble(
    'output_invalid',
    { code: 'output_truncated', message: 'the answer was cut at the limit of output tokens' },
    DONE_IN_VAIN,
  ),
  trouble('refused', { code: 'bad_request', message: 'the engine refused the request: unknown account' }, NOT_DONE),
  trouble('configuration', { code: 'auth_failed', message: 'the engine did not accept the credentials' }, NOT_DONE),
];

/** The outcome of a payment that nobody knows. */
export const LOST: Failing = trouble(
  'connection_lost',
  { code: 'connection_lost', message: 'the connection to the bank broke after the order was sent' },
  MAYBE_DONE,
);

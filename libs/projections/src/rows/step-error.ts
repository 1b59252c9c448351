import type { ErrorClass, RunState, StepState } from '@mc/domain';
import type { StoredError } from '../views/shapes';

/** Another attempt may end differently. */
const RETRYABLE: ReadonlySet<ErrorClass> = new Set([
  'rate_limited',
  'engine_error',
  'engine_unavailable',
  'connection_lost',
  'timeout',
]);

/** A step's failure with what is known of the attempt that failed; `null`: none. */
export const storedError = (step: StepState): StoredError | null => {
  const { error, attempts, definition } = step;
  if (!error) return null;
  const last = attempts.at(-1);
  return {
    class: error.class,
    code: error.code,
    message: error.message,
    retryable: RETRYABLE.has(error.class),
    executed: last?.executed ?? 'no',
    attempt: last?.attempt ?? 0,
    attemptsMax: definition.retry.maxAttempts,
    details: error.details && { ...error.details },
  };
};

const SKIPPED = { run_aborted: 'Skipped: the run was aborted.', run_failed: 'Skipped: the run had failed.' } as const;

const BLOCKED = {
  approval: 'Waits for an approval.',
  budget: 'Waits for budget.',
  outcome_unknown: 'Nobody can say what came of it.',
  engine_unavailable: 'The engine cannot be reached.',
  frozen: 'Frozen.',
} as const;

/** Why a step stands as it stands, in a sentence. */
export const stepReason = (step: StepState): string | null => {
  if (step.status === 'blocked') return step.blockedDetail ?? (step.blockedReason ? BLOCKED[step.blockedReason] : null);
  if (step.status === 'skipped') return step.skippedReason ? SKIPPED[step.skippedReason] : null;
  return step.error?.message ?? null;
};

/** The first failure in plan order. */
export const firstError = (state: RunState): (StoredError & { stepKey: string }) | null => {
  for (const step of state.steps.values()) {
    if (step.status !== 'failed') continue;
    const error = storedError(step);
    if (error) return { ...error, stepKey: step.key };
  }
  return null;
};

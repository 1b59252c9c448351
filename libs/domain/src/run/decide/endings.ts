import type { CallReport, Executed, Settlement, StepError } from '../run.events';
import { BACKOFF_MAX_MS, ENGINE_RETRIES_MAX, ENGINE_RETRY_MAX_MS, ENGINE_RETRY_MS, RECOVERIES_MAX } from '../run.limits';
import type { AttemptState, StepState } from '../run.state';
import { type Draft, later } from './draft';

/** The code of a read attempt that was given up because the process that had sent it is gone. */
export const SENDER_GONE = 'sender_gone';

export interface Failure {
  readonly error: StepError;
  readonly retryable: boolean;
  readonly executed: Executed;
  /** What is news about its model calls. */
  readonly calls: readonly CallReport[];
  readonly settlement: Settlement | null;
}

/** A step that cannot even be sent has failed without an attempt. */
export const failBeforeDispatch = (draft: Draft, step: StepState, error: StepError): void =>
  draft.emit({
    type: 'StepFailed',
    data: {
      stepKey: step.key,
      attempt: step.attempts.length + 1,
      error,
      retryable: false,
      executed: 'no',
      final: true,
      calls: [],
      settlement: null,
    },
  });

/**
 * An attempt that is open or unknown has failed. A gated step that may have been executed becomes outcome unknown and is never
 * repeated; everything else follows the retry policy.
 */
export const failAttempt = (draft: Draft, step: StepState, attempt: AttemptState, failure: Failure): void => {
  const { error, retryable, executed, calls, settlement } = failure;
  const { state } = draft;
  const place = { stepKey: step.key, attempt: attempt.attempt };
  if (executed === 'unknown' && attempt.spec.risk !== 'read') {
    for (const call of calls) draft.emit({ type: 'UsageObserved', data: { ...place, ...call } });
    return markUnknown(draft, step, attempt, error.message);
  }
  const mayGoOn = !state.abort && !state.failing;
  const dueAt = mayGoOn ? nextAttemptAt(draft, step, failure) : null;
  draft.emit({ type: 'StepFailed', data: { ...place, error, retryable, executed, final: dueAt === null, calls, settlement } });
  if (dueAt === null) return;
  if (error.class === 'engine_unavailable')
    draft.emit({
      type: 'StepBlocked',
      data: { stepKey: step.key, reason: 'engine_unavailable', detail: error.message, need: null },
    });
  if (dueAt > draft.now)
    draft.emit({ type: 'StepRetryScheduled', data: { stepKey: step.key, attempt: attempt.attempt + 1, dueAt } });
};

/** Nobody can say what came of it. After an abort no one waits for an answer any more: it is charged in full and written off. */
const markUnknown = (draft: Draft, step: StepState, attempt: AttemptState, reason: string): void => {
  const place = { stepKey: step.key, attempt: attempt.attempt, reason };
  if (draft.state.abort) draft.emit({ type: 'StepWrittenOff', data: place });
  else if (attempt.status !== 'unknown') draft.emit({ type: 'StepOutcomeUnknown', data: place });
};

/** When the next attempt may go out; `null`: there is none. */
const nextAttemptAt = (draft: Draft, step: StepState, { error, retryable, executed }: Failure): string | null => {
  if (executed !== 'no' && step.definition.risk !== 'read') return null;
  const before = (matches: (error: StepError) => boolean): number =>
    step.attempts.filter((attempt) => attempt.error && matches(attempt.error)).length;
  if (error.class === 'engine_unavailable') {
    const retries = before(isUnavailable);
    return retries < ENGINE_RETRIES_MAX ? later(draft.now, backoff(ENGINE_RETRY_MS, retries, ENGINE_RETRY_MAX_MS)) : null;
  }
  if (error.code === SENDER_GONE) return before(isSenderGone) < RECOVERIES_MAX ? draft.now : null;
  if (!retryable) return null;
  const counted = before((earlier) => !isUnavailable(earlier) && !isSenderGone(earlier)) + 1;
  const { maxAttempts, backoffMs } = step.definition.retry;
  if (counted >= maxAttempts) return null;
  const asked = error.details?.retryAfterMs;
  const wait = backoff(backoffMs, counted - 1, BACKOFF_MAX_MS);
  return later(draft.now, typeof asked === 'number' ? Math.min(Math.max(asked, wait), BACKOFF_MAX_MS) : wait);
};

const isUnavailable = (error: StepError): boolean => error.class === 'engine_unavailable';
const isSenderGone = (error: StepError): boolean => error.code === SENDER_GONE;
const backoff = (firstMs: number, doublings: number, maxMs: number): number =>
  Math.min(firstMs * 2 ** Math.min(doublings, 30), maxMs);

/** Nothing new starts in this run any more: open requests are withdrawn, steps that have not begun are skipped. */
export const skipTheRest = (draft: Draft): void => {
  const { state } = draft;
  const reason = state.abort ? 'run_aborted' : 'run_failed';
  for (const step of [...state.steps.values()]) {
    if (step.endedAt !== null || state.inFlight.has(step.key)) continue;
    const approval = step.approvalId === null ? undefined : state.approvals.get(step.approvalId);
    if (approval?.status === 'pending')
      draft.emit({
        type: 'ApprovalVoided',
        data: { approvalId: approval.approvalId, stepKey: step.key, cause: 'run_ended', field: null },
      });
    draft.emit({ type: 'StepSkipped', data: { stepKey: step.key, reason } });
  }
};

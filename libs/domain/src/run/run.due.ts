import { later } from './decide/draft';
import { RECHECK_MS, STOP_GRACE_MS } from './run.limits';
import { type AttemptState, isAnswerable, type RunState, type StepState } from './run.state';

/**
 * When this run next has something to decide by the clock alone (ISO-8601 UTC), or `null`. A sweep sends `AdvanceRun` then.
 * Blocks that lift without an event of the run are looked at again every few seconds.
 */
export const nextDueAt = (state: RunState): string | null => {
  if (state.status !== 'running') return null;
  let due: string | null = null;
  const consider = (at: string | null): void => {
    if (at !== null && (due === null || at < due)) due = at;
  };
  for (const key of state.inFlight) consider(attemptDue(state.steps.get(key)?.attempts.at(-1)));
  for (const approval of state.approvals.values()) if (approval.status === 'pending') consider(approval.expiresAt);
  for (const approvalId of state.questions) consider(answerDue(state, approvalId));
  for (const key of state.ready) consider(readyDue(state, state.steps.get(key)));
  return due;
};

/** A decision that has not reached the engine is carried there again, for as long as the attempt waits for it. */
const answerDue = (state: RunState, approvalId: string): string | null => {
  const approval = state.approvals.get(approvalId);
  if (!approval || approval.status === 'pending' || approval.decidedAt === null) return null;
  const attempt = state.steps.get(approval.stepKey)?.attempts[approval.attempt - 1];
  return attempt && isAnswerable(attempt) ? later(approval.decidedAt, RECHECK_MS) : null;
};

const attemptDue = (attempt: AttemptState | undefined): string | null => {
  if (attempt?.status !== 'open') return null;
  if (attempt.stopRequestedAt !== null) return later(attempt.stopRequestedAt, STOP_GRACE_MS);
  return attempt.acceptedAt === null && attempt.sendBy < attempt.deadline ? attempt.sendBy : attempt.deadline;
};

const readyDue = (state: RunState, step: StepState | undefined): string | null => {
  if (!step || state.paused || state.held || state.abort || state.failing) return null;
  if (step.retryDueAt !== null) return step.retryDueAt;
  // Nothing speaks against it, so it should have gone out already: whatever the cause, the next look sends it.
  if (step.blockedReason === null) return step.readyAt ?? state.startedAt;
  const liftsByItself = step.blockedReason === 'frozen' || step.blockedReason === 'engine_unavailable' || isUnpriced(step);
  return liftsByItself ? later(step.readyAt ?? state.startedAt ?? '', RECHECK_MS) : null;
};

const isUnpriced = (step: StepState): boolean => step.blockedReason === 'budget' && step.blockedNeed === null;

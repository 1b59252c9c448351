import type { FactContext } from '../../kernel/decider';
import type { RunEvents } from '../run.events';
import { rebook } from '../run.ledger';
import type { AttemptState, RunState, StepState } from '../run.state';

export type Evolvers<Type extends keyof RunEvents> = {
  readonly [T in Type]: (state: RunState, data: RunEvents[T], context: FactContext) => void;
};

/** A step of the plan. Facts only ever name steps of their own run's plan. */
export const stepOf = (state: RunState, stepKey: string): StepState => {
  const step = state.steps.get(stepKey);
  if (!step) throw new Error(`run ${state.runId} has no step ${stepKey}`);
  return step;
};

export const putStep = (state: RunState, stepKey: string, change: Partial<StepState>): void => {
  state.steps.set(stepKey, { ...stepOf(state, stepKey), ...change });
};

/** Changes one attempt and books the difference. A fact about an attempt that never went out changes nothing here. */
export const putAttempt = (state: RunState, stepKey: string, attempt: number, change: Partial<AttemptState>): void => {
  const step = stepOf(state, stepKey);
  const before = step.attempts[attempt - 1];
  if (!before) return;
  const after = { ...before, ...change };
  state.ledger = rebook(state.ledger, before, after);
  putStep(state, stepKey, { attempts: step.attempts.with(attempt - 1, after) });
};

/** The step is over: it counts no more, and whoever waited for it may be ready now. */
export const endStep = (state: RunState, stepKey: string, at: string, change: Partial<StepState>): void => {
  putStep(state, stepKey, {
    endedAt: at,
    retryDueAt: null,
    blockedReason: null,
    blockedDetail: null,
    blockedNeed: null,
    ...change,
  });
  state.ready.delete(stepKey);
  state.inFlight.delete(stepKey);
  state.remaining -= 1;
  const { status, definition } = stepOf(state, stepKey);
  if (status === 'completed' || (status === 'failed' && definition.onFailure === 'continue'))
    releaseDependents(state, stepKey, at);
  else if (status === 'failed' && !state.failing) {
    state.failing = { stepKey, reason: failureReason(stepOf(state, stepKey)) };
  }
};

const releaseDependents = (state: RunState, stepKey: string, at: string): void => {
  for (const key of state.dependents.get(stepKey) ?? []) {
    const missing = stepOf(state, key).missing - 1;
    putStep(state, key, missing === 0 ? { missing, readyAt: at } : { missing });
    if (missing === 0 && stepOf(state, key).status === 'waiting') state.ready.add(key);
  }
};

const failureReason = ({ key, error }: StepState): string => `step ${key} failed: ${error?.message ?? 'unknown error'}`;

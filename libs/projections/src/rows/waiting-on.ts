import type { BlockedReason, RunState, StepState } from '@mc/domain';
import type { Hold, WaitingOnView } from '../views/shapes';
import { stepReason } from './step-error';
import { storable } from './storable';

/** The strongest first. */
const ORDER: readonly BlockedReason[] = ['frozen', 'outcome_unknown', 'budget', 'approval', 'engine_unavailable'];

/**
 * The first thing that the run waits for, and since when; `null`: nothing but its own work. Where the run is held, it is
 * something of that kind: what is said to be waited for and what is offered to be done about it must be about the same step.
 */
export const waitingOn = (state: RunState, hold: Hold | null): WaitingOnView | null => {
  if (state.status !== 'running') return null;
  if (state.paused) return waiting('paused', state.paused.reason ?? 'The run is paused.', state.paused.at);
  if (state.held) return waiting('budget', state.held.detail, state.held.at, starved(state));
  return blockedOn(state, hold) ?? questionOf(state) ?? retryOf(state);
};

const waiting = (
  kind: WaitingOnView['kind'],
  message: string,
  since: string,
  step?: StepState,
  until: string | null = null,
): WaitingOnView => ({
  kind,
  stepKey: step?.key ?? null,
  approvalId: kind === 'approval' ? (step?.approvalId ?? null) : null,
  message: storable(message),
  since,
  until,
});

const starved = (state: RunState): StepState | undefined => {
  for (const step of state.steps.values()) if (step.blockedReason === 'budget') return step;
  return undefined;
};

const blockedOn = (state: RunState, hold: Hold | null): WaitingOnView | null => {
  let best: StepState | undefined;
  for (const step of state.steps.values()) {
    if (step.status === 'blocked' && step.blockedReason && (!best || rank(step, hold) < rank(best, hold))) best = step;
  }
  if (!best?.blockedReason) return null;
  const approval = best.blockedReason === 'approval' && best.approvalId ? state.approvals.get(best.approvalId) : undefined;
  const last = best.attempts.at(-1);
  const since = approval?.requestedAt ?? last?.acceptedAt ?? last?.dispatchedAt ?? best.readyAt ?? state.startedAt ?? '';
  return waiting(best.blockedReason, stepReason(best) ?? best.blockedReason, since, best, approval?.expiresAt ?? best.retryDueAt);
};

/** What an engine asks within a running step. */
const questionOf = (state: RunState): WaitingOnView | null => {
  for (const approvalId of state.questions) {
    const approval = state.approvals.get(approvalId);
    if (approval?.status !== 'pending') continue;
    const step = state.steps.get(approval.stepKey);
    const message = `The engine of step ${approval.stepKey} asks for approval.`;
    return { ...waiting('approval', message, approval.requestedAt, step, approval.expiresAt), approvalId };
  }
  return null;
};

const rank = ({ blockedReason }: StepState, hold: Hold | null): number =>
  blockedReason === hold ? -1 : blockedReason ? ORDER.indexOf(blockedReason) : ORDER.length;

const retryOf = (state: RunState): WaitingOnView | null => {
  if (state.inFlight.size > 0) return null;
  for (const key of state.ready) {
    const step = state.steps.get(key);
    if (!step || step.retryDueAt === null) continue;
    const since = step.attempts.at(-1)?.endedAt ?? step.readyAt ?? state.startedAt ?? '';
    return waiting('retry', `Step ${key} starts again after a failure.`, since, step, step.retryDueAt);
  }
  return null;
};

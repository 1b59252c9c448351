import type { BlockedReason, RunState } from '@mc/domain';
import type { ExecutionStatus, Hold } from '../views/shapes';
import type { Survey } from './survey';

/** `pending` until the first step has gone out or has come to its gate. */
export const executionStatus = (state: RunState, { begun }: Pick<Survey, 'begun'>): ExecutionStatus => {
  if (state.status === 'none') return 'pending';
  return state.status === 'running' && !begun ? 'pending' : state.status;
};

/**
 * What holds a run back, the strongest first: paused, frozen, outcome unknown, budget, approval.
 * An approval, a freeze or a budget that stops one step holds the run only when nothing else is running.
 */
export const holdOf = (state: RunState, { counts }: Pick<Survey, 'counts'>): Hold | null => {
  if (state.status !== 'running') return null;
  if (state.paused) return 'paused';
  const reasons = blockedReasons(state, counts.blocked);
  // A step whose engine waits for an answer is not at work.
  const idle = counts.running === asking(state);
  if (idle && reasons.has('frozen')) return 'frozen';
  if (reasons.has('outcome_unknown')) return 'outcome_unknown';
  if (state.held || (idle && reasons.has('budget'))) return 'budget';
  return idle && (reasons.has('approval') || counts.running > 0) ? 'approval' : null;
};

const asking = (state: RunState): number => {
  const steps = new Set<string>();
  for (const approvalId of state.questions) {
    const approval = state.approvals.get(approvalId);
    if (approval?.status === 'pending') steps.add(approval.stepKey);
  }
  return steps.size;
};

const blockedReasons = (state: RunState, blocked: number): ReadonlySet<BlockedReason> => {
  const reasons = new Set<BlockedReason>();
  if (blocked === 0) return reasons;
  for (const step of state.steps.values()) if (step.status === 'blocked' && step.blockedReason) reasons.add(step.blockedReason);
  return reasons;
};

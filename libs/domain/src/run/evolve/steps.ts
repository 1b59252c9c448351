import { type Evolvers, endStep, putStep, stepOf } from './tables';

export const evolveStep: Evolvers<'StepRetryScheduled' | 'StepBlocked' | 'StepUnblocked' | 'StepSkipped'> = {
  StepRetryScheduled: (state, { stepKey, dueAt }) => {
    putStep(state, stepKey, { retryDueAt: dueAt });
    state.ready.add(stepKey);
  },
  StepBlocked: (state, { stepKey, reason, detail, need }) =>
    putStep(state, stepKey, { status: 'blocked', blockedReason: reason, blockedDetail: detail, blockedNeed: need }),
  StepUnblocked: (state, { stepKey }) => {
    if (stepOf(state, stepKey).status !== 'blocked') return;
    putStep(state, stepKey, { status: 'waiting', blockedReason: null, blockedDetail: null, blockedNeed: null });
  },
  StepSkipped: (state, { stepKey, reason }, { at }) => endStep(state, stepKey, at, { status: 'skipped', skippedReason: reason }),
};

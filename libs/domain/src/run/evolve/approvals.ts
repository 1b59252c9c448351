import type { ApprovalState, RunState } from '../run.state';
import { type Evolvers, putStep } from './tables';

const putApproval = (state: RunState, approvalId: string, change: (approval: ApprovalState) => Partial<ApprovalState>): void => {
  const approval = state.approvals.get(approvalId);
  if (!approval) throw new Error(`run ${state.runId} has no approval ${approvalId}`);
  state.approvals.set(approvalId, { ...approval, ...change(approval) });
};

export const evolveApproval: Evolvers<
  'ApprovalRequested' | 'ApprovalGranted' | 'ApprovalRejected' | 'ApprovalExpired' | 'ApprovalVoided'
> = {
  ApprovalRequested: (state, data, { at }) => {
    state.approvals.set(data.approvalId, {
      approvalId: data.approvalId,
      stepKey: data.stepKey,
      attempt: data.attempt,
      status: 'pending',
      digest: data.digest,
      spec: data.spec,
      policy: data.policy,
      requestedAt: at,
      expiresAt: data.expiresAt,
      decidedAt: null,
      voidedField: null,
      decisions: [],
    });
    putStep(state, data.stepKey, {
      status: 'blocked',
      blockedReason: 'approval',
      blockedDetail: null,
      blockedNeed: null,
      approvalId: data.approvalId,
      retryDueAt: null,
    });
    state.ready.delete(data.stepKey);
  },
  ApprovalGranted: (state, data, { at }) => {
    putApproval(state, data.approvalId, ({ decisions }) => ({
      ...(data.sealed ? { status: 'approved', decidedAt: at } : {}),
      decisions: [
        ...decisions,
        { by: data.by, decision: 'approved', reason: data.reason, at, singleOperator: data.singleOperator },
      ],
    }));
    if (!data.sealed) return;
    putStep(state, data.stepKey, { status: 'waiting', blockedReason: null });
    state.ready.add(data.stepKey);
  },
  ApprovalRejected: (state, { approvalId, by, reason }, { at }) =>
    putApproval(state, approvalId, ({ decisions }) => ({
      status: 'rejected',
      decidedAt: at,
      decisions: [...decisions, { by, decision: 'rejected', reason, at, singleOperator: false }],
    })),
  ApprovalExpired: (state, { approvalId }, { at }) =>
    putApproval(state, approvalId, () => ({ status: 'expired', decidedAt: at })),
  ApprovalVoided: (state, { approvalId, stepKey, field }, { at }) => {
    putApproval(state, approvalId, () => ({ status: 'cancelled', decidedAt: at, voidedField: field }));
    putStep(state, stepKey, { status: 'waiting', blockedReason: null, approvalId: null });
    state.ready.add(stepKey);
  },
};

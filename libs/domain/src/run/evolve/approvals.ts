import type { ApprovalState, RunState } from '../run.state';
import { type Evolvers, putStep, stepOf } from './tables';

const approvalOf = (state: RunState, approvalId: string): ApprovalState => {
  const approval = state.approvals.get(approvalId);
  if (!approval) throw new Error(`run ${state.runId} has no approval ${approvalId}`);
  return approval;
};

/** Changes a request and tells whether it is a gate: what an engine asks within an attempt does not move its step. */
const putApproval = (
  state: RunState,
  approvalId: string,
  change: (approval: ApprovalState) => Partial<ApprovalState>,
): { readonly isGate: boolean } => {
  const before = approvalOf(state, approvalId);
  const after = { ...before, ...change(before) };
  state.approvals.set(approvalId, after);
  if (before.question !== null && !isOpenQuestion(after)) state.questions.delete(approvalId);
  return { isGate: before.question === null };
};

const isOpenQuestion = ({ status, answer }: ApprovalState): boolean =>
  status === 'pending' || ((status === 'approved' || status === 'rejected') && answer === null);

const requested = {
  status: 'pending',
  answer: null,
  decidedAt: null,
  voidedCause: null,
  voidedField: null,
  decisions: [],
} as const;

export const evolveApproval: Evolvers<
  | 'ApprovalRequested'
  | 'ApprovalGranted'
  | 'ApprovalRejected'
  | 'ApprovalExpired'
  | 'ApprovalVoided'
  | 'EngineApprovalRequested'
  | 'EngineApprovalAnswered'
> = {
  ApprovalRequested: (state, data, { at }) => {
    state.approvals.set(data.approvalId, { ...requested, ...data, question: null, requestedAt: at });
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
    const { isGate } = putApproval(state, data.approvalId, ({ decisions }) => ({
      ...(data.sealed ? { status: 'approved', decidedAt: at } : {}),
      decisions: [
        ...decisions,
        { by: data.by, decision: 'approved', reason: data.reason, at, singleOperator: data.singleOperator },
      ],
    }));
    if (!isGate || !data.sealed) return;
    putStep(state, data.stepKey, { status: 'waiting', blockedReason: null });
    state.ready.add(data.stepKey);
  },
  ApprovalRejected: (state, { approvalId, by, reason }, { at }) => {
    putApproval(state, approvalId, ({ decisions }) => ({
      status: 'rejected',
      decidedAt: at,
      decisions: [...decisions, { by, decision: 'rejected', reason, at, singleOperator: false }],
    }));
  },
  ApprovalExpired: (state, { approvalId }, { at }) => {
    putApproval(state, approvalId, () => ({ status: 'expired', decidedAt: at }));
  },
  ApprovalVoided: (state, { approvalId, stepKey, cause, field }, { at }) => {
    const { isGate } = putApproval(state, approvalId, () => ({
      status: 'cancelled',
      decidedAt: at,
      voidedCause: cause,
      voidedField: field,
    }));
    if (!isGate) return;
    putStep(state, stepKey, { status: 'waiting', blockedReason: null, approvalId: null });
    state.ready.add(stepKey);
  },
  EngineApprovalRequested: (state, data, { at }) => {
    const spec = stepOf(state, data.stepKey).attempts[data.attempt - 1]?.spec;
    if (!spec) throw new Error(`run ${state.runId} has no attempt ${data.attempt} of step ${data.stepKey}`);
    state.approvals.set(data.approvalId, { ...requested, ...data, spec, requestedAt: at });
    state.questions.add(data.approvalId);
  },
  EngineApprovalAnswered: (state, { approvalId, applied, status }, { at }) => {
    putApproval(state, approvalId, () => ({ answer: { applied, status, at } }));
  },
};

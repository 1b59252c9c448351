import type { Decision, Refusal } from '../../kernel/decider';
import type { RunCommands, RunRefusal } from '../run.commands';
import type { DecidedBy, RunEvent } from '../run.events';
import type { ApprovalState } from '../run.state';
import type { Draft } from './draft';
import { failBeforeDispatch } from './endings';
import { settleDown, voidAndAskAgain } from './schedule';
import { digestOf, movedField, resolveSpec } from './spec';
import { personRefusal, standingGrants, type Verdict } from './who-may-decide';

type Refused = Refusal<RunRefusal>;
type Decided = RunCommands['GrantApproval'];

export const grantApproval = (draft: Draft, data: Decided): Decision<RunEvent, RunRefusal> => {
  const approval = draft.state.approvals.get(data.approvalId);
  const refusal = refusalOf(draft, approval, data, 'approve');
  if (refusal || !approval) return closeRefused(draft, approval, refusal);
  if (approval.question === null && hasDrifted(draft, approval)) {
    const digest = askedAnew(draft, approval.stepKey);
    return draft.close({
      code: 'digest_mismatch',
      message: 'what would be sent has changed since the request',
      details: { digest },
    });
  }
  const { catalogue } = draft.context;
  draft.emit({
    type: 'ApprovalGranted',
    data: {
      approvalId: approval.approvalId,
      stepKey: approval.stepKey,
      digest: approval.digest,
      by: decider(draft),
      reason: data.reason,
      sealed: standingGrants(approval, catalogue) + 1 >= approval.policy.quorum || catalogue.singleOperator,
      singleOperator: countsOnlyAsSingleOperator(draft, approval),
    },
  });
  settleDown(draft);
  return draft.close();
};

export const rejectApproval = (draft: Draft, data: Decided): Decision<RunEvent, RunRefusal> => {
  const approval = draft.state.approvals.get(data.approvalId);
  const refusal = refusalOf(draft, approval, data, 'reject');
  if (refusal || !approval) return closeRefused(draft, approval, refusal);
  const by = decider(draft);
  const { approvalId, stepKey, digest } = approval;
  const reason = data.reason ?? '';
  draft.emit({ type: 'ApprovalRejected', data: { approvalId, stepKey, digest, by, reason } });
  // What an engine was denied within its attempt is for the engine to go on without.
  if (approval.question === null) failStep(draft, stepKey, 'rejected', `rejected by ${by.username}: ${reason}`);
  settleDown(draft);
  return draft.close();
};

/** The request ran out of time; the step fails as one that nobody agreed to. A question of an engine it answers itself. */
export const expire = (draft: Draft, { approvalId, stepKey, expiresAt, question }: ApprovalState): void => {
  draft.emit({ type: 'ApprovalExpired', data: { approvalId, stepKey } });
  if (question === null) failStep(draft, stepKey, 'approval_expired', `nobody decided before ${expiresAt}`);
};

export const hasExpired = ({ status, expiresAt }: ApprovalState, now: string): boolean =>
  status === 'pending' && expiresAt !== null && expiresAt <= now;

const failStep = (draft: Draft, stepKey: string, code: 'rejected' | 'approval_expired', message: string): void => {
  const step = draft.state.steps.get(stepKey);
  if (step) failBeforeDispatch(draft, step, { class: code, code, message, details: null });
};

const refusalOf = (draft: Draft, approval: ApprovalState | undefined, data: Decided, verdict: Verdict): Refused | null =>
  !approval
    ? { code: 'approval_not_found', message: `there is no approval ${data.approvalId} in this run` }
    : (closedRefusal(draft, approval) ?? mayNotDecide(draft, approval, verdict) ?? contentRefusal(approval, data, verdict));

/** The request is not open any more. */
const closedRefusal = ({ state, now }: Draft, approval: ApprovalState): Refused | null => {
  if (approval.status === 'approved' || approval.status === 'rejected')
    return {
      code: 'already_decided',
      message: `already ${approval.status}`,
      details: { decision: approval.decisions.at(-1) ?? null },
    };
  // What was sent goes on while a run is failing, and its engine may have to ask.
  const isEnding = state.abort || (state.failing && approval.question === null);
  if (state.status !== 'running' || isEnding)
    return { code: 'run_not_active', message: 'the run has ended or is ending', details: { runStatus: state.status } };
  if (approval.status === 'expired' || hasExpired(approval, now))
    return { code: 'approval_expired', message: `the request expired at ${approval.expiresAt}` };
  if (approval.status === 'cancelled' && approval.question !== null)
    return { code: 'run_not_active', message: withdrawnBecause(approval), details: { runStatus: state.status } };
  if (approval.status === 'cancelled') {
    const current = state.steps.get(approval.stepKey)?.approvalId;
    const digest = (current ? state.approvals.get(current)?.digest : undefined) ?? null;
    return {
      code: 'digest_mismatch',
      message: 'the request was withdrawn, since what would be sent has changed',
      details: { digest, approvalId: current ?? null, field: approval.voidedField },
    };
  }
  return null;
};

const withdrawnBecause = ({ voidedCause, voidedField }: ApprovalState): string =>
  voidedCause === 'engine_closed'
    ? `the engine wants no answer any more: ${voidedField ?? 'closed'}`
    : 'the attempt that asked has ended';

const mayNotDecide = (draft: Draft, { policy, decisions }: ApprovalState, verdict: Verdict): Refused | null => {
  const { catalogue, meta } = draft.context;
  const place = { policy, starterId: draft.state.startedBy?.id ?? null, deciderIds: decisions.map(({ by }) => by.operatorId) };
  const refusal = personRefusal(meta.actor, catalogue, place, verdict);
  return refusal?.code === 'already_decided' ? { ...refusal, details: { decision: decisions.at(-1) ?? null } } : refusal;
};

const contentRefusal = (approval: ApprovalState, data: Decided, verdict: Verdict): Refused | null => {
  if (data.digest !== approval.digest)
    return {
      code: 'digest_mismatch',
      message: 'the decision is about something else than what is requested now',
      details: { digest: approval.digest, approvalId: approval.approvalId },
    };
  if (!data.reason?.trim() && (verdict === 'reject' || approval.spec.risk === 'irreversible'))
    return { code: 'reason_required', message: 'this decision needs a reason' };
  return null;
};

/** A decision that comes too late is refused, and the request is seen to have expired. */
const closeRefused = (
  draft: Draft,
  approval: ApprovalState | undefined,
  refusal: Refused | null,
): Decision<RunEvent, RunRefusal> => {
  if (approval && refusal?.code === 'approval_expired' && hasExpired(approval, draft.now)) {
    expire(draft, approval);
    settleDown(draft);
  }
  return draft.close(refusal ?? { code: 'approval_not_found', message: 'no such approval' });
};

const isStarter = ({ state, context }: Draft): boolean => state.startedBy?.id === context.meta.actor.id;

const countsOnlyAsSingleOperator = (draft: Draft, { policy }: ApprovalState): boolean => {
  const { catalogue, meta } = draft.context;
  if (!catalogue.singleOperator) return false;
  const roles = catalogue.operator(meta.actor.id)?.roles ?? [];
  return policy.quorum > 1 || !roles.some((role) => policy.roles.includes(role)) || (!policy.selfApproval && isStarter(draft));
};

/** Looks again at what would be sent: the grant must cover that, and not what was true when the request was made. */
const hasDrifted = (draft: Draft, approval: ApprovalState): boolean => {
  const step = draft.state.steps.get(approval.stepKey);
  if (!step) return false;
  const resolved = resolveSpec(draft.state, step, draft.context);
  if (!resolved.ok) {
    draft.emit({
      type: 'ApprovalVoided',
      data: { approvalId: approval.approvalId, stepKey: step.key, cause: 'drift', field: resolved.error.code },
    });
    settleDown(draft);
    return true;
  }
  if (digestOf(resolved.spec, draft.context) === approval.digest) return false;
  voidAndAskAgain(draft, approval, resolved.spec, movedField(approval.spec, resolved.spec));
  return true;
};

const askedAnew = ({ state }: Draft, stepKey: string): string | null => {
  const approvalId = state.steps.get(stepKey)?.approvalId;
  return approvalId ? (state.approvals.get(approvalId)?.digest ?? null) : null;
};

const decider = ({ context }: Draft): DecidedBy => {
  const { id, username, email } = context.meta.actor;
  return { operatorId: id, username: username ?? id, email: email ?? null };
};

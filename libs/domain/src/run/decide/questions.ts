import { canonicalJson } from '../../kernel/canonical';
import type { Decision } from '../../kernel/decider';
import { sha256Hex } from '../../kernel/sha256';
import type { RunCommands, RunRefusal } from '../run.commands';
import type { RunEvent } from '../run.events';
import { QUESTIONS_PER_ATTEMPT_MAX } from '../run.limits';
import { type ApprovalState, type AttemptState, isAnswerable } from '../run.state';
import type { Draft } from './draft';
import { noSuchAttempt, placeOf } from './place';

type Decided = Decision<RunEvent, RunRefusal>;

/**
 * An engine asks within an attempt. A repeat says nothing new; what an attempt asks beyond its limit, or while it is being
 * stopped, stays without an answer of ours, and the engine's own expiry says no.
 */
export const recordQuestion = (
  draft: Draft,
  { stepKey, attempt, question, expiresAt }: RunCommands['RecordQuestion'],
): Decided => {
  const place = placeOf(draft, stepKey, attempt);
  if (!place) return noSuchAttempt(draft, stepKey, attempt);
  const asked = questionsOf(draft, stepKey, attempt);
  const isKnown = asked.some((approval) => approval.question?.questionId === question.questionId);
  if (isKnown || asked.length >= QUESTIONS_PER_ATTEMPT_MAX || !isAnswerable(place.attempt)) return draft.close();
  const { catalogue, sha256 = sha256Hex } = draft.context;
  // Only what a gated step does is asked for at all; should an engine ask within a read step, it is about more than reading.
  const { quorum, selfApproval, roles } = catalogue.approvalRule(
    place.attempt.spec.risk === 'irreversible' ? 'irreversible' : 'write',
  );
  draft.emit({
    type: 'EngineApprovalRequested',
    data: {
      approvalId: draft.newId('question'),
      stepKey,
      attempt,
      digest: sha256(canonicalJson({ effectKey: place.attempt.effectKey, question })),
      question,
      policy: { quorum, selfApproval, roles },
      expiresAt: expiresAt !== null && expiresAt < place.attempt.deadline ? expiresAt : place.attempt.deadline,
    },
  });
  return draft.close();
};

const questionsOf = ({ state }: Draft, stepKey: string, attempt: number): readonly ApprovalState[] =>
  [...state.approvals.values()].filter(
    (approval) => approval.question !== null && approval.stepKey === stepKey && approval.attempt === attempt,
  );

export const recordQuestionClosed = (
  draft: Draft,
  { stepKey, attempt, questionId, status }: RunCommands['RecordQuestionClosed'],
): Decided => {
  const approval = questionsOf(draft, stepKey, attempt).find(({ question }) => question?.questionId === questionId);
  // What we have decided ourselves is told with the answer that the engine gives to us.
  if (approval?.status === 'pending') withdraw(draft, approval, 'engine_closed', status);
  return draft.close();
};

export const recordAnswer = (draft: Draft, { approvalId, applied, status }: RunCommands['RecordAnswer']): Decided => {
  const approval = draft.state.approvals.get(approvalId);
  if (!approval?.question) return draft.close({ code: 'approval_not_found', message: `there is no question ${approvalId}` });
  const isDecided = approval.status === 'approved' || approval.status === 'rejected';
  if (!isDecided || approval.answer !== null) return draft.close();
  const decision = approval.status === 'approved' ? 'allow' : 'deny';
  const { stepKey, attempt } = approval;
  draft.emit({ type: 'EngineApprovalAnswered', data: { approvalId, stepKey, attempt, decision, applied, status } });
  return draft.close();
};

/** Whatever an attempt had asked is void when it has ended, or is told to stop. */
export const withdrawQuestions = (draft: Draft): void => {
  const { state } = draft;
  for (const approvalId of [...state.questions]) {
    const approval = state.approvals.get(approvalId);
    if (approval?.status !== 'pending') continue;
    const attempt: AttemptState | undefined = state.steps.get(approval.stepKey)?.attempts[approval.attempt - 1];
    if (!attempt || !isAnswerable(attempt)) withdraw(draft, approval, 'attempt_ended', null);
  }
};

const withdraw = (
  draft: Draft,
  { approvalId, stepKey }: ApprovalState,
  cause: 'attempt_ended' | 'engine_closed',
  field: string | null,
): void => draft.emit({ type: 'ApprovalVoided', data: { approvalId, stepKey, cause, field } });

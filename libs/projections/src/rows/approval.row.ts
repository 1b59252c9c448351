import { type ApprovalState, centsFromNano, type DispatchSpec, type EngineQuestion, type RunState } from '@mc/domain';
import type { ApprovalRow } from '../tables/approvals.table';
import type { AttemptInputView, DecisionView, EngineQuestionView } from '../views/shapes';
import { personOf, type TextLink, textView, textViewOrNull } from './storable';

/** The row of one request for approval. */
export const approvalRow = (state: RunState, approval: ApprovalState): ApprovalRow => {
  const { spec } = approval;
  const starter = state.startedBy ? personOf(state.startedBy) : { id: '', username: null, email: null };
  return {
    approval_id: approval.approvalId,
    run_id: state.runId,
    step_key: approval.stepKey,
    step_name: state.steps.get(approval.stepKey)?.definition.name ?? null,
    attempt: approval.attempt,
    kind: approval.question === null ? 'step' : 'question',
    question: approval.question && questionView(approval.question),
    risk: spec.risk,
    digest: approval.digest,
    agent: spec.agent,
    gateway: spec.gateway,
    model: spec.model,
    workflow_id: state.workflowId,
    workflow_name: state.workflowName,
    workflow_version: spec.workflowVersion,
    policy_version: spec.policyVersion,
    summary: summary(state, approval),
    request: inputView(spec, approval.digest),
    policy: approval.policy,
    max_cost_nano_usd: spec.maxCostNanoUsd,
    started_by_id: starter.id,
    started_by_username: starter.username,
    started_by_email: starter.email,
    requested_at: approval.requestedAt,
    expires_at: approval.expiresAt,
    status: approval.status,
    closed_at: approval.decidedAt,
    closed_reason: closedReason(approval),
    decisions: decisionViews(approval),
    answer: approval.answer && { ...approval.answer },
  };
};

const questionView = ({ risks, ...question }: EngineQuestion): EngineQuestionView => ({ ...question, risks: [...risks] });

const summary = (state: RunState, { stepKey, spec, question }: ApprovalState): string =>
  question === null
    ? gateSummary(state, stepKey, spec)
    : `Step ${stepKey} of ${state.workflowName} asks: ${firstLine(question.command)}`;

const SUMMARY_CHARS_MAX = 160;

const firstLine = (command: string): string => {
  const line = command.split('\n', 1)[0] ?? '';
  return line.length > SUMMARY_CHARS_MAX || line.length < command.length
    ? `${line.slice(0, SUMMARY_CHARS_MAX).toWellFormed()}…`
    : line;
};

const gateSummary = (state: RunState, stepKey: string, spec: DispatchSpec): string =>
  `${spec.risk === 'irreversible' ? 'Irreversible' : 'Write'} step ${stepKey} of ${state.workflowName}: agent ${spec.agent} (${spec.model}) through ${spec.gateway}`;

const closedReason = ({ status, voidedCause, voidedField }: ApprovalState): string | null => {
  if (status === 'expired') return 'Nobody decided in time.';
  if (status !== 'cancelled') return null;
  switch (voidedCause) {
    case 'attempt_ended':
      return 'The attempt that asked has ended.';
    case 'engine_closed':
      return `The engine wants no answer any more: ${voidedField ?? 'closed'}.`;
    default:
      return voidedField === null ? 'The run ended before a decision.' : `What would be sent has changed: ${voidedField}.`;
  }
};

/** Exactly what is sent for a step: instructions first, the prompt after them. */
export const inputView = (spec: DispatchSpec, digest: string, link?: TextLink): AttemptInputView => {
  const prompt = textView(spec.prompt, link);
  const instructions = textViewOrNull(spec.system, link);
  return {
    agent: spec.agent,
    gateway: spec.gateway,
    model: spec.model,
    instructions,
    prompt,
    messages: [
      ...(instructions === null ? [] : [{ role: 'system' as const, content: instructions }]),
      { role: 'user' as const, content: prompt },
    ],
    engineAgent: spec.engineAgent,
    maxOutputTokens: spec.maxOutputTokens,
    inputTokensEstimate: spec.inputTokensEstimate,
    maxCostCents: centsFromNano(spec.maxCostNanoUsd),
    priceVersion: spec.priceVersion,
    workflowVersion: spec.workflowVersion,
    policyVersion: spec.policyVersion,
    digest,
  };
};

export const decisionViews = ({ decisions }: ApprovalState): DecisionView[] =>
  decisions.map(({ by, decision, reason, at, singleOperator }) => ({
    operator: { id: by.operatorId, username: by.username, email: by.email },
    decision,
    reason,
    at,
    singleOperator,
  }));

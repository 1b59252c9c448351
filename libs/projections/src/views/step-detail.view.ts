import { type AttemptState, type CallUsage, centsFromNano, type Executed, type RunState, type StepState } from '@mc/domain';
import { decisionViews, inputView } from '../rows/approval.row';
import { attemptShare } from '../rows/attempt-share';
import { executionRow } from '../rows/execution.row';
import { stepRow, stepRows } from '../rows/step.row';
import { type TextLink, textViewOrNull } from '../rows/storable';
import { runHeadFromRow } from './run.view';
import type { AttemptInputView, DecisionView, RunHeadView, StepErrorView, StepView, TextView } from './shapes';
import { errorView, stepViewFromRow } from './step.view';

export interface UsageView {
  callId: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  cents: number | null;
  final: boolean;
  source: 'engine' | 'estimate';
  priceVersion: number | null;
  at: string;
}

export interface LateResultView {
  at: string;
  outcome: 'completed' | 'failed';
  output: TextView | null;
}

export interface AttemptView {
  attempt: number;
  status: AttemptState['status'];
  input: AttemptInputView;
  output: TextView | null;
  usage: UsageView[];
  inputTokens: number | null;
  outputTokens: number | null;
  tokensFinal: boolean;
  reservedCents: number | null;
  costCents: number | null;
  costFinal: boolean;
  priceVersion: number | null;
  effectKey: string;
  engineRunId: string | null;
  sender: string | null;
  sendBy: string | null;
  resends: number;
  dispatchedAt: string;
  acceptedAt: string | null;
  endedAt: string | null;
  error: StepErrorView | null;
  lateResult: LateResultView | null;
  approvalId: string | null;
  deadlineAt: string;
  stopRequestedAt: string | null;
  executed: Executed | null;
}

export interface StepDetailView extends StepView {
  runId: string;
  /** The template as the workflow has it. */
  prompt: TextView;
  /** What the last attempt was sent. */
  input: TextView | null;
  output: TextView | null;
  attempts: AttemptView[];
  decisions: (DecisionView & { approvalId: string })[];
}

/**
 * One step with the exact input, output, usage and failure of every attempt, from the fold.
 * `link` makes the addresses of large texts; without it they have none.
 */
export const stepDetail = (state: RunState, stepKey: string, link?: TextLink): StepDetailView | undefined => {
  const step = state.steps.get(stepKey);
  if (!step) return undefined;
  const planOrder = [...state.steps.keys()].indexOf(stepKey);
  return {
    ...stepViewFromRow(stepRow(state, step, planOrder)),
    runId: state.runId,
    prompt: step.definition.prompt,
    input: textViewOrNull(inputOf(state, step), link),
    output: textViewOrNull(step.output, link),
    attempts: step.attempts.map((attempt) => attemptView(step, attempt, link)),
    decisions: [...state.approvals.values()]
      .filter((approval) => approval.stepKey === stepKey)
      .flatMap((approval) => decisionViews(approval).map((decision) => ({ ...decision, approvalId: approval.approvalId }))),
  };
};

/** What was sent last, or what an approver is asked about. */
const inputOf = (state: RunState, step: StepState) =>
  step.attempts.at(-1)?.spec.prompt ??
  (step.approvalId === null ? null : (state.approvals.get(step.approvalId)?.spec.prompt ?? null));

const attemptView = (step: StepState, attempt: AttemptState, link?: TextLink): AttemptView => {
  const share = attemptShare(attempt);
  const failure = attempt.error && {
    ...attempt.error,
    details: attempt.error.details && { ...attempt.error.details },
    retryable: attempt.attempt < step.attempts.length,
    executed: attempt.executed ?? ('unknown' as const),
    attempt: attempt.attempt,
    attemptsMax: step.definition.retry.maxAttempts,
  };
  return {
    attempt: attempt.attempt,
    status: attempt.status,
    input: inputView(attempt.spec, attempt.digest, link),
    output: textViewOrNull(attempt.output, link),
    usage: attempt.calls.map(usageView),
    inputTokens: attempt.inputTokens,
    outputTokens: attempt.outputTokens,
    tokensFinal: attempt.tokensFinal && attempt.endedAt !== null,
    reservedCents: centsFromNano(attempt.reservedNanoUsd),
    costCents: share.costKnown ? centsFromNano(share.spentNanoUsd) : null,
    costFinal: share.costFinal,
    priceVersion: attempt.spec.priceVersion,
    effectKey: attempt.effectKey,
    engineRunId: attempt.engineRunId,
    sender: attempt.sender,
    sendBy: attempt.sendBy,
    resends: attempt.resends,
    dispatchedAt: attempt.dispatchedAt,
    acceptedAt: attempt.acceptedAt,
    endedAt: attempt.endedAt,
    error: failure && errorView(failure),
    lateResult: lateResult(attempt, link),
    approvalId: attempt.approvalId,
    deadlineAt: attempt.deadline,
    stopRequestedAt: attempt.stopRequestedAt,
    executed: attempt.executed,
  };
};

const usageView = ({ costNanoUsd, ...usage }: CallUsage): UsageView => ({ ...usage, cents: centsFromNano(costNanoUsd) });

const lateResult = ({ lateResult: late }: AttemptState, link?: TextLink): LateResultView | null =>
  late && { at: late.at, outcome: late.outcome, output: textViewOrNull(late.output, link) };

export interface ReplayStepView extends StepView {
  input: TextView | null;
  output: TextView | null;
  decisions: DecisionView[];
}

export interface ReplayStateView extends RunHeadView {
  steps: ReplayStepView[];
}

/** The run's whole state from the fold: what replay shows at a revision. */
export const replayState = (state: RunState, link?: TextLink): ReplayStateView => {
  const decisions = new Map<string, DecisionView[]>();
  for (const approval of state.approvals.values()) {
    decisions.set(approval.stepKey, [...(decisions.get(approval.stepKey) ?? []), ...decisionViews(approval)]);
  }
  const folded = [...state.steps.values()];
  return {
    ...runHeadFromRow(executionRow(state, 0)),
    steps: stepRows(state).map((row, index) => {
      const step = folded[index];
      return {
        ...stepViewFromRow(row),
        input: step ? textViewOrNull(inputOf(state, step), link) : null,
        output: step ? textViewOrNull(step.output, link) : null,
        decisions: decisions.get(row.step_key) ?? [],
      };
    }),
  };
};

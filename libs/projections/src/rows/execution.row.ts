import { type CostEstimate, centsFromNano, nextDueAt, type RunState } from '@mc/domain';
import { PROGRESS_MARKS_MAX } from '../limits';
import type { ExecutionExtra, ExecutionRow } from '../tables/executions.table';
import type { EstimateView, Hold, RefusalView } from '../views/shapes';
import { agentsOf } from './directory.rows';
import { executionStatus, holdOf } from './hold';
import { firstError } from './step-error';
import { personOf, storableOrNull } from './storable';
import { survey } from './survey';
import { waitingOn } from './waiting-on';

/** The row of a run that has started. `position`: of the last event that was folded. */
export const executionRow = (state: RunState, position: number): ExecutionRow => {
  if (!state.startedBy || !state.startedAt || !state.definition) throw new Error(`run ${state.runId} has not started`);
  const seen = survey(state);
  const hold = holdOf(state, seen);
  const starter = personOf(state.startedBy);
  return {
    run_id: state.runId,
    workflow_id: state.workflowId,
    workflow_name: state.workflowName,
    workflow_version: state.workflowVersion,
    label: storableOrNull(state.label),
    inputs: state.inputs,
    agents: agentsOf(state.definition),
    started_by_id: starter.id,
    started_by_username: starter.username,
    started_by_email: starter.email,
    started_at: state.startedAt,
    on_exceeded: state.budget.onExceeded,
    steps_total: state.steps.size,
    status: executionStatus(state, seen),
    hold,
    status_reason: storableOrNull(state.statusReason),
    ended_at: state.endedAt,
    revision: state.revision,
    position,
    next_due_at: nextDueAt(state),
    total_budget_nano_usd: state.budget.capNanoUsd,
    spent_nano_usd: seen.spentNanoUsd,
    reserved_nano_usd: seen.reservedNanoUsd,
    unknown_nano_usd: seen.unknownNanoUsd,
    max_tokens: state.budget.capTokens,
    tokens: seen.tokens,
    reserved_tokens: seen.reservedTokens,
    unpriced_tokens: seen.unpricedTokens,
    input_tokens: seen.inputTokens,
    output_tokens: seen.outputTokens,
    steps_waiting: seen.counts.waiting,
    steps_running: seen.counts.running,
    steps_completed: seen.counts.completed,
    steps_failed: seen.counts.failed,
    steps_blocked: seen.counts.blocked,
    steps_skipped: seen.counts.skipped,
    extra: extra(state, hold, seen.counts.failed > 0),
  };
};

const extra = (state: RunState, hold: Hold | null, failed: boolean): ExecutionExtra => ({
  marks: state.steps.size <= PROGRESS_MARKS_MAX ? [...state.steps.values()].map(({ status }) => status) : null,
  waitingOn: waitingOn(state, hold),
  firstError: failed ? firstError(state) : null,
  refusal: hold === 'budget' ? budgetRefusal(state) : null,
  estimate: state.estimate && estimateView(state.estimate),
  abort: state.abort && {
    requestedBy: state.abort.actor.kind === 'operator' ? personOf(state.abort.actor) : null,
    requestedAt: state.abort.at,
    reason: storableOrNull(state.abort.reason),
  },
});

const estimateView = ({ minNanoUsd, expectedNanoUsd, maxNanoUsd, maxTokens, unpricedModels }: CostEstimate): EstimateView => ({
  minCents: centsFromNano(minNanoUsd),
  expectedCents: centsFromNano(expectedNanoUsd),
  maxCents: centsFromNano(maxNanoUsd),
  maxTokens,
  unpricedModels: [...unpricedModels],
});

/** The figures behind a run that its budget holds. */
const budgetRefusal = (state: RunState): RefusalView => {
  const step = [...state.steps.values()].find(({ blockedReason }) => blockedReason === 'budget');
  const message = state.held?.detail ?? step?.blockedDetail ?? 'the budget does not carry the next step';
  const isUnpriced = step !== undefined && step.blockedNeed === null && state.budget.capNanoUsd !== null;
  return {
    code: isUnpriced ? 'unpriced_model' : 'budget_exceeded',
    message,
    stepKey: step?.key ?? null,
    details: {
      totalBudgetCents: centsFromNano(state.budget.capNanoUsd),
      maxTokens: state.budget.capTokens,
      neededCents: centsFromNano(step?.blockedNeed?.nanoUsd ?? null),
      neededTokens: step?.blockedNeed?.tokens ?? null,
    },
  };
};

import { centsFromNano, type RunState } from '@mc/domain';
import { executionRow } from '../rows/execution.row';
import { stepRows } from '../rows/step.row';
import type { ExecutionRow } from '../tables/executions.table';
import type { StepRow } from '../tables/steps.table';
import { actionOnHold } from './next-action';
import type { NextActionView, RunBudgetView, RunHeadView, RunProgressView, RunSummary, RunView } from './shapes';
import { errorView, stepViewFromRow } from './step.view';

/** A run as the API shows it, from its rows; steps in plan order. */
export const runViewFromRows = (execution: ExecutionRow, steps: readonly StepRow[]): RunView => ({
  ...runHeadFromRow(execution),
  steps: steps.map(stepViewFromRow),
});

/** The same from the fold alone: what replay shows. Goes through the rows, so that the two can only differ by their content. */
export const runView = (state: RunState): RunView => runViewFromRows(executionRow(state, 0), stepRows(state));

export const runHeadFromRow = (row: ExecutionRow): RunHeadView => ({
  ...runSummaryFromRow(row),
  inputs: row.inputs,
  refusal: row.extra.refusal,
  nextAction: nextAction(row),
  estimate: row.extra.estimate,
  abort: row.extra.abort,
});

export const runSummaryFromRow = (row: ExecutionRow): RunSummary => ({
  runId: row.run_id,
  label: row.label,
  workflow: { id: row.workflow_id, name: row.workflow_name, version: row.workflow_version },
  status: row.status,
  hold: row.hold,
  statusReason: row.status_reason,
  startedBy: { id: row.started_by_id, username: row.started_by_username, email: row.started_by_email },
  startedAt: row.started_at,
  endedAt: row.ended_at,
  revision: row.revision,
  budget: runBudgetFromRow(row),
  inputTokens: row.input_tokens,
  outputTokens: row.output_tokens,
  progress: runProgressFromRow(row),
  waitingOn: row.extra.waitingOn,
  firstError: row.extra.firstError && { ...errorView(row.extra.firstError), stepKey: row.extra.firstError.stepKey },
});

export const runBudgetFromRow = (row: ExecutionRow): RunBudgetView => ({
  totalBudgetCents: centsFromNano(row.total_budget_nano_usd),
  spentCents: centsFromNano(row.spent_nano_usd),
  reservedCents: centsFromNano(row.reserved_nano_usd),
  unknownCents: centsFromNano(row.unknown_nano_usd),
  maxTokens: row.max_tokens,
  tokens: row.tokens,
  reservedTokens: row.reserved_tokens,
  onExceeded: row.on_exceeded,
  unpricedTokens: row.unpriced_tokens,
});

export const runProgressFromRow = (row: ExecutionRow): RunProgressView => ({
  total: row.steps_total,
  waiting: row.steps_waiting,
  running: row.steps_running,
  completed: row.steps_completed,
  failed: row.steps_failed,
  blocked: row.steps_blocked,
  skipped: row.steps_skipped,
  marks: row.extra.marks && [...row.extra.marks],
});

const nextAction = (row: ExecutionRow): NextActionView | null => {
  if (row.hold) return actionOnHold(row.hold);
  return row.status === 'failed' && row.extra.firstError ? errorView(row.extra.firstError).nextAction : null;
};

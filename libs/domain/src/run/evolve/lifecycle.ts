import type { StepDefinition } from '../../workflow/workflow.events';
import { boundBy, withDraw, withVoid } from '../run.allowances';
import type { RunState, StepState } from '../run.state';
import type { Evolvers } from './tables';

const planned = (definition: StepDefinition, at: string): StepState => ({
  key: definition.key,
  definition,
  status: 'waiting',
  blockedReason: null,
  blockedDetail: null,
  blockedNeed: null,
  missing: definition.dependsOn.length,
  attempts: [],
  approvalId: null,
  retryDueAt: null,
  readyAt: definition.dependsOn.length === 0 ? at : null,
  startedAt: null,
  endedAt: null,
  output: null,
  error: null,
  skippedReason: null,
});

const dependentsOf = (steps: readonly StepDefinition[]): Map<string, string[]> => {
  const dependents = new Map<string, string[]>();
  for (const { key, dependsOn } of steps) {
    for (const dependency of dependsOn) {
      const list = dependents.get(dependency);
      if (list) list.push(key);
      else dependents.set(dependency, [key]);
    }
  }
  return dependents;
};

const end = (state: RunState, status: RunState['status'], at: string, reason: string | null): void => {
  state.status = status;
  state.endedAt = at;
  state.statusReason = reason;
  state.held = null;
  state.paused = null;
};

export const evolveLifecycle: Evolvers<
  | 'RunStarted'
  | 'RunHeld'
  | 'RunPaused'
  | 'RunResumed'
  | 'BudgetExceeded'
  | 'BudgetRaised'
  | 'RunAbortRequested'
  | 'RunCompleted'
  | 'RunFailed'
  | 'RunAborted'
  | 'AllowanceDrawn'
  | 'AllowanceVoided'
> = {
  RunStarted: (state, data, { at, actor }) => {
    const { steps } = data.definition;
    Object.assign(state, {
      runId: data.runId,
      status: 'running',
      workflowId: data.workflowId,
      workflowName: data.workflowName,
      workflowVersion: data.workflowVersion,
      definition: data.definition,
      inputs: data.inputs,
      label: data.label,
      estimate: data.estimate,
      ownBudget: data.budget,
      budget: boundBy(data.budget, state.allowances),
      steps: new Map(steps.map((step) => [step.key, planned(step, at)])),
      dependents: dependentsOf(steps),
      ready: new Set(steps.filter((step) => step.dependsOn.length === 0).map((step) => step.key)),
      remaining: steps.length,
      startedBy: actor,
      startedAt: at,
    } satisfies Partial<RunState>);
  },
  RunHeld: (state, { reason, detail }, { at }) => {
    state.held = { reason, detail, at };
    state.statusReason = detail;
  },
  RunPaused: (state, { reason }, { at }) => {
    state.paused = { at, reason };
    state.statusReason = reason;
  },
  RunResumed: (state) => {
    state.paused = null;
    state.held = null;
    state.statusReason = null;
  },
  BudgetExceeded: () => {},
  BudgetRaised: (state, { capNanoUsd, capTokens }) => {
    state.ownBudget = { ...state.ownBudget, capNanoUsd, capTokens };
    state.budget = boundBy(state.ownBudget, state.allowances);
    state.held = null;
    state.statusReason = null;
  },
  RunAbortRequested: (state, { reason }, { at, actor }) => {
    state.abort = { at, reason, actor };
    state.statusReason = reason;
  },
  RunCompleted: (state, _data, { at }) => end(state, 'completed', at, null),
  RunFailed: (state, { reason }, { at }) => end(state, 'failed', at, reason),
  RunAborted: (state, { reason }, { at }) => end(state, 'aborted', at, reason),
  AllowanceDrawn: (state, data) => {
    state.allowances = withDraw(state.allowances, data);
    state.budget = boundBy(state.ownBudget, state.allowances);
  },
  AllowanceVoided: (state, data, { revision }) => {
    state.allowances = withVoid(state.allowances, data, revision);
  },
};

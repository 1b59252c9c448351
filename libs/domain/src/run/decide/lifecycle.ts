import type { Decision } from '../../kernel/decider';
import { estimateRun } from '../../workflow/estimate';
import { checkInputs } from '../../workflow/inputs';
import type { BudgetDefinition } from '../../workflow/workflow.events';
import type { RunCommands, RunRefusal } from '../run.commands';
import type { RunBudget, RunEvent } from '../run.events';
import { exposure } from '../run.ledger';
import type { Draft } from './draft';
import { skipTheRest } from './endings';
import { settleDown } from './schedule';

type Decided = Decision<RunEvent, RunRefusal>;

export const startRun = (draft: Draft, data: RunCommands['StartRun']): Decided => {
  if (draft.state.status !== 'none') return draft.close({ code: 'run_exists', message: `run ${data.runId} exists already` });
  const checked = checkInputs(data.definition.inputs, data.inputs);
  if (!checked.ok)
    return draft.close({
      code: 'invalid_inputs',
      message: 'the inputs do not fit the workflow',
      details: { errors: checked.findings.map((finding) => ({ ...finding, path: `/inputs${finding.path}` })) },
    });
  const budget = tightened(data.definition.budget, data.budget);
  if (!budget)
    return draft.close({
      code: 'invalid_budget',
      message: "a run's budget may only tighten that of its workflow",
      details: { path: '/budget' },
    });
  const { catalogue, countTokens, meta } = draft.context;
  const { minNanoUsd, expectedNanoUsd, maxNanoUsd, maxTokens, unpricedModels } = estimateRun(data.definition, checked.value, {
    agent: (name) => catalogue.agent(name),
    price: (model) => catalogue.price(model, meta.now),
    countTokens,
    inputTokensOverhead: (gateway) => catalogue.capabilities(gateway).inputTokensOverhead,
  });
  const estimate = { minNanoUsd, expectedNanoUsd, maxNanoUsd, maxTokens, unpricedModels };
  draft.emit({
    type: 'RunStarted',
    data: {
      runId: data.runId,
      workflowId: data.workflowId,
      workflowName: data.definition.name,
      workflowVersion: data.workflowVersion,
      definition: data.definition,
      inputs: checked.value,
      budget,
      label: data.label,
      estimate,
    },
  });
  settleDown(draft);
  return draft.close();
};

/** The narrower of both caps; `null` when the override is wider than the workflow allows. */
const tightened = (workflow: BudgetDefinition, override: Partial<RunBudget> | null): RunBudget | null => {
  const capNanoUsd = narrower(workflow.totalBudgetNanoUsd, override?.capNanoUsd);
  const capTokens = narrower(workflow.maxTokens, override?.capTokens);
  if (capNanoUsd === undefined || capTokens === undefined) return null;
  if (workflow.onExceeded === 'fail' && override?.onExceeded === 'hold') return null;
  return { capNanoUsd, capTokens, onExceeded: override?.onExceeded ?? workflow.onExceeded };
};

const narrower = (cap: number | null, override: number | null | undefined): number | null | undefined => {
  if (override === undefined || override === null) return cap;
  if (override < 0 || !Number.isSafeInteger(override)) return undefined;
  return cap === null || override <= cap ? override : undefined;
};

const illegal = (draft: Draft, verb: string): Decided =>
  draft.close({
    code: 'illegal_transition',
    message: `a run that is ${draft.state.abort && draft.state.status === 'running' ? 'aborting' : draft.state.status} cannot be ${verb}`,
    details: { runStatus: draft.state.status },
  });

const isActive = ({ state }: Draft): boolean => state.status === 'running' && !state.abort;

/** Accepted at once: nothing new starts, and whatever is with an engine gets a stop. */
export const abortRun = (draft: Draft, { reason }: RunCommands['AbortRun']): Decided => {
  if (!isActive(draft)) return illegal(draft, 'aborted');
  const { state } = draft;
  draft.emit({ type: 'RunAbortRequested', data: { reason } });
  skipTheRest(draft);
  for (const stepKey of [...state.inFlight]) {
    const attempt = state.steps.get(stepKey)?.attempts.at(-1);
    if (!attempt) continue;
    const place = { stepKey, attempt: attempt.attempt };
    if (attempt.status === 'open') draft.emit({ type: 'StepStopRequested', data: { ...place, cause: 'abort' } });
    else draft.emit({ type: 'StepWrittenOff', data: { ...place, reason: 'the run was aborted while the outcome was unknown' } });
  }
  settleDown(draft);
  return draft.close();
};

export const pauseRun = (draft: Draft, { reason }: RunCommands['PauseRun']): Decided => {
  if (!isActive(draft) || draft.state.paused) return illegal(draft, 'paused');
  draft.emit({ type: 'RunPaused', data: { reason } });
  return draft.close();
};

/** Lifts a pause or a hold. A budget that still does not carry the next step holds the run again at once. */
export const resumeRun = (draft: Draft, { reason }: RunCommands['ResumeRun']): Decided => {
  if (!isActive(draft) || !(draft.state.paused || draft.state.held)) return illegal(draft, 'resumed');
  draft.emit({ type: 'RunResumed', data: { reason } });
  settleDown(draft, true);
  return draft.close();
};

export const raiseBudget = (draft: Draft, { capNanoUsd, capTokens, reason }: RunCommands['RaiseBudget']): Decided => {
  const { state } = draft;
  if (!isActive(draft)) return illegal(draft, 'given a higher budget');
  const used = exposure(state.ledger);
  const isLower = (next: number | undefined, cap: number | null): boolean => next !== undefined && cap !== null && next < cap;
  if (isLower(capNanoUsd, state.budget.capNanoUsd) || isLower(capTokens, state.budget.capTokens))
    return draft.close({ code: 'invalid_budget', message: 'a budget can only be raised', details: { used } });
  if (capNanoUsd === undefined && capTokens === undefined)
    return draft.close({ code: 'invalid_budget', message: 'name the new cap in cents, in tokens, or both' });
  if (!reason.trim()) return draft.close({ code: 'reason_required', message: 'raising a budget needs a reason' });
  draft.emit({
    type: 'BudgetRaised',
    data: { capNanoUsd: capNanoUsd ?? state.budget.capNanoUsd, capTokens: capTokens ?? state.budget.capTokens, reason },
  });
  settleDown(draft, true);
  return draft.close();
};

/** Does not wait for the time of a scheduled retry, or for an engine that was down. */
export const retryStep = (draft: Draft, { stepKey }: RunCommands['RetryStep']): Decided => {
  const step = draft.state.steps.get(stepKey);
  if (!step) return draft.close({ code: 'step_not_found', message: `there is no step ${stepKey}` });
  const waits = draft.state.ready.has(stepKey) && (step.retryDueAt !== null || step.blockedReason === 'engine_unavailable');
  if (!isActive(draft) || !waits)
    return draft.close({
      code: 'illegal_transition',
      message: `step ${stepKey} has no retry to bring forward`,
      details: { runStatus: draft.state.status, stepStatus: step.status },
    });
  draft.emit({ type: 'StepRetryScheduled', data: { stepKey, attempt: step.attempts.length + 1, dueAt: draft.now } });
  settleDown(draft);
  return draft.close();
};

import type { Decision, Refusal } from '../../kernel/decider';
import type { RunCommands, RunRefusal } from '../run.commands';
import type { RunEvent } from '../run.events';
import { exposure } from '../run.ledger';
import type { RunState } from '../run.state';
import { drawRefusal, topUpRefusal } from './allowances';
import type { Draft } from './draft';
import { skipTheRest } from './endings';
import { settleDown } from './schedule';

type Decided = Decision<RunEvent, RunRefusal>;

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

export const raiseBudget = (draft: Draft, data: RunCommands['RaiseBudget']): Decided => {
  const { state } = draft;
  if (!isActive(draft)) return illegal(draft, 'given a higher budget');
  const { capNanoUsd, capTokens, reason, draws = [] } = data;
  const refusal = raiseRefusal(state, data) ?? drawRefusal(state, draws) ?? topUpRefusal(state, data, draws);
  if (refusal) return draft.close(refusal);
  for (const draw of draws) draft.emit({ type: 'AllowanceDrawn', data: draw });
  const { ownBudget } = state;
  draft.emit({
    type: 'BudgetRaised',
    data: { capNanoUsd: capNanoUsd ?? ownBudget.capNanoUsd, capTokens: capTokens ?? ownBudget.capTokens, reason },
  });
  settleDown(draft, true);
  return draft.close();
};

/** What is wrong with higher caps in themselves; `null`: nothing. */
export const raiseRefusal = (
  { budget, ledger }: RunState,
  { capNanoUsd, capTokens, reason }: RunCommands['RaiseBudget'],
): Refusal<RunRefusal> | null => {
  const isLower = (next: number | undefined, cap: number | null): boolean => next !== undefined && cap !== null && next < cap;
  if (isLower(capNanoUsd, budget.capNanoUsd) || isLower(capTokens, budget.capTokens))
    return { code: 'invalid_budget', message: 'a budget can only be raised', details: { used: exposure(ledger) } };
  if (capNanoUsd === undefined && capTokens === undefined)
    return { code: 'invalid_budget', message: 'name the new cap in cents, in tokens, or both' };
  return reason.trim() ? null : { code: 'reason_required', message: 'raising a budget needs a reason' };
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

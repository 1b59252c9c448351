import type { Decision } from '../../kernel/decider';
import { costNanoUsd } from '../../pricing/cost';
import type { AttemptResult, RunCommands, RunRefusal, UsageReport } from '../run.commands';
import type { Executed, RunEvent, Settlement, StepError } from '../run.events';
import type { AttemptState, CallUsage, StepState } from '../run.state';
import type { Draft } from './draft';
import { failAttempt } from './endings';
import { settleDown } from './schedule';

interface Place {
  readonly step: StepState;
  readonly attempt: AttemptState;
}

export const placeOf = ({ state }: Draft, stepKey: string, attempt: number): Place | undefined => {
  const step = state.steps.get(stepKey);
  const found = step?.attempts[attempt - 1];
  return step && found ? { step, attempt: found } : undefined;
};

const noSuchAttempt = (draft: Draft, stepKey: string, attempt: number): Decision<RunEvent, RunRefusal> =>
  draft.close({ code: 'attempt_not_found', message: `there is no attempt ${attempt} of step ${stepKey}` });

const isOpen = ({ status }: AttemptState): boolean => status === 'open' || status === 'unknown';

export const recordAccepted = (draft: Draft, { stepKey, attempt, engineRunId }: RunCommands['RecordAccepted']) => {
  const place = placeOf(draft, stepKey, attempt);
  if (!place) return noSuchAttempt(draft, stepKey, attempt);
  accepted(draft, place, engineRunId);
  return draft.close();
};

const accepted = (draft: Draft, { step, attempt }: Place, engineRunId: string | null): void => {
  if (attempt.acceptedAt !== null || !isOpen(attempt)) return;
  draft.emit({ type: 'StepAccepted', data: { stepKey: step.key, attempt: attempt.attempt, engineRunId } });
};

export const recordUsage = (draft: Draft, { stepKey, attempt, calls }: RunCommands['RecordUsage']) => {
  const place = placeOf(draft, stepKey, attempt);
  if (!place) return noSuchAttempt(draft, stepKey, attempt);
  observe(draft, place, calls);
  holdOnOverrun(draft, place);
  return draft.close();
};

/** Every call whose counts moved. Consumption is a fact whenever it becomes known, also after the end. */
export const observe = (draft: Draft, { step, attempt }: Place, calls: readonly UsageReport[]): void => {
  for (const report of calls) {
    const before = attempt.calls.find(({ callId }) => callId === report.callId);
    if (before && (sameUsage(before, report) || (before.final && !report.final))) continue;
    draft.emit({
      type: 'UsageObserved',
      data: { stepKey: step.key, attempt: attempt.attempt, ...priced(draft, attempt, report) },
    });
  }
};

const sameUsage = (before: CallUsage, report: UsageReport): boolean =>
  before.final === report.final &&
  before.source === report.source &&
  before.model === report.model &&
  before.inputTokens === report.inputTokens &&
  before.outputTokens === report.outputTokens &&
  before.cacheReadTokens === report.cacheReadTokens &&
  before.cacheWriteTokens === report.cacheWriteTokens;

/** The price in force when the attempt went out; the engine's own figure only where we have none. */
const priced = ({ context }: Draft, attempt: AttemptState, { costNanoUsd: stated, ...report }: UsageReport) => {
  const price = context.catalogue.price(report.model, attempt.dispatchedAt);
  return { ...report, costNanoUsd: costNanoUsd(price, report) ?? stated, priceVersion: price?.priceVersion ?? null };
};

/**
 * What the attempt consumed, by its calls as they stand. Without a final report of the engine the cost is unknown
 * and the counts are our estimates.
 */
export const settlementOf = (draft: Draft, attempt: AttemptState, output: string | null): Settlement => {
  const { calls, spec } = attempt;
  const isFinal = calls.length > 0 && calls.every((call) => call.final && call.source === 'engine');
  const sum = (count: (call: CallUsage) => number): number => calls.reduce((total, call) => total + count(call), 0);
  if (isFinal) {
    const costs = calls.map((call) => call.costNanoUsd);
    return {
      costNanoUsd: costs.includes(null) ? null : costs.reduce((total: number, cost) => total + (cost ?? 0), 0),
      inputTokens: sum((call) => call.inputTokens),
      outputTokens: sum((call) => call.outputTokens),
      tokensFinal: true,
    };
  }
  const outputEstimate = output === null ? 0 : draft.context.countTokens(output, spec.model);
  return {
    costNanoUsd: null,
    inputTokens: Math.max(
      sum((call) => call.inputTokens),
      spec.inputTokensEstimate,
    ),
    outputTokens: Math.max(
      sum((call) => call.outputTokens),
      outputEstimate,
    ),
    tokensFinal: false,
  };
};

/** More was consumed than was reserved, so the bound did not hold: under a cap nothing further goes out until a person has looked. */
const holdOnOverrun = (draft: Draft, { step, attempt }: Place): void => {
  const { state } = draft;
  const now = placeOf(draft, step.key, attempt.attempt)?.attempt;
  if (state.status !== 'running' || state.held || !now) return;
  const spent = now.calls.reduce((total, call) => total + (call.costNanoUsd ?? 0), 0);
  // Whoever resumed the run after an overrun has seen it: only more than that holds it again.
  const { reservedNanoUsd, reservedTokens, costNanoUsd: settled } = attempt;
  const overMoney =
    state.budget.capNanoUsd !== null && reservedNanoUsd !== null && spent > Math.max(reservedNanoUsd, settled ?? 0);
  const overTokens =
    state.budget.capTokens !== null &&
    now.calls.length > 0 &&
    tokensOf(now) > (attempt.tokenReservation === 'settled' ? Math.max(reservedTokens, tokensOf(attempt)) : reservedTokens);
  if (!overMoney && !overTokens) return;
  const detail = `step ${step.key} consumed more than was reserved for it`;
  draft.emit({ type: 'RunHeld', data: { reason: 'overrun', detail } });
};

const tokensOf = ({ inputTokens, outputTokens }: AttemptState): number => inputTokens + outputTokens;

export const recordResult = (draft: Draft, command: RunCommands['RecordResult']): Decision<RunEvent, RunRefusal> => {
  const { stepKey, attempt, result, calls, engineRunId } = command;
  const place = placeOf(draft, stepKey, attempt);
  if (!place) return noSuchAttempt(draft, stepKey, attempt);
  if (!isOpen(place.attempt)) return recordLate(draft, place, command);
  // An outcome implies acceptance; only the engine's name for the run is worth a fact of its own.
  if (engineRunId !== null) accepted(draft, place, engineRunId);
  observe(draft, place, calls);
  holdOnOverrun(draft, place);
  const metered = placeOf(draft, stepKey, attempt) ?? place;
  if (result.kind === 'completed') complete(draft, metered, result.output);
  else fail(draft, metered, result);
  settleDown(draft);
  return draft.close();
};

const fail = (draft: Draft, { step, attempt }: Place, result: Extract<AttemptResult, { kind: 'failed' }>): void => {
  // A refusal proves something only of the one copy that was ever sent; a further copy may still have been carried out.
  const isProof = attempt.resends === 0 && attempt.calls.length === 0;
  const executed = result.executed === 'no' && !isProof ? 'unknown' : result.executed;
  failAttempt(draft, step, attempt, { ...result, executed, settlement: failureSettlement(draft, attempt, executed) });
};

/**
 * A failure that certainly ran and reported usage is settled; anything less keeps its reservation as unknown: the calls that
 * were told may be final, and yet another have been under way when the engine was last heard of.
 */
export const failureSettlement = (draft: Draft, attempt: AttemptState, executed: Executed): Settlement | null => {
  if (executed !== 'yes') return null;
  const settlement = settlementOf(draft, attempt, null);
  return settlement.tokensFinal ? settlement : null;
};

const complete = (draft: Draft, { step, attempt }: Place, output: string): void => {
  const settlement = settlementOf(draft, attempt, output);
  const schema = step.definition.outputSchema;
  const problem = schema === null ? null : draft.context.outputProblem(schema, output);
  if (problem === null)
    return draft.emit({ type: 'StepCompleted', data: { stepKey: step.key, attempt: attempt.attempt, output, settlement } });
  const error: StepError = {
    class: 'output_invalid',
    code: 'output_schema',
    message: problem,
    details: { output: output.slice(0, 4_096) },
  };
  failAttempt(draft, step, attempt, { error, retryable: true, executed: 'yes', settlement });
};

/** A repeat says nothing new. A result for an attempt that ended without one corrects its cost, and nothing else. */
const recordLate = (
  draft: Draft,
  { step, attempt }: Place,
  { result, calls }: RunCommands['RecordResult'],
): Decision<RunEvent, RunRefusal> => {
  const isRepeat =
    attempt.status === 'completed' || attempt.lateResult !== null || (attempt.status === 'failed' && result.kind === 'failed');
  observe(draft, { step, attempt }, calls);
  holdOnOverrun(draft, { step, attempt });
  if (isRepeat) return draft.close();
  const metered = placeOf(draft, step.key, attempt.attempt)?.attempt ?? attempt;
  const output = result.kind === 'completed' ? result.output : null;
  const settlement =
    result.kind === 'completed' ? settlementOf(draft, metered, output) : failureSettlement(draft, metered, result.executed);
  draft.emit({
    type: 'LateResultRecorded',
    data: {
      stepKey: step.key,
      attempt: attempt.attempt,
      outcome: result.kind,
      output,
      error: result.kind === 'failed' ? result.error : null,
      settlement,
    },
  });
  settleDown(draft);
  return draft.close();
};

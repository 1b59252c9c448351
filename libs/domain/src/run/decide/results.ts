import type { Decision } from '../../kernel/decider';
import { costNanoUsd } from '../../pricing/cost';
import { observed } from '../run.calls';
import type { AttemptResult, RunCommands, RunContext, RunRefusal, UsageReport } from '../run.commands';
import type { CallReport, Executed, RunEvent, Settlement, StepError } from '../run.events';
import type { AttemptState, CallUsage, StepState } from '../run.state';
import type { Draft } from './draft';
import { failAttempt } from './endings';
import { noSuchAttempt, type Place, placeOf } from './place';
import { settleDown } from './schedule';

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
  return draft.close();
};

/** Consumption is a fact whenever it becomes known, also after the end. */
export const observe = (draft: Draft, place: Place, reports: readonly UsageReport[]): void => {
  const { stepKey, calls, after } = newsOf(draft, place, reports);
  for (const call of calls) draft.emit({ type: 'UsageObserved', data: { stepKey, attempt: after.attempt, ...call } });
  holdOnOverrun(draft, place, after);
};

/** Every call whose counts moved, with its price, and the attempt as it will be when a fact has told them. */
export const newsOf = ({ context }: Draft, { step, attempt }: Place, reports: readonly UsageReport[]) => {
  const moved = reports.map((report) => bounded(attempt, report)).filter((report) => hasMoved(attempt, report));
  const calls = moved.map((report) => priced(context, attempt, report));
  return { stepKey: step.key, calls, after: { ...attempt, ...observed(attempt, calls, context.meta.now) } };
};

/** Counts of ours, piece by piece of a stream, run high: what only the engine could know must not hold a run. */
const bounded = ({ spec, reservedTokens }: AttemptState, report: UsageReport): UsageReport =>
  report.source === 'engine'
    ? report
    : {
        ...report,
        inputTokens: Math.min(report.inputTokens, reservedTokens - spec.maxOutputTokens),
        outputTokens: Math.min(report.outputTokens, spec.maxOutputTokens),
      };

const hasMoved = ({ calls }: AttemptState, report: UsageReport): boolean => {
  const before = calls.find(({ callId }) => callId === report.callId);
  return !before || !(sameUsage(before, report) || (before.final && !report.final));
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
const priced = (
  { catalogue }: RunContext,
  attempt: AttemptState,
  { costNanoUsd: stated, ...report }: UsageReport,
): CallReport => {
  const price = catalogue.price(report.model, attempt.dispatchedAt);
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
export const holdOnOverrun = (draft: Draft, { step, attempt }: Place, now: AttemptState): void => {
  const { state } = draft;
  if (state.status !== 'running' || state.held) return;
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
  const news = newsOf(draft, place, calls);
  if (result.kind === 'completed') complete(draft, place.step, news, result.output);
  else fail(draft, place.step, news, result);
  holdOnOverrun(draft, place, news.after);
  settleDown(draft);
  return draft.close();
};

type News = Pick<ReturnType<typeof newsOf>, 'calls' | 'after'>;
type FailedResult = Extract<AttemptResult, { kind: 'failed' }>;

const fail = (draft: Draft, step: StepState, { calls, after: attempt }: News, result: FailedResult): void => {
  // A refusal proves something only of the one copy that was ever sent; a further copy may still have been carried out.
  const isProof = attempt.resends === 0 && attempt.calls.length === 0;
  const executed = result.executed === 'no' && !isProof ? 'unknown' : result.executed;
  failAttempt(draft, step, attempt, { ...result, executed, calls, settlement: failureSettlement(draft, attempt, executed) });
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

const complete = (draft: Draft, step: StepState, { calls, after: attempt }: News, output: string): void => {
  const settlement = settlementOf(draft, attempt, output);
  const schema = step.definition.outputSchema;
  const problem = schema === null ? null : draft.context.outputProblem(schema, output);
  if (problem === null)
    return draft.emit({
      type: 'StepCompleted',
      data: { stepKey: step.key, attempt: attempt.attempt, output, calls, settlement },
    });
  const error: StepError = {
    class: 'output_invalid',
    code: 'output_schema',
    message: problem,
    details: { output: output.slice(0, 4_096) },
  };
  failAttempt(draft, step, attempt, { error, retryable: true, executed: 'yes', calls, settlement });
};

/** A repeat says nothing new. A result for an attempt that ended without one corrects its cost, and nothing else. */
const recordLate = (
  draft: Draft,
  place: Place,
  { result, calls: reports }: RunCommands['RecordResult'],
): Decision<RunEvent, RunRefusal> => {
  const { step, attempt } = place;
  const isRepeat =
    attempt.status === 'completed' || attempt.lateResult !== null || (attempt.status === 'failed' && result.kind === 'failed');
  if (isRepeat) {
    observe(draft, place, reports);
    return draft.close();
  }
  const { calls, after } = newsOf(draft, place, reports);
  const output = result.kind === 'completed' ? result.output : null;
  const settlement =
    result.kind === 'completed' ? settlementOf(draft, after, output) : failureSettlement(draft, after, result.executed);
  draft.emit({
    type: 'LateResultRecorded',
    data: {
      stepKey: step.key,
      attempt: attempt.attempt,
      outcome: result.kind,
      output,
      error: result.kind === 'failed' ? result.error : null,
      calls,
      settlement,
    },
  });
  holdOnOverrun(draft, place, after);
  settleDown(draft);
  return draft.close();
};

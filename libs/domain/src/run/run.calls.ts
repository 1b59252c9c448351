import type { CallReport } from './run.events';
import type { AttemptState, CallUsage } from './run.state';

/** What reports of an attempt's model calls change about it, whichever fact carries them. */
export const observed = (attempt: AttemptState, reports: readonly CallReport[], at: string): Partial<AttemptState> => {
  if (reports.length === 0) return {};
  const calls = reports.reduce((known, report) => withCall(known, report, at), attempt.calls);
  return { calls, ...(isClosed(attempt) ? corrected(attempt, calls) : metered(attempt, calls)) };
};

/** A later report of the same call replaces the earlier one. */
const withCall = (calls: readonly CallUsage[], report: CallReport, at: string): readonly CallUsage[] => {
  const call = { ...report, at };
  const index = calls.findIndex(({ callId }) => callId === call.callId);
  return index < 0 ? [...calls, call] : calls.with(index, call);
};

/** Counts of an open attempt follow its calls; consumption beyond the reservation raises what is held for it. */
const metered = (attempt: AttemptState, calls: readonly CallUsage[]) => {
  const sum = (count: (call: CallUsage) => number): number => calls.reduce((total, call) => total + count(call), 0);
  const inputTokens = sum((call) => call.inputTokens);
  const outputTokens = sum((call) => call.outputTokens);
  const spentNanoUsd = sum((call) => call.costNanoUsd ?? 0);
  return {
    inputTokens,
    outputTokens,
    tokensFinal: calls.every((call) => call.final),
    reservedNanoUsd: attempt.reservedNanoUsd === null ? null : Math.max(attempt.reservedNanoUsd, spentNanoUsd),
    reservedTokens: Math.max(attempt.reservedTokens, inputTokens + outputTokens),
  };
};

/** What a closed attempt turns out to have consumed is booked all the same: it may raise what is charged, and never gives back. */
const corrected = (attempt: AttemptState, calls: readonly CallUsage[]): Partial<AttemptState> => ({
  ...correctedCost(attempt, calls),
  ...correctedTokens(attempt, calls),
});

const correctedCost = (attempt: AttemptState, calls: readonly CallUsage[]): Partial<AttemptState> => {
  const { reservedNanoUsd } = metered(attempt, calls);
  if (attempt.reservation === 'unknown') return { reservedNanoUsd };
  if (calls.some(({ costNanoUsd }) => costNanoUsd === null))
    return { reservation: 'unknown', costNanoUsd: null, reservedNanoUsd };
  const spent = calls.reduce((total, { costNanoUsd }) => total + (costNanoUsd ?? 0), 0);
  return { reservation: 'settled', costNanoUsd: Math.max(attempt.costNanoUsd ?? 0, spent) };
};

const correctedTokens = (attempt: AttemptState, calls: readonly CallUsage[]): Partial<AttemptState> => {
  const { inputTokens, outputTokens, tokensFinal, reservedTokens } = metered(attempt, calls);
  if (attempt.tokenReservation === 'unknown') return { reservedTokens };
  return {
    tokenReservation: 'settled',
    inputTokens: Math.max(attempt.inputTokens, inputTokens),
    outputTokens: Math.max(attempt.outputTokens, outputTokens),
    tokensFinal: attempt.tokensFinal && tokensFinal,
  };
};

const isClosed = ({ status }: AttemptState): boolean => status !== 'open' && status !== 'unknown';

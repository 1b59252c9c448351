import type { AttemptState, CallUsage } from '@mc/domain';

/** What one attempt adds to what people see of its step and run. Nanodollars and tokens. */
export interface AttemptShare {
  /** Known to be spent: the bill, or what the calls so far cost. */
  readonly spentNanoUsd: number;
  /** Of its reservation, what is neither spent nor given back. */
  readonly reservedNanoUsd: number;
  readonly unknownNanoUsd: number;
  readonly tokens: number;
  readonly reservedTokens: number;
  /** Tokens that cost something nobody can name. */
  readonly unpricedTokens: number;
  /** Whether anything is known of its cost. */
  readonly costKnown: boolean;
  /** Whether its cost can still change. */
  readonly costFinal: boolean;
}

const sum = (calls: readonly CallUsage[], count: (call: CallUsage) => number): number => {
  let total = 0;
  for (const call of calls) total += count(call);
  return total;
};

const used = (call: CallUsage): number => call.inputTokens + call.outputTokens;

export const attemptShare = (attempt: AttemptState): AttemptShare => {
  switch (attempt.reservation) {
    case 'settled':
      return settledShare(attempt, attempt.costNanoUsd ?? 0);
    case 'released':
      return settledShare(attempt, 0);
    default:
      return openShare(attempt);
  }
};

const settledShare = (attempt: AttemptState, spentNanoUsd: number): AttemptShare => ({
  spentNanoUsd,
  reservedNanoUsd: 0,
  unknownNanoUsd: 0,
  tokens: attempt.inputTokens + attempt.outputTokens,
  reservedTokens: holdsTokens(attempt) ? Math.max(0, attempt.reservedTokens - attempt.inputTokens - attempt.outputTokens) : 0,
  unpricedTokens: 0,
  costKnown: true,
  costFinal: true,
});

/** Reserved or unknown: what the calls have used is spent already, and only the rest is held. */
const openShare = (attempt: AttemptState): AttemptShare => {
  const { calls, reservation } = attempt;
  const spent = sum(calls, (call) => call.costNanoUsd ?? 0);
  const held = Math.max(0, (attempt.reservedNanoUsd ?? 0) - spent);
  const tokens = attempt.inputTokens + attempt.outputTokens;
  return {
    spentNanoUsd: spent,
    reservedNanoUsd: reservation === 'reserved' ? held : 0,
    unknownNanoUsd: reservation === 'unknown' ? held : 0,
    tokens,
    reservedTokens: holdsTokens(attempt) ? Math.max(0, attempt.reservedTokens - tokens) : 0,
    unpricedTokens: unpriced(attempt),
    costKnown: calls.some((call) => call.costNanoUsd !== null),
    costFinal: false,
  };
};

/** Tokens that nobody has counted are held like reserved ones. */
const holdsTokens = ({ tokenReservation }: AttemptState): boolean =>
  tokenReservation === 'reserved' || tokenReservation === 'unknown';

const unpriced = (attempt: AttemptState): number => {
  if (attempt.calls.length > 0) return sum(attempt.calls, (call) => (call.costNanoUsd === null ? used(call) : 0));
  // A bill without a price, and no call was ever reported.
  return attempt.spec.maxCostNanoUsd === null && attempt.endedAt !== null ? attempt.inputTokens + attempt.outputTokens : 0;
};

/** Cache tokens of all calls; `null` before the first. */
export const cacheTokens = (
  attempts: readonly AttemptState[],
): { readonly read: number | null; readonly write: number | null } => {
  let read: number | null = null;
  let write: number | null = null;
  for (const { calls } of attempts) {
    for (const call of calls) {
      read = (read ?? 0) + call.cacheReadTokens;
      write = (write ?? 0) + call.cacheWriteTokens;
    }
  }
  return { read, write };
};

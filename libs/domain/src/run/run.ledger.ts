import type { RunBudget, Settlement } from './run.events';
import type { AttemptState, RunLedger } from './run.state';

type Share = RunLedger;

const NOTHING: Share = {
  settledNanoUsd: 0,
  reservedNanoUsd: 0,
  unknownNanoUsd: 0,
  settledTokens: 0,
  reservedTokens: 0,
  unknownTokens: 0,
};

/** What one attempt adds to the ledger. The ledger is the sum over all attempts, kept incrementally. */
const shareOf = (attempt: AttemptState | undefined): Share => {
  if (!attempt) return NOTHING;
  const held = attempt.reservedNanoUsd ?? 0;
  const used = attempt.inputTokens + attempt.outputTokens;
  return {
    settledNanoUsd: attempt.reservation === 'settled' ? (attempt.costNanoUsd ?? 0) : 0,
    reservedNanoUsd: attempt.reservation === 'reserved' ? held : 0,
    unknownNanoUsd: attempt.reservation === 'unknown' ? held : 0,
    settledTokens: attempt.tokenReservation === 'settled' ? used : 0,
    reservedTokens: attempt.tokenReservation === 'reserved' ? attempt.reservedTokens : 0,
    unknownTokens: attempt.tokenReservation === 'unknown' ? Math.max(attempt.reservedTokens, used) : 0,
  };
};

/** The ledger after one attempt changed from `before` to `after`. */
export const rebook = (ledger: RunLedger, before: AttemptState | undefined, after: AttemptState): RunLedger => {
  const out = shareOf(before);
  const into = shareOf(after);
  return {
    settledNanoUsd: ledger.settledNanoUsd - out.settledNanoUsd + into.settledNanoUsd,
    reservedNanoUsd: ledger.reservedNanoUsd - out.reservedNanoUsd + into.reservedNanoUsd,
    unknownNanoUsd: ledger.unknownNanoUsd - out.unknownNanoUsd + into.unknownNanoUsd,
    settledTokens: ledger.settledTokens - out.settledTokens + into.settledTokens,
    reservedTokens: ledger.reservedTokens - out.reservedTokens + into.reservedTokens,
    unknownTokens: ledger.unknownTokens - out.unknownTokens + into.unknownTokens,
  };
};

/** How a settlement changes an attempt's booking; whatever it does not know for certain leaves that reservation as unknown. */
export const booked = (settlement: Settlement | null): Partial<AttemptState> =>
  settlement === null
    ? { reservation: 'unknown', tokenReservation: 'unknown' }
    : {
        reservation: settlement.costNanoUsd === null ? 'unknown' : 'settled',
        tokenReservation: settlement.tokensFinal ? 'settled' : 'unknown',
        costNanoUsd: settlement.costNanoUsd,
        inputTokens: settlement.inputTokens,
        outputTokens: settlement.outputTokens,
        tokensFinal: settlement.tokensFinal,
      };

/** Everything given back: certainly not executed. */
export const RELEASED: Partial<AttemptState> = {
  reservation: 'released',
  tokenReservation: 'released',
  costNanoUsd: 0,
  inputTokens: 0,
  outputTokens: 0,
  tokensFinal: true,
};

/** Settled, reserved and unknown together: what the cap must hold. */
export const exposure = (ledger: RunLedger): { readonly nanoUsd: number; readonly tokens: number } => ({
  nanoUsd: ledger.settledNanoUsd + ledger.reservedNanoUsd + ledger.unknownNanoUsd,
  tokens: ledger.settledTokens + ledger.reservedTokens + ledger.unknownTokens,
});

/** What a further reservation may take; `Infinity` without a cap. */
export const headroom = (budget: RunBudget, ledger: RunLedger): { readonly nanoUsd: number; readonly tokens: number } => {
  const used = exposure(ledger);
  return {
    nanoUsd: budget.capNanoUsd === null ? Number.POSITIVE_INFINITY : budget.capNanoUsd - used.nanoUsd,
    tokens: budget.capTokens === null ? Number.POSITIVE_INFINITY : budget.capTokens - used.tokens,
  };
};

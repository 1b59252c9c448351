import type { LimitState } from '../limit/limit.decider';
import { ledgerAt } from '../limit/period';
import type { AllowanceSteps } from './steps';

/**
 * Tells the ledger of the present period what its limit allows now, so that the change counts for every further draw from there, whoever
 * draws. A later period hears of it from whoever draws first. Harmless late or lost: whoever draws brings the limit along.
 */
export function* capLedger({ limitId, period, capNanoUsd, capTokens, version }: LimitState, now: string): AllowanceSteps<void> {
  const ledger = ledgerAt(limitId, period, now);
  const data = { scope: ledger, capNanoUsd, capTokens, reason: null, limitVersion: version };
  yield { on: 'ledger', ledger, command: { type: 'SetCap', data } };
}

import { exposure } from '../run.ledger';
import type { Draft } from './draft';

/**
 * Even the cheapest course of the whole run is above its cap: nothing is sent at all, however often somebody resumes it.
 * True when the run was held or has failed for it.
 */
export const isBeyondCapBeforehand = (draft: Draft): boolean => {
  const { budget, estimate, ledger, remaining, steps, inFlight } = draft.state;
  const minNanoUsd = estimate?.minNanoUsd ?? null;
  const hasBegun = inFlight.size > 0 || remaining < steps.size || exposure(ledger).nanoUsd > 0;
  if (hasBegun || budget.capNanoUsd === null || minNanoUsd === null || minNanoUsd <= budget.capNanoUsd) return false;
  const cap = budget.capNanoUsd;
  const reason = `the run costs at least $${minNanoUsd / 1e9}, which is above its cap of $${cap / 1e9}`;
  draft.emit({ type: 'BudgetExceeded', data: { stepKey: null, kind: 'usd', needed: minNanoUsd, available: cap, cap } });
  if (budget.onExceeded === 'hold') {
    draft.emit({ type: 'RunHeld', data: { reason: 'budget', detail: reason } });
    return true;
  }
  for (const stepKey of steps.keys()) draft.emit({ type: 'StepSkipped', data: { stepKey, reason: 'run_failed' } });
  draft.emit({ type: 'RunFailed', data: { stepKey: null, reason } });
  return true;
};

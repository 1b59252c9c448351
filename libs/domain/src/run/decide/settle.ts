import type { Decision } from '../../kernel/decider';
import type { RunCommands, RunRefusal } from '../run.commands';
import type { RunEvent } from '../run.events';
import { CLOCK_SKEW_MS } from '../run.limits';
import type { AttemptState } from '../run.state';
import { type Draft, later } from './draft';
import { settlementOf } from './results';
import { settleDown } from './schedule';

type Settle = RunCommands['SettleStep'];

/** A person says what came of an attempt of unknown outcome. "Not executed" counts only with a proof of the engine. */
export const settleStep = (draft: Draft, data: Settle): Decision<RunEvent, RunRefusal> => {
  const step = draft.state.steps.get(data.stepKey);
  if (!step) return draft.close({ code: 'step_not_found', message: `there is no step ${data.stepKey}` });
  const attempt = step.attempts.at(-1);
  if (attempt?.status !== 'unknown')
    return draft.close({
      code: 'illegal_transition',
      message: `step ${step.key} has no unknown outcome to settle`,
      details: { stepStatus: step.status },
    });
  if (!data.reason.trim()) return draft.close({ code: 'reason_required', message: 'settling needs a reason' });
  const refusal = reconcile(draft, data, attempt);
  if (refusal) return draft.close(refusal);
  settleDown(draft);
  return draft.close();
};

const reconcile = (draft: Draft, data: Settle, attempt: AttemptState) => {
  const place = { stepKey: data.stepKey, attempt: attempt.attempt, reason: data.reason };
  switch (data.outcome) {
    case 'written_off':
      draft.emit({ type: 'StepWrittenOff', data: place });
      return null;
    case 'completed': {
      if (data.output === null) return { code: 'output_required', message: 'a completed step needs its output' } as const;
      const settled = settlementOf(draft, attempt, data.output);
      draft.emit({
        type: 'StepReconciled',
        data: { ...place, outcome: 'completed', output: data.output, proof: data.statement, settlement: settled },
      });
      return null;
    }
    case 'not_executed': {
      if (!isProven(draft, data, attempt)) return notProven(attempt);
      draft.emit({
        type: 'StepReconciled',
        data: { ...place, outcome: 'not_executed', output: null, proof: data.engineProof, settlement: null },
      });
      return null;
    }
  }
};

const isProven = ({ now }: Draft, { engineProof }: Settle, { capabilities, sendBy }: AttemptState): boolean =>
  engineProof === 'tombstone'
    ? capabilities.tombstone
    : engineProof === 'expired_and_not_found' &&
      capabilities.enforcedExpiry &&
      capabilities.lookup &&
      later(sendBy, CLOCK_SKEW_MS) <= now;

const notProven = ({ capabilities }: AttemptState) =>
  ({
    code: 'proof_not_accepted',
    message: capabilities.tombstone
      ? 'the engine did not confirm that this attempt will never run; write it off, or try again'
      : 'this engine cannot prove that an attempt was not executed; look at its effects, then settle as completed or write it off',
    details: { tombstone: capabilities.tombstone, enforcedExpiry: capabilities.enforcedExpiry, lookup: capabilities.lookup },
  }) as const;

import type { Decision } from '../../kernel/decider';
import type { RunCommands, RunRefusal } from '../run.commands';
import type { RunEvent, StopProof } from '../run.events';
import type { AttemptState } from '../run.state';
import type { Draft } from './draft';
import { failAttempt } from './endings';
import { noSuchAttempt, placeOf } from './place';
import { failureSettlement, holdOnOverrun, newsOf, observe } from './results';
import { settleDown } from './schedule';

/** The engine's answer to a stop. A stop that proves nothing leaves the attempt open until its grace has passed. */
export const recordStop = (draft: Draft, data: RunCommands['RecordStop']): Decision<RunEvent, RunRefusal> => {
  const { stepKey, attempt, proof } = data;
  const place = placeOf(draft, stepKey, attempt);
  if (!place) return noSuchAttempt(draft, stepKey, attempt);
  const isOpen = place.attempt.status === 'open' && place.attempt.stopRequestedAt !== null;
  if (!isOpen || proof === 'none') {
    observe(draft, place, data.calls);
    return draft.close();
  }
  const { calls, after } = newsOf(draft, place, data.calls);
  const isProven = isTombstone(proof, after) || isUnsent(draft, proof, after);
  const executed = data.executed === 'no' && !isProven ? 'unknown' : data.executed;
  const settlement = failureSettlement(draft, after, executed);
  if (after.stopCause === 'deadline') {
    const error = { class: 'timeout', code: 'deadline', message: `no result by ${after.deadline}`, details: null } as const;
    failAttempt(draft, place.step, after, { error, retryable: true, executed, calls, settlement });
  } else draft.emit({ type: 'StepStopped', data: { stepKey, attempt, proof, executed, calls, settlement } });
  holdOnOverrun(draft, place, after);
  settleDown(draft);
  return draft.close();
};

/** Only this proves that nothing ran and nothing will: of an engine that declared it can, and that has not charged for the attempt. */
const isTombstone = (proof: StopProof, { capabilities, calls }: AttemptState): boolean =>
  proof === 'tombstone' && capabilities.tombstone && calls.length === 0;

/** The only sender, this very process, closed the connection before anything had left for it. */
const isUnsent = ({ context }: Draft, proof: StopProof, { sender, resends, acceptedAt, calls }: AttemptState): boolean =>
  proof === 'connection_closed' && sender === context.sender && resends === 0 && acceptedAt === null && calls.length === 0;

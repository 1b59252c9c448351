import type { StepError } from '../run.events';
import { RESENDS_MAX, SEND_WINDOW_MS, STOP_GRACE_MS } from '../run.limits';
import type { AttemptState, StepState } from '../run.state';
import { expire, hasExpired } from './approvals';
import { type Draft, later } from './draft';
import { failAttempt, SENDER_GONE } from './endings';
import { settleDown } from './schedule';

/** Decides whatever is due by now: attempts in doubt, deadlines, stops without an answer, expired requests, retries, lifted blocks. */
export const advance = (draft: Draft): void => {
  const { state, now } = draft;
  if (state.status !== 'running') return;
  for (const approval of [...state.approvals.values()]) if (hasExpired(approval, now)) expire(draft, approval);
  for (const key of [...state.inFlight]) {
    const step = state.steps.get(key);
    const attempt = step?.attempts.at(-1);
    if (step && attempt?.status === 'open') advanceAttempt(draft, step, attempt);
  }
  settleDown(draft);
};

const advanceAttempt = (draft: Draft, step: StepState, attempt: AttemptState): void => {
  const { now } = draft;
  if (attempt.stopRequestedAt !== null) {
    if (later(attempt.stopRequestedAt, STOP_GRACE_MS) <= now || isResultLost(draft, attempt))
      giveUpStopping(draft, step, attempt);
  } else if (isInDoubt(draft, attempt)) resolveDoubt(draft, step, attempt);
  else if (attempt.deadline <= now)
    draft.emit({ type: 'StepStopRequested', data: { stepKey: step.key, attempt: attempt.attempt, cause: 'deadline' } });
};

/**
 * The window to send has passed without a sign of life, or the only place where the result could arrive is gone. Our own
 * sender, alive in this very process, is still trying and will report by itself: its time is the deadline.
 */
const isInDoubt = (draft: Draft, attempt: AttemptState): boolean =>
  (attempt.acceptedAt === null && attempt.sendBy <= draft.now && attempt.sender !== draft.context.sender) ||
  isResultLost(draft, attempt);

const isResultLost = ({ context }: Draft, { acceptedAt, capabilities, sender }: AttemptState): boolean =>
  acceptedAt !== null && !capabilities.resultSurvivesSender && context.isSenderGone(sender);

const resolveDoubt = (draft: Draft, step: StepState, attempt: AttemptState): void => {
  if (mayResend(draft, attempt)) {
    const { context, now } = draft;
    draft.emit({
      type: 'StepResent',
      data: { stepKey: step.key, attempt: attempt.attempt, sender: context.sender, sendBy: later(now, SEND_WINDOW_MS) },
    });
    return;
  }
  failAttempt(draft, step, attempt, {
    error: doubt(draft, attempt),
    retryable: true,
    executed: 'unknown',
    calls: [],
    settlement: null,
  });
};

const doubt = ({ context }: Draft, { sender, acceptedAt }: AttemptState): StepError =>
  context.isSenderGone(sender)
    ? {
        class: 'connection_lost',
        code: SENDER_GONE,
        message: 'the process that had sent this attempt is gone, and with it the answer',
        details: null,
      }
    : {
        class: 'connection_lost',
        code: acceptedAt === null ? 'not_accepted' : 'answer_lost',
        message: 'the engine gave no sign of having received this attempt in time',
        details: null,
      };

/** Only to an engine that drops repeats of this key: in time, inside its window, and not beyond its boot where its memory is not durable. */
const mayResend = ({ context, now, state }: Draft, attempt: AttemptState): boolean => {
  const { idempotency } = attempt.capabilities;
  if (!idempotency || state.abort || attempt.deadline <= now || attempt.resends >= RESENDS_MAX) return false;
  const sameBoot = attempt.engineBoot !== null && attempt.engineBoot === context.engineBoot(attempt.spec.gateway);
  return (idempotency.survivesRestart || sameBoot) && later(attempt.dispatchedAt, idempotency.windowMs) > now;
};

/** The engine did not answer the stop. */
const giveUpStopping = (draft: Draft, step: StepState, attempt: AttemptState): void => {
  const place = { stepKey: step.key, attempt: attempt.attempt };
  if (attempt.stopCause === 'abort') {
    draft.emit({ type: 'StepWrittenOff', data: { ...place, reason: 'the engine did not confirm the stop' } });
    return;
  }
  failAttempt(draft, step, attempt, {
    error: {
      class: 'timeout',
      code: 'deadline',
      message: `no result by ${attempt.deadline}, and no answer to the stop`,
      details: null,
    },
    retryable: true,
    executed: 'unknown',
    calls: [],
    settlement: null,
  });
};

import { NO_CAPABILITIES } from '../../gateway/capabilities';
import { observed } from '../run.calls';
import type { CallReport, RunEvents } from '../run.events';
import { booked, RELEASED, rebook } from '../run.ledger';
import type { AttemptState, RunState } from '../run.state';
import { type Evolvers, endStep, putAttempt, putStep, stepOf } from './tables';

const dispatched = (data: RunEvents['StepDispatched'], at: string): AttemptState => ({
  attempt: data.attempt,
  effectKey: data.effectKey,
  digest: data.digest,
  spec: data.spec,
  approvalId: data.approvalId,
  capabilities: { ...NO_CAPABILITIES, ...data.capabilities },
  status: 'open',
  sender: data.sender,
  sendBy: data.sendBy,
  deadline: data.deadline,
  engineBoot: data.engineBoot,
  resends: 0,
  engineRunId: null,
  dispatchedAt: at,
  acceptedAt: null,
  endedAt: null,
  stopRequestedAt: null,
  stopCause: null,
  stopProof: null,
  executed: null,
  reservedNanoUsd: data.reservedNanoUsd,
  reservedTokens: data.reservedTokens,
  reservation: 'reserved',
  tokenReservation: 'reserved',
  costNanoUsd: null,
  inputTokens: data.spec.inputTokensEstimate,
  outputTokens: 0,
  tokensFinal: false,
  calls: [],
  output: null,
  error: null,
  lateResult: null,
});

const attemptOf = (state: RunState, stepKey: string, attempt: number): AttemptState | undefined =>
  stepOf(state, stepKey).attempts[attempt - 1];

const reported = (
  state: RunState,
  stepKey: string,
  attempt: number,
  reports: readonly CallReport[],
  at: string,
): Partial<AttemptState> => {
  const before = attemptOf(state, stepKey, attempt);
  return before ? observed(before, reports, at) : {};
};

export const evolveAttempt: Evolvers<
  | 'StepDispatched'
  | 'StepResent'
  | 'StepAccepted'
  | 'UsageObserved'
  | 'StepCompleted'
  | 'StepFailed'
  | 'StepOutcomeUnknown'
  | 'StepReconciled'
  | 'StepWrittenOff'
  | 'StepStopRequested'
  | 'StepStopped'
  | 'LateResultRecorded'
> = {
  StepDispatched: (state, data, { at }) => {
    const attempt = dispatched(data, at);
    const step = stepOf(state, data.stepKey);
    state.ledger = rebook(state.ledger, undefined, attempt);
    putStep(state, data.stepKey, {
      status: 'running',
      blockedReason: null,
      blockedDetail: null,
      blockedNeed: null,
      retryDueAt: null,
      startedAt: step.startedAt ?? at,
      attempts: [...step.attempts, attempt],
      error: null,
    });
    state.ready.delete(data.stepKey);
    state.inFlight.add(data.stepKey);
  },
  StepResent: (state, { stepKey, attempt, sender, sendBy }) =>
    putAttempt(state, stepKey, attempt, {
      sender,
      sendBy,
      acceptedAt: null,
      resends: (attemptOf(state, stepKey, attempt)?.resends ?? 0) + 1,
    }),
  StepAccepted: (state, { stepKey, attempt, engineRunId }, { at }) =>
    putAttempt(state, stepKey, attempt, { engineRunId, acceptedAt: at }),
  UsageObserved: (state, { stepKey, attempt, ...usage }, { at }) => {
    putAttempt(state, stepKey, attempt, reported(state, stepKey, attempt, [usage], at));
  },
  StepCompleted: (state, { stepKey, attempt, output, calls, settlement }, { at }) => {
    putAttempt(state, stepKey, attempt, {
      ...reported(state, stepKey, attempt, calls, at),
      status: 'completed',
      executed: 'yes',
      endedAt: at,
      output,
      ...booked(settlement),
    });
    endStep(state, stepKey, at, { status: 'completed', output, error: null });
  },
  StepFailed: (state, { stepKey, attempt, error, executed, calls, settlement, final }, { at }) => {
    putAttempt(state, stepKey, attempt, {
      ...reported(state, stepKey, attempt, calls, at),
      status: 'failed',
      executed,
      endedAt: at,
      error,
      ...(executed === 'no' ? RELEASED : booked(settlement)),
    });
    if (final) return endStep(state, stepKey, at, { status: 'failed', error });
    putStep(state, stepKey, { status: 'waiting', error, approvalId: null });
    state.inFlight.delete(stepKey);
    state.ready.add(stepKey);
  },
  StepOutcomeUnknown: (state, { stepKey, attempt, reason }) => {
    putAttempt(state, stepKey, attempt, {
      status: 'unknown',
      executed: 'unknown',
      reservation: 'unknown',
      tokenReservation: 'unknown',
    });
    putStep(state, stepKey, { status: 'blocked', blockedReason: 'outcome_unknown', blockedDetail: reason });
  },
  StepReconciled: (state, { stepKey, attempt, outcome, output, settlement }, { at }) => {
    if (outcome === 'completed') {
      putAttempt(state, stepKey, attempt, { status: 'completed', executed: 'yes', endedAt: at, output, ...booked(settlement) });
      return endStep(state, stepKey, at, { status: 'completed', output, error: null });
    }
    putAttempt(state, stepKey, attempt, { status: 'failed', executed: 'no', endedAt: at, ...RELEASED });
    putStep(state, stepKey, { status: 'waiting', blockedReason: null, blockedDetail: null, approvalId: null });
    state.inFlight.delete(stepKey);
    state.ready.add(stepKey);
  },
  StepWrittenOff: (state, { stepKey, attempt, reason }, { at }) => {
    putAttempt(state, stepKey, attempt, { status: 'written_off', executed: 'unknown', endedAt: at, ...booked(null) });
    const error = { class: 'stopped', code: 'written_off', message: reason, details: null } as const;
    endStep(state, stepKey, at, { status: 'failed', error });
  },
  StepStopRequested: (state, { stepKey, attempt, cause }, { at }) =>
    putAttempt(state, stepKey, attempt, { stopRequestedAt: at, stopCause: cause }),
  StepStopped: (state, { stepKey, attempt, proof, executed, calls, settlement }, { at }) => {
    const cause = attemptOf(state, stepKey, attempt)?.stopCause;
    putAttempt(state, stepKey, attempt, {
      ...reported(state, stepKey, attempt, calls, at),
      status: 'stopped',
      stopProof: proof,
      executed,
      endedAt: at,
      ...(executed === 'no' ? RELEASED : booked(settlement)),
    });
    // A stop at the deadline is followed by the step's failure; a stop by abort ends the step.
    if (cause === 'deadline') return;
    const error = { class: 'stopped', code: 'aborted', message: 'stopped because the run was aborted', details: null } as const;
    endStep(state, stepKey, at, { status: 'failed', error });
  },
  LateResultRecorded: (state, { stepKey, attempt, outcome, output, calls, settlement }, { at }) =>
    putAttempt(state, stepKey, attempt, {
      ...reported(state, stepKey, attempt, calls, at),
      lateResult: { outcome, output, at },
      ...(settlement ? booked(settlement) : {}),
    }),
};

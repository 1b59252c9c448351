import type { RunEvents } from '../run.events';
import { booked, RELEASED, rebook } from '../run.ledger';
import type { AttemptState, CallUsage, RunState } from '../run.state';
import { type Evolvers, endStep, putAttempt, putStep, stepOf } from './tables';

const dispatched = (data: RunEvents['StepDispatched'], at: string): AttemptState => ({
  attempt: data.attempt,
  effectKey: data.effectKey,
  digest: data.digest,
  spec: data.spec,
  approvalId: data.approvalId,
  capabilities: data.capabilities,
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

/** A later report of the same call replaces the earlier one. */
const withCall = (calls: readonly CallUsage[], call: CallUsage): readonly CallUsage[] => {
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

const attemptOf = (state: RunState, stepKey: string, attempt: number): AttemptState | undefined =>
  stepOf(state, stepKey).attempts[attempt - 1];

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
    const before = attemptOf(state, stepKey, attempt);
    if (!before) return;
    const calls = withCall(before.calls, { ...usage, at });
    putAttempt(state, stepKey, attempt, { calls, ...(isClosed(before) ? corrected(before, calls) : metered(before, calls)) });
  },
  StepCompleted: (state, { stepKey, attempt, output, settlement }, { at }) => {
    putAttempt(state, stepKey, attempt, { status: 'completed', executed: 'yes', endedAt: at, output, ...booked(settlement) });
    endStep(state, stepKey, at, { status: 'completed', output, error: null });
  },
  StepFailed: (state, { stepKey, attempt, error, executed, settlement, final }, { at }) => {
    putAttempt(state, stepKey, attempt, {
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
  StepStopped: (state, { stepKey, attempt, proof, executed, settlement }, { at }) => {
    const cause = attemptOf(state, stepKey, attempt)?.stopCause;
    putAttempt(state, stepKey, attempt, {
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
  LateResultRecorded: (state, { stepKey, attempt, outcome, output, settlement }, { at }) =>
    putAttempt(state, stepKey, attempt, {
      lateResult: { outcome, output, at },
      ...(settlement ? booked(settlement) : {}),
    }),
};

import { engineWords } from '../agent-text';
import { type FailedSignal, type Failure, type FailureCode, failed, outputInvalid } from '../failure';
import type { WireError } from './frames';
import type { ConnectProblem, ConnectRefused } from './handshake';
import { textOf, type Wire } from './wire';

const CODES: Readonly<Record<ConnectProblem, FailureCode>> = {
  unreachable: 'connect_failed',
  busy: 'connect_failed',
  auth: 'auth_failed',
  pairing: 'auth_failed',
  protocol: 'protocol_mismatch',
  address: 'address_refused',
  secret: 'secret_missing',
};

/** There was no connection to send over, so nothing was sent. */
export const notConnected = ({ problem, message }: ConnectRefused): FailedSignal => {
  const isAway = problem === 'unreachable' || problem === 'busy';
  return failed({
    class: isAway ? 'engine_unavailable' : 'configuration',
    code: CODES[problem],
    message,
    retryable: isAway,
    executed: 'no',
  });
};

/** The engine said no before it began. */
export const callRefused = (error: WireError): FailedSignal => {
  const message = `the engine refused: ${engineWords(error.message)}`;
  const details = { engineCode: engineWords(error.code, 128), reason: error.reason, retryAfterMs: error.retryAfterMs };
  const said = (failure: Omit<Failure, 'message' | 'details' | 'executed'>) =>
    failed({ ...failure, message, details, executed: 'no' });
  if (/RATE_LIMIT|TOO_MANY/.test(error.code) || /rate.?limit/.test(error.reason ?? error.detail ?? ''))
    return said({ class: 'rate_limited', code: 'rate_limited', retryable: true });
  if (error.code === 'FORBIDDEN' || error.code === 'NOT_PAIRED')
    return said({ class: 'configuration', code: 'auth_failed', retryable: false });
  if (error.code === 'UNAVAILABLE') return said({ class: 'engine_unavailable', code: 'connect_failed', retryable: true });
  // The engine has no code of its own for this.
  if (/unknown agent id/i.test(error.message)) return said({ class: 'configuration', code: 'agent_not_found', retryable: false });
  return said({ class: 'refused', code: 'bad_request', retryable: false });
};

/** What the engine observed of the failure of a run, as far as it was told. */
export interface RunFailure {
  readonly words: string;
  /** The engine's own class, such as `server_error`, `auth`, `rate_limit`. */
  readonly reason: string | null;
  /** The engine had tried it several times by itself: we must not add our own. */
  readonly wasRetried: boolean;
  /** Whether any model call is known to have been counted. */
  readonly hasUsage: boolean;
}

/** What trying again does not change. */
const LASTING = new Set(['auth', 'auth_permanent', 'billing', 'model_not_found', 'format', 'schema', 'context_overflow']);

/** A run that the engine had taken on, and that failed there. */
export const runFailed = ({ words, reason, wasRetried, hasUsage }: RunFailure): FailedSignal => {
  const message = engineWords(words === '' ? 'the run failed at the engine' : words);
  const details = { reason: reason === null ? null : engineWords(reason, 128) };
  if (/content.?filter|safety/i.test(words)) {
    const refusal = { class: 'refused', code: 'content_filtered', retryable: false } as const;
    return failed({ ...refusal, message, details, executed: hasUsage ? 'yes' : 'unknown' });
  }
  const isRate = reason === 'rate_limit' || reason === 'overloaded';
  return failed({
    class: isRate ? 'rate_limited' : 'engine_error',
    code: isRate ? 'rate_limited' : 'engine_failed',
    message,
    details,
    retryable: !wasRetried && !LASTING.has(reason ?? ''),
    executed: 'unknown',
  });
};

/** Somebody else than we stopped the run at the engine. */
export const cancelledThere = (): FailedSignal =>
  failed({
    class: 'engine_error',
    code: 'cancelled',
    message: 'the run was stopped at the engine',
    retryable: false,
    executed: 'unknown',
  });

export const timedOutThere = (words: string): FailedSignal =>
  failed({
    class: 'timeout',
    code: 'engine_failed',
    message: engineWords(`the engine gave the run up: ${words}`),
    retryable: true,
    executed: 'unknown',
  });

/** The engine was restarted, and of the run there is neither an answer nor a trace of work. */
export const lostThere = (message: string): FailedSignal =>
  failed({ class: 'connection_lost', code: 'engine_lost', message, retryable: true, executed: 'unknown' });

export const truncated = (beginning: string): FailedSignal =>
  outputInvalid('output_truncated', 'the answer was cut at the limit of output tokens', { beginning: engineWords(beginning) });

/** The result has not the documented shape, so it does not prove that the run has finished either. */
export const malformed = (what: string): FailedSignal =>
  failed({
    class: 'output_invalid',
    code: 'output_malformed',
    message: `the result cannot be read: ${what}`,
    retryable: true,
    executed: 'unknown',
  });

/** Reads `errorObservation.failoverReason` of a lifecycle event. */
export const reasonOf = (observation: Wire): string | null =>
  textOf(observation.failoverReason) ?? textOf(observation.providerRuntimeFailureKind);

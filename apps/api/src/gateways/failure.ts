import type { ErrorClass, Executed, StepError } from '@mc/domain';
import type { GatewaySignal } from './gateway';

export type FailedSignal = Extract<GatewaySignal, { kind: 'failed' }>;

/** Stable words for what adapters report; the class says what kind of failure, the code which one. */
export type FailureCode =
  | 'bad_request'
  | 'model_not_found'
  | 'agent_not_found'
  | 'auth_failed'
  | 'secret_missing'
  | 'address_refused'
  | 'protocol_mismatch'
  | 'engine_lost'
  | 'redirect_refused'
  | 'rate_limited'
  | 'engine_failed'
  | 'connect_failed'
  | 'send_by_passed'
  | 'connection_lost'
  | 'deadline_passed'
  | 'cancelled'
  | 'input_required'
  | 'auth_required'
  | 'task_lost'
  | 'expired'
  | 'content_filtered'
  | 'model_refused'
  | 'output_truncated'
  | 'output_too_large'
  | 'output_malformed'
  | 'output_empty'
  | 'tool_calls_unsupported'
  | 'invalid_directive'
  | 'gateway_closed'
  | 'adapter_failed';

export interface Failure {
  readonly class: ErrorClass;
  readonly code: FailureCode;
  readonly message: string;
  readonly details?: StepError['details'];
  readonly retryable: boolean;
  readonly executed: Executed;
}

export const failed = ({ retryable, executed, details, ...error }: Failure): FailedSignal => ({
  kind: 'failed',
  error: { ...error, details: details ?? null },
  retryable,
  executed,
});

/** The engine did its work, but what it gave cannot be used. */
export const outputInvalid = (code: FailureCode, message: string, details: StepError['details'] = null): FailedSignal =>
  failed({ class: 'output_invalid', code, message, details, retryable: false, executed: 'yes' });

export const outputTooLarge = (bytesMax: number): FailedSignal =>
  outputInvalid('output_too_large', `the output is larger than ${bytesMax} bytes`, { bytesMax });

/** Nobody can say what the engine did in the time it had. */
export const deadlinePassed = (deadline: string): FailedSignal =>
  failed({
    class: 'timeout',
    code: 'deadline_passed',
    message: 'the engine gave no result before the deadline',
    details: { deadline },
    retryable: true,
    executed: 'unknown',
  });

/** Nothing has left: `sendBy` was over before the first byte. */
export const sendByPassed = (sendBy: string): FailedSignal =>
  failed({
    class: 'engine_unavailable',
    code: 'send_by_passed',
    message: 'the attempt could not be sent in time, so it was not sent',
    details: { sendBy },
    retryable: true,
    executed: 'no',
  });

/** The gateway was removed, or the process is going down, before anything was sent. */
export const gatewayClosed = (): FailedSignal =>
  failed({
    class: 'configuration',
    code: 'gateway_closed',
    message: 'the gateway was closed before the attempt was sent',
    retryable: false,
    executed: 'no',
  });

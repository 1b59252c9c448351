import type { ErrorClass, Executed } from '@mc/domain';
import { engineWords } from '../agent-text';
import { MalformedAnswer, malformed, StatusError } from '../answer';
import { type FailedSignal, type FailureCode, failed } from '../failure';
import type { DispatchRequest } from '../gateway';
import type { Transmission } from '../transport';
import { connectionLost, statusFailure, unsentFailure } from '../transport-failure';
import { OUTCOME_EXTENSION } from './options';
import type { Metadata } from './shapes';
import { RpcError } from './wire';

/** Codes of JSON-RPC and of the protocol. */
export const TASK_NOT_FOUND = -32_001;
const INTERNAL = -32_603;

/** Whatever a request ended with, by how far it had come. */
export const failureFrom = (error: unknown, transmission: Transmission, request: DispatchRequest): FailedSignal => {
  const unsent = unsentFailure(error, transmission, request);
  if (unsent) return unsent;
  if (error instanceof MalformedAnswer) return malformed(error.message);
  if (error instanceof RpcError) return rpcFailure(error);
  if (!(error instanceof StatusError)) return connectionLost(error, transmission.status !== null);
  const { status, message, retryAfterMs } = error;
  return statusFailure({ status, message, retryAfterMs, engineCode: null, notFound: 'agent_not_found' });
};

/** An error instead of a task: only an internal one leaves open what was done. */
const rpcFailure = ({ code, message }: RpcError): FailedSignal => {
  const said = { message: `the agent answered with error ${code}: ${message}`, details: { engineCode: String(code) } };
  return code === INTERNAL
    ? failed({ ...said, class: 'engine_error', code: 'engine_failed', retryable: true, executed: 'unknown' })
    : failed({ ...said, class: 'refused', code: 'bad_request', retryable: false, executed: 'no' });
};

export const taskLost = (): FailedSignal =>
  failed({
    class: 'connection_lost',
    code: 'task_lost',
    message: 'the agent no longer knows the task: it was restarted, or has forgotten it',
    retryable: true,
    executed: 'unknown',
  });

/** Words by which an agent may say more about a failure than that there was one. */
const OUTCOMES: Readonly<Record<string, readonly [ErrorClass, FailureCode]>> = {
  bad_request: ['refused', 'bad_request'],
  content_filtered: ['refused', 'content_filtered'],
  model_refused: ['refused', 'model_refused'],
  output_truncated: ['output_invalid', 'output_truncated'],
  rate_limited: ['rate_limited', 'rate_limited'],
  engine_failed: ['engine_error', 'engine_failed'],
};

/** A failed task. What the agent does not say of it nobody knows. */
export const taskFailed = (words: string, metadata: Metadata): FailedSignal => {
  const outcome = recordOf(metadata?.[OUTCOME_EXTENSION]);
  const code = typeof outcome.code === 'string' ? outcome.code : '';
  const [errorClass, failureCode] = (Object.hasOwn(OUTCOMES, code) && OUTCOMES[code]) || ['engine_error', 'engine_failed'];
  const retryAfterMs = Number.isSafeInteger(outcome.retryAfterMs) ? Number(outcome.retryAfterMs) : null;
  return failed({
    class: errorClass,
    code: failureCode,
    message: words === '' ? 'the agent failed and gave no reason' : `the agent failed: ${words}`,
    details: { retryAfterMs },
    retryable: outcome.retryable !== false,
    executed: executedOf(outcome.executed),
  });
};

const executedOf = (value: unknown): Executed => (value === 'yes' || value === 'no' ? value : 'unknown');

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

export const taskRejected = (words: string): FailedSignal =>
  failed({
    class: 'refused',
    code: 'bad_request',
    message: words === '' ? 'the agent rejected the task' : `the agent rejected the task: ${words}`,
    retryable: false,
    executed: 'no',
  });

/** Cancelled at the agent, and not by us. */
export const taskCancelled = (): FailedSignal =>
  failed({
    class: 'stopped',
    code: 'cancelled',
    message: 'the task was cancelled at the agent',
    retryable: false,
    executed: 'unknown',
  });

/**
 * The agent waits for somebody. There is no way for an answer: what a step may do is decided before it goes out, and nothing
 * that a step asks for later is covered by its approval. What the agent did before it asked only a person can find out.
 */
export const taskWaits = (code: 'input_required' | 'auth_required', words: string, taskId: string): FailedSignal =>
  failed({
    class: 'refused',
    code,
    message: `${code === 'input_required' ? 'the agent asks for more input' : 'the agent asks for an authorisation'}: ${words || 'no question given'}`,
    details: { taskId: engineWords(taskId, 128) },
    retryable: false,
    executed: 'unknown',
  });

export const agentNotFound = (skill: string): FailedSignal =>
  failed({
    class: 'configuration',
    code: 'agent_not_found',
    message: `the agent offers no skill ${engineWords(skill, 128)}`,
    retryable: false,
    executed: 'no',
  });

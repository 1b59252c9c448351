import { MalformedAnswer, malformed, StatusError } from '../answer';
import { type FailedSignal, failed } from '../failure';
import type { DispatchRequest } from '../gateway';
import type { Transmission } from '../transport';
import { connectionLost, statusFailure, unsentFailure } from '../transport-failure';

/** Whatever a message ended with, by how far it had come. */
export const failureFrom = (error: unknown, transmission: Transmission, request: DispatchRequest): FailedSignal => {
  const unsent = unsentFailure(error, transmission, request);
  if (unsent) return unsent;
  if (error instanceof MalformedAnswer) return malformed(error.message);
  if (!(error instanceof StatusError)) return connectionLost(error, transmission.status !== null);
  const { status, message, retryAfterMs } = error;
  return statusFailure({ status, message, retryAfterMs, engineCode: null, notFound: 'agent_not_found' });
};

export const engineForgot = (): FailedSignal =>
  failed({
    class: 'connection_lost',
    code: 'task_lost',
    message: 'the engine says that it does not know this key, which it had to remember',
    retryable: true,
    executed: 'unknown',
  });

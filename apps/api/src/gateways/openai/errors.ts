import { types } from 'node:util';
import { APIError, AuthenticationError } from 'openai';
import { engineWords } from '../agent-text';
import { type FailedSignal, failed } from '../failure';
import type { DispatchRequest } from '../gateway';
import type { Transmission } from '../transport';
import { connectionLost, retryAfterMsOf, statusFailure, unsentFailure } from '../transport-failure';
import { malformed } from './reading';

/** By these words an engine says that it did not begin, whatever the status. */
const NOT_BEGUN = new Set(['overloaded', 'overloaded_error', 'server_overloaded', 'engine_overloaded', 'model_loading']);
/** Limits that waiting does not lift. */
const USED_UP = new Set(['insufficient_quota', 'billing_hard_limit_reached']);

/** Turns whatever a request ended with into a failure, by how far it had come. */
export const failureFrom = (error: unknown, transmission: Transmission, request: DispatchRequest): FailedSignal => {
  const unsent = unsentFailure(error, transmission, request);
  if (unsent) return unsent;
  if (error instanceof APIError && error.status !== undefined) return byStatus(error, error.status);
  if (error instanceof APIError && error.error !== undefined) return saidSo(error);
  if (transmission.status !== null && isParserError(error)) return malformed('an event has not the documented shape');
  return connectionLost(error, transmission.status !== null);
};

/** The package throws these where an event is not JSON or not of the shape that it takes for granted; the network's errors have a code. */
const isParserError = (error: unknown): boolean =>
  types.isNativeError(error) && ['SyntaxError', 'TypeError'].includes(error.name) && !('code' in error);

const byStatus = (error: APIError, status: number): FailedSignal =>
  statusFailure({
    status,
    message: sentenceOf(error, status),
    engineCode: wordOf(error),
    retryAfterMs: retryAfterMsOf(error.headers?.get('retry-after')),
    isUsedUp: USED_UP.has(wordOf(error) ?? ''),
    isUnbegun: NOT_BEGUN.has(wordOf(error) ?? ''),
    notFound: 'model_not_found',
  });

/** An error that came inside the stream, after the engine had taken the request. */
const saidSo = (error: APIError): FailedSignal =>
  failed({
    class: 'engine_error',
    code: 'engine_failed',
    message: sentenceOf(error, null),
    details: { engineCode: wordOf(error) },
    retryable: true,
    executed: 'unknown',
  });

const wordOf = ({ code, type }: APIError): string | null => {
  const word: unknown = code ?? type;
  return typeof word === 'string' ? engineWords(word, 128) : null;
};

const sentenceOf = (error: APIError, status: number | null): string => {
  const message = (error.error as { message?: unknown } | undefined)?.message;
  const words = typeof message === 'string' && message !== '' ? engineWords(message) : 'no reason given';
  return status === null ? `the engine failed: ${words}` : `the engine answered ${status}: ${words}`;
};

/** For whoever asks without dispatching: did the engine not take the credentials? */
export const isAuthFailure = (error: unknown): boolean =>
  error instanceof AuthenticationError || (error instanceof APIError && error.status === 403);

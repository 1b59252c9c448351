import { types } from 'node:util';
import type { Executed } from '@mc/domain';
import { APIError, AuthenticationError } from 'openai';
import { engineWords } from '../agent-text';
import { type FailedSignal, type Failure, failed, outputTooLarge, sendByPassed } from '../failure';
import type { DispatchRequest } from '../gateway';
import { AddressRefused } from '../url-policy';
import { malformed } from './reading';
import { EVENT_BYTES_MAX, ResponseTooLarge, SendByPassed, type Transmission } from './transport';

/** By these words an engine says that it did not begin, whatever the status. */
const NOT_BEGUN = new Set(['overloaded', 'overloaded_error', 'server_overloaded', 'engine_overloaded', 'model_loading']);
/** Limits that waiting does not lift. */
const USED_UP = new Set(['insufficient_quota', 'billing_hard_limit_reached']);

const RETRY_AFTER_MS_MAX = 24 * 3_600_000;

/** Turns whatever a request ended with into a failure, by how far it had come. */
export const failureFrom = (error: unknown, transmission: Transmission, request: DispatchRequest): FailedSignal => {
  const causes = causesOf(error);
  if (causes.some((cause) => cause instanceof SendByPassed)) return sendByPassed(request.sendBy);
  const address = causes.find((cause) => cause instanceof AddressRefused);
  if (address) return configuration('address_refused', address.message);
  if (causes.some((cause) => cause instanceof ResponseTooLarge)) return outputTooLarge(EVENT_BYTES_MAX);
  if (!transmission.sent) return unreachable(causes);
  if (error instanceof APIError && error.status !== undefined) return byStatus(error, error.status);
  if (error instanceof APIError && error.error !== undefined) return saidSo(error);
  if (transmission.status !== null && isParserError(error)) return malformed('an event has not the documented shape');
  return failed({
    class: 'connection_lost',
    code: 'connection_lost',
    message: transmission.status === null ? 'the connection broke before an answer' : 'the connection broke within the answer',
    details: { cause: causeOf(causes) },
    retryable: true,
    executed: 'unknown',
  });
};

/** The package throws these where an event is not JSON or not of the shape that it takes for granted; the network's errors have a code. */
const isParserError = (error: unknown): boolean =>
  types.isNativeError(error) && ['SyntaxError', 'TypeError'].includes(error.name) && !('code' in error);

const CAUSES_MAX = 8;

const causesOf = (error: unknown): readonly Error[] => {
  const causes: Error[] = [];
  for (let cause = error; types.isNativeError(cause) && causes.length < CAUSES_MAX; cause = cause.cause) causes.push(cause);
  return causes;
};

/** The system's word for it (`ECONNREFUSED`), or the innermost sentence. */
const causeOf = (causes: readonly Error[]): string => {
  const code = causes.map((cause) => (cause as { code?: unknown }).code).find((candidate) => typeof candidate === 'string');
  return engineWords(code ?? causes.at(-1)?.message ?? 'unknown');
};

const configuration = (code: Failure['code'], message: string): FailedSignal =>
  failed({ class: 'configuration', code, message, retryable: false, executed: 'no' });

const unreachable = (causes: readonly Error[]): FailedSignal =>
  failed({
    class: 'engine_unavailable',
    code: 'connect_failed',
    message: `the engine cannot be reached (${causeOf(causes)})`,
    details: { cause: causeOf(causes) },
    retryable: true,
    executed: 'no',
  });

const byStatus = (error: APIError, status: number): FailedSignal => {
  const details = { status, engineCode: wordOf(error), retryAfterMs: retryAfterMs(error) };
  const said = (failure: Omit<Failure, 'message' | 'details'>) =>
    failed({ ...failure, message: sentenceOf(error, status), details });
  if (status === 401 || status === 403)
    return said({ class: 'configuration', code: 'auth_failed', retryable: false, executed: 'no' });
  if (status === 429) {
    const retryable = !USED_UP.has(wordOf(error) ?? '');
    return said({ class: 'rate_limited', code: 'rate_limited', retryable, executed: 'no' });
  }
  // Only these two redirects promise that the request was not carried out.
  if (status < 400) {
    const executed: Executed = status === 307 || status === 308 ? 'no' : 'unknown';
    return said({ class: 'refused', code: 'redirect_refused', retryable: false, executed });
  }
  // 408 and 409 speak of a request that is or was at work.
  if (status === 408 || status === 409)
    return said({ class: 'engine_error', code: 'engine_failed', retryable: true, executed: 'unknown' });
  if (status === 404) return said({ class: 'refused', code: 'model_not_found', retryable: false, executed: 'no' });
  if (status < 500) return said({ class: 'refused', code: 'bad_request', retryable: false, executed: 'no' });
  return said({
    class: 'engine_error',
    code: 'engine_failed',
    retryable: true,
    executed: provesRefusal(error) ? 'no' : 'unknown',
  });
};

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

const provesRefusal = (error: APIError): boolean => NOT_BEGUN.has(wordOf(error) ?? '');

const wordOf = ({ code, type }: APIError): string | null => {
  const word: unknown = code ?? type;
  return typeof word === 'string' ? engineWords(word, 128) : null;
};

const sentenceOf = (error: APIError, status: number | null): string => {
  const message = (error.error as { message?: unknown } | undefined)?.message;
  const words = typeof message === 'string' && message !== '' ? engineWords(message) : 'no reason given';
  return status === null ? `the engine failed: ${words}` : `the engine answered ${status}: ${words}`;
};

const retryAfterMs = ({ headers }: APIError): number | null => {
  const given = headers?.get('retry-after');
  if (!given) return null;
  const ms = /^\d{1,9}(\.\d{1,3})?$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - Date.now();
  return Number.isFinite(ms) ? Math.round(Math.min(Math.max(ms, 0), RETRY_AFTER_MS_MAX)) : null;
};

/** For whoever asks without dispatching: did the engine not take the credentials? */
export const isAuthFailure = (error: unknown): boolean =>
  error instanceof AuthenticationError || (error instanceof APIError && error.status === 403);

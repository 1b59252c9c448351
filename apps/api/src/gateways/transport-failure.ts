import { types } from 'node:util';
import type { Executed } from '@mc/domain';
import { engineWords } from './agent-text';
import { type FailedSignal, type Failure, failed, outputTooLarge, sendByPassed } from './failure';
import type { DispatchRequest } from './gateway';
import { EVENT_BYTES_MAX, ResponseTooLarge, SendByPassed, type Transmission } from './transport';
import { AddressRefused } from './url-policy';

const CAUSES_MAX = 8;
const RETRY_AFTER_MS_MAX = 24 * 3_600_000;

/** An error and what lies behind it, outermost first. */
export const causesOf = (error: unknown): readonly Error[] => {
  const causes: Error[] = [];
  for (let cause = error; types.isNativeError(cause) && causes.length < CAUSES_MAX; cause = cause.cause) causes.push(cause);
  return causes;
};

/** The system's word for it (`ECONNREFUSED`), or the innermost sentence. */
export const causeOf = (causes: readonly Error[]): string => {
  const code = causes.map((cause) => (cause as { code?: unknown }).code).find((candidate) => typeof candidate === 'string');
  return engineWords(code ?? causes.at(-1)?.message ?? 'unknown');
};

/** What kept a request from being sent, or its answer from being taken; `null`: the connection was there. */
export const unsentFailure = (error: unknown, transmission: Transmission, request: DispatchRequest): FailedSignal | null => {
  const causes = causesOf(error);
  if (causes.some((cause) => cause instanceof SendByPassed)) return sendByPassed(request.sendBy);
  const address = causes.find((cause) => cause instanceof AddressRefused);
  if (address) return misconfigured('address_refused', address.message);
  if (causes.some((cause) => cause instanceof ResponseTooLarge)) return outputTooLarge(EVENT_BYTES_MAX);
  return transmission.sent ? null : unreachable(causes);
};

export const misconfigured = (code: Failure['code'], message: string): FailedSignal =>
  failed({ class: 'configuration', code, message, retryable: false, executed: 'no' });

export const secretMissing = (): FailedSignal => misconfigured('secret_missing', 'the secret of this gateway is missing');

const unreachable = (causes: readonly Error[]): FailedSignal =>
  failed({
    class: 'engine_unavailable',
    code: 'connect_failed',
    message: `the engine cannot be reached (${causeOf(causes)})`,
    details: { cause: causeOf(causes) },
    retryable: true,
    executed: 'no',
  });

export const connectionLost = (error: unknown, hadAnswer: boolean): FailedSignal =>
  failed({
    class: 'connection_lost',
    code: 'connection_lost',
    message: hadAnswer ? 'the connection broke within the answer' : 'the connection broke before an answer',
    details: { cause: causeOf(causesOf(error)) },
    retryable: true,
    executed: 'unknown',
  });

/** What an answer that is no success says. */
export interface Refused {
  readonly status: number;
  readonly message: string;
  readonly engineCode: string | null;
  readonly retryAfterMs: number | null;
  /** A limit that waiting does not lift. */
  readonly isUsedUp?: boolean;
  /** By its own words the engine has not begun, whatever the status. */
  readonly isUnbegun?: boolean;
  /** What a 404 means here. */
  readonly notFound: Failure['code'];
}

/** An answer other than a success, by its status. */
export const statusFailure = ({ status, message, engineCode, retryAfterMs, notFound, ...said }: Refused): FailedSignal => {
  const told = (failure: Omit<Failure, 'message' | 'details'>) =>
    failed({ ...failure, message, details: { status, engineCode, retryAfterMs } });
  if (status === 401 || status === 403)
    return told({ class: 'configuration', code: 'auth_failed', retryable: false, executed: 'no' });
  if (status === 429) return told({ class: 'rate_limited', code: 'rate_limited', retryable: !said.isUsedUp, executed: 'no' });
  // Only these two redirects promise that the request was not carried out.
  if (status < 400) {
    const executed: Executed = status === 307 || status === 308 ? 'no' : 'unknown';
    return told({ class: 'refused', code: 'redirect_refused', retryable: false, executed });
  }
  // 408 and 409 speak of a request that is or was at work.
  if (status === 408 || status === 409)
    return told({ class: 'engine_error', code: 'engine_failed', retryable: true, executed: 'unknown' });
  if (status === 404) return told({ class: 'refused', code: notFound, retryable: false, executed: 'no' });
  if (status < 500) return told({ class: 'refused', code: 'bad_request', retryable: false, executed: 'no' });
  return told({
    class: 'engine_error',
    code: 'engine_failed',
    retryable: true,
    executed: said.isUnbegun ? 'no' : 'unknown',
  });
};

export const retryAfterMsOf = (given: string | null | undefined, now = Date.now()): number | null => {
  if (!given) return null;
  const ms = /^\d{1,9}(\.\d{1,3})?$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - now;
  return Number.isFinite(ms) ? Math.round(Math.min(Math.max(ms, 0), RETRY_AFTER_MS_MAX)) : null;
};

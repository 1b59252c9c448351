import { PROBLEM_MEDIA_TYPE, type ProblemCode } from '@mc/contracts';
import {
  CorruptEvent,
  EventStoreTimeout,
  EventStoreUnavailable,
  EventTooLarge,
  InvalidEvent,
  LaneOverflow,
  WrongExpectedRevision,
} from '@mc/event-store';
import { InvalidCursor } from '@mc/projections';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { LOG } from '../ports';
import { ProblemError } from './problem';
import { requestIdOf } from './request-context';

const RETRY = { 'Retry-After': '1' };

/** Errors of the body reader, by the word that it gives them. */
const BODY_PROBLEMS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  'entity.too.large': ['body_too_large', 'The body is larger than 1 MiB.'],
  'encoding.unsupported': ['unsupported_media_type', 'A compressed body is not accepted.'],
  'request.aborted': ['malformed_json', 'The body ended early.'],
  'request.size.invalid': ['malformed_json', 'The body has another length than was said.'],
};

/** PostgreSQL and the network say that the database is away by these codes. */
const DATABASE_AWAY = /^(08\w{3}|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;

/** pg says it in words when a connection breaks under a query. */
const CONNECTION_BROKE =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

const isDatabaseAway = (error: unknown): boolean =>
  DATABASE_AWAY.test(wordOf(error, 'code')) || CONNECTION_BROKE.test(wordOf(error, 'message'));

const wordOf = (error: unknown, member: 'code' | 'type' | 'message'): string => {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[member] : undefined;
  return typeof value === 'string' ? value : '';
};

const unavailable = (cause: unknown): ProblemError =>
  new ProblemError('store_unavailable', 'The event log or the database cannot be reached.', { headers: RETRY, cause });

const storeProblem = (cause: unknown): ProblemError | undefined => {
  if (cause instanceof EventStoreUnavailable) return unavailable(cause);
  if (cause instanceof EventStoreTimeout) {
    const detail = 'The answer of the event log got lost. Repeat the request with the same Idempotency-Key.';
    return new ProblemError('store_timeout', detail, { headers: RETRY, cause });
  }
  if (cause instanceof WrongExpectedRevision) {
    return new ProblemError('concurrent_change', 'Others were faster, again and again. Try once more.', {
      headers: RETRY,
      cause,
    });
  }
  if (cause instanceof EventTooLarge) return new ProblemError('event_too_large', `${cause.message}.`, { cause });
  if (cause instanceof InvalidEvent) return new ProblemError('validation_failed', `${cause.message}.`, { cause });
  if (cause instanceof InvalidCursor)
    return new ProblemError('invalid_cursor', 'The cursor does not belong to this list and these filters.');
  if (cause instanceof LaneOverflow) return unavailable(cause);
  if (cause instanceof CorruptEvent) return new ProblemError('corrupt_log', `${cause.message}.`, { cause });
  return undefined;
};

/** The router itself says no: no such path, or one that cannot be decoded. */
const routerProblem = (cause: HttpException): ProblemError =>
  cause.getStatus() === 404
    ? new ProblemError('not_found', 'There is nothing at this address.')
    : new ProblemError('invalid_parameter', 'The address cannot be understood.', { cause });

/** What went wrong, as a problem. Whatever is not foreseen is ours to mend, and says nothing about the inside. */
export const toProblem = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  const body = BODY_PROBLEMS[wordOf(error, 'type')];
  if (body) return new ProblemError(...body, { cause: error });
  const store = storeProblem(error);
  if (store) return store;
  if (isDatabaseAway(error)) return unavailable(error);
  if (error instanceof HttpException && error.getStatus() < 500) return routerProblem(error);
  return new ProblemError('internal', 'Something failed on our side. The request id leads to the details.', { cause: error });
};

/** The one door by which errors leave. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = toProblem(error);
    const requestId = requestIdOf(request);
    if (problem.status >= 500) this.log.error({ requestId, err: problem.cause ?? problem }, problem.message);
    // An answer that has begun cannot become another one; cutting it is the only honest end.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response
      .status(problem.status)
      .set(problem.headers)
      .set('Cache-Control', 'no-store')
      .type(PROBLEM_MEDIA_TYPE)
      .send(JSON.stringify(problem.body(requestId)));
  }
}

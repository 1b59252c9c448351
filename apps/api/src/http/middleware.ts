import { BODY_BYTES_MAX } from '@mc/contracts';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { CALLBACK_BYTES_MAX } from '../gateways/http/callback';
import { freshHeaders } from '../gateways/http/signature';
import type { Ids } from '../ports';
import { ProblemError } from './problem';
import { toProblem } from './problem.filter';
import { contextOf, openContext } from './request-context';

/** A request slower than this is worth a line of its own. */
const SLOW_MS = 1_000;

/** Told how long each answer took, by operation of the contract. */
type Observe = (operation: string, status: number, seconds: number) => void;

/** Gives a request its id and its context, and says in the log how it ended. */
export const opened =
  (log: Logger, ids: Ids, observe: Observe): RequestHandler =>
  (request: Request, response: Response, next: NextFunction) => {
    const requestId = ids();
    const receivedAt = performance.now();
    const nothing = { params: undefined, query: undefined, body: undefined };
    openContext(request, { requestId, receivedAt, operation: null, caller: null, input: nothing, command: null });
    response.set('X-Request-Id', requestId);
    response.once('close', () => {
      const ms = Math.round(performance.now() - receivedAt);
      observe(contextOf(request).operation ?? 'other', response.statusCode, ms / 1000);
      const level = response.statusCode >= 500 || ms > SLOW_MS ? 'warn' : 'debug';
      // The path alone: a query may hold what people search for.
      log[level]({ requestId, method: request.method, path: request.path, status: response.statusCode, ms }, 'request');
    });
    next();
  };

/**
 * What a browser may do with our pages: load our own files, speak to our own server, and nothing else. No other page may
 * hold them in a frame, and no form of theirs leads anywhere. With trusted types no text becomes markup or script; the
 * documentation page, which is not ours, cannot live with that.
 */
export const guarded = ({ trustedTypes }: { readonly trustedTypes: boolean }): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        ...(trustedTypes ? { 'require-trusted-types-for': ["'script'"] } : {}),
      },
    },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: 'no-referrer' },
    // Only ever sent where the request came by https; plain http on the loopback must stay reachable.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });

const CALLBACK_PATH = /^\/api\/v1\/gateways\/[^/]+\/callbacks\/?$/;
/** Callbacks may hold a whole output: so many of them are read at a time. */
const CALLBACKS_READ_MAX = 8;

/**
 * Bodies as bytes, for whoever knows their type. Compressed ones are refused: a small bomb must not become a big one. Large
 * ones are read for callbacks alone, and only with headers by which a signature of this hour could fit.
 */
export const withBody = (): RequestHandler => {
  const read = express.raw({ type: () => true, limit: BODY_BYTES_MAX, inflate: false });
  const readLarge = express.raw({ type: () => true, limit: CALLBACK_BYTES_MAX, inflate: false });
  let reading = 0;
  return (request, response, next) => {
    // Nest would turn what the reader throws into errors of its own, which have forgotten what went wrong.
    const done = (error?: unknown) => next(error && toProblem(error));
    if (request.method !== 'POST' || !CALLBACK_PATH.test(request.path)) return read(request, response, done);
    if (!freshHeaders(request.headers, Date.now()))
      return next(new ProblemError('unauthenticated', 'The callback is not signed as it should be.'));
    if (reading >= CALLBACKS_READ_MAX)
      return next(new ProblemError('rate_limited', 'Too many callbacks at once.', { headers: { 'Retry-After': '1' } }));
    reading += 1;
    readLarge(request, response, (error?: unknown) => {
      reading -= 1;
      done(error);
    });
  };
};

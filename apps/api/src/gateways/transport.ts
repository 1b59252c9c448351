import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { guardedLookup, type NetworkPolicy } from './url-policy';

/** A whole answer, streamed or not; an output of the permitted size in pieces of one character stays below it. */
const RESPONSE_BYTES_MAX = 4 * 1024 * 1024 * 1024;
/** One event of a stream, or a body that is not a stream: a permitted output with every character escaped fits in. */
export const EVENT_BYTES_MAX = 100 * 1024 * 1024;
/** What is read of an answer that is an error. */
const ERROR_BYTES_MAX = 64 * 1024;

/** How far a request has come, for whoever must say whether it can have been carried out. */
export interface Transmission {
  /** False: nothing has left for the socket, and nothing will. */
  sent: boolean;
  /** The status of the answer, once there is one. */
  status: number | null;
}

export class SendByPassed extends Error {}
export class ResponseTooLarge extends Error {}

export interface TransportOptions {
  readonly policy: NetworkPolicy;
  readonly transmission: Transmission;
  /** Milliseconds from now in which the request must be on its way; null: no limit. */
  readonly sendWithinMs: number | null;
  readonly authorised: boolean;
}

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * A fetch that follows no redirect, reuses no connection (a stale one would leave in doubt what was sent), asks names
 * through the address policy, tells what has left, and sends no header that it was not made for.
 */
export const guardedFetch =
  (options: TransportOptions): Fetch =>
  async (url, init = {}) => {
    const target = new URL(url instanceof Request ? url.url : url);
    const secure = target.protocol === 'https:';
    const body = typeof init.body === 'string' ? Buffer.from(init.body) : null;
    const request = (secure ? httpsRequest : httpRequest)(target, {
      method: init.method ?? 'GET',
      headers: headersOf(init, options.authorised, body),
      agent: false,
      lookup: guardedLookup(secure, options.policy),
      ...(init.signal ? { signal: init.signal } : {}),
    });
    // Errors after the answer has begun reach its reader; without a listener they would end the process.
    request.on('error', () => {});
    await connected(request, secure, options.sendWithinMs);
    options.transmission.sent = true;
    const answered = once(request, 'response') as Promise<[IncomingMessage]>;
    request.end(body ?? undefined);
    const [answer] = await answered;
    options.transmission.status = answer.statusCode ?? null;
    return responseOf(answer);
  };

/** What the adapters themselves say; whatever else a client package would like to tell about us stays here. */
const SENT_HEADERS = [
  'accept',
  'content-type',
  'idempotency-key',
  'user-agent',
  'a2a-version',
  'a2a-extensions',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
];

const headersOf = (init: RequestInit, authorised: boolean, body: Buffer | null): Record<string, string> => {
  const given = new Headers(init.headers);
  const headers: Record<string, string> = body ? { 'content-length': String(body.length) } : {};
  for (const name of authorised ? [...SENT_HEADERS, 'authorization'] : SENT_HEADERS) {
    const value = given.get(name);
    if (value !== null) headers[name] = value;
  }
  return headers;
};

/** Nothing but a handshake leaves before this resolves: headers and body wait for `request.end`. */
const connected = async (request: ClientRequest, secure: boolean, withinMs: number | null): Promise<void> => {
  const began = { wall: Date.now(), steady: performance.now() };
  const late = () => request.destroy(new SendByPassed('the connection was not there in time'));
  const timer = withinMs === null ? undefined : setTimeout(late, Math.max(withinMs, 0));
  try {
    const [socket] = await once(request, 'socket');
    await Promise.race([once(socket, secure ? 'secureConnect' : 'connect'), failureOf(request)]);
  } finally {
    clearTimeout(timer);
  }
  // A process that slept, or whose clock was set, wakes here before its timers.
  const passed = Math.max(Date.now() - began.wall, performance.now() - began.steady);
  if (withinMs !== null && passed > withinMs) throw late().errored ?? new SendByPassed('too late');
};

const failureOf = (request: ClientRequest): Promise<never> =>
  new Promise((_, reject) => {
    request.once('error', reject);
  });

const NO_BODY = new Set([204, 205, 304]);
const READ_HEADERS = ['content-type', 'retry-after', 'x-request-id'];

const responseOf = (answer: IncomingMessage): Response => {
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (const name of READ_HEADERS) {
    const value = answer.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  if (NO_BODY.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  const bytes = status < 300 ? bounded(answer) : beginningOf(answer);
  return new Response(ReadableStream.from(bytes) as ReadableStream<Uint8Array>, { status, headers });
};

async function* bounded(answer: IncomingMessage): AsyncGenerator<Uint8Array> {
  let total = 0;
  let event = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    total += chunk.length;
    const end = Math.max(chunk.lastIndexOf('\n\n'), chunk.lastIndexOf('\n\r\n'));
    event = end === -1 ? event + chunk.length : chunk.length - end;
    if (total > RESPONSE_BYTES_MAX || event > EVENT_BYTES_MAX) throw new ResponseTooLarge('the answer is too large');
    yield chunk;
  }
}

/** Of an error the beginning is enough. */
async function* beginningOf(answer: IncomingMessage): AsyncGenerator<Uint8Array> {
  let left = ERROR_BYTES_MAX;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

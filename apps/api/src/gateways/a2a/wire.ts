import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { engineWords } from '../agent-text';
import { jsonOf, readAs, StatusError } from '../answer';
import { eventData } from '../sse';
import { guardedFetch, type Transmission } from '../transport';
import { retryAfterMsOf } from '../transport-failure';
import type { NetworkPolicy } from '../url-policy';
import { type A2aEvent, eventShape, rpcShape } from './shapes';

const PROTOCOL_VERSION = '1.0';
/** Of an answer that is no success only its beginning is read as text. */
const WORDS_MAX = 500;

/** The agent answered with a JSON-RPC error. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export interface Call {
  readonly url: string;
  readonly secret: string | null;
  readonly policy: NetworkPolicy;
  readonly transmission: Transmission;
  readonly sendWithinMs: number | null;
  readonly signal: AbortSignal;
}

export const unsent = (): Transmission => ({ sent: false, status: null });

const fetchWith = ({ policy, transmission, sendWithinMs, secret }: Call) =>
  guardedFetch({ policy, transmission, sendWithinMs, authorised: secret !== null });

const headersOf = ({ secret }: Call): Record<string, string> => ({
  'a2a-version': PROTOCOL_VERSION,
  ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
});

const post = async (call: Call, method: string, params: unknown, accept: string): Promise<Response> => {
  const response = await fetchWith(call)(call.url, {
    method: 'POST',
    headers: { ...headersOf(call), accept, 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: randomUUID(), method, params }),
    signal: call.signal,
  });
  if (response.status !== 200) throw await statusError(response);
  return response;
};

const statusError = async (response: Response): Promise<StatusError> => {
  const words = (await response.text().catch(() => '')).slice(0, WORDS_MAX);
  const said = words === '' ? `the agent answered ${response.status}` : `the agent answered ${response.status}: ${words}`;
  return new StatusError(response.status, engineWords(said), retryAfterMsOf(response.headers.get('retry-after')));
};

/** One answer. Throws RpcError, StatusError, MalformedAnswer, and what the network throws. */
export const ask = async <Shape extends z.ZodType>(
  call: Call,
  method: string,
  params: unknown,
  shape: Shape,
): Promise<z.output<Shape>> => {
  const response = await post(call, method, params, 'application/json');
  return readAs(shape, resultOf(await response.text()));
};

/** The events of a stream; an agent that answers with one JSON body has one event. Throws as `ask` does. */
export async function* listen(call: Call, method: string, params: unknown): AsyncGenerator<A2aEvent> {
  const response = await post(call, method, params, 'text/event-stream');
  if (!/^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '') || response.body === null) {
    yield readAs(eventShape, resultOf(await response.text()));
    return;
  }
  for await (const data of eventData(response.body)) yield readAs(eventShape, resultOf(data));
}

/** A document by GET, such as the agent card. */
export const fetchJson = async <Shape extends z.ZodType>(call: Call, shape: Shape): Promise<z.output<Shape>> => {
  const response = await fetchWith(call)(call.url, {
    headers: { ...headersOf(call), accept: 'application/json' },
    signal: call.signal,
  });
  if (response.status !== 200) throw await statusError(response);
  return readAs(shape, jsonOf(await response.text()));
};

const resultOf = (text: string): unknown => {
  const { error, result } = readAs(rpcShape, jsonOf(text));
  if (error) throw new RpcError(error.code, engineWords(error.message));
  return result;
};

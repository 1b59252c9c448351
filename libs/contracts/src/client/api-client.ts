import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { ApiProblem, headerNumber } from './api-problem';
import type { components, paths } from './schema';

/** The named shapes as they go over the wire. */
export type Schemas = components['schemas'];
export type ApiClient = Client<paths>;

export interface ApiClientOptions {
  /** Origin of the server; paths begin with `/api/v1`. */
  readonly baseUrl: string;
  /** An API key; a browser needs none, its cookie goes along. */
  readonly token?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Gives every command that has no Idempotency-Key a new one. Safe retries need the same key: pass it yourself there. */
  readonly idempotencyKey?: () => string;
  /** Told of the position of every answer, in the order of their arrival. */
  readonly onPosition?: (position: number) => void;
}

/** A typed client of the whole API. Answers come as `{data, error, response}`; `unwrap` makes them a value or an exception. */
export const createApiClient = ({ baseUrl, fetch, ...rest }: ApiClientOptions): ApiClient => {
  const client = createClient<paths>({
    baseUrl,
    ...(fetch ? { fetch } : {}),
    // Lists in queries are one parameter with commas.
    querySerializer: { array: { style: 'form', explode: false } },
  });
  client.use(headersOf(rest));
  return client;
};

const headersOf = ({ token, idempotencyKey, onPosition }: Omit<ApiClientOptions, 'baseUrl' | 'fetch'>): Middleware => ({
  onRequest: ({ request }) => {
    if (token !== undefined) request.headers.set('Authorization', `Bearer ${token}`);
    if (idempotencyKey && request.method !== 'GET' && !request.headers.has(KEY)) request.headers.set(KEY, idempotencyKey());
    return request;
  },
  onResponse: ({ response }) => {
    const position = headerNumber(response, 'X-Position');
    if (position !== null) onPosition?.(position);
  },
});

const KEY = 'Idempotency-Key';

/** What an answer says besides its body. */
export interface Answer<Data> {
  readonly data: Data;
  /** The log position which the answer reflects or reached. */
  readonly position: number | null;
  readonly etag: string | null;
  /** True when the server gave its first answer again. */
  readonly replayed: boolean;
}

interface FetchResult<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** Waits for a call; throws `ApiProblem` for a refusal, and what `fetch` threw when there was no answer. */
export const answerOf = async <Data>(call: Promise<FetchResult<Data>>): Promise<Answer<Exclude<Data, undefined>>> => {
  const { data, error, response } = await call;
  if (!response.ok) throw new ApiProblem(response, error);
  return {
    // A success carries its body; only where the contract has none is it undefined.
    data: data as Exclude<Data, undefined>,
    position: headerNumber(response, 'X-Position'),
    etag: response.headers.get('ETag'),
    replayed: response.headers.get('Idempotency-Replayed') === 'true',
  };
};

/** The body of a success; throws as `answerOf` does. */
export const unwrap = async <Data>(call: Promise<FetchResult<Data>>): Promise<Exclude<Data, undefined>> =>
  (await answerOf(call)).data;

import { type Answer, answerOf, createApiClient, unwrap } from '@mc/contracts/client';
import { noteCommand, noteRead, requiredPosition } from './positions';

export { type Answer, answerOf, unwrap };

/** The page's own client: the session cookie goes along, and one always reads what one wrote. */
export const api = createApiClient({ baseUrl: '' });

api.use({
  onRequest: ({ request }) => {
    const least = requiredPosition();
    if (request.method === 'GET' && least !== null) request.headers.set('X-Min-Position', String(least));
    return request;
  },
  onResponse: ({ request, response }) => {
    const position = Number(response.headers.get('X-Position') ?? Number.NaN);
    if (!response.ok || !Number.isSafeInteger(position)) return;
    if (request.method === 'GET') noteRead(position);
    else noteCommand(position);
  },
});

/** The header by which a repeated command is recognised. */
export const once = (idempotencyKey: string) => ({ 'Idempotency-Key': idempotencyKey });

/** The header that refuses to overwrite what somebody else changed meanwhile. */
export const ifSame = (etag: string | null) => (etag === null ? {} : { 'If-Match': etag });

/** Only what was given: an absent filter is no parameter at all, not an empty one. */
export const given = <Values extends object>(values: Values): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };

/** The address of a read, for links that the browser follows by itself, as downloads. */
export const addressOf = (path: string, query: Readonly<Record<string, string | undefined>>): string =>
  `${path}?${new URLSearchParams(given(query) as Record<string, string>)}`;

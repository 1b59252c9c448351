import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, once, unwrap } from './client';
import type { PasswordChange } from './shapes';

const query = { limit: 200 };

/** What one may see and change of the own ways in. */
export const ownKey = ['own'] as const;

export const sessionsQuery = queryOptions({
  queryKey: [...ownKey, 'sessions'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/me/sessions', { signal })),
});
export const ownKeysQuery = queryOptions({
  queryKey: [...ownKey, 'keys'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/me/keys', { params: { query }, signal })),
});

// A repeat is refused by itself, since the present password is another one then; so it takes no idempotency key.
export const changePassword = (body: PasswordChange) => answerOf(api.POST('/api/v1/me/password', { body }));
export const endSession = (sessionId: string) =>
  answerOf(api.DELETE('/api/v1/me/sessions/{sessionId}', { params: { path: { sessionId } } }));
export const revokeOwnKey = (keyId: string, key: string) =>
  answerOf(api.DELETE('/api/v1/me/keys/{keyId}', { params: { path: { keyId }, header: once(key) } }));

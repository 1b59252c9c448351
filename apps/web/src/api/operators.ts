import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, once, unwrap } from './client';
import type { KeyInput, OperatorInput, OperatorUpdate } from './shapes';

const query = { limit: 200 };

export const operatorsKey = ['operators'] as const;

export const operatorsQuery = queryOptions({
  queryKey: [...operatorsKey, 'list'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/operators', { params: { query }, signal })),
});
export const keysQuery = (id: string) =>
  queryOptions({
    queryKey: [...operatorsKey, 'keys', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/operators/{id}/keys', { params: { path: { id }, query }, signal })),
  });

export const createOperator = (body: OperatorInput, key: string) =>
  answerOf(api.POST('/api/v1/operators', { params: { header: once(key) }, body }));
export const updateOperator = (id: string, body: OperatorUpdate, key: string) =>
  answerOf(api.PUT('/api/v1/operators/{id}', { params: { path: { id }, header: once(key) }, body }));
// Answers that hold a secret are not kept for repetition, so these two take no idempotency key.
export const createSignInLink = (id: string) =>
  answerOf(api.POST('/api/v1/operators/{id}/sign-in-link', { params: { path: { id } } }));
export const createKey = (id: string, body: KeyInput) =>
  answerOf(api.POST('/api/v1/operators/{id}/keys', { params: { path: { id } }, body }));
export const revokeKey = (id: string, keyId: string, key: string) =>
  answerOf(api.DELETE('/api/v1/operators/{id}/keys/{keyId}', { params: { path: { id, keyId }, header: once(key) } }));

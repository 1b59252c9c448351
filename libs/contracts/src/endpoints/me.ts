import * as z from 'zod';
import { API_BASE, defineEndpoint } from '../define-endpoint';
import { receipt, uuid } from '../shapes/common';
import { lookupList, lookupQuery } from '../shapes/lookup';
import { keyPage, keysQuery } from '../shapes/operators';
import { passwordChange, sessionId, sessionList, sessionsEnded } from '../shapes/session';

const tag = 'Session';
const path = `${API_BASE}/me`;

/** What everybody may do about their own ways in. What changes one takes a signed-in person: no key can keep its owner out. */
export const meEndpoints = {
  changePassword: defineEndpoint({
    id: 'changePassword',
    method: 'POST',
    path: `${path}/password`,
    tag,
    summary: 'Change the own password; ends all other sessions',
    permission: 'authenticated',
    body: passwordChange,
    responses: { 200: sessionsEnded },
    problems: ['session_required', 'wrong_password', 'weak_password'],
  }),
  listSessions: defineEndpoint({
    id: 'listSessions',
    method: 'GET',
    path: `${path}/sessions`,
    tag,
    summary: 'The own sessions that still stand',
    permission: 'authenticated',
    responses: { 200: sessionList },
  }),
  endSession: defineEndpoint({
    id: 'endSession',
    method: 'DELETE',
    path: `${path}/sessions/{sessionId}`,
    tag,
    summary: 'End one of the own sessions',
    permission: 'authenticated',
    params: z.strictObject({ sessionId }),
    responses: { 200: sessionsEnded },
    problems: ['session_required', 'session_not_found'],
  }),
  listOwnKeys: defineEndpoint({
    id: 'listOwnKeys',
    method: 'GET',
    path: `${path}/keys`,
    tag,
    summary: 'The own API keys, without the keys themselves',
    permission: 'authenticated',
    query: keysQuery,
    responses: { 200: keyPage },
    problems: ['invalid_cursor'],
  }),
  revokeOwnKey: defineEndpoint({
    id: 'revokeOwnKey',
    method: 'DELETE',
    path: `${path}/keys/{keyId}`,
    tag,
    summary: 'Revoke one of the own API keys at once',
    permission: 'authenticated',
    params: z.strictObject({ keyId: uuid }),
    responses: { 200: receipt },
    problems: ['session_required', 'key_not_found'],
    idempotent: true,
  }),
  lookUp: defineEndpoint({
    id: 'lookUp',
    method: 'GET',
    path: `${API_BASE}/lookup`,
    tag: 'Meta',
    summary: 'What an id belongs to, among what the caller may see',
    permission: 'authenticated',
    query: lookupQuery,
    responses: { 200: lookupList },
  }),
};

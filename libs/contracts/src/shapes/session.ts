import * as z from 'zod';
import * as limit from '../limits';
import { instant, nameText, opaqueText, position, uuid } from './common';
import { password, permission, role } from './operators';

export const meView = z
  .object({
    id: uuid,
    username: z.string(),
    email: z.string().nullable(),
    roles: z.array(role),
    permissions: z.array(permission),
    via: z.enum(['session', 'key']),
    /** When the session or the key ends; null: it does not. */
    expiresAt: instant.nullable(),
    /** One person may both start and approve; shown on every page while it is on. */
    singleOperator: z.boolean(),
    environment: z.string().nullable(),
    /** False: there is only a link to sign in with. */
    hasPassword: z.boolean(),
    position,
  })
  .meta({ id: 'Me' });
export type MeView = z.infer<typeof meView>;

/** Not bounded from below: an old or short password must be compared, not refused as malformed. */
export const signInInput = z
  .union([
    z.strictObject({ username: nameText, password: z.string().max(limit.PASSWORD_LENGTH_MAX) }),
    z.strictObject({ signInToken: opaqueText(limit.TOKEN_LENGTH_MAX) }),
  ])
  .meta({ id: 'SignInInput' });
export type SignInInput = z.infer<typeof signInInput>;

/** `current` may be absent only for somebody who has no password yet. */
export const passwordChange = z
  .strictObject({ current: z.string().max(limit.PASSWORD_LENGTH_MAX).optional(), next: password })
  .meta({ id: 'PasswordChange' });
export type PasswordChange = z.infer<typeof passwordChange>;

export const sessionView = z
  .object({
    id: z.string(),
    /** The one that asks. */
    current: z.boolean(),
    /** The browser as it names itself, and where it came from when it signed in; null: not kept. */
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof sessionView>;
export const sessionList = z.object({ items: z.array(sessionView) }).meta({ id: 'SessionList' });
export const sessionId = z.string().regex(/^[0-9a-f]{32}$/);
export const sessionsEnded = z.object({ ended: z.int().min(0), position }).meta({ id: 'SessionsEnded' });
export type SessionsEnded = z.infer<typeof sessionsEnded>;

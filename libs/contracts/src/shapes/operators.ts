import * as z from 'zod';
import * as limit from '../limits';
import { PERMISSIONS, ROLES } from '../permissions';
import { count, instant, instantInput, nameText, position, revision, uuid } from './common';
import { pageOf, pageQuery, queryText } from './query';

export const role = z.enum(ROLES).meta({ id: 'Role' });
export const permission = z.enum(PERMISSIONS).meta({ id: 'Permission' });
const roles = z.array(role).max(limit.ROLES_MAX);

export const username = z.string().regex(/^[a-z0-9][a-z0-9._@-]{0,63}$/i);
const email = z.email().max(limit.EMAIL_LENGTH_MAX);
/** Any text; length is what makes it strong. */
export const password = z.string().min(limit.PASSWORD_LENGTH_MIN).max(limit.PASSWORD_LENGTH_MAX);

/** Without a password the answer holds a one-time sign-in token. */
export const operatorInput = z
  .strictObject({
    username,
    email: email.optional(),
    roles: roles.min(1),
    password: password.optional(),
  })
  .meta({ id: 'OperatorInput' });
export type OperatorInput = z.infer<typeof operatorInput>;

/** Only what is named changes. */
export const operatorUpdate = z
  .strictObject({
    email: email.nullable().optional(),
    roles: roles.optional(),
    password: password.optional(),
    disabled: z.boolean().optional(),
  })
  .meta({ id: 'OperatorUpdate' });
export type OperatorUpdate = z.infer<typeof operatorUpdate>;

export const operatorView = z
  .object({
    id: uuid,
    username: z.string(),
    email: z.string().nullable(),
    roles,
    hasPassword: z.boolean(),
    disabled: z.boolean(),
    keyCount: count,
    lastSignInAt: instant.nullable(),
    revision,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Operator' });
export type OperatorView = z.infer<typeof operatorView>;
export const operatorPage = pageOf('OperatorPage', operatorView);
export const operatorsQuery = z.strictObject({ ...pageQuery, q: queryText.optional() });
export const operatorSaved = operatorView.extend({ position }).meta({ id: 'OperatorSaved' });
export type OperatorSaved = z.infer<typeof operatorSaved>;

/** A one-time sign-in token; shown once, stored as its hash. */
export const signInLink = z
  .object({ signInToken: z.string(), path: z.string(), expiresAt: instant, position })
  .meta({ id: 'SignInLink' });
export type SignInLinkView = z.infer<typeof signInLink>;
export const operatorCreated = operatorSaved
  .extend({ signInToken: z.string().nullable(), signInExpiresAt: instant.nullable() })
  .meta({ id: 'OperatorCreated' });
export type OperatorCreated = z.infer<typeof operatorCreated>;

/** Roles of a key are at most its operator's; absent: the same. A key never approves. */
export const keyInput = z
  .strictObject({ name: nameText, roles: roles.min(1).optional(), expiresAt: instantInput.optional() })
  .meta({ id: 'KeyInput' });
export type KeyInput = z.infer<typeof keyInput>;
export const keyView = z
  .object({
    id: uuid,
    name: z.string(),
    /** The first characters, by which a person knows it again. */
    prefix: z.string(),
    roles,
    expiresAt: instant.nullable(),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type KeyView = z.infer<typeof keyView>;
export const keyPage = pageOf('ApiKeyPage', keyView);
/** The only time that the key itself is shown. */
export const keyCreated = keyView.extend({ key: z.string(), position }).meta({ id: 'ApiKeyCreated' });
export type KeyCreated = z.infer<typeof keyCreated>;
export const keysQuery = z.strictObject({ ...pageQuery });

import * as z from 'zod';
import * as limit from '../limits';
import { instant, nameText, opaqueText, position, uuid } from './common';
import { permission, role } from './operators';

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

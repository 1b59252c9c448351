import { type Permission, permissionsOf } from '@mc/contracts';
import type { Actor, KnownOperator, Role } from '@mc/domain';

/** Who sends a request, and what they may do. */
export interface Caller {
  readonly operator: KnownOperator;
  readonly actor: Actor;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  readonly via: 'session' | 'key';
  /** Hash of the session id, or id of the key: what ends when it is signed out or revoked. */
  readonly credentialId: string;
  /** ISO-8601 UTC; null: it does not end by itself. */
  readonly expiresAt: string | null;
}

interface Credential {
  readonly via: Caller['via'];
  readonly credentialId: string;
  readonly expiresAt: string | null;
  /** Roles of a key; those of its operator count at most. */
  readonly roles?: readonly Role[];
}

/** The caller behind a credential. A key never approves, whatever roles it has. */
export const callerOf = (operator: KnownOperator, { via, credentialId, expiresAt, roles }: Credential): Caller => {
  const granted = roles ? operator.roles.filter((role) => roles.includes(role)) : operator.roles;
  const permissions = new Set(permissionsOf(granted));
  if (via === 'key') permissions.delete('approvals:decide');
  return {
    operator,
    actor: {
      kind: 'operator',
      id: operator.operatorId,
      username: operator.username,
      email: operator.email,
      via,
      ...(via === 'key' ? { keyId: credentialId } : {}),
    },
    roles: granted,
    permissions,
    via,
    credentialId,
    expiresAt,
  };
};

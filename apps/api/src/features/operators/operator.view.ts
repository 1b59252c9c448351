import type { KeyView, OperatorView } from '@mc/contracts';
import type { KnownApiKey, KnownOperator } from '@mc/domain';
import type { Stamp } from '../../catalogue/stream-stamps';
import { keyPrefixOf } from '../../identity/tokens';

export const operatorStream = (operatorId: string): string => `operator-${operatorId}`;

interface OperatorContext {
  readonly stamp: Stamp;
  readonly keys: readonly KnownApiKey[];
  readonly hasPassword: boolean;
  readonly lastSignInAt: string | null;
}

export const operatorView = (
  operator: KnownOperator,
  { stamp, keys, hasPassword, lastSignInAt }: OperatorContext,
): OperatorView => ({
  id: operator.operatorId,
  username: operator.username,
  email: operator.email,
  roles: [...operator.roles],
  hasPassword,
  disabled: operator.disabled,
  keyCount: keys.filter(({ revokedAt }) => revokedAt === null).length,
  lastSignInAt,
  revision: stamp.revision,
  createdAt: stamp.createdAt,
  updatedAt: stamp.updatedAt,
});

export const keyView = (key: KnownApiKey, lastUsedAt: string | null): KeyView => ({
  id: key.keyId,
  name: key.name,
  prefix: keyPrefixOf(key.keyId),
  roles: [...key.roles],
  expiresAt: key.expiresAt,
  createdAt: key.issuedAt,
  lastUsedAt,
  revokedAt: key.revokedAt,
});

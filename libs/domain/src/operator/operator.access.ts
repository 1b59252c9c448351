import { accept, type CommandMeta, type Decision, refuse } from '../kernel/decider';
import type { OperatorAccessCommand, OperatorDecision } from './operator.commands';
import type { ApiKeyState, OperatorState } from './operator.state';

/** Keys of one operator that are neither revoked nor expired. */
export const API_KEYS_MAX = 100;

type DataOf<Type extends OperatorAccessCommand['type']> = Extract<OperatorAccessCommand, { type: Type }>['data'];

export const issueSignInLink = (data: DataOf<'IssueSignInLink'>, state: OperatorState, { now }: CommandMeta): OperatorDecision =>
  disabledRefusal(state) ?? pastRefusal(data.expiresAt, now) ?? accept({ type: 'SignInLinkIssued', data });

/** A link works once, before it expires. The caller learns no more than that it does not; the log keeps why. */
export const useSignInLink = (tokenHash: string, state: OperatorState, { now }: CommandMeta): OperatorDecision => {
  const link = state.links.get(tokenHash);
  if (!link) return badLink('unknown');
  if (link.usedAt !== null) return badLink('used');
  if (link.expiresAt <= now) return badLink('expired');
  return disabledRefusal(state) ?? accept({ type: 'SignInLinkUsed', data: { tokenHash } });
};

export const issueApiKey = (data: DataOf<'IssueApiKey'>, state: OperatorState, { now }: CommandMeta): OperatorDecision => {
  const refusal = disabledRefusal(state) ?? (data.expiresAt === null ? null : pastRefusal(data.expiresAt, now));
  if (refusal) return refusal;
  if (state.keys.has(data.keyId)) return refuse('key_exists', `key ${data.keyId} exists`);
  const excess = (data.roles ?? []).filter((role) => !state.roles.includes(role));
  if (excess.length > 0) {
    return refuse('key_roles_exceed_operator', `operator ${state.username} does not have the roles ${excess.join(', ')}`, {
      roles: excess,
    });
  }
  if ([...state.keys.values()].filter((key) => isLiveKey(key, now)).length >= API_KEYS_MAX) {
    return refuse('too_many_keys', `an operator has at most ${API_KEYS_MAX} keys; revoke one first`);
  }
  const roles = state.roles.filter((role) => data.roles === null || data.roles.includes(role));
  return accept({ type: 'ApiKeyIssued', data: { ...data, roles } });
};

export const revokeApiKey = (data: DataOf<'RevokeApiKey'>, { keys }: OperatorState): OperatorDecision => {
  const key = keys.get(data.keyId);
  if (!key) return refuse('key_not_found', `there is no key ${data.keyId}`);
  return key.revokedAt === null ? accept({ type: 'ApiKeyRevoked', data }) : accept();
};

/** Whether a key works at an instant, as far as the key itself is concerned. */
export const isLiveKey = ({ revokedAt, expiresAt }: Pick<ApiKeyState, 'revokedAt' | 'expiresAt'>, now: string): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt > now);

const disabledRefusal = ({ status, username }: OperatorState): Decision<never, 'operator_disabled'> | null =>
  status === 'disabled' ? refuse('operator_disabled', `${username} is disabled`) : null;

const pastRefusal = (expiresAt: string, now: string): Decision<never, 'invalid_expiry'> | null =>
  expiresAt > now ? null : refuse('invalid_expiry', 'expiresAt must lie in the future', { expiresAt });

const badLink = (reason: 'unknown' | 'used' | 'expired'): Decision<never, 'invalid_credentials'> =>
  refuse('invalid_credentials', 'the sign-in link is not valid', { reason });

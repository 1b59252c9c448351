import { type FactContext, unreachable } from '../kernel/decider';
import type { OperatorEvent, Role } from './operator.events';

export interface ApiKeyState {
  readonly keyId: string;
  readonly name: string;
  readonly keyHash: string;
  readonly roles: readonly Role[];
  readonly expiresAt: string | null;
  readonly issuedAt: string;
  readonly revokedAt: string | null;
}

export interface SignInLinkState {
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

export interface OperatorState {
  status: 'none' | 'active' | 'disabled';
  operatorId: string;
  username: string;
  email: string | null;
  roles: readonly Role[];
  /** By the hash of the secret in the link. */
  links: Map<string, SignInLinkState>;
  /** By key id. */
  keys: Map<string, ApiKeyState>;
  passwordChangedAt: string | null;
}

export const initialOperator = (): OperatorState => ({
  status: 'none',
  operatorId: '',
  username: '',
  email: null,
  roles: [],
  links: new Map(),
  keys: new Map(),
  passwordChangedAt: null,
});

export const evolveOperator = (state: OperatorState, event: OperatorEvent, { at }: Pick<FactContext, 'at'>): OperatorState => {
  switch (event.type) {
    case 'OperatorAdded':
      return Object.assign(state, event.data, { status: 'active' });
    case 'OperatorRolesChanged':
    case 'OperatorEmailChanged':
      return Object.assign(state, event.data);
    case 'OperatorDisabled':
      state.status = 'disabled';
      return state;
    case 'OperatorEnabled':
      state.status = 'active';
      return state;
    case 'PasswordChanged':
      state.passwordChangedAt = at;
      return state;
    case 'SignInLinkIssued':
      state.links.set(event.data.tokenHash, { expiresAt: event.data.expiresAt, usedAt: null });
      return state;
    case 'SignInLinkUsed':
      state.links.set(event.data.tokenHash, { expiresAt: state.links.get(event.data.tokenHash)?.expiresAt ?? at, usedAt: at });
      return state;
    case 'ApiKeyIssued':
      state.keys.set(event.data.keyId, { ...event.data, issuedAt: at, revokedAt: null });
      return state;
    case 'ApiKeyRevoked': {
      const key = state.keys.get(event.data.keyId);
      if (key) state.keys.set(key.keyId, { ...key, revokedAt: at });
      return state;
    }
    default:
      return unreachable(event);
  }
};

import type { CommandMeta, Decision } from '../kernel/decider';
import type { KnownOperator } from '../run/run.catalogue';
import type { OperatorEvent, OperatorEvents, Role } from './operator.events';

export type OperatorCommand =
  | { readonly type: 'AddOperator'; readonly data: OperatorEvents['OperatorAdded'] }
  | { readonly type: 'SetRoles'; readonly data: { readonly roles: readonly Role[] } }
  | { readonly type: 'SetEmail'; readonly data: { readonly email: string | null } }
  | { readonly type: 'DisableOperator'; readonly data: { readonly reason: string | null } }
  | { readonly type: 'EnableOperator'; readonly data: { readonly reason: string | null } }
  | { readonly type: 'RecordPasswordChanged'; readonly data: Record<string, never> }
  | OperatorAccessCommand;

export type OperatorAccessCommand =
  | { readonly type: 'IssueSignInLink'; readonly data: OperatorEvents['SignInLinkIssued'] }
  | { readonly type: 'UseSignInLink'; readonly data: { readonly tokenHash: string } }
  /** `roles: null`: all that the operator has now. */
  | {
      readonly type: 'IssueApiKey';
      readonly data: Omit<OperatorEvents['ApiKeyIssued'], 'roles'> & { readonly roles: readonly Role[] | null };
    }
  | { readonly type: 'RevokeApiKey'; readonly data: { readonly keyId: string; readonly reason: string | null } };

export type OperatorRefusal =
  | 'operator_exists'
  | 'operator_not_found'
  | 'operator_disabled'
  | 'invalid_roles'
  | 'last_admin'
  | 'invalid_expiry'
  | 'invalid_credentials'
  | 'key_exists'
  | 'key_not_found'
  | 'key_roles_exceed_operator'
  | 'too_many_keys';

export interface OperatorContext {
  readonly meta: CommandMeta;
  /** Everybody, for names that are taken and for the last admin. */
  readonly operators: readonly KnownOperator[];
}

export type OperatorDecision = Decision<OperatorEvent, OperatorRefusal>;

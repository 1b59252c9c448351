import type { MessageOf, Upcasts } from '../kernel/message';

export const ROLES = ['viewer', 'operator', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Facts of an `operator-<id>` stream. Secrets are present as hashes only, and only of random secrets; password hashes live outside the log. */
export interface OperatorEvents {
  OperatorAdded: {
    readonly operatorId: string;
    readonly username: string;
    readonly email: string | null;
    readonly roles: readonly Role[];
  };
  OperatorRolesChanged: { readonly roles: readonly Role[] };
  OperatorEmailChanged: { readonly email: string | null };
  OperatorDisabled: { readonly reason: string | null };
  OperatorEnabled: { readonly reason: string | null };
  PasswordChanged: Record<string, never>;
  SignInLinkIssued: { readonly tokenHash: string; readonly expiresAt: string };
  SignInLinkUsed: { readonly tokenHash: string };
  ApiKeyIssued: {
    readonly keyId: string;
    readonly name: string;
    readonly keyHash: string;
    readonly roles: readonly Role[];
    readonly expiresAt: string | null;
  };
  ApiKeyRevoked: { readonly keyId: string; readonly reason: string | null };
}

export type OperatorEvent = MessageOf<OperatorEvents>;

export const operatorUpcasts: Upcasts<OperatorEvent> = {
  OperatorAdded: [],
  OperatorRolesChanged: [],
  OperatorEmailChanged: [],
  OperatorDisabled: [],
  OperatorEnabled: [],
  PasswordChanged: [],
  SignInLinkIssued: [],
  SignInLinkUsed: [],
  ApiKeyIssued: [],
  ApiKeyRevoked: [],
};

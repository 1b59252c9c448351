import type { MessageOf, Upcasts } from '../kernel/message';
import type { Role } from '../operator/operator.events';

/** Who may decide about steps of one risk tier. */
export interface ApprovalRule {
  /** How many different approvers must grant. */
  readonly quorum: number;
  /** Whether the one who started the run may be among them. */
  readonly selfApproval: boolean;
  readonly roles: readonly Role[];
  /** How long a request stays open; `null`: for ever. */
  readonly expiresAfterMs: number | null;
}

export interface FreezeScope {
  readonly scope: 'all' | 'agent' | 'gateway' | 'workflow';
  /** Agent or gateway name, workflow id; `null` for `all`. */
  readonly name: string | null;
}

/** Facts of the one `policy-main` stream. */
export interface PolicyEvents {
  ApprovalRuleSet: { readonly risk: 'write' | 'irreversible'; readonly rule: ApprovalRule; readonly reason: string | null };
  SingleOperatorModeSet: { readonly enabled: boolean; readonly reason: string | null };
  Frozen: FreezeScope & { readonly reason: string | null };
  Unfrozen: FreezeScope & { readonly reason: string | null };
}

export type PolicyEvent = MessageOf<PolicyEvents>;

export const policyUpcasts: Upcasts<PolicyEvent> = {
  ApprovalRuleSet: [],
  SingleOperatorModeSet: [],
  Frozen: [],
  Unfrozen: [],
};

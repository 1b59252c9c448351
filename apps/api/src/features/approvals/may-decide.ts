import type { ApprovalStatus, ApprovalView } from '@mc/contracts';
import { type Actor, type KnownCatalogue, personRefusal, type Role } from '@mc/domain';

type MayDecide = NonNullable<ApprovalView['mayDecide']>;

/** What an approval says about who may decide; both its forms have it. */
export interface Decidable {
  readonly status: ApprovalStatus;
  readonly policy: { readonly quorum: number; readonly selfApproval: boolean; readonly roles: readonly string[] };
  readonly decisions: readonly { readonly operator: { readonly id: string } }[];
}

const CLOSED: Record<Exclude<ApprovalStatus, 'pending'>, readonly [code: string, message: string]> = {
  approved: ['already_decided', 'It has been approved.'],
  rejected: ['already_decided', 'It has been rejected.'],
  expired: ['approval_expired', 'The time to decide is over.'],
  cancelled: ['approval_not_pending', 'The request was withdrawn.'],
};

/** Whether somebody may decide, by the very rule that a decision meets. */
export const mayDecide = (actor: Actor, catalogue: KnownCatalogue, approval: Decidable, starterId: string): MayDecide => {
  const { status, policy, decisions } = approval;
  if (status !== 'pending') {
    const [code, message] = CLOSED[status];
    return { allowed: false, code, message };
  }
  const place = {
    // Roles in facts are the domain's; only the tables forget it.
    policy: { ...policy, roles: policy.roles as readonly Role[] },
    starterId,
    deciderIds: decisions.map(({ operator }) => operator.id),
  };
  const refusal = personRefusal(actor, catalogue, place, 'approve');
  return refusal
    ? { allowed: false, code: refusal.code, message: refusal.message }
    : { allowed: true, code: null, message: null };
};

import type { Actor } from '../../kernel/actor';
import type { Refusal } from '../../kernel/decider';
import type { Catalogue } from '../run.catalogue';
import type { ApprovalPolicy } from '../run.events';
import type { ApprovalState } from '../run.state';

export type Verdict = 'approve' | 'reject';

/** What it takes to say whether somebody may decide about an open request. */
export interface DecisionPlace {
  readonly policy: ApprovalPolicy;
  /** Who started the run. */
  readonly starterId: string | null;
  /** Who has decided about this request already. */
  readonly deciderIds: readonly string[];
}

export type PersonRefusal = Refusal<'not_an_approver' | 'self_approval' | 'already_decided'>;

/** Why this person may not decide; `null`: they may. Keys of integrators and agents never may. */
export const personRefusal = (
  actor: Actor,
  catalogue: Pick<Catalogue, 'operator' | 'singleOperator'>,
  { policy, starterId, deciderIds }: DecisionPlace,
  verdict: Verdict,
): PersonRefusal | null => {
  const operator = actor.kind === 'operator' && actor.via === 'session' ? catalogue.operator(actor.id) : undefined;
  if (!operator || operator.disabled) return { code: 'not_an_approver', message: 'only a signed-in person can decide' };
  if (catalogue.singleOperator && operator.roles.some((role) => role !== 'viewer' && role !== 'auditor')) return null;
  if (!operator.roles.some((role) => policy.roles.includes(role)))
    return { code: 'not_an_approver', message: `deciding takes one of the roles ${policy.roles.join(', ')}` };
  if (verdict === 'approve' && !policy.selfApproval && starterId === operator.operatorId)
    return { code: 'self_approval', message: 'whoever started the run cannot approve its steps' };
  return deciderIds.includes(operator.operatorId) ? { code: 'already_decided', message: 'you have decided already' } : null;
};

/** How many grants still stand: whoever gave them is an approver to this day. A grant by single-operator mode falls with the mode itself. */
export const standingGrants = ({ decisions, policy }: ApprovalState, catalogue: Pick<Catalogue, 'operator'>): number =>
  decisions.filter(({ by, singleOperator }) => {
    const operator = catalogue.operator(by.operatorId);
    return operator && !operator.disabled && (singleOperator || operator.roles.some((role) => policy.roles.includes(role)));
  }).length;

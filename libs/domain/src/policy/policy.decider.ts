import { canonicalJson } from '../kernel/canonical';
import { accept, type CommandMeta, type Decider, type Decision, type FactContext, refuse, unreachable } from '../kernel/decider';
import type { KnownOperator } from '../run/run.catalogue';
import type { ApprovalRule, FreezeScope, PolicyEvent } from './policy.events';
import { DEFAULT_APPROVAL_RULES, DEFAULT_SINGLE_OPERATOR, freezeKey, type GatedTier, ruleFlaw } from './policy.rules';

export type PolicyCommand =
  | {
      readonly type: 'SetApprovalRule';
      readonly data: { readonly risk: GatedTier; readonly rule: ApprovalRule; readonly reason: string | null };
    }
  | { readonly type: 'SetSingleOperatorMode'; readonly data: { readonly enabled: boolean; readonly reason: string | null } }
  | { readonly type: 'Freeze'; readonly data: FreezeScope & { readonly reason: string | null } }
  | { readonly type: 'Unfreeze'; readonly data: FreezeScope & { readonly reason: string | null } };

export type PolicyRefusal = 'invalid_rule' | 'quorum_unreachable' | 'invalid_scope';

export interface PolicyState {
  rules: Record<GatedTier, ApprovalRule>;
  singleOperator: boolean;
  /** Revision of the newest fact about who may approve; -1 before the first. */
  rulesVersion: number;
  frozen: Map<string, FreezeScope>;
}

export interface PolicyContext {
  readonly meta: CommandMeta;
  readonly operators: readonly KnownOperator[];
}

const initial = (): PolicyState => ({
  rules: { ...DEFAULT_APPROVAL_RULES },
  singleOperator: DEFAULT_SINGLE_OPERATOR,
  rulesVersion: -1,
  frozen: new Map(),
});

type PolicyDecision = Decision<PolicyEvent, PolicyRefusal>;

/** Asking for what is so already changes nothing. */
const decide = (command: PolicyCommand, state: PolicyState, context: PolicyContext): PolicyDecision => {
  switch (command.type) {
    case 'SetApprovalRule': {
      const { risk, rule } = command.data;
      const flaw = ruleFlaw(rule);
      if (flaw) return refuse('invalid_rule', flaw);
      if (canonicalJson(state.rules[risk]) === canonicalJson(rule)) return accept();
      return quorumRefusal(rule, state, context) ?? accept({ type: 'ApprovalRuleSet', data: command.data });
    }
    case 'SetSingleOperatorMode':
      if (command.data.enabled === state.singleOperator) return accept();
      return accept({ type: 'SingleOperatorModeSet', data: command.data });
    case 'Freeze':
      return freeze({ type: 'Frozen', data: command.data }, !state.frozen.has(freezeKey(command.data)));
    case 'Unfreeze':
      return freeze({ type: 'Unfrozen', data: command.data }, state.frozen.has(freezeKey(command.data)));
    default:
      return unreachable(command);
  }
};

const quorumRefusal = (
  rule: ApprovalRule,
  { singleOperator }: PolicyState,
  { operators }: PolicyContext,
): PolicyDecision | null => {
  const able = operators.filter(({ disabled, roles }) => !disabled && roles.some((role) => rule.roles.includes(role))).length;
  if (singleOperator || able >= rule.quorum) return null;
  return refuse('quorum_unreachable', `the rule needs ${rule.quorum} approvers; ${able} operators have one of its roles`, {
    able,
  });
};

const freeze = (fact: Extract<PolicyEvent, { type: 'Frozen' | 'Unfrozen' }>, changes: boolean): PolicyDecision => {
  const { scope, name } = fact.data;
  if ((scope === 'all') !== (name === null)) {
    return refuse('invalid_scope', scope === 'all' ? 'the scope all has no name' : `the scope ${scope} needs a name`);
  }
  return changes ? accept(fact) : accept();
};

const evolve = (state: PolicyState, { type, data }: PolicyEvent, { revision }: FactContext): PolicyState => {
  switch (type) {
    case 'ApprovalRuleSet':
      state.rules[data.risk] = data.rule;
      state.rulesVersion = revision;
      return state;
    case 'SingleOperatorModeSet':
      state.singleOperator = data.enabled;
      state.rulesVersion = revision;
      return state;
    case 'Frozen':
      state.frozen.set(freezeKey(data), { scope: data.scope, name: data.name });
      return state;
    case 'Unfrozen':
      state.frozen.delete(freezeKey(data));
      return state;
    default:
      return unreachable(type);
  }
};

export const policyDecider: Decider<PolicyCommand, PolicyState, PolicyEvent, PolicyContext, PolicyRefusal> = {
  initial,
  decide,
  evolve,
};

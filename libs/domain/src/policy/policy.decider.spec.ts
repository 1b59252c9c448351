import { describe, it } from '@jest/globals';
import { givenFor, META } from '../../test/given';
import type { KnownOperator } from '../run/run.catalogue';
import { type PolicyCommand, policyDecider } from './policy.decider';
import type { ApprovalRule, FreezeScope, PolicyEvent } from './policy.events';
import { DEFAULT_APPROVAL_RULES, type GatedTier } from './policy.rules';

const operator = (name: string, rest: Partial<KnownOperator> = {}): KnownOperator => ({
  operatorId: name,
  username: name,
  email: null,
  roles: ['approver'],
  disabled: false,
  ...rest,
});
const two = [operator('ana'), operator('ben'), operator('cem', { disabled: true }), operator('dea', { roles: ['admin'] })];
const given = givenFor(policyDecider, { meta: META, operators: two });

const rule = (rest: Partial<ApprovalRule> = {}): ApprovalRule => ({
  quorum: 2,
  selfApproval: false,
  roles: ['approver'],
  expiresAfterMs: 60_000,
  ...rest,
});
const setRule = (value: ApprovalRule, risk: GatedTier = 'write'): PolicyCommand => ({
  type: 'SetApprovalRule',
  data: { risk, rule: value, reason: null },
});
const ruleSet = (value: ApprovalRule): PolicyEvent => ({
  type: 'ApprovalRuleSet',
  data: { risk: 'write', rule: value, reason: null },
});
const single = (enabled: boolean) => ({ enabled, reason: 'fresh install' });
const scope = (value: FreezeScope) => ({ ...value, reason: 'incident' });
const agentX: FreezeScope = { scope: 'agent', name: 'x' };
const all: FreezeScope = { scope: 'all', name: null };

describe('the policy', () => {
  it('takes a rule', () => given().when(setRule(rule())).leadsTo(ruleSet(rule())));
  it('keeps the rules of the tiers apart', () =>
    given(ruleSet(rule()))
      .when(setRule(rule(), 'irreversible'))
      .leadsTo({ type: 'ApprovalRuleSet', data: { risk: 'irreversible', rule: rule(), reason: null } }));
  it('records no rule that holds already', () => {
    given(ruleSet(rule())).when(setRule(rule())).leadsTo();
    given().when(setRule(DEFAULT_APPROVAL_RULES.write)).leadsTo();
    given().when(setRule(DEFAULT_APPROVAL_RULES.irreversible, 'irreversible')).leadsTo();
  });
  it.each([
    { quorum: 0 },
    { quorum: 1.5 },
    { quorum: 11 },
    { roles: [] },
    { roles: ['approver', 'approver'] },
    { roles: ['root'] as never },
    { expiresAfterMs: 0 },
    { expiresAfterMs: 999 },
    { expiresAfterMs: Number.POSITIVE_INFINITY },
  ] satisfies Partial<ApprovalRule>[])('refuses the rule %j', (rest) =>
    given()
      .when(setRule(rule(rest)))
      .refused('invalid_rule'),
  );

  it('refuses a rule that nobody could fulfil, unless one person may do everything', () => {
    given()
      .when(setRule(rule({ quorum: 3 })))
      .refused('quorum_unreachable', { able: 2 });
    given()
      .when(setRule(rule({ quorum: 3, roles: ['approver', 'admin'] })))
      .leadsTo(ruleSet(rule({ quorum: 3, roles: ['approver', 'admin'] })));
    given({ type: 'SingleOperatorModeSet', data: single(true) })
      .when(setRule(rule({ quorum: 3 })))
      .leadsTo(ruleSet(rule({ quorum: 3 })));
  });

  it('switches single-operator mode on and off, and is off at first', () => {
    const on: PolicyEvent = { type: 'SingleOperatorModeSet', data: single(true) };
    given()
      .when({ type: 'SetSingleOperatorMode', data: single(true) })
      .leadsTo(on);
    given()
      .when({ type: 'SetSingleOperatorMode', data: single(false) })
      .leadsTo();
    given(on)
      .when({ type: 'SetSingleOperatorMode', data: single(true) })
      .leadsTo();
    given(on)
      .when({ type: 'SetSingleOperatorMode', data: single(false) })
      .leadsTo({ type: 'SingleOperatorModeSet', data: single(false) });
  });

  it('freezes and unfreezes, each once', () => {
    const frozen: PolicyEvent = { type: 'Frozen', data: scope(agentX) };
    const unfrozen: PolicyEvent = { type: 'Unfrozen', data: scope(agentX) };
    given()
      .when({ type: 'Freeze', data: scope(agentX) })
      .leadsTo(frozen);
    given(frozen)
      .when({ type: 'Freeze', data: scope(agentX) })
      .leadsTo();
    given(frozen)
      .when({ type: 'Unfreeze', data: scope(agentX) })
      .leadsTo(unfrozen);
    given(frozen, unfrozen)
      .when({ type: 'Unfreeze', data: scope(agentX) })
      .leadsTo();
    given(frozen)
      .when({ type: 'Freeze', data: scope(all) })
      .leadsTo({ type: 'Frozen', data: scope(all) });
    given(frozen)
      .when({ type: 'Unfreeze', data: scope(all) })
      .leadsTo();
  });

  it.each([
    { scope: 'all', name: 'x' },
    { scope: 'agent', name: null },
  ] satisfies FreezeScope[])('refuses the scope %j', (bad) => {
    given()
      .when({ type: 'Freeze', data: scope(bad) })
      .refused('invalid_scope');
    given()
      .when({ type: 'Unfreeze', data: scope(bad) })
      .refused('invalid_scope');
  });
});

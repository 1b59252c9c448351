import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { META } from '../../test/given';
import { holds } from '../../test/holds';
import { agent, step, workflow } from '../../test/workflow.samples';
import type { AgentEvent } from '../agent/agent.events';
import { NO_CAPABILITIES } from '../gateway/capabilities';
import type { GatewayEvent } from '../gateway/gateway.events';
import type { OperatorEvent } from '../operator/operator.events';
import type { PolicyEvent } from '../policy/policy.events';
import { DEFAULT_APPROVAL_RULES } from '../policy/policy.rules';
import type { PricingEvent } from '../pricing/pricing.events';
import type { WorkflowEvent } from '../workflow/workflow.events';
import { applyToCatalogue, createCatalogue, type LiveCatalogue } from './catalogue';
import type { CatalogueFact } from './folds';
import { apiKeyFlaw } from './known';

type Known = AgentEvent | GatewayEvent | OperatorEvent | PolicyEvent | PricingEvent | WorkflowEvent;

type Entry = readonly [stream: string, fact: Known | { type: string; data: unknown }];

/** A log of facts, position by position. */
const logOf = (...facts: readonly Entry[]): CatalogueFact[] => {
  const heads = new Map<string, number>();
  return facts.map(([stream, { type, data }], index) => {
    const revision = (heads.get(stream) ?? -1) + 1;
    heads.set(stream, revision);
    return { stream, revision, position: index + 1, type, data, at: META.now, actor: META.actor };
  });
};
const fresh = (): LiveCatalogue => createCatalogue(({ options }) => ({ ...NO_CAPABILITIES, stop: options.stop === true }));
const catalogueOf = (...facts: readonly Entry[]): LiveCatalogue => {
  const catalogue = fresh();
  for (const fact of logOf(...facts)) applyToCatalogue(catalogue, fact);
  return catalogue;
};

const gateway = (name: string, stop = false): GatewayEvent => ({
  type: 'GatewayRegistered',
  data: { name, kind: 'simulated', url: null, auth: { type: 'none', secretRef: null }, options: { stop } },
});
const registered = (name: string): AgentEvent => ({ type: 'AgentRegistered', data: agent(name) });
const defined = (workflowId: string, workflowVersion: number, agents: readonly string[]): WorkflowEvent => ({
  type: 'WorkflowDefined',
  data: {
    workflowId,
    workflowVersion,
    definition: workflow(agents.map((name) => step(name, [], { agent: name }))),
    source: null,
  },
});
const priced = (model: string, priceVersion: number, effectiveFrom: string): PricingEvent => ({
  type: 'ModelPriced',
  data: {
    model,
    priceVersion,
    effectiveFrom,
    inputNanoUsdPerMTok: 1,
    outputNanoUsdPerMTok: 1,
    cacheReadNanoUsdPerMTok: null,
    cacheWriteNanoUsdPerMTok: null,
    longContext: null,
    source: { kind: 'operator', name: 'ana', date: null },
  },
});
const added = (operatorId: string, username: string, ...roles: ('operator' | 'admin' | 'approver')[]): OperatorEvent => ({
  type: 'OperatorAdded',
  data: { operatorId, username, email: null, roles },
});
const frozen = (scope: 'all' | 'agent' | 'gateway' | 'workflow', name: string | null): PolicyEvent => ({
  type: 'Frozen',
  data: { scope, name, reason: null },
});

describe('the catalogue', () => {
  it('knows nothing at first, and the default policy', () => {
    const empty = fresh();
    expect([empty.position, empty.agents(), empty.gateways(), empty.prices(), empty.operators(), empty.workflows()]).toEqual([
      0,
      [],
      [],
      [],
      [],
      [],
    ]);
    expect([empty.agent('x'), empty.gateway('x'), empty.operator('x'), empty.price('m', META.now)]).toEqual(
      Array(4).fill(undefined),
    );
    expect(empty.capabilities('x')).toEqual(NO_CAPABILITIES);
    expect([empty.policyVersion, empty.singleOperator, empty.approvalRule('irreversible')]).toEqual([
      -1,
      false,
      DEFAULT_APPROVAL_RULES.irreversible,
    ]);
    expect(empty.revision('agent-x')).toBe(-1);
  });

  it('knows agents and gateways until they are removed', () => {
    const catalogue = catalogueOf(
      ['gateway-g', gateway('g', true)],
      ['agent-b', registered('b')],
      ['agent-a', registered('a')],
      ['agent-b', { type: 'AgentChanged', data: agent('b', { gateway: 'g' }) }],
      ['agent-a', { type: 'AgentRemoved', data: { name: 'a' } }],
    );
    expect(catalogue.agents().map(({ name }) => name)).toEqual(['b']);
    expect(catalogue.agent('b')?.gateway).toBe('g');
    expect(catalogue.gatewayUsers('g')).toEqual(['b']);
    expect(catalogue.capabilities('g').stop).toBe(true);
    expect([catalogue.position, catalogue.revision('agent-b'), catalogue.agent('a')]).toEqual([5, 1, undefined]);
  });

  it('knows the price in force', () => {
    const catalogue = catalogueOf(
      ['pricing-z', priced('z', 1, '2026-01-01T00:00:00.000Z')],
      ['pricing-m', priced('m', 1, '2026-01-01T00:00:00.000Z')],
      ['pricing-m', priced('m', 2, '2026-06-01T00:00:00.000Z')],
    );
    expect(catalogue.price('m', '2026-05-01T00:00:00.000Z')?.priceVersion).toBe(1);
    expect(catalogue.price('m', META.now)?.priceVersion).toBe(2);
    expect(catalogue.price('m', '2025-01-01T00:00:00.000Z')).toBeUndefined();
    expect(catalogue.prices().map(({ model, priceVersion }) => `${model}${priceVersion}`)).toEqual(['m1', 'm2', 'z1']);
  });

  it('knows workflows, and which agents active ones use', () => {
    const catalogue = catalogueOf(
      ['workflow-w1', defined('w1', 1, ['a', 'b'])],
      ['workflow-w2', defined('w2', 1, ['a'])],
      ['workflow-w1', defined('w1', 2, ['b'])],
      ['workflow-w3', defined('w3', 1, ['b'])],
      ['workflow-w3', { type: 'WorkflowArchived', data: { reason: null } }],
    );
    expect(catalogue.workflow('w1')).toMatchObject({ workflowId: 'w1', workflowVersion: 2, archived: false, name: 'w' });
    expect(catalogue.workflow('w3')?.archived).toBe(true);
    expect(catalogue.agentUsers('a')).toEqual([{ workflowId: 'w2', name: 'w' }]);
    expect(catalogue.agentUsers('b')).toEqual([{ workflowId: 'w1', name: 'w' }]);
  });

  it('finds operators by name, key and link', () => {
    const catalogue = catalogueOf(
      ['operator-o1', added('o1', 'Ana', 'operator', 'approver')],
      [
        'operator-o1',
        {
          type: 'ApiKeyIssued',
          data: { keyId: 'k', name: 'ci', keyHash: 'kh', roles: ['operator', 'approver'], expiresAt: '2026-12-01T00:00:00.000Z' },
        },
      ],
      ['operator-o1', { type: 'OperatorRolesChanged', data: { roles: ['operator'] } }],
      ['operator-o1', { type: 'SignInLinkIssued', data: { tokenHash: 'th', expiresAt: '2026-12-01T00:00:00.000Z' } }],
    );
    const ana = { operatorId: 'o1', username: 'Ana', email: null, roles: ['operator'], disabled: false };
    expect(catalogue.operatorByUsername('aNA')).toEqual(ana);
    expect(catalogue.operators()).toEqual([ana]);
    const key = catalogue.apiKey('kh');
    expect(key).toEqual({
      keyId: 'k',
      name: 'ci',
      operator: ana,
      roles: ['operator'],
      expiresAt: '2026-12-01T00:00:00.000Z',
      issuedAt: META.now,
      revokedAt: null,
    });
    expect(catalogue.apiKeyById('o1', 'k')).toEqual(key);
    expect(catalogue.apiKeys('o1')).toEqual([key]);
    expect(catalogue.signInLink('th')).toEqual({ operator: ana, expiresAt: '2026-12-01T00:00:00.000Z', usedAt: null });
    expect([
      catalogue.apiKey('x'),
      catalogue.signInLink('x'),
      catalogue.apiKeyById('o1', 'x'),
      catalogue.operatorByUsername('x'),
    ]).toEqual(Array(4).fill(undefined));
  });

  it('knows why a key does not open the door', () => {
    const key = (...facts: readonly OperatorEvent[]) => {
      const issued: OperatorEvent = {
        type: 'ApiKeyIssued',
        data: { keyId: 'k', name: 'ci', keyHash: 'kh', roles: [], expiresAt: '2026-12-01T00:00:00.000Z' },
      };
      const found = catalogueOf(
        ...[added('o1', 'ana', 'operator'), issued, ...facts].map((fact) => ['operator-o1', fact] as const),
      ).apiKey('kh');
      if (!found) throw new Error('the key is not known');
      return found;
    };
    expect(apiKeyFlaw(key(), META.now)).toBeNull();
    expect(apiKeyFlaw(key(), '2026-12-01T00:00:00.000Z')).toBe('expired');
    expect(apiKeyFlaw(key({ type: 'ApiKeyRevoked', data: { keyId: 'k', reason: null } }), META.now)).toBe('revoked');
    expect(apiKeyFlaw(key({ type: 'OperatorDisabled', data: { reason: null } }), META.now)).toBe('operator_disabled');
  });

  it('names the widest freeze that covers a place', () => {
    const place = { agent: 'a', gateway: 'g', workflowId: 'w' };
    const names = [frozen('agent', 'a'), frozen('workflow', 'w'), frozen('gateway', 'g'), frozen('all', null)].map(
      (_, count, list) =>
        catalogueOf(...list.slice(0, count + 1).map((one) => ['policy-main', one] as const)).frozen(place)?.scope,
    );
    expect(names).toEqual(['agent', 'workflow', 'gateway', 'all']);
    expect(catalogueOf(['policy-main', frozen('agent', 'b')]).frozen(place)).toBeUndefined();
    const thawed = catalogueOf(
      ['policy-main', frozen('all', null)],
      ['policy-main', { type: 'Unfrozen', data: { scope: 'all', name: null, reason: null } }],
    );
    // Approvals that were asked for before a freeze must outlive it.
    expect([thawed.frozen(place), thawed.freezes(), thawed.policyVersion]).toEqual([undefined, [], -1]);
  });

  it('leaves runs, access and budgets alone but for the position', () => {
    const catalogue = catalogueOf(
      ['run-r1', { type: 'RunPaused', data: {} }],
      ['access-o1', { type: 'SignedOut', data: {} }],
      ['budget-day', { type: 'BudgetCapSet', data: {} }],
    );
    expect([catalogue.position, catalogue.revision('run-r1')]).toEqual([3, -1]);
  });

  it('throws on a category or a type that does not exist', () => {
    expect(() => catalogueOf(['team-x', { type: 'TeamAdded', data: {} }])).toThrow('team-x');
    expect(() => catalogueOf(['x', { type: 'TeamAdded', data: {} }])).toThrow('unknown stream category');
    for (const stream of ['agent-a', 'gateway-g', 'operator-o', 'policy-main', 'pricing-m', 'workflow-w']) {
      expect(() => catalogueOf([stream, { type: 'Invented', data: {} }])).toThrow();
    }
  });

  it('counts its own facts at once, and its position by the feed alone', () => {
    const [first, second] = logOf(
      ['agent-a', registered('a')],
      ['agent-a', { type: 'AgentChanged', data: agent('a', { model: 'm9' }) }],
    ) as [CatalogueFact, CatalogueFact];
    const catalogue = fresh();
    applyToCatalogue(catalogue, first, 'own');
    expect([catalogue.agent('a')?.model, catalogue.position]).toEqual(['m1', 0]);
    applyToCatalogue(catalogue, second, 'own');
    applyToCatalogue(catalogue, first);
    expect([catalogue.agent('a')?.model, catalogue.position, catalogue.revision('agent-a')]).toEqual(['m9', 1, 1]);
  });

  it('ends the same whatever comes twice or early', () => {
    const log = logOf(
      ['agent-a', registered('a')],
      ['policy-main', frozen('agent', 'a')],
      ['agent-a', { type: 'AgentRemoved', data: { name: 'a' } }],
      ['policy-main', { type: 'Unfrozen', data: { scope: 'agent', name: 'a', reason: null } }],
      ['agent-a', registered('a')],
      ['policy-main', frozen('all', null)],
    );
    const shown = (catalogue: LiveCatalogue) => [
      catalogue.agents(),
      catalogue.freezes(),
      catalogue.policyVersion,
      catalogue.revision('agent-a'),
      catalogue.position,
    ];
    const feed = fresh();
    for (const fact of log) applyToCatalogue(feed, fact);
    const early = fc.array(fc.constantFrom(...log), { maxLength: 10 });
    holds(
      fc.property(fc.array(early, { minLength: log.length, maxLength: log.length }), (own) => {
        const catalogue = fresh();
        log.forEach((fact, index) => {
          for (const other of own[index] ?? []) applyToCatalogue(catalogue, other, 'own');
          applyToCatalogue(catalogue, fact);
        });
        expect(shown(catalogue)).toEqual(shown(feed));
      }),
    );
  });
});

import type { AgentConfig } from '../agent/agent.events';
import { type GatewayCapabilities, NO_CAPABILITIES } from '../gateway/capabilities';
import type { GatewayConfig } from '../gateway/gateway.events';
import { limitStream } from '../limit/period';
import type { ApprovalRule, FreezeScope } from '../policy/policy.events';
import { DEFAULT_APPROVAL_RULES, DEFAULT_SINGLE_OPERATOR, freezeKey, type GatedTier } from '../policy/policy.rules';
import { priceAt } from '../pricing/price-at';
import type { PricingEvents } from '../pricing/pricing.events';
import type { KnownLimit, KnownOperator } from '../run/run.catalogue';
import type { WorkflowState } from '../workflow/workflow.decider';
import { type CatalogueFact, createFolds, foldOf } from './folds';
import type { KnownApiKey, KnownCatalogue, KnownSignInLink, KnownWorkflow, WorkflowRef } from './known';
import { Operators } from './operators';

const POLICY_STREAM = 'policy-main';

/** The catalogue of this process: it grows by `applyToCatalogue`; whoever decides sees it as a read-only `KnownCatalogue`. */
export class LiveCatalogue implements KnownCatalogue {
  position = 0;
  readonly #folds = createFolds();
  readonly #operators = new Operators(this.#folds.operator);

  constructor(private readonly capabilitiesOf: (gateway: GatewayConfig) => GatewayCapabilities) {}

  /** See `applyToCatalogue`. */
  apply(fact: CatalogueFact, source: 'feed' | 'own'): void {
    for (const applied of foldOf(this.#folds, fact.stream)?.apply(fact) ?? []) this.#operators.index(applied);
    if (source === 'feed') this.position = Math.max(this.position, fact.position);
  }

  revision(stream: string): number {
    return foldOf(this.#folds, stream)?.revision(stream) ?? -1;
  }

  agent(name: string): AgentConfig | undefined {
    return this.#folds.agent.get(`agent-${name}`)?.config ?? undefined;
  }

  agents(): readonly AgentConfig[] {
    return byName(this.#folds.agent.states().map(({ config }) => config));
  }

  gateway(name: string): GatewayConfig | undefined {
    return this.#folds.gateway.get(`gateway-${name}`)?.config ?? undefined;
  }

  gateways(): readonly GatewayConfig[] {
    return byName(this.#folds.gateway.states().map(({ config }) => config));
  }

  capabilities(gateway: string): GatewayCapabilities {
    const config = this.gateway(gateway);
    return config ? this.capabilitiesOf(config) : NO_CAPABILITIES;
  }

  price(model: string, at: string): PricingEvents['ModelPriced'] | undefined {
    return priceAt(this.#folds.pricing.get(`pricing-${model}`)?.versions ?? [], at);
  }

  prices(): readonly PricingEvents['ModelPriced'][] {
    return this.#folds.pricing
      .states()
      .flatMap(({ versions }) => versions)
      .sort((a, b) => compare(a.model, b.model) || a.priceVersion - b.priceVersion);
  }

  operator(operatorId: string): KnownOperator | undefined {
    return this.#operators.operator(operatorId);
  }

  operators(): readonly KnownOperator[] {
    return this.#operators.all();
  }

  operatorByUsername(username: string): KnownOperator | undefined {
    return this.#operators.byUsername(username);
  }

  apiKey(keyHash: string): KnownApiKey | undefined {
    return this.#operators.apiKey(keyHash);
  }

  apiKeyById(operatorId: string, keyId: string): KnownApiKey | undefined {
    return this.#operators.apiKeyById(operatorId, keyId);
  }

  apiKeys(operatorId: string): readonly KnownApiKey[] {
    return this.#operators.apiKeys(operatorId);
  }

  signInLink(tokenHash: string): KnownSignInLink | undefined {
    return this.#operators.signInLink(tokenHash);
  }

  approvalRule(risk: GatedTier): ApprovalRule {
    return this.#folds.policy.get(POLICY_STREAM)?.rules[risk] ?? DEFAULT_APPROVAL_RULES[risk];
  }

  get policyVersion(): number {
    return this.#folds.policy.get(POLICY_STREAM)?.rulesVersion ?? -1;
  }

  get singleOperator(): boolean {
    return this.#folds.policy.get(POLICY_STREAM)?.singleOperator ?? DEFAULT_SINGLE_OPERATOR;
  }

  limit(limitId: string): KnownLimit | undefined {
    return this.#folds.limit.get(limitStream(limitId));
  }

  get hadLimits(): boolean {
    return this.#folds.limit.states().length > 0;
  }

  limits(): readonly KnownLimit[] {
    return this.#folds.limit.states().filter(({ removed }) => !removed);
  }

  /** Asked at every start of a run: without a limit it costs a look at an empty list. */
  limitsOn(workflowId: string): readonly KnownLimit[] {
    return this.limits().filter((limit) => limit.scope === 'installation' || limit.workflowId === workflowId);
  }

  frozen({ agent, gateway, workflowId }: { agent: string; gateway: string; workflowId: string }): FreezeScope | undefined {
    const frozen = this.#folds.policy.get(POLICY_STREAM)?.frozen;
    if (!frozen || frozen.size === 0) return undefined;
    const widestFirst: readonly FreezeScope[] = [
      { scope: 'all', name: null },
      { scope: 'gateway', name: gateway },
      { scope: 'workflow', name: workflowId },
      { scope: 'agent', name: agent },
    ];
    return widestFirst.find((scope) => frozen.has(freezeKey(scope)));
  }

  freezes(): readonly FreezeScope[] {
    return [...(this.#folds.policy.get(POLICY_STREAM)?.frozen.values() ?? [])];
  }

  workflow(workflowId: string): KnownWorkflow | undefined {
    const state = this.#folds.workflow.get(`workflow-${workflowId}`);
    return state && knownWorkflow(state);
  }

  workflows(): readonly KnownWorkflow[] {
    return this.#folds.workflow
      .states()
      .map(knownWorkflow)
      .filter((workflow) => workflow !== undefined);
  }

  agentUsers(agent: string): readonly WorkflowRef[] {
    return this.workflows()
      .filter(({ archived, definition }) => !archived && definition.steps.some((step) => step.agent === agent))
      .map(({ workflowId, name }) => ({ workflowId, name }));
  }

  gatewayUsers(gateway: string): readonly string[] {
    return this.agents().flatMap((agent) => (agent.gateway === gateway ? [agent.name] : []));
  }
}

/** An empty catalogue. What the adapter behind a gateway can do is the composition root's knowledge. */
export const createCatalogue = (capabilitiesOf: (gateway: GatewayConfig) => GatewayCapabilities): LiveCatalogue =>
  new LiveCatalogue(capabilitiesOf);

/**
 * Folds one stored fact; facts of runs, access and budgets change nothing but the position. `own`: a fact that this process has just
 * appended; it counts at once, and the position waits for the feed, which alone knows that nothing lies in between.
 */
export const applyToCatalogue = (catalogue: LiveCatalogue, fact: CatalogueFact, source: 'feed' | 'own' = 'feed'): void =>
  catalogue.apply(fact, source);

const knownWorkflow = ({ workflowId, workflowVersion, definition, status }: WorkflowState): KnownWorkflow | undefined =>
  definition === null
    ? undefined
    : { workflowId, workflowVersion, name: definition.name, archived: status === 'archived', definition };

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byName = <Named extends { readonly name: string }>(list: readonly (Named | null)[]): Named[] =>
  list.filter((item) => item !== null).sort((a, b) => compare(a.name, b.name));

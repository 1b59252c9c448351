import type { AgentConfig } from '../agent/agent.events';
import type { GatewayCapabilities } from '../gateway/capabilities';
import type { GatewayConfig } from '../gateway/gateway.events';
import type { LimitState } from '../limit/limit.decider';
import type { Role } from '../operator/operator.events';
import type { ApprovalRule, FreezeScope } from '../policy/policy.events';
import type { ModelPrice } from '../pricing/pricing.events';

export interface KnownOperator {
  readonly operatorId: string;
  readonly username: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
}

export interface VersionedPrice extends ModelPrice {
  readonly priceVersion: number;
}

/** A limit as its stream says. `version` counts its facts. */
export type KnownLimit = LimitState;

/**
 * What rules of a run need from other streams: folded in memory, at a stated log position, read-only.
 * Whatever a decision takes from here is recorded in its facts.
 */
export interface Catalogue {
  /** The log position that this catalogue reflects. */
  readonly position: number;
  agent(name: string): AgentConfig | undefined;
  agents(): readonly AgentConfig[];
  gateway(name: string): GatewayConfig | undefined;
  gateways(): readonly GatewayConfig[];
  /** What the adapter behind a gateway declares. */
  capabilities(gateway: string): GatewayCapabilities;
  /** The price in force at an instant (ISO-8601 UTC). */
  price(model: string, at: string): VersionedPrice | undefined;
  prices(): readonly VersionedPrice[];
  operator(operatorId: string): KnownOperator | undefined;
  approvalRule(risk: 'write' | 'irreversible'): ApprovalRule;
  /**
   * Revision of the newest fact about who may approve; -1 before the first. A freeze does not move it: what was approved
   * before it is worth the same after it.
   */
  readonly policyVersion: number;
  readonly singleOperator: boolean;
  /** The limits in force that cover runs of a workflow. */
  limitsOn(workflowId: string): readonly KnownLimit[];
  /** A limit that was ever set. One that was removed caps nothing. */
  limit(limitId: string): KnownLimit | undefined;
  /** The widest freeze that covers this place, if any. */
  frozen(place: { agent: string; gateway: string; workflowId: string }): FreezeScope | undefined;
}

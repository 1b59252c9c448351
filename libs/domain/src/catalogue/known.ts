import type { Role } from '../operator/operator.events';
import type { FreezeScope } from '../policy/policy.events';
import type { PricingEvents } from '../pricing/pricing.events';
import type { Catalogue, KnownLimit, KnownOperator } from '../run/run.catalogue';
import type { WorkflowDefinition } from '../workflow/workflow.events';

export interface KnownApiKey {
  readonly keyId: string;
  readonly name: string;
  readonly operator: KnownOperator;
  /** What the key was issued with and its operator still has. */
  readonly roles: readonly Role[];
  readonly expiresAt: string | null;
  readonly issuedAt: string;
  readonly revokedAt: string | null;
}

export interface KnownSignInLink {
  readonly operator: KnownOperator;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

/** The latest version of a workflow. */
export interface KnownWorkflow {
  readonly workflowId: string;
  readonly workflowVersion: number;
  readonly name: string;
  readonly archived: boolean;
  readonly definition: WorkflowDefinition;
}

export interface WorkflowRef {
  readonly workflowId: string;
  readonly name: string;
}

/** The catalogue with what other commands and the door need besides runs. Read-only. */
export interface KnownCatalogue extends Catalogue {
  /** Revision of a stream in here; -1: nothing is known of it. */
  revision(stream: string): number;
  /** All recorded versions, by model and version. */
  prices(): readonly PricingEvents['ModelPriced'][];
  operators(): readonly KnownOperator[];
  /** Whatever the case of its letters. */
  operatorByUsername(username: string): KnownOperator | undefined;
  /** By the hash of the secret. Expired and revoked keys are found too: see `apiKeyFlaw`. */
  apiKey(keyHash: string): KnownApiKey | undefined;
  apiKeyById(operatorId: string, keyId: string): KnownApiKey | undefined;
  apiKeys(operatorId: string): readonly KnownApiKey[];
  signInLink(tokenHash: string): KnownSignInLink | undefined;
  freezes(): readonly FreezeScope[];
  /** Limits in force. */
  limits(): readonly KnownLimit[];
  /** Whether there ever was one: else no run can have drawn from any. */
  readonly hadLimits: boolean;
  workflow(workflowId: string): KnownWorkflow | undefined;
  workflows(): readonly KnownWorkflow[];
  /** Active workflows whose latest version names the agent. */
  agentUsers(agent: string): readonly WorkflowRef[];
  /** Names of the agents behind a gateway. */
  gatewayUsers(gateway: string): readonly string[];
}

/** Why a key does not open the door at an instant; `null`: it does. */
export const apiKeyFlaw = (key: KnownApiKey, at: string): 'revoked' | 'expired' | 'operator_disabled' | null => {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt !== null && key.expiresAt <= at) return 'expired';
  return key.operator.disabled ? 'operator_disabled' : null;
};

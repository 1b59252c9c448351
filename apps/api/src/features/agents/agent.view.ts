import type { AgentView } from '@mc/contracts';
import type { AgentConfig, KnownCatalogue } from '@mc/domain';
import type { StreamStamps } from '../../catalogue/stream-stamps';
import type { GatewayRegistry } from '../../gateways/registry';

export interface AgentSources {
  readonly catalogue: KnownCatalogue;
  readonly stamps: StreamStamps;
  readonly gateways: GatewayRegistry;
  readonly now: string;
}

export const agentStream = (name: string): string => `agent-${name}`;

/** An agent with what is known of it elsewhere: its gateway's state, its price, a freeze, and who needs it. */
export const agentView = (agent: AgentConfig, { catalogue, stamps, gateways, now }: AgentSources): AgentView => {
  const { name, gateway, engineAgent, model, description, instructions, maxOutputTokens } = agent;
  const { revision, createdAt, updatedAt } = stamps.of(agentStream(name));
  return {
    name,
    gateway,
    gatewayStatus: gateways.get(gateway)?.status().status ?? null,
    engineAgent,
    model,
    priced: catalogue.price(model, now) !== undefined,
    description,
    instructions,
    maxOutputTokens,
    // No workflow has an empty id: only freezes of everything, of the gateway or of the agent can cover this place.
    frozen: catalogue.frozen({ agent: name, gateway, workflowId: '' }) !== undefined,
    usedBy: catalogue.agentUsers(name).map(({ workflowId, name: workflow }) => ({ id: workflowId, name: workflow })),
    revision,
    createdAt,
    updatedAt,
  };
};

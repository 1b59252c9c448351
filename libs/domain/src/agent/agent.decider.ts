import { canonicalJson } from '../kernel/canonical';
import { accept, type CommandMeta, type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import type { Catalogue } from '../run/run.catalogue';
import type { AgentConfig, AgentEvent } from './agent.events';

export type AgentCommand =
  | { readonly type: 'RegisterAgent'; readonly data: AgentConfig }
  | { readonly type: 'ChangeAgent'; readonly data: AgentConfig }
  | { readonly type: 'RemoveAgent'; readonly data: { readonly name: string } };

export type AgentRefusal = 'agent_exists' | 'agent_not_found' | 'unknown_gateway' | 'agent_in_use';

export interface AgentState {
  /** `null`: never registered, or removed. */
  config: AgentConfig | null;
}

export interface AgentContext {
  readonly meta: CommandMeta;
  readonly catalogue: Pick<Catalogue, 'gateway'>;
  /** The active workflows whose latest version names this agent. */
  readonly usedBy: readonly { readonly workflowId: string; readonly name: string }[];
}

const initial = (): AgentState => ({ config: null });

const decide = (command: AgentCommand, { config }: AgentState, context: AgentContext): Decision<AgentEvent, AgentRefusal> => {
  switch (command.type) {
    case 'RegisterAgent':
      if (config) return refuse('agent_exists', `agent ${config.name} exists`, { agent: config.name });
      return gatewayRefusal(command.data, context) ?? accept({ type: 'AgentRegistered', data: command.data });
    case 'ChangeAgent':
      if (!config) return notFound(command.data.name);
      if (canonicalJson(config) === canonicalJson(command.data)) return accept();
      return gatewayRefusal(command.data, context) ?? accept({ type: 'AgentChanged', data: command.data });
    case 'RemoveAgent':
      if (!config) return notFound(command.data.name);
      if (context.usedBy.length > 0) return inUse(config.name, context.usedBy);
      return accept({ type: 'AgentRemoved', data: { name: config.name } });
    default:
      return unreachable(command);
  }
};

const gatewayRefusal = ({ gateway }: AgentConfig, { catalogue }: AgentContext): Decision<never, 'unknown_gateway'> | null =>
  catalogue.gateway(gateway) ? null : refuse('unknown_gateway', `gateway ${gateway} does not exist`, { gateway });

const notFound = (agent: string): Decision<never, 'agent_not_found'> =>
  refuse('agent_not_found', `agent ${agent} does not exist`, { agent });

const inUse = (agent: string, workflows: AgentContext['usedBy']): Decision<never, 'agent_in_use'> =>
  refuse('agent_in_use', `agent ${agent} is used by ${workflows.map(({ name }) => name).join(', ')}`, { agent, workflows });

const evolve = (state: AgentState, event: AgentEvent): AgentState => {
  switch (event.type) {
    case 'AgentRegistered':
    case 'AgentChanged':
      state.config = event.data;
      return state;
    case 'AgentRemoved':
      state.config = null;
      return state;
    default:
      return unreachable(event);
  }
};

export const agentDecider: Decider<AgentCommand, AgentState, AgentEvent, AgentContext, AgentRefusal> = {
  initial,
  decide,
  evolve,
};

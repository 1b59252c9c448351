import { canonicalJson } from '../kernel/canonical';
import { accept, type CommandMeta, type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import type { GatewayConfig, GatewayEvent } from './gateway.events';

export type GatewayCommand =
  | { readonly type: 'RegisterGateway'; readonly data: GatewayConfig }
  | { readonly type: 'ChangeGateway'; readonly data: GatewayConfig }
  | { readonly type: 'RemoveGateway'; readonly data: { readonly name: string } };

export type GatewayRefusal = 'gateway_exists' | 'gateway_not_found' | 'gateway_in_use' | 'invalid_gateway';

export interface GatewayState {
  /** `null`: never registered, or removed. */
  config: GatewayConfig | null;
}

export interface GatewayContext {
  readonly meta: CommandMeta;
  /** Names of the agents that are reached through this gateway. */
  readonly usedBy: readonly string[];
}

const initial = (): GatewayState => ({ config: null });

const decide = (
  command: GatewayCommand,
  { config }: GatewayState,
  { usedBy }: GatewayContext,
): Decision<GatewayEvent, GatewayRefusal> => {
  switch (command.type) {
    case 'RegisterGateway':
      if (config) return refuse('gateway_exists', `gateway ${config.name} exists`, { gateway: config.name });
      return configRefusal(command.data) ?? accept({ type: 'GatewayRegistered', data: command.data });
    case 'ChangeGateway':
      if (!config) return notFound(command.data.name);
      if (canonicalJson(config) === canonicalJson(command.data)) return accept();
      return configRefusal(command.data) ?? accept({ type: 'GatewayChanged', data: command.data });
    case 'RemoveGateway':
      if (!config) return notFound(command.data.name);
      if (usedBy.length > 0) {
        const message = `gateway ${config.name} is used by ${usedBy.join(', ')}`;
        return refuse('gateway_in_use', message, { gateway: config.name, agents: usedBy });
      }
      return accept({ type: 'GatewayRemoved', data: { name: config.name } });
    default:
      return unreachable(command);
  }
};

const notFound = (gateway: string): Decision<never, 'gateway_not_found'> =>
  refuse('gateway_not_found', `gateway ${gateway} does not exist`, { gateway });

const ENGINE_URL = /^(https?|wss?):\/\/[^\s/?#@]+([/?#]\S*)?$/i;

const configRefusal = ({ kind, url, auth }: GatewayConfig): Decision<never, 'invalid_gateway'> | null => {
  if (kind !== 'simulated' && url === null) return invalid('url', `a gateway of kind ${kind} needs a url`);
  if (url !== null && !ENGINE_URL.test(url)) return invalid('url', 'the url must be http, https, ws or wss, without credentials');
  if (auth.type !== 'none' && auth.secretRef === null) return invalid('auth', `auth of type ${auth.type} needs a token`);
  return null;
};

const invalid = (field: string, message: string): Decision<never, 'invalid_gateway'> =>
  refuse('invalid_gateway', message, { field });

const evolve = (state: GatewayState, event: GatewayEvent): GatewayState => {
  switch (event.type) {
    case 'GatewayRegistered':
    case 'GatewayChanged':
      state.config = event.data;
      return state;
    case 'GatewayRemoved':
      state.config = null;
      return state;
    default:
      return unreachable(event);
  }
};

export const gatewayDecider: Decider<GatewayCommand, GatewayState, GatewayEvent, GatewayContext, GatewayRefusal> = {
  initial,
  decide,
  evolve,
};

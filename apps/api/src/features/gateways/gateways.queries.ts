import type { EngineAgentView, GatewayView, Page, ParamsOf, QueryOf } from '@mc/contracts';
import { Ask, answeredBy } from '../../queries/ask';
import { GatewayDirectory } from './gateway-directory';

export class ListGateways extends Ask<QueryOf<'listGateways'>, Page<GatewayView>> {}
export class GetGateway extends Ask<ParamsOf<'getGateway'>, GatewayView> {}
export class ListEngineAgents extends Ask<ParamsOf<'listEngineAgents'> & QueryOf<'listEngineAgents'>, Page<EngineAgentView>> {}

export const GATEWAY_QUERIES = [
  answeredBy(ListGateways, GatewayDirectory, (gateways, query) => gateways.page(query)),
  answeredBy(GetGateway, GatewayDirectory, (gateways, { name }) => gateways.get(name)),
  answeredBy(ListEngineAgents, GatewayDirectory, (gateways, { name, ...page }) => gateways.agents(name, page)),
];

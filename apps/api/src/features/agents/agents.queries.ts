import type { AgentView, Page, ParamsOf, QueryOf } from '@mc/contracts';
import { Ask, answeredBy } from '../../queries/ask';
import { AgentDirectory } from './agent-directory';

export class ListAgents extends Ask<QueryOf<'listAgents'>, Page<AgentView>> {}
export class GetAgent extends Ask<ParamsOf<'getAgent'>, AgentView> {}

export const AGENT_QUERIES = [
  answeredBy(ListAgents, AgentDirectory, (agents, query) => agents.page(query)),
  answeredBy(GetAgent, AgentDirectory, (agents, { name }) => agents.get(name)),
];

import type { AgentFiguresList, AgentSaved, AgentUpdate, AgentView, Page } from '@mc/contracts';
import type { AgentCommand, AgentConfig, KnownCatalogue } from '@mc/domain';
import { agentFigures } from '@mc/projections';
import { Controller, Headers, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Commands } from '../../commands/commands';
import { ExecuteAgentCommand } from '../../commands/execute.commands';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { type Reply, reply } from '../../http/reply';
import { CATALOGUE } from '../../ports';
import { Reads } from '../../queries/reads';
import { checkName, checkRevision } from '../preconditions';
import { PriceImport } from '../pricing/price-import';
import { agentStream } from './agent.view';
import { GetAgent, ListAgents } from './agents.queries';

@Controller()
export class AgentsController {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(PriceImport) private readonly prices: PriceImport,
    @Inject(Reads) private readonly reads: Reads,
  ) {}

  @Endpoint('listAgents')
  list(@Input() { query }: InputOf<'listAgents'>): Promise<Page<AgentView>> {
    return this.queries.execute(new ListAgents(query));
  }

  @Endpoint('getAgent')
  async get(@Input() { params }: InputOf<'getAgent'>): Promise<Reply<AgentView>> {
    const agent = await this.queries.execute(new GetAgent(params));
    return reply(agent, { version: agent.revision });
  }

  @Endpoint('getAgentFigures')
  async figures(@Input() { query }: InputOf<'getAgentFigures'>): Promise<AgentFiguresList> {
    const items = await this.reads.ask((database) => agentFigures(database, query));
    return { from: query.from ?? null, to: query.to ?? null, items };
  }

  @Endpoint('createAgent')
  create(@AskedBy() asked: Asked, @Input() { body }: InputOf<'createAgent'>): Promise<Reply<AgentSaved>> {
    return this.#save(asked, { type: 'RegisterAgent', data: configOf(body.name, body) });
  }

  @Endpoint('updateAgent')
  update(
    @AskedBy() asked: Asked,
    @Input() { params: { name }, body }: InputOf<'updateAgent'>,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Reply<AgentSaved>> {
    checkName(name, body.name);
    checkRevision(asked, ifMatch, this.catalogue, agentStream(name));
    return this.#save(asked, { type: 'ChangeAgent', data: configOf(name, body) });
  }

  @Endpoint('deleteAgent')
  async remove(
    @AskedBy() asked: Asked,
    @Input() { params: { name } }: InputOf<'deleteAgent'>,
    @Headers('if-match') ifMatch?: string,
  ) {
    checkRevision(asked, ifMatch, this.catalogue, agentStream(name));
    const command: AgentCommand = { type: 'RemoveAgent', data: { name } };
    const { position, stream, revision } = await this.commands.send(
      asked,
      new ExecuteAgentCommand(name, command, asked.cause),
      {},
    );
    return reply({ position, stream, revision }, { position });
  }

  async #save(asked: Asked, command: Extract<AgentCommand, { data: AgentConfig }>): Promise<Reply<AgentSaved>> {
    const { name, model } = command.data;
    const { position } = await this.commands.send(asked, new ExecuteAgentCommand(name, command, asked.cause), {});
    await this.prices.importFor(model, asked.cause);
    const agent = await this.queries.execute(new GetAgent({ name }));
    return reply({ ...agent, position }, { position, version: agent.revision });
  }
}

const configOf = (
  name: string,
  { gateway, engineAgent, model, description, instructions, maxOutputTokens }: AgentUpdate,
): AgentConfig => ({
  name,
  gateway,
  engineAgent: engineAgent ?? null,
  model,
  description: description ?? null,
  instructions: instructions ?? null,
  maxOutputTokens: maxOutputTokens ?? null,
});

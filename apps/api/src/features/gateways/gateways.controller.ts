import type { EngineAgentView, GatewaySaved, GatewayTested, GatewayView, ImportAgentsResult, Page } from '@mc/contracts';
import type { KnownCatalogue } from '@mc/domain';
import { Controller, Headers, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { ProblemError } from '../../http/problem';
import { type Reply, reply } from '../../http/reply';
import { CATALOGUE } from '../../ports';
import { checkName, checkRevision } from '../preconditions';
import { AgentImport } from './agent-import';
import { GatewayChanges } from './gateway-changes';
import { GatewayDirectory, gatewayStream } from './gateway-directory';
import { GetGateway, ListEngineAgents, ListGateways } from './gateways.queries';

@Controller()
export class GatewaysController {
  constructor(
    @Inject(GatewayChanges) private readonly changes: GatewayChanges,
    @Inject(GatewayDirectory) private readonly directory: GatewayDirectory,
    @Inject(AgentImport) private readonly agentImport: AgentImport,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
  ) {}

  @Endpoint('listGateways')
  list(@Input() { query }: InputOf<'listGateways'>): Promise<Page<GatewayView>> {
    return this.queries.execute(new ListGateways(query));
  }

  @Endpoint('getGateway')
  async get(@Input() { params }: InputOf<'getGateway'>): Promise<Reply<GatewayView>> {
    const gateway = await this.queries.execute(new GetGateway(params));
    return reply(gateway, { version: gateway.revision });
  }

  @Endpoint('createGateway')
  async create(@AskedBy() asked: Asked, @Input() { body }: InputOf<'createGateway'>): Promise<Reply<GatewaySaved>> {
    const { position } = await this.changes.save(asked, 'RegisterGateway', body.name, body);
    return this.#saved(body.name, position);
  }

  @Endpoint('updateGateway')
  async update(
    @AskedBy() asked: Asked,
    @Input() { params: { name }, body }: InputOf<'updateGateway'>,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Reply<GatewaySaved>> {
    checkName(name, body.name);
    this.#checkChangeable(asked, name, ifMatch);
    const { position } = await this.changes.save(asked, 'ChangeGateway', name, body);
    return this.#saved(name, position);
  }

  @Endpoint('deleteGateway')
  async remove(
    @AskedBy() asked: Asked,
    @Input() { params: { name } }: InputOf<'deleteGateway'>,
    @Headers('if-match') ifMatch?: string,
  ) {
    this.#checkChangeable(asked, name, ifMatch);
    const { position, stream, revision } = await this.changes.remove(asked, name);
    return reply({ position, stream, revision }, { position });
  }

  @Endpoint('testGateway')
  test(@Input() { params }: InputOf<'testGateway'>): Promise<GatewayTested> {
    return this.directory.test(params.name);
  }

  @Endpoint('listEngineAgents')
  agents(@Input() { params, query }: InputOf<'listEngineAgents'>): Promise<Page<EngineAgentView>> {
    return this.queries.execute(new ListEngineAgents({ ...params, ...query }));
  }

  @Endpoint('importAgents')
  async import(
    @AskedBy() asked: Asked,
    @Input() { params: { name }, body }: InputOf<'importAgents'>,
  ): Promise<Reply<ImportAgentsResult>> {
    const result = await this.agentImport.import(asked, name, body);
    return reply(result, { position: result.position });
  }

  async #saved(name: string, position: number): Promise<Reply<GatewaySaved>> {
    const gateway = await this.queries.execute(new GetGateway({ name }));
    return reply({ ...gateway, position }, { position, version: gateway.revision });
  }

  #checkChangeable(asked: Asked, name: string, ifMatch: string | undefined): void {
    if (this.directory.isReadOnly(name)) {
      throw new ProblemError('gateway_read_only', `The gateway ${name} is set by MC_GATEWAYS and changed there.`);
    }
    checkRevision(asked, ifMatch, this.catalogue, gatewayStream(name));
  }
}

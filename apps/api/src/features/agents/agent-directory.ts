import type { AgentView, Page, QueryOf } from '@mc/contracts';
import type { KnownCatalogue } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { StreamStamps } from '../../catalogue/stream-stamps';
import type { GatewayRegistry } from '../../gateways/registry';
import { ProblemError } from '../../http/problem';
import { CATALOGUE, CLOCK, type Clock, GATEWAYS } from '../../ports';
import { matches, memoryPage } from '../../views/memory-page';
import { agentView } from './agent.view';

/** Agents are few, and decisions need them in memory: so they are read from there, too. */
@Injectable()
export class AgentDirectory {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(StreamStamps) private readonly stamps: StreamStamps,
    @Inject(GATEWAYS) private readonly gateways: GatewayRegistry,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  page({ gateway, q, ...page }: QueryOf<'listAgents'>): Page<AgentView> {
    const found = this.catalogue
      .agents()
      .filter((agent) => gateway === undefined || agent.gateway === gateway)
      .filter(({ name, model, description }) => matches(q, name, model, description));
    const { items, ...rest } = memoryPage(found, ({ name }) => name, page);
    const sources = this.#sources();
    return { ...rest, items: items.map((agent) => agentView(agent, sources)) };
  }

  /** Throws `agent_not_found`. */
  get(name: string): AgentView {
    const agent = this.catalogue.agent(name);
    if (!agent) throw new ProblemError('agent_not_found', `There is no agent ${name}.`, { extra: { agent: name } });
    return agentView(agent, this.#sources());
  }

  #sources() {
    const { catalogue, stamps, gateways } = this;
    return { catalogue, stamps, gateways, now: this.now() };
  }
}

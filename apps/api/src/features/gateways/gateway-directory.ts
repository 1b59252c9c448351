import type { EngineAgentView, GatewayTested, GatewayView, Page, QueryOf } from '@mc/contracts';
import type { GatewayConfig, KnownCatalogue } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { StreamStamps } from '../../catalogue/stream-stamps';
import type { Settings } from '../../config/settings';
import type { GatewayRegistry } from '../../gateways/registry';
import { ProblemError } from '../../http/problem';
import { CATALOGUE, GATEWAYS, SETTINGS } from '../../ports';
import { memoryPage, type PageQuery } from '../../views/memory-page';
import { consequencesOf } from './consequences';
import { engineAgents } from './engine-agents';

export const gatewayStream = (name: string): string => `gateway-${name}`;

/** Gateways with the state of their engines, as this process sees them. */
@Injectable()
export class GatewayDirectory {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(StreamStamps) private readonly stamps: StreamStamps,
    @Inject(GATEWAYS) private readonly registry: GatewayRegistry,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'gateways'>,
  ) {}

  page(query: QueryOf<'listGateways'>): Page<GatewayView> {
    const { items, ...rest } = memoryPage(this.catalogue.gateways(), ({ name }) => name, query);
    return { ...rest, items: items.map((config) => this.#view(config)) };
  }

  /** Throws `gateway_not_found`. */
  get(name: string): GatewayView {
    return this.#view(this.config(name));
  }

  /** Throws `gateway_not_found`. */
  config(name: string): GatewayConfig {
    const config = this.catalogue.gateway(name);
    if (!config) throw new ProblemError('gateway_not_found', `There is no gateway ${name}.`, { extra: { gateway: name } });
    return config;
  }

  /** What the engine offers, and which agents here stand for it. */
  async agents(name: string, query: PageQuery): Promise<Page<EngineAgentView>> {
    const { items, ...rest } = memoryPage(await this.offered(name), ({ engineAgent }) => engineAgent, query);
    const registered = this.catalogue.agents().filter(({ gateway }) => gateway === name);
    const nameOf = (engineAgent: string): string | null =>
      registered.find((agent) => (agent.engineAgent ?? agent.name) === engineAgent)?.name ?? null;
    return { ...rest, items: items.map((offer) => ({ ...offer, registeredAs: nameOf(offer.engineAgent) })) };
  }

  /** Asks the engine now, and says what came of it. Throws `gateway_not_found`. */
  async test(name: string): Promise<GatewayTested> {
    this.config(name);
    const began = performance.now();
    await this.registry.get(name)?.check();
    try {
      const offered = await this.offered(name);
      const answeredInMs = Math.round(performance.now() - began);
      return { gateway: this.get(name), answeredInMs, agents: offered.length, problem: null };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { gateway: this.get(name), answeredInMs: null, agents: null, problem: error.message };
    }
  }

  /** Asks the engine. Throws `gateway_not_found`, `gateway_failed`, `gateway_unavailable`. */
  offered(name: string): ReturnType<typeof engineAgents> {
    return engineAgents(this.config(name).name, this.registry);
  }

  /** Gateways that the deployment sets are changed there. */
  isReadOnly(name: string): boolean {
    return this.settings.gateways.some((gateway) => gateway.name === name);
  }

  #view({ name, kind, url, auth, options }: GatewayConfig): GatewayView {
    const { revision, createdAt, updatedAt } = this.stamps.of(gatewayStream(name));
    const gateway = this.registry.get(name);
    const state = gateway?.status();
    const capabilities = this.catalogue.capabilities(name);
    return {
      name,
      kind,
      url,
      auth: { type: auth.type, hasSecret: auth.secretRef !== null },
      options: { ...options },
      status: state?.status ?? 'down',
      lastError: state ? state.lastError : 'It cannot be used as it is configured; the log of the server says why.',
      since: state?.since ?? null,
      checkedAt: gateway?.checkedAt ?? null,
      engine: state?.engine ?? null,
      reconnects: state?.reconnects ?? 0,
      troubles: (state?.troubles ?? []).map((trouble) => ({ ...trouble })),
      capabilities: { ...capabilities, consequences: consequencesOf(capabilities) },
      frozen: this.catalogue.frozen({ agent: '', gateway: name, workflowId: '' }) !== undefined,
      source: this.isReadOnly(name) ? 'deployment' : 'api',
      revision,
      createdAt,
      updatedAt,
    };
  }
}

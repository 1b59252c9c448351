import type { GatewayConfig, LiveCatalogue } from '@mc/domain';
import type { RecordedEvent } from '@mc/event-store';
import type { Logger } from 'pino';
import type { GatewayRegistry } from '../gateways/registry';

/** How often an engine is asked whether it is there. */
const CHECK_MS = 10_000;

/** Keeps the adapters as the catalogue says, and looks after their engines. */
export class GatewayKeeper {
  #interval: NodeJS.Timeout | undefined;

  constructor(
    private readonly registry: GatewayRegistry,
    private readonly catalogue: LiveCatalogue,
    private readonly log: Logger,
  ) {}

  /** Does not wait for any engine: one that is away must not keep the others, or the start, waiting. */
  start(): void {
    for (const config of this.catalogue.gateways()) this.#apply(config);
    this.#interval = setInterval(() => this.#checkAll(), CHECK_MS).unref();
  }

  take(facts: readonly RecordedEvent[]): void {
    for (const name of new Set(
      facts.filter(({ stream }) => stream.startsWith('gateway-')).map(({ stream }) => stream.slice(8)),
    )) {
      const config = this.catalogue.gateway(name);
      if (config) this.#apply(config);
      else
        this.registry.remove(name).catch((error: unknown) => this.log.warn({ err: error, gateway: name }, 'gateway not closed'));
    }
  }

  stop(): void {
    clearInterval(this.#interval);
  }

  #apply(config: GatewayConfig): void {
    try {
      void this.registry.apply(config).check();
    } catch (error) {
      // A gateway of a kind or with options that this version cannot build: its steps wait, and the rest goes on.
      this.log.error({ err: error, gateway: config.name }, 'the gateway cannot be used');
    }
  }

  #checkAll(): void {
    for (const gateway of this.registry.list()) void gateway.check();
  }
}

import { canonicalJson, type GatewayConfig } from '@mc/domain';
import type { EngineApprovalNews, Gateway } from './gateway';
import { CallbackHub } from './http/callback-hub';
import { type BuildParts, buildGateway, type GatewayParts } from './kinds';
import { NamedGateway } from './named-gateway';

interface QuestionListening {
  readonly listener: (news: EngineApprovalNews) => void;
  readonly signal: AbortSignal;
}

/**
 * The gateways of this process, one for each registered name. A name keeps its Gateway through changes of its
 * configuration: attempts in flight stay with the adapter that sent them.
 */
export class GatewayRegistry {
  readonly #gateways = new Map<string, NamedGateway>();
  /** Where callbacks of engines find the attempts that wait for them. */
  readonly callbacks = new CallbackHub();
  readonly #parts: BuildParts;
  readonly #listening = new Set<QuestionListening>();
  #ownUrl: string | null = null;

  constructor(parts: GatewayParts) {
    this.#parts = { ...parts, callbacks: this.callbacks, ownUrl: () => this.#ownUrl };
  }

  /** Engines that call back are told this address, unless their gateway names another. */
  servedAt(url: string): void {
    this.#ownUrl = url;
  }

  /** Builds or rebuilds; an unchanged configuration is a no-op. Throws a GatewayError for one that cannot be built. */
  apply(config: GatewayConfig): Gateway {
    const known = this.#gateways.get(config.name);
    const version = canonicalJson(config);
    if (known?.version === version) return known;
    const adapter = buildGateway(config, this.#parts);
    if (known) {
      known.replace(adapter, version);
      return known;
    }
    const gateway = new NamedGateway(adapter, version);
    this.#gateways.set(config.name, gateway);
    for (const { listener, signal } of this.#listening) gateway.onEngineApproval(listener, signal);
    return gateway;
  }

  /** Throws the GatewayError that `apply` would throw, and changes nothing. */
  check(config: GatewayConfig): void {
    void buildGateway(config, this.#parts).close();
  }

  get(name: string): NamedGateway | undefined {
    return this.#gateways.get(name);
  }

  list(): readonly Gateway[] {
    return [...this.#gateways.values()];
  }

  /** Hears what engines ask within attempts, through whatever gateways there are and will be. */
  onEngineApproval(listener: (news: EngineApprovalNews) => void, signal: AbortSignal): void {
    const listening = { listener, signal };
    this.#listening.add(listening);
    signal.addEventListener('abort', () => this.#listening.delete(listening), { once: true });
    for (const gateway of this.#gateways.values()) gateway.onEngineApproval(listener, signal);
  }

  /** Closes a gateway whose registration is gone; what it had in flight ends without an outcome. */
  async remove(name: string): Promise<void> {
    const gateway = this.#gateways.get(name);
    this.#gateways.delete(name);
    await gateway?.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#gateways.keys()].map((name) => this.remove(name)));
  }
}

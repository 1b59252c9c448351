import type { GatewayCapabilities, GatewayKind } from '@mc/domain';
import { failed } from './failure';
import type { DispatchRequest, EngineAgent, Gateway, GatewayStatus, LookupResult, OnSignal, StopResult } from './gateway';

/** A registered name: stays the same object while its adapter is replaced, and knows which adapter sent what. */
export class NamedGateway implements Gateway {
  readonly name: string;
  #current: Gateway;
  #version: string;
  readonly #senders = new Map<string, Gateway>();
  readonly #inFlight = new Map<Gateway, number>();

  constructor(adapter: Gateway, version: string) {
    this.name = adapter.name;
    this.#current = adapter;
    this.#version = version;
  }

  get kind(): GatewayKind {
    return this.#current.kind;
  }

  get capabilities(): GatewayCapabilities {
    return this.#current.capabilities;
  }

  /** Canonical JSON of the configuration that the present adapter was built from. */
  get version(): string {
    return this.#version;
  }

  /** The old adapter is closed as soon as nothing of it is in flight. */
  replace(adapter: Gateway, version: string): void {
    const old = this.#current;
    this.#current = adapter;
    this.#version = version;
    if (!this.#inFlight.has(old)) void old.close();
  }

  async dispatch(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    const sender = this.#current;
    this.#senders.set(request.effectKey, sender);
    this.#inFlight.set(sender, (this.#inFlight.get(sender) ?? 0) + 1);
    try {
      await sender.dispatch(request, onSignal, signal);
    } catch (error) {
      // An adapter never rejects; a bug in one must not leave an attempt open without a word.
      onSignal(adapterFailed(error));
    } finally {
      this.#ended(request.effectKey, sender);
    }
  }

  #ended(effectKey: string, sender: Gateway): void {
    if (this.#senders.get(effectKey) === sender) this.#senders.delete(effectKey);
    const left = (this.#inFlight.get(sender) ?? 1) - 1;
    if (left > 0) return void this.#inFlight.set(sender, left);
    this.#inFlight.delete(sender);
    if (sender !== this.#current) void sender.close();
  }

  #senderOf(effectKey: string): Gateway {
    return this.#senders.get(effectKey) ?? this.#current;
  }

  stop(effectKey: string): Promise<StopResult> {
    return this.#senderOf(effectKey).stop(effectKey);
  }

  lookup(effectKey: string): Promise<LookupResult> {
    return this.#senderOf(effectKey).lookup(effectKey);
  }

  listAgents(): Promise<readonly EngineAgent[]> {
    return this.#current.listAgents();
  }

  status(): GatewayStatus {
    return this.#current.status();
  }

  check(): Promise<void> {
    return this.#current.check();
  }

  async close(): Promise<void> {
    await Promise.all([...new Set([this.#current, ...this.#inFlight.keys()])].map((adapter) => adapter.close()));
  }
}

const adapterFailed = (error: unknown) =>
  failed({
    class: 'engine_error',
    code: 'adapter_failed',
    message: error instanceof Error ? error.message : 'the adapter failed',
    retryable: false,
    executed: 'unknown',
  });

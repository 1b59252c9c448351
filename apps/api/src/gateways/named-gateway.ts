import type { GatewayCapabilities, GatewayKind } from '@mc/domain';
import { isoTime } from './clock';
import { failed } from './failure';
import {
  type ApprovalAnswer,
  type ApprovalDecision,
  type DispatchRequest,
  type EngineAgent,
  type EngineApprovalNews,
  type Gateway,
  GatewayError,
  type GatewayStatus,
  type LookupResult,
  type OnSignal,
  type StopResult,
} from './gateway';

/** A registered name: stays the same object while its adapter is replaced, and knows which adapter sent what. */
export class NamedGateway implements Gateway {
  readonly name: string;
  #current: Gateway;
  #version: string;
  #checkedAt: string | null = null;
  readonly #senders = new Map<string, Gateway>();
  readonly #inFlight = new Map<Gateway, number>();
  readonly #listening = new Set<{
    readonly listener: (news: EngineApprovalNews) => void;
    readonly signal: AbortSignal;
  }>();

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
    this.#checkedAt = null;
    for (const { listener, signal } of this.#listening) adapter.onEngineApproval?.(listener, signal);
    if (!this.#inFlight.has(old)) void old.close();
  }

  dispatch(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    const sender = this.#current;
    return this.#with(sender, request, onSignal, () => sender.dispatch(request, onSignal, signal));
  }

  /** Rejects where the adapter cannot. */
  attach(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    const listener = this.#current;
    if (!listener.attach) return Promise.reject(new Error(`gateways of kind ${listener.kind} cannot be listened to again`));
    const attach = listener.attach.bind(listener);
    return this.#with(listener, request, onSignal, () => attach(request, onSignal, signal));
  }

  async #with(sender: Gateway, request: DispatchRequest, onSignal: OnSignal, converse: () => Promise<void>): Promise<void> {
    this.#senders.set(request.effectKey, sender);
    this.#inFlight.set(sender, (this.#inFlight.get(sender) ?? 0) + 1);
    try {
      await converse();
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

  /** Listens to the present adapter and to those that take its place. */
  onEngineApproval(listener: (news: EngineApprovalNews) => void, signal: AbortSignal): void {
    const listening = { listener, signal };
    this.#listening.add(listening);
    signal.addEventListener('abort', () => this.#listening.delete(listening), { once: true });
    this.#current.onEngineApproval?.(listener, signal);
  }

  answerApproval(approvalId: string, decision: ApprovalDecision): Promise<ApprovalAnswer> {
    const { kind } = this.#current;
    return (
      this.#current.answerApproval?.(approvalId, decision) ??
      Promise.reject(new GatewayError('gateway_refused', `engines behind gateways of kind ${kind} ask nothing`))
    );
  }

  status(): GatewayStatus {
    return this.#current.status();
  }

  /** ISO-8601 UTC: when the present adapter last looked whether its engine is there; `null`: not yet. */
  get checkedAt(): string | null {
    return this.#checkedAt;
  }

  async check(): Promise<void> {
    const adapter = this.#current;
    await adapter.check();
    if (adapter === this.#current) this.#checkedAt = isoTime(Date.now());
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

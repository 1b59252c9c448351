import type { GatewayCapabilities } from '@mc/domain';
import { engineWords } from '../agent-text';
import { StatusError } from '../answer';
import { type GatewayClock, systemClock } from '../clock';
import { type FailedSignal, gatewayClosed, sendByPassed } from '../failure';
import {
  type DispatchRequest,
  type EngineAgent,
  type Gateway,
  GatewayError,
  type GatewaySignal,
  type GatewayStatus,
  type LookupResult,
  type OnSignal,
  type SecretSource,
  type StopResult,
} from '../gateway';
import { StatusBoard } from '../status-board';
import { causeOf, causesOf, secretMissing } from '../transport-failure';
import type { NetworkPolicy } from '../url-policy';
import { Attempt, NOTHING_STOPPED } from './attempt';
import type { CallbackHub } from './callback-hub';
import { Engine } from './engine';
import { type HttpOptions, httpCapabilities } from './options';
import { lookupOf } from './outcome';
import { secretsIn } from './signature';

const DESCRIPTION_CHARS_MAX = 1_000;
const NAME_CHARS_MAX = 128;
/** What a call is counted under whose model an engine does not name to one who only asks. */
const UNNAMED_MODEL = 'unknown';

export interface HttpParts {
  readonly name: string;
  /** All messages go here. */
  readonly url: string;
  readonly secretRef: string;
  readonly options: HttpOptions;
  readonly policy: NetworkPolicy;
  readonly secrets: SecretSource;
  readonly hub: CallbackHub;
  /** Where this server is reached, as far as it knows by itself. */
  readonly ownUrl: () => string | null;
  readonly clock?: GatewayClock;
}

/** An engine that implements our own contract, docs/http-gateway.md: signed messages both ways, and a memory for keys. */
export class HttpGateway implements Gateway {
  readonly kind = 'http';
  readonly name: string;
  readonly capabilities: GatewayCapabilities;
  readonly #clock: GatewayClock;
  readonly #board: StatusBoard;
  readonly #open = new Map<string, Attempt>();
  #isClosed: boolean = false;

  constructor(private readonly parts: HttpParts) {
    this.name = parts.name;
    this.capabilities = httpCapabilities(parts.options);
    this.#clock = parts.clock ?? systemClock;
    this.#board = new StatusBoard(this.#clock);
  }

  async dispatch(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    await undefined;
    const engine = await this.#readyToSend(request);
    if (signal.aborted) return;
    if (!(engine instanceof Engine)) return onSignal(engine);
    await this.#run(request, engine, onSignal, signal, (attempt) => attempt.send(this.#leftToSend(request)));
  }

  /** Listens again to an attempt that a process which is gone had sent. */
  async attach(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    await undefined;
    const engine = await this.#engine();
    if (signal.aborted || this.#isClosed) return;
    if (!engine) return onSignal({ ...secretMissing(), executed: 'unknown' });
    await this.#run(request, engine, onSignal, signal, (attempt) => attempt.attach());
  }

  async #run(
    request: DispatchRequest,
    engine: Engine,
    onSignal: OnSignal,
    signal: AbortSignal,
    work: (attempt: Attempt) => Promise<void>,
  ): Promise<void> {
    const { hub, options } = this.parts;
    const attempt = new Attempt({
      ...{ gateway: this.name, request, engine, hub, clock: this.#clock, pollMs: options.pollMs, onSignal },
      callbackUrl: this.#callbackUrl(),
      onContact: (failure) => this.#contact(failure),
    });
    const leave = () => attempt.close();
    signal.addEventListener('abort', leave, { once: true });
    this.#open.set(request.effectKey, attempt);
    try {
      await work(attempt);
    } finally {
      signal.removeEventListener('abort', leave);
      if (this.#open.get(request.effectKey) === attempt) this.#open.delete(request.effectKey);
    }
  }

  async #readyToSend(request: DispatchRequest): Promise<Engine | FailedSignal> {
    const engine = await this.#engine();
    if (this.#isClosed) return gatewayClosed();
    if (!engine) return secretMissing();
    return this.#leftToSend(request) < 0 ? sendByPassed(request.sendBy) : engine;
  }

  #leftToSend({ sendBy }: DispatchRequest): number {
    return Date.parse(sendBy) - this.#clock.now();
  }

  /** `null`: the secret is missing. */
  async #engine(): Promise<Engine | null> {
    const { secrets, secretRef, url, policy } = this.parts;
    const kept = await secrets.read(secretRef).catch(() => null);
    const live = secretsIn(kept ?? '');
    return live.length === 0 ? null : new Engine({ url, secrets: live, policy });
  }

  #callbackUrl(): string | null {
    const base = this.parts.options.callbackBase ?? this.parts.ownUrl();
    return base === null ? null : `${base.replace(/\/+$/, '')}/api/v1/gateways/${encodeURIComponent(this.name)}/callbacks`;
  }

  #contact(failure: GatewaySignal | null): void {
    const error = failure?.kind === 'failed' ? failure.error : null;
    const isAway = ['engine_unavailable', 'configuration', 'connection_lost'].includes(error?.class ?? '');
    if (error && isAway) this.#board.down(error.message);
    else this.#board.connected();
  }

  async stop(effectKey: string): Promise<StopResult> {
    const attempt = this.#open.get(effectKey);
    if (attempt) return attempt.stop();
    try {
      const state = await (await this.#engine())?.cancel(effectKey);
      return state?.state === 'cancelled' ? { proof: 'tombstone', executed: state.executed ?? 'unknown' } : NOTHING_STOPPED;
    } catch {
      // Not reached: nothing is proven.
      return NOTHING_STOPPED;
    }
  }

  async lookup(effectKey: string): Promise<LookupResult> {
    try {
      const engine = await this.#engine();
      if (!engine) return { state: 'unavailable', message: 'the secret of this gateway is missing' };
      return lookupOf(await engine.lookup(effectKey), UNNAMED_MODEL);
    } catch (error) {
      return { state: 'unavailable', message: `the engine cannot be asked (${causeOf(causesOf(error))})` };
    }
  }

  async listAgents(): Promise<readonly EngineAgent[]> {
    const engine = await this.#engine();
    if (!engine) throw new GatewayError('gateway_refused', 'the secret of this gateway is missing', '/auth');
    try {
      const agents = await engine.agents();
      this.#board.connected();
      return agents.map(({ name, model, description }) => ({
        engineAgent: engineWords(name, NAME_CHARS_MAX),
        name: engineWords(name, NAME_CHARS_MAX),
        model: model ? engineWords(model, NAME_CHARS_MAX) : null,
        description: description ? engineWords(description, DESCRIPTION_CHARS_MAX) : null,
      }));
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  #refusal(error: unknown): GatewayError {
    const isAuth = error instanceof StatusError && [401, 403].includes(error.status);
    const message = isAuth
      ? 'the engine did not accept the signature'
      : `the engine cannot be asked (${causeOf(causesOf(error))})`;
    this.#board.down(message);
    const isAnswer = error instanceof StatusError && error.status < 500;
    return new GatewayError(isAnswer ? 'gateway_refused' : 'gateway_unreachable', message, isAuth ? '/auth' : '/url');
  }

  status(): GatewayStatus {
    return this.#board.status;
  }

  async check(): Promise<void> {
    try {
      await this.listAgents();
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (error.path === '/auth') this.#board.down(error.message);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const attempt of this.#open.values()) attempt.close();
  }
}

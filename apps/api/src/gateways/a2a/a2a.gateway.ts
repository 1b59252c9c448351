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
import type { Transmission } from '../transport';
import { causeOf, causesOf, misconfigured, secretMissing } from '../transport-failure';
import type { NetworkPolicy } from '../url-policy';
import { reportsOf } from '../usage-book';
import { AgentClient, ASK_TIMEOUT_MS, secretOf } from './agent-client';
import { Attempt, NOTHING_STOPPED } from './attempt';
import { agentsOf, discover, type KnownAgent } from './card';
import { agentNotFound, failureFrom } from './failures';
import { dispatchOf } from './message';
import { type A2aOptions, a2aCapabilities, USAGE_EXTENSION } from './options';
import { stateOf } from './state';
import { unsent } from './wire';

/** A card is read again after this time, so that an agent may change. */
const CARD_FRESH_MS = 60_000;

const RECONNECT_MS = 2_000;

interface Ready {
  readonly agent: KnownAgent;
  readonly client: AgentClient;
}

export interface A2aParts {
  readonly name: string;
  /** Base of the agent, without a slash at the end. */
  readonly baseUrl: string;
  readonly secretRef: string | null;
  readonly options: A2aOptions;
  readonly policy: NetworkPolicy;
  readonly secrets: SecretSource;
  readonly clock?: GatewayClock;
}

/** An agent that speaks Agent2Agent 1.0 by JSON-RPC. One gateway is one agent card; `engineAgent` names one of its skills. */
export class A2aGateway implements Gateway {
  readonly kind = 'a2a';
  readonly name: string;
  readonly capabilities: GatewayCapabilities;
  readonly #clock: GatewayClock;
  readonly #board: StatusBoard;
  readonly #open = new Map<string, Attempt>();
  #known: { readonly agent: KnownAgent; readonly readAt: number } | null = null;
  #isClosed: boolean = false;

  constructor(private readonly parts: A2aParts) {
    this.name = parts.name;
    this.capabilities = a2aCapabilities(parts.options);
    this.#clock = parts.clock ?? systemClock;
    this.#board = new StatusBoard(this.#clock);
  }

  dispatch(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    return this.#run(request, onSignal, signal, (attempt) => attempt.send(this.#leftToSend(request)));
  }

  /** Listens again to an attempt that a process which is gone had sent. */
  attach(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    return this.#run(request, onSignal, signal, (attempt) => attempt.attach(), true);
  }

  async #run(
    request: DispatchRequest,
    onSignal: OnSignal,
    signal: AbortSignal,
    work: (attempt: Attempt) => Promise<void>,
    isSent = false,
  ): Promise<void> {
    await undefined;
    const ready = isSent ? await this.#prepareAgain(request, signal) : await this.#prepare(request, signal);
    if (signal.aborted || ready === null) return;
    if ('kind' in ready) return onSignal(ready);
    const onContact = (failure: GatewaySignal | null) => this.#contact(failure);
    const attempt = new Attempt({ request, clock: this.#clock, ...ready, onSignal, onContact });
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

  #leftToSend({ sendBy }: DispatchRequest): number {
    return Date.parse(sendBy) - this.#clock.now();
  }

  /** The card and the secret; everything that may fail here fails before anything is sent. */
  async #prepare(request: DispatchRequest, signal: AbortSignal): Promise<Ready | FailedSignal | null> {
    if (this.#isClosed) return gatewayClosed();
    if (this.#leftToSend(request) < 0) return sendByPassed(request.sendBy);
    const transmission = unsent();
    try {
      const ready = await this.#connect(transmission, signal, this.#leftToSend(request));
      if (ready === null) return secretMissing();
      const skill = request.engineAgent;
      if (skill !== null && !ready.agent.card.skills.some(({ id }) => id === skill)) return agentNotFound(skill);
      return this.#leftToSend(request) < 0 ? sendByPassed(request.sendBy) : ready;
    } catch (error) {
      return signal.aborted ? null : this.#unprepared(error, transmission, request);
    }
  }

  /** The task is at work already: an agent that cannot be reached now may be reached later, up to the deadline. */
  async #prepareAgain({ deadline }: DispatchRequest, signal: AbortSignal): Promise<Ready | null> {
    while (!signal.aborted && !this.#isClosed && this.#clock.now() < Date.parse(deadline)) {
      const ready = await this.#connect(unsent(), signal, ASK_TIMEOUT_MS).catch(() => null);
      if (ready) return ready;
      await this.#clock.sleep(RECONNECT_MS, signal);
    }
    return null;
  }

  /** Whatever happened to the card, the step has not been sent. */
  #unprepared(error: unknown, transmission: Transmission, request: DispatchRequest): FailedSignal {
    if (error instanceof GatewayError) return misconfigured('bad_request', error.message);
    const failure = failureFrom(error, transmission, request);
    this.#contact(failure);
    const isLost = failure.error.class === 'connection_lost' || failure.error.class === 'output_invalid';
    const error_ = isLost ? { ...failure.error, class: 'engine_unavailable' as const } : failure.error;
    return { ...failure, error: error_, executed: 'no' };
  }

  async #connect(transmission: Transmission, signal: AbortSignal, withinMs: number): Promise<Ready | null> {
    const { secretRef, secrets, policy } = this.parts;
    const secret = await secretOf(secretRef, secrets);
    if (secret === undefined) return null;
    const agent = await this.#agent(secret, transmission, signal, withinMs);
    return { agent, client: new AgentClient({ agent, secret, policy }) };
  }

  async #agent(secret: string | null, transmission: Transmission, given: AbortSignal, withinMs: number): Promise<KnownAgent> {
    if (this.#known && this.#clock.now() - this.#known.readAt < CARD_FRESH_MS) return this.#known.agent;
    const { baseUrl, options, policy } = this.parts;
    const signal = AbortSignal.any([given, AbortSignal.timeout(ASK_TIMEOUT_MS)]);
    const url = `${baseUrl}/${options.cardPath}`;
    const sendWithinMs = Math.min(withinMs, ASK_TIMEOUT_MS);
    const agent = await discover({ url, secret, policy, transmission, sendWithinMs, signal }, policy);
    this.#known = { agent, readAt: this.#clock.now() };
    this.#board.met(null, engineWords(`${agent.card.name}, Agent2Agent 1.0`, 256));
    this.#board.connected();
    return agent;
  }

  #contact(failure: GatewaySignal | null): void {
    const error = failure?.kind === 'failed' ? failure.error : null;
    const isAway = ['engine_unavailable', 'configuration', 'connection_lost'].includes(error?.class ?? '');
    if (error && isAway) this.#board.down(error.message);
    else this.#board.connected();
    if (isAway) this.#known = null;
  }

  async stop(effectKey: string): Promise<StopResult> {
    const attempt = this.#open.get(effectKey);
    if (attempt) return attempt.stop();
    try {
      const connected = await this.#connectShortly();
      const task = await connected?.client.find(effectKey);
      if (!task) return NOTHING_STOPPED;
      const { status } = (await connected?.client.cancel(task.id)) ?? task;
      return status.state === 'TASK_STATE_CANCELED' ? { proof: 'stopped', executed: 'unknown' } : NOTHING_STOPPED;
    } catch {
      // Not reached, or not to be stopped: either way nothing is proven.
      return NOTHING_STOPPED;
    }
  }

  async lookup(effectKey: string): Promise<LookupResult> {
    try {
      const connected = await this.#connectShortly();
      if (!connected) return { state: 'unavailable', message: 'the secret of this gateway is missing' };
      const task = await connected.client.find(effectKey);
      if (!task) return { state: 'not_found' };
      const metadata = task.metadata?.[USAGE_EXTENSION] as { usage?: unknown } | undefined;
      return stateOf(task, reportsOf(metadata?.usage, dispatchOf(task)?.model ?? '', true));
    } catch (error) {
      return { state: 'unavailable', message: `the agent cannot be asked (${causeOf(causesOf(error))})` };
    }
  }

  #connectShortly() {
    return this.#connect(unsent(), AbortSignal.timeout(ASK_TIMEOUT_MS), ASK_TIMEOUT_MS);
  }

  async listAgents(): Promise<readonly EngineAgent[]> {
    this.#known = null;
    const transmission = unsent();
    try {
      const connected = await this.#connect(transmission, AbortSignal.timeout(ASK_TIMEOUT_MS), ASK_TIMEOUT_MS);
      if (!connected) throw new GatewayError('gateway_refused', 'the secret of this gateway is missing', '/auth');
      return agentsOf(connected.agent);
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  #refusal(error: unknown): GatewayError {
    const isAuth = error instanceof StatusError && [401, 403].includes(error.status);
    const message = isAuth ? 'the agent did not accept the credentials' : engineWords((error as Error).message || String(error));
    this.#board.down(message);
    if (error instanceof GatewayError) return error;
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
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const attempt of this.#open.values()) attempt.close();
  }
}

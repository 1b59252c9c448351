import type { GatewayCapabilities } from '@mc/domain';
import { engineWords } from '../agent-text';
import { type GatewayClock, systemClock } from '../clock';
import { gatewayClosed } from '../failure';
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
  type SecretSource,
  type StopResult,
} from '../gateway';
import { StatusBoard } from '../status-board';
import type { NetworkPolicy } from '../url-policy';
import { APPROVAL_CAPS, APPROVAL_SCOPES, Approvals } from './approvals';
import { Attempt } from './attempt';
import { CallRefused, type Connection, ConnectionLost } from './connection';
import type { EventFrame } from './frames';
import { ConnectRefused, engineName } from './handshake';
import { Link } from './link';
import { findSession, lookupSession } from './lookup';
import { needsDevice, type OpenclawOptions, openclawCapabilities } from './options';
import { PromptSizes } from './prompt-sizes';
import { listOf, textOf, wireOf } from './wire';

const SCOPES = ['operator.read', 'operator.write'];
/** With it a run may ask for approval at all; who may answer is another question, and another connection. */
const MAY_ASK = 'operator.approvals';
const CAPS = ['tool-events', 'session-scoped-events'];
const NAME_CHARS_MAX = 256;

export interface OpenclawParts {
  readonly name: string;
  readonly url: string;
  readonly secretRef: string | null;
  readonly options: OpenclawOptions;
  readonly policy: NetworkPolicy;
  readonly secrets: SecretSource;
  readonly clock?: GatewayClock;
}

/** The way to an OpenClaw gateway, by its WebSocket protocol. One connection sends for all attempts, another hears of approvals. */
export class OpenclawGateway implements Gateway {
  readonly kind = 'openclaw';
  readonly name: string;
  readonly capabilities: GatewayCapabilities;
  readonly #clock: GatewayClock;
  readonly #board: StatusBoard;
  readonly #link: Link;
  readonly #approvalLink: Link;
  readonly #approvals: Approvals;
  /** Attempts by effect key, and by the sessions that they hear of. */
  readonly #attempts = new Map<string, Attempt>();
  readonly #sessions = new Map<string, Attempt>();
  readonly #prompts = new PromptSizes();
  #closed = false;

  constructor(private readonly parts: OpenclawParts) {
    this.name = parts.name;
    this.capabilities = openclawCapabilities(parts.options);
    this.#clock = parts.clock ?? systemClock;
    this.#board = new StatusBoard(this.#clock);
    const { name, options, url } = parts;
    const common = {
      ...parts,
      clock: this.#clock,
      deviceRef: needsDevice(options.device, url) ? `gateway/${name}/device` : null,
    };
    this.#link = new Link({
      ...common,
      scopes: [...SCOPES, MAY_ASK],
      caps: CAPS,
      onEvent: (event) => this.#hear(event),
      onUp: (connection) => this.#up(connection),
      onDown: ({ message }) => this.#board.down(message),
    });
    this.#approvalLink = new Link({
      ...common,
      scopes: APPROVAL_SCOPES,
      caps: APPROVAL_CAPS,
      onEvent: (event) => this.#approvals.hear(event),
      onUp: (connection) => void this.#approvals.catchUp(connection),
      onDown: ({ message }) => this.#board.trouble(`questions of agents cannot be heard: ${message}`),
    });
    this.#approvals = new Approvals(this.#approvalLink, (key) => this.#effectKeyOf(key));
  }

  #up(connection: Connection): void {
    const { hello } = connection;
    this.#board.met(hello.bootId, engineName(hello));
    const missing = SCOPES.filter((scope) => !hello.scopes.includes(scope) && !hello.scopes.includes('operator.admin'));
    if (missing.length > 0) this.#board.down(`the engine let us in without the rights ${missing.join(' and ')}`);
    else this.#board.connected();
  }

  #hear(event: EventFrame): void {
    const { payload } = event;
    const key = textOf(event.event === 'task' ? wireOf(payload.task).sessionKey : payload.sessionKey);
    if (key !== null) this.#sessions.get(key)?.hear(event);
  }

  #effectKeyOf(sessionKey: string): string | null {
    const attempt = this.#sessions.get(sessionKey);
    return [...this.#attempts].find(([, candidate]) => candidate === attempt)?.[0] ?? null;
  }

  dispatch(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    return this.#carry('send', request, onSignal, signal);
  }

  attach(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    return this.#carry('attach', request, onSignal, signal);
  }

  async #carry(how: 'send' | 'attach', request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    await undefined;
    if (signal.aborted) return;
    if (this.#closed) return how === 'send' ? onSignal(gatewayClosed()) : undefined;
    const sessions = new Set<string>();
    const onSession = (key: string) => {
      sessions.add(key);
      this.#sessions.set(key, attempt);
      if (this.#attempts.get(request.effectKey) === attempt) this.#approvals.sessionKnown(key);
    };
    const { options } = this.parts;
    const [clock, link, prompts] = [this.#clock, this.#link, this.#prompts];
    const attempt = new Attempt({ request, options, clock, link, prompts, onSignal, onSession });
    this.#attempts.set(request.effectKey, attempt);
    onSession(attempt.key);
    const leave = () => attempt.leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      await attempt.run(how);
    } finally {
      signal.removeEventListener('abort', leave);
      if (this.#attempts.get(request.effectKey) === attempt) this.#attempts.delete(request.effectKey);
      for (const key of sessions) if (this.#sessions.get(key) === attempt) this.#sessions.delete(key);
    }
  }

  async stop(effectKey: string): Promise<StopResult> {
    const none = { proof: 'none', executed: 'unknown' } as const;
    const attempt = this.#attempts.get(effectKey);
    if (attempt) return attempt.stop();
    try {
      const connection = await this.#link.ready();
      const key = await findSession(connection, effectKey);
      const stopped = key === null ? null : wireOf(await connection.call('sessions.abort', { key }));
      return stopped?.status === 'aborted' ? { proof: 'stopped', executed: 'unknown' } : none;
    } catch (error) {
      if (isTrouble(error)) return none;
      throw error;
    }
  }

  async lookup(effectKey: string): Promise<LookupResult> {
    try {
      return await lookupSession(await this.#link.ready(), effectKey, this.#clock);
    } catch (error) {
      if (isTrouble(error)) return { state: 'unavailable', message: engineWords(error.message) };
      throw error;
    }
  }

  async listAgents(): Promise<readonly EngineAgent[]> {
    try {
      const { agents } = wireOf(await (await this.#link.ready()).call('agents.list'));
      return listOf(agents)
        .map(agentOf)
        .filter((agent) => agent !== null);
    } catch (error) {
      throw isTrouble(error) ? gatewayError(error) : error;
    }
  }

  onEngineApproval(listener: (news: EngineApprovalNews) => void, signal: AbortSignal): void {
    this.#approvals.listen(listener, signal);
  }

  answerApproval(approvalId: string, decision: ApprovalDecision): Promise<ApprovalAnswer> {
    return this.#approvals.answer(approvalId, decision);
  }

  status(): GatewayStatus {
    return this.#board.status;
  }

  /** The link looks after itself; this waits for the try that is under way, if there is one. */
  async check(): Promise<void> {
    if (this.#closed || this.#link.isWaiting) return;
    await this.#link.ready().catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const attempt of this.#attempts.values()) attempt.leave();
    this.#link.close();
    this.#approvalLink.close();
  }
}

type Trouble = ConnectRefused | CallRefused | ConnectionLost;

const isTrouble = (error: unknown): error is Trouble =>
  error instanceof ConnectRefused || error instanceof CallRefused || error instanceof ConnectionLost;

const gatewayError = (error: Trouble): GatewayError => {
  const message = engineWords(error.message);
  if (error instanceof CallRefused) return new GatewayError('gateway_refused', message);
  const needsPerson = error instanceof ConnectRefused && ['auth', 'pairing', 'secret'].includes(error.problem);
  return needsPerson
    ? new GatewayError('gateway_refused', message, '/auth')
    : new GatewayError('gateway_unreachable', message, '/url');
};

const agentOf = (given: unknown): EngineAgent | null => {
  const { id, name, model } = wireOf(given);
  const engineAgent = textOf(id);
  if (engineAgent === null || engineAgent.length > NAME_CHARS_MAX) return null;
  const primary = textOf(wireOf(model).primary) ?? textOf(model);
  return {
    engineAgent: engineWords(engineAgent),
    name: engineWords(textOf(name) ?? engineAgent, NAME_CHARS_MAX),
    model: primary === null ? null : engineWords(primary, NAME_CHARS_MAX),
    description: null,
  };
};

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Wire, wireOf } from '../wire';
import { DoubleEngine } from './double-engine';
import { wordsIn } from './double-words';

export interface DoubleOptions {
  readonly token?: string;
  readonly protocol?: number;
  readonly version?: string;
  /** Devices have to be approved before they are let in. */
  readonly pairing?: boolean;
  /** How long after a restart interrupted turns are resumed; `null`: never. */
  readonly resumeMs?: number | null;
}

interface Client {
  readonly socket: WebSocket;
  readonly nonce: string;
  scopes: readonly string[];
  readonly subscribed: Set<string>;
}

type Handler = (client: Client, params: Wire, id: string) => unknown;

class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly more: Wire = {},
  ) {
    super(message);
  }
}

/** An OpenClaw gateway for tests: its wire protocol, after recorded frames, over an engine that does as the prompt says. */
export class OpenclawDouble {
  readonly engine: DoubleEngine;
  /** Requests in order of arrival, without `connect`. */
  readonly requests: { readonly method: string; readonly params: Wire }[] = [];
  readonly connects: Wire[] = [];
  readonly paired = new Set<string>();
  readonly #clients = new Set<Client>();
  readonly #answered: (() => void)[] = [];
  bootId = randomUUID();
  /** While set, every call is refused as by an engine that goes down. */
  isDraining = false;
  isListening = true;

  private constructor(
    private readonly server: WebSocketServer,
    private readonly options: DoubleOptions,
  ) {
    this.engine = new DoubleEngine(
      (event, payload, sessionKey) => this.#emit(event, payload, sessionKey),
      options.resumeMs === undefined ? 50 : options.resumeMs,
    );
    server.on('connection', (socket) => this.#welcome(socket));
  }

  static async start(options: DoubleOptions = {}, port = 0): Promise<OpenclawDouble> {
    const server = new WebSocketServer({ host: '127.0.0.1', port, maxPayload: 64 * 1024 * 1024 });
    await once(server, 'listening');
    return new OpenclawDouble(server, options);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  get connected(): number {
    return this.#clients.size;
  }

  #welcome(socket: WebSocket): void {
    if (!this.isListening) return socket.terminate();
    const client: Client = { socket, nonce: randomUUID(), scopes: [], subscribed: new Set() };
    this.#clients.add(client);
    socket.on('close', () => this.#clients.delete(client));
    socket.on('message', (data) => this.#hear(client, wireOf(JSON.parse(String(data)))));
    send(socket, { type: 'event', event: 'connect.challenge', payload: { nonce: client.nonce, ts: Date.now() } });
  }

  #hear(client: Client, { id, method, params }: Wire): void {
    const key = String(id);
    try {
      const payload =
        method === 'connect' ? this.#connect(client, wireOf(params)) : this.#call(client, String(method), wireOf(params), key);
      if (payload !== LATER) send(client.socket, { type: 'res', id: key, ok: true, payload });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, more } = error;
      send(client.socket, { type: 'res', id: key, ok: false, error: { code, message, ...more } });
      if (method === 'connect') client.socket.close(1008);
    }
  }

  #connect(client: Client, params: Wire): Wire {
    this.connects.push(params);
    const protocol = this.options.protocol ?? 4;
    if (Number(params.minProtocol) > protocol || Number(params.maxProtocol) < protocol)
      throw new Refusal('INVALID_REQUEST', 'protocol mismatch', {
        details: { code: 'PROTOCOL_MISMATCH', expectedProtocol: protocol },
      });
    if (this.options.token !== undefined && wireOf(params.auth).token !== this.options.token)
      throw new Refusal('INVALID_REQUEST', 'unauthorized', { details: { code: 'AUTH_TOKEN_MISMATCH' } });
    const deviceId = wireOf(params.device).id;
    if (this.options.pairing && !this.paired.has(String(deviceId))) {
      const details = {
        code: 'PAIRING_REQUIRED',
        reason: 'not-paired',
        requestId: '17a122e3-36d0-45aa-952f-3827d94a1c91',
        deviceId,
      };
      throw new Refusal('NOT_PAIRED', 'pairing required: device is not approved yet', { details });
    }
    client.scopes = params.scopes as string[];
    return {
      type: 'hello-ok',
      protocol,
      server: { version: this.options.version ?? '2026.9.6', bootId: this.bootId, connId: randomUUID() },
      features: { methods: [], events: [], capabilities: [] },
      auth: { role: 'operator', scopes: client.scopes },
      policy: { maxPayload: 26_214_400, maxBufferedBytes: 52_428_800, tickIntervalMs: 30_000 },
    };
  }

  #call(client: Client, method: string, params: Wire, id: string): unknown {
    this.requests.push({ method, params });
    for (const told of this.#answered.splice(0)) setImmediate(told);
    if (this.isDraining) {
      const more = { retryable: true, retryAfterMs: 100, details: { reason: 'gateway-restarting' } };
      throw new Refusal('UNAVAILABLE', 'gateway is restarting', more);
    }
    const handler = this.#handlers[method];
    if (!handler)
      throw new Refusal('FORBIDDEN', 'missing scope', { details: { code: 'MISSING_SCOPE', missingScope: 'operator.admin' } });
    return handler(client, params, id);
  }

  readonly #handlers: Readonly<Record<string, Handler>> = {
    'agents.list': () => ({ defaultId: 'researcher', ownership: 'explicit', agents: AGENTS }),
    'sessions.create': (_client, params) => {
      checkAgent(params);
      return this.engine.createSession(String(params.key), params);
    },
    'sessions.messages.subscribe': ({ subscribed }, { key }) => {
      subscribed.add(String(key));
      return { subscribed: true, key };
    },
    'sessions.messages.unsubscribe': ({ subscribed }, { key }) => {
      subscribed.delete(String(key));
      return { subscribed: false, key };
    },
    'sessions.abort': (_client, { key }) => this.engine.abort(String(key)),
    'sessions.list': (_client, { search }) => ({
      sessions: this.engine.keys.filter((key) => key.includes(String(search))).map((key) => ({ key })),
    }),
    'chat.history': (_client, { sessionKey }) => this.engine.history(String(sessionKey)),
    'tasks.list': (_client, { sessionKey }) => ({ tasks: this.engine.tasksOf(String(sessionKey)) }),
    'agent.wait': ({ socket }, { runId, timeoutMs }, id) => {
      void this.engine
        .wait(String(runId), Number(timeoutMs))
        .then((payload) => send(socket, { type: 'res', id, ok: true, payload }));
      return LATER;
    },
    'exec.approval.list': ({ scopes }) => (scopes.includes('operator.admin') ? this.engine.approvals.open : []),
    'approval.resolve': (_client, { id, decision }) => {
      const answer = this.engine.approvals.resolve(String(id), String(decision));
      if (!answer) throw new Refusal('INVALID_REQUEST', 'approval not found', { details: { reason: 'APPROVAL_NOT_FOUND' } });
      return answer;
    },
    agent: (client, params, id) => this.#agent(client, params, id),
  };

  #agent(client: Client, params: Wire, id: string): unknown {
    checkAgent(params);
    const words = wordsIn(String(params.message));
    if (words.has('silent')) return LATER;
    if (words.has('refuse')) throw new Refusal('INVALID_REQUEST', 'invalid agent params: at root: unexpected property');
    if (words.has('rate-limit-first') && String(params.idempotencyKey).endsWith('/1'))
      throw new Refusal('UNAVAILABLE', 'too many runs', {
        retryable: true,
        retryAfterMs: 1_000,
        details: { reason: 'rate-limited' },
      });
    const isHeard = [...this.#clients].some(({ scopes }) => scopes.includes('operator.admin'));
    const canAsk = isHeard && client.scopes.includes('operator.approvals');
    const runId = String(params.idempotencyKey);
    const answer = this.engine.run(params, { canAsk, cutConnection: () => client.socket.terminate() });
    if (answer.known) send(client.socket, { type: 'res', id, ok: true, payload: answer.known });
    else {
      const { sessionKey, agentId } = params;
      send(client.socket, {
        type: 'res',
        id,
        ok: true,
        payload: { runId, sessionKey, agentId, status: 'accepted', acceptedAt: Date.now() },
      });
      void answer.final.then((frame) => send(client.socket, { type: 'res', id, ...frame }));
    }
    return LATER;
  }

  #emit(event: string, payload: Wire, sessionKey: string | null): void {
    for (const client of this.#clients) {
      const isTheirs = sessionKey === null || client.subscribed.has(sessionKey);
      const isForApprovers = event.startsWith('exec.approval.');
      if (isForApprovers ? client.scopes.includes('operator.admin') : isTheirs)
        send(client.socket, { type: 'event', event, payload });
    }
  }

  /** Sends anything to everybody, such as an event that nobody knows, or no frame at all. */
  shout(text: string): void {
    for (const { socket } of this.#clients) socket.send(text);
  }

  /** Resolves when a request of this method has come. */
  async untilRequest(method: string, where: (params: Wire) => boolean = () => true): Promise<Wire> {
    for (;;) {
      const found = this.requests.find((request) => request.method === method && where(request.params));
      if (found) return found.params;
      await new Promise<void>((resolve) => this.#answered.push(resolve));
    }
  }

  /** Breaks all connections; the engine lives on. */
  cut(): void {
    for (const { socket } of this.#clients) socket.terminate();
  }

  /** Dies without a word and is there again at once: another boot, an empty memory, the same records. */
  restart(): void {
    this.bootId = randomUUID();
    this.cut();
    this.engine.die();
  }

  async close(): Promise<void> {
    this.engine.close();
    for (const { socket } of this.#clients) socket.terminate();
    this.server.close();
    await once(this.server, 'close');
  }
}

const LATER = Symbol('answered later');

const send = (socket: WebSocket, frame: unknown): void => socket.send(JSON.stringify(frame));

const AGENTS = ['researcher', 'writer', 'operator'].map((id) => ({
  id,
  name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
  workspace: `/srv/openclaw/ws/${id}`,
  model: { primary: 'stub/stub-small' },
  defaultPermissionMode: 'full',
}));

const checkAgent = ({ agentId }: Wire): void => {
  if (!AGENTS.some(({ id }) => id === agentId))
    throw new Refusal('INVALID_REQUEST', `invalid agent params: unknown agent id "${String(agentId)}"`);
};

import WebSocket from 'ws';
import { guardedLookup, type NetworkPolicy } from '../url-policy';
import { type EventFrame, type ResponseFrame, readFrame, type WireError } from './frames';
import { type ConnectClaims, ConnectRefused, connectParams, connectRefusal, type Hello, readHello } from './handshake';
import { wireOf } from './wire';

/** The engine's own limit for a frame, and a little: an output of 16 MiB in JSON must still fit. */
const FRAME_BYTES_MAX = 64 * 1024 * 1024;
const HANDSHAKE_MS = 15_000;
const CALL_MS = 30_000;
/** An engine that speaks more than this, for so long, is cut off: nobody reads that fast. */
const FLOOD_FRAMES_MAX = 50_000;
const FLOOD_BYTES_MAX = 512 * 1024 * 1024;
const FLOOD_WINDOW_MS = 10_000;
/** So many calls may wait for an answer at once; ours are a few per attempt. */
const CALLS_MAX = 10_000;

export interface ConnectionParts {
  readonly url: string;
  readonly policy: NetworkPolicy;
  readonly claims: ConnectClaims;
  readonly onEvent: (event: EventFrame) => void;
  /** Once, when the connection is over, with a reason for people. */
  readonly onClose: (reason: string) => void;
}

/** The engine refused a call. */
export class CallRefused extends Error {
  constructor(
    readonly error: WireError,
    readonly payload: unknown,
  ) {
    super(error.message);
    this.name = 'CallRefused';
  }
}

/** There will be no answer; whether the call arrived nobody knows. */
export class ConnectionLost extends Error {}

interface Waiting {
  readonly resolve: (frame: ResponseFrame) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout | undefined;
  /** For calls that answer twice: hears of the first answer. */
  readonly onAccepted: ((payload: unknown) => void) | null;
}

/** One WebSocket to the engine, past its handshake. Sends and hears; it knows nothing of attempts. */
export class Connection {
  hello: Hello = { version: '', bootId: null, tickMs: 30_000, scopes: [] };
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, Waiting>();
  #lastId = 0;
  #lostFor: string | null = null;
  #watch: NodeJS.Timeout | undefined;
  #heardAt = Date.now();
  #window = { since: Date.now(), frames: 0, bytes: 0 };
  #open = false;

  private constructor(private readonly parts: ConnectionParts) {
    const { url, policy } = parts;
    this.#socket = new WebSocket(url, {
      lookup: guardedLookup(url.startsWith('wss:'), policy),
      followRedirects: false,
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: FRAME_BYTES_MAX,
    });
  }

  /** Rejects with a ConnectRefused. */
  static async open(parts: ConnectionParts): Promise<Connection> {
    const connection = new Connection(parts);
    try {
      connection.hello = await connection.#shakeHands();
    } catch (error) {
      connection.#socket.terminate();
      throw error;
    }
    connection.#open = true;
    connection.#watch = setInterval(() => connection.#watchSilence(), connection.hello.tickMs).unref();
    return connection;
  }

  /** The engine has said that it is about to stop. */
  isGoingDown = false;

  get isOpen(): boolean {
    return this.#open && this.#lostFor === null;
  }

  #shakeHands(): Promise<Hello> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new ConnectRefused('unreachable', 'the engine did not greet in time')), HANDSHAKE_MS);
      const end = (settle: () => void) => {
        clearTimeout(late);
        settle();
      };
      const greet = (challenge: unknown) =>
        this.#request('connect', connectParams(wireOf(challenge), this.parts.claims)).then(
          ({ ok, payload, error }) => end(() => (ok || !error ? resolve(readHello(payload)) : reject(connectRefusal(error)))),
          (error: Error) => end(() => reject(error)),
        );
      this.#socket.on('message', (data, isBinary) => {
        const frame = this.#take(data as Buffer, isBinary);
        if (frame && !this.#open && frame.event === 'connect.challenge') greet(frame.payload).catch(reject);
      });
      this.#socket.on('unexpected-response', (_request, { statusCode }) => {
        end(() => reject(new ConnectRefused('unreachable', `the engine answered HTTP ${statusCode ?? '?'} and no WebSocket`)));
        this.#lose('no WebSocket there');
      });
      this.#socket.on('error', (error: Error & { code?: string }) => {
        const problem = error.code === 'ADDRESS_REFUSED' ? 'address' : 'unreachable';
        end(() => reject(new ConnectRefused(problem, `the engine cannot be reached (${error.code ?? error.message})`)));
        this.#lose(error.code ?? error.message);
      });
      this.#socket.on('close', (code, reason) => {
        const why = `the engine closed the connection (${code}${reason.length > 0 ? ` ${reason.toString().slice(0, 200)}` : ''})`;
        end(() => reject(new ConnectRefused('unreachable', why)));
        this.#lose(why);
      });
    });
  }

  /** Hears one frame; an event is returned as long as nobody listens to it yet. */
  #take(data: Buffer, isBinary: boolean): EventFrame | null {
    this.#heardAt = Date.now();
    if (this.#isFlood(data.length)) return this.#cut('the engine floods this connection');
    const frame = isBinary ? null : readFrame(data.toString());
    if (!frame) return this.#cut('the engine sent what is no frame of its protocol');
    if (frame.type === 'res') this.#answered(frame);
    else if (this.#open) this.#heard(frame);
    else return frame;
    return null;
  }

  #heard(frame: EventFrame): void {
    if (frame.event === 'shutdown') this.isGoingDown = true;
    this.parts.onEvent(frame);
  }

  #isFlood(bytes: number): boolean {
    if (this.#heardAt - this.#window.since > FLOOD_WINDOW_MS) this.#window = { since: this.#heardAt, frames: 0, bytes: 0 };
    this.#window.frames += 1;
    this.#window.bytes += bytes;
    return this.#window.frames > FLOOD_FRAMES_MAX || this.#window.bytes > FLOOD_BYTES_MAX;
  }

  #cut(reason: string): null {
    this.#lose(reason);
    this.#socket.terminate();
    return null;
  }

  /** The engine ticks; two ticks without a word are its end. */
  #watchSilence(): void {
    if (Date.now() - this.#heardAt > 2 * this.hello.tickMs) this.#cut('the engine fell silent');
  }

  #answered(frame: ResponseFrame): void {
    const waiting = this.#waiting.get(frame.id);
    if (!waiting) return;
    if (waiting.onAccepted && frame.ok && wireOf(frame.payload).status === 'accepted') return waiting.onAccepted(frame.payload);
    this.#waiting.delete(frame.id);
    clearTimeout(waiting.timer);
    waiting.resolve(frame);
  }

  #request(method: string, params: unknown, more: { onAccepted?: Waiting['onAccepted']; withinMs?: number | null } = {}) {
    return new Promise<ResponseFrame>((resolve, reject) => {
      if (this.#lostFor !== null) return reject(new ConnectionLost(this.#lostFor));
      if (this.#waiting.size >= CALLS_MAX) return reject(new ConnectionLost('too many calls wait for the engine'));
      this.#lastId += 1;
      const id = String(this.#lastId);
      const { onAccepted = null, withinMs = CALL_MS } = more;
      const late = () => this.#forget(id)?.reject(new ConnectionLost(`the engine did not answer ${method} in time`));
      const timer = withinMs === null ? undefined : setTimeout(late, withinMs).unref();
      this.#waiting.set(id, { resolve, reject, timer, onAccepted });
      this.#socket.send(JSON.stringify({ type: 'req', id, method, params }), (error) => {
        if (error) this.#forget(id)?.reject(new ConnectionLost(error.message));
      });
    });
  }

  #forget(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }

  /** One call, one answer. Rejects with a CallRefused or a ConnectionLost. */
  async call(method: string, params: unknown = {}, withinMs = CALL_MS): Promise<unknown> {
    const { ok, payload, error } = await this.#request(method, params, { withinMs });
    if (!ok && error) throw new CallRefused(error, payload);
    return payload;
  }

  /** A call that is first accepted and answered at its end, however late. Rejects with a ConnectionLost only. */
  long(method: string, params: unknown, onAccepted: (payload: unknown) => void): Promise<ResponseFrame> {
    return this.#request(method, params, { onAccepted, withinMs: null });
  }

  #lose(reason: string): void {
    if (this.#lostFor !== null) return;
    this.#lostFor = reason;
    clearInterval(this.#watch);
    for (const id of [...this.#waiting.keys()]) this.#forget(id)?.reject(new ConnectionLost(reason));
    if (this.#open) this.parts.onClose(reason);
  }

  close(): void {
    this.#lose('closed');
    this.#socket.close(1000);
    // An engine that does not answer the goodbye is not waited for.
    setTimeout(() => this.#socket.terminate(), 1_000).unref();
  }
}

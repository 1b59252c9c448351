import type { GatewayClock } from '../clock';
import type { SecretSource } from '../gateway';
import type { NetworkPolicy } from '../url-policy';
import { Connection } from './connection';
import { type DeviceIdentity, deviceOf, newDeviceKey } from './device';
import type { EventFrame } from './frames';
import { ConnectRefused } from './handshake';

const BACKOFF_MS = 500;
const BACKOFF_MS_MAX = 30_000;

export interface LinkParts {
  readonly url: string;
  readonly policy: NetworkPolicy;
  readonly clock: GatewayClock;
  readonly secrets: SecretSource;
  readonly secretRef: string | null;
  /** Where the private key of this installation is kept; `null`: the engine is not shown one. */
  readonly deviceRef: string | null;
  readonly scopes: readonly string[];
  readonly caps: readonly string[];
  readonly onEvent: (event: EventFrame) => void;
  readonly onUp: (connection: Connection) => void;
  readonly onDown: (problem: ConnectRefused) => void;
}

/** Keeps one connection to the engine alive, from the first time that somebody needs it until it is closed. */
export class Link {
  #connection: Connection | null = null;
  #opening: Promise<Connection> | null = null;
  #isWaiting = false;
  #failures = 0;
  readonly #waiting = new Set<(connection: Connection) => void>();
  readonly #closing = new AbortController();

  constructor(private readonly parts: LinkParts) {}

  get current(): Connection | null {
    return this.#connection?.isOpen ? this.#connection : null;
  }

  /** Between two tries. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** The connection, or a try to open one. Rejects with a ConnectRefused, and goes on trying. */
  ready(): Promise<Connection> {
    if (this.#closing.signal.aborted) return Promise.reject(new ConnectRefused('unreachable', 'the gateway was closed'));
    const { current } = this;
    if (current) return Promise.resolve(current);
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** The next connection, however long it takes; `null` when `over` aborts or the link is closed first. */
  next(over: AbortSignal): Promise<Connection | null> {
    return new Promise((resolve) => {
      const end = (connection: Connection | null) => {
        this.#waiting.delete(end);
        over.removeEventListener('abort', leave);
        this.#closing.signal.removeEventListener('abort', leave);
        resolve(connection);
      };
      const leave = () => end(null);
      if (over.aborted || this.#closing.signal.aborted) return resolve(null);
      over.addEventListener('abort', leave, { once: true });
      this.#closing.signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(end);
      // Somebody may have to begin.
      void this.ready().catch(() => undefined);
    });
  }

  async #open(): Promise<Connection> {
    const { parts } = this;
    try {
      const claims = { scopes: parts.scopes, caps: parts.caps, token: await this.#token(), device: await this.#device() };
      const connection = await Connection.open({ ...parts, claims, onClose: (reason) => this.#lost(connection, reason) });
      if (this.#closing.signal.aborted) {
        connection.close();
        throw new ConnectRefused('unreachable', 'the gateway was closed');
      }
      this.#connection = connection;
      this.#failures = 0;
      parts.onUp(connection);
      for (const end of [...this.#waiting]) end(connection);
      return connection;
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #failed(error: unknown): ConnectRefused {
    const problem =
      error instanceof ConnectRefused
        ? error
        : new ConnectRefused('unreachable', error instanceof Error ? error.message : 'unknown');
    this.#failures += 1;
    if (!this.#closing.signal.aborted) {
      this.parts.onDown(problem);
      void this.#tryAgain(problem.retryAfterMs);
    }
    return problem;
  }

  #lost(connection: Connection, reason: string): void {
    if (this.#connection !== connection) return;
    this.#connection = null;
    if (this.#closing.signal.aborted) return;
    this.parts.onDown(new ConnectRefused('unreachable', reason));
    void this.#tryAgain(null);
  }

  /** Later each time, and never at the same instant as all others that lost the same engine. */
  async #tryAgain(atLeastMs: number | null): Promise<void> {
    // Whoever needed the connection in between has tried too, and failed: one wait is enough for all.
    if (this.#isWaiting) return;
    const backoff = Math.min(BACKOFF_MS * 2 ** Math.min(this.#failures, 16), BACKOFF_MS_MAX);
    const wait = Math.max(backoff * (0.5 + Math.random() / 2), atLeastMs ?? 0);
    this.#isWaiting = true;
    await this.parts.clock.sleep(wait, this.#closing.signal);
    this.#isWaiting = false;
    if (this.#closing.signal.aborted || this.#opening || this.current) return;
    // Its own failure was told, and starts the next wait.
    await this.ready().catch(() => undefined);
  }

  async #token(): Promise<string | null> {
    const { secretRef, secrets } = this.parts;
    if (secretRef === null) return null;
    const token = await secrets.read(secretRef).catch(() => null);
    if (token === null) throw new ConnectRefused('secret', 'the secret of this gateway is missing');
    return token;
  }

  async #device(): Promise<DeviceIdentity | null> {
    const { deviceRef, secrets } = this.parts;
    if (deviceRef === null) return null;
    const known = await secrets.read(deviceRef);
    if (known !== null) return deviceOf(known);
    if (!secrets.write) throw new ConnectRefused('secret', 'there is no place to keep the key of this device');
    const made = newDeviceKey();
    await secrets.write(deviceRef, made);
    return deviceOf(made);
  }

  close(): void {
    this.#closing.abort();
    this.#connection?.close();
    this.#connection = null;
  }
}

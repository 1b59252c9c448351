import type { LiveClientEvents, LiveEvent, LiveOutput, LiveServerEvents, SubscribeAck, Topic } from '@mc/contracts';
import type { Socket } from 'socket.io-client';
import { type Connection, type ConnectionEvent, initialConnection, nextConnection } from './connection';
import { judge, mustReadAgain, subscriptionsFor, type TopicState } from './topics';

export type LiveSocket = Pick<
  Socket<LiveServerEvents, LiveClientEvents>,
  'on' | 'emit' | 'connected' | 'active' | 'connect' | 'disconnect'
>;

/** What a follower of a topic is told: a fact, or `null`: something was missed, read everything again. */
export type Nudge = (event: LiveEvent | null) => void;

interface Follower {
  readonly nudges: Set<Nudge>;
  state: TopicState;
}

const SIGN_OF_LIFE_MS = 1000;

/** The page's one socket. It says that something moved; what it is now, HTTP tells. */
export class LiveClient {
  #latest: Connection = initialConnection;
  /** What watchers have been told. */
  #connection: Connection = initialConnection;
  readonly #watchers = new Set<() => void>();
  readonly #topics = new Map<Topic, Follower>();
  readonly #outputs = new Set<(output: LiveOutput) => void>();

  constructor(
    private readonly socket: LiveSocket,
    private readonly readAt: () => number | null,
    private readonly nowMs: () => number = Date.now,
  ) {
    socket.on('connect', () => this.#onConnect());
    socket.on('disconnect', (reason) => {
      this.#note({ type: 'lost', atMs: this.nowMs() });
      // The one case in which the library does not try again: the server let go, as it does with slow readers.
      if (reason === 'io server disconnect') socket.connect();
    });
    // Not active any more: the server refused this caller, so trying again is of no use.
    socket.on('connect_error', () => this.#note({ type: socket.active ? 'retrying' : 'refused', atMs: this.nowMs() }));
    socket.on('heartbeat', ({ position }) => this.#heard(position));
    socket.on('event', (event) => this.#onEvent(event));
    socket.on('resync', ({ topics, position }) => this.#resync(topics, position));
    socket.on('output', (output) => {
      for (const listener of this.#outputs) listener(output);
    });
  }

  connect(): void {
    this.socket.connect();
  }

  close(): void {
    this.socket.disconnect();
  }

  readonly connection = (): Connection => this.#connection;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Follows a topic until the returned function is called. */
  follow(topic: Topic, nudge: Nudge): () => void {
    let follower = this.#topics.get(topic);
    if (follower === undefined) {
      follower = { nudges: new Set(), state: { position: null } };
      this.#topics.set(topic, follower);
      if (this.socket.connected) this.#subscribe([topic]);
    }
    follower.nudges.add(nudge);
    return () => this.#unfollow(topic, nudge);
  }

  /** Text as agents write it, of every run that is followed. */
  onOutput(listener: (output: LiveOutput) => void): () => void {
    this.#outputs.add(listener);
    return () => this.#outputs.delete(listener);
  }

  #unfollow(topic: Topic, nudge: Nudge): void {
    const follower = this.#topics.get(topic);
    follower?.nudges.delete(nudge);
    if (follower === undefined || follower.nudges.size > 0) return;
    this.#topics.delete(topic);
    if (this.socket.connected) this.socket.emit('unsubscribe', { topics: [topic] }, () => undefined);
  }

  #onConnect(): void {
    this.#note({ type: 'connected', atMs: this.nowMs() });
    const states = new Map([...this.#topics].map(([topic, { state }]) => [topic, state]));
    for (const { topics, after } of subscriptionsFor(states)) this.#subscribe(topics, after);
  }

  #subscribe(topics: Topic[], after?: number): void {
    const input = after === undefined ? { topics } : { topics, after };
    this.socket.emit('subscribe', input, (ack: SubscribeAck) => {
      // What the caller may not follow is not live; why not, the read of the page says.
      if ('error' in ack) return;
      this.#heard(ack.position);
      if (mustReadAgain(after, ack.position, this.readAt())) return this.#resync(topics, ack.position);
      for (const topic of topics) this.#advance(topic, ack.position, after === undefined);
    });
  }

  /** Past events may still be on their way after an acknowledgement, so only a fresh start takes its position. */
  #advance(topic: Topic, position: number, fresh: boolean): void {
    const follower = this.#topics.get(topic);
    if (follower && fresh && follower.state.position === null) follower.state = { position };
  }

  #onEvent(event: LiveEvent): void {
    this.#heard(event.position);
    const follower = this.#topics.get(event.topic);
    if (follower === undefined || judge(follower.state, event.position) === 'repeat') return;
    follower.state = { position: event.position };
    for (const nudge of follower.nudges) nudge(event);
  }

  #resync(topics: readonly Topic[], position: number): void {
    for (const topic of topics) {
      const follower = this.#topics.get(topic);
      if (follower === undefined) continue;
      follower.state = { position };
      for (const nudge of follower.nudges) nudge(null);
    }
  }

  #heard(position: number): void {
    this.#note({ type: 'heard', atMs: this.nowMs(), position });
  }

  #note(event: ConnectionEvent): void {
    this.#latest = nextConnection(this.#latest, event);
    const shown = this.#connection;
    const same = shown.phase === this.#latest.phase && shown.attempts === this.#latest.attempts;
    // Hundreds of facts a second are hundreds of signs of life; nobody needs to see more than one of them.
    if (same && shown.heardAtMs !== null && (this.#latest.heardAtMs ?? 0) - shown.heardAtMs < SIGN_OF_LIFE_MS) return;
    this.#connection = this.#latest;
    for (const watcher of this.#watchers) watcher();
  }
}

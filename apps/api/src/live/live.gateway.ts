import {
  HEARTBEAT_MS,
  handshakeAuth,
  LIVE_NAMESPACE,
  type LiveClientEvents,
  type LiveServerEvents,
  type SubscribeAck,
  subscribeInput,
  type Topic,
  unsubscribeInput,
} from '@mc/contracts';
import { Inject, type OnApplicationShutdown } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import { ProblemError } from '../http/problem';
import { Authenticator } from '../identity/authenticator';
import type { Caller } from '../identity/caller';
import { Sessions } from '../identity/sessions';
import { LOG } from '../ports';
import { LiveHub } from './hub';
import { RECHECK_MS, SOCKET_TOPICS_MAX } from './limits';
import { Recheck } from './recheck';
import { type Line, Subscriber } from './subscriber';
import { permissionFor } from './topics';

interface SocketData {
  subscriber: Subscriber;
}

type LiveSocket = Socket<LiveClientEvents, LiveServerEvents, Record<string, never>, SocketData>;

/** The door for sockets: who connects, what they may follow, and how long. */
@WebSocketGateway({ namespace: LIVE_NAMESPACE })
export class LiveGateway implements OnGatewayInit<Namespace>, OnApplicationShutdown {
  readonly #timers: NodeJS.Timeout[] = [];
  #stopListening: () => void = () => undefined;

  constructor(
    @Inject(LiveHub) private readonly hub: LiveHub,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  afterInit(namespace: Namespace<LiveClientEvents, LiveServerEvents, Record<string, never>, SocketData>): void {
    // Nothing lives outside of our namespace.
    namespace.server.of('/').use((_, next) => next(new Error('not_found')));
    namespace.use((socket, next) => {
      this.#admit(socket).then(
        () => next(),
        (error: unknown) => next(refusal(error)),
      );
    });
    namespace.on('connection', (socket) => this.#connected(socket));
    const recheck = new Recheck(this.hub, this.authenticator, this.sessions);
    this.#stopListening = this.sessions.onEnd((ended) => recheck.ended(ended));
    this.#timers.push(
      setInterval(() => this.hub.heartbeat(), HEARTBEAT_MS).unref(),
      setInterval(() => {
        recheck.all().catch((error: unknown) => this.log.warn({ err: error }, 'sessions of sockets were not checked'));
      }, RECHECK_MS).unref(),
    );
  }

  onApplicationShutdown(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#stopListening();
    for (const subscriber of this.hub.subscribers()) subscriber.close();
  }

  async #admit(socket: LiveSocket): Promise<void> {
    const caller = await this.#callerOf(socket);
    if (!caller) throw new ProblemError('unauthenticated', 'Sign in, or send an API key as auth.token.');
    socket.data.subscriber = new Subscriber(caller, lineOf(socket));
  }

  #callerOf({ handshake }: LiveSocket): Promise<Caller | null> {
    const auth = handshakeAuth.safeParse(handshake.auth);
    if (auth.success && auth.data.token !== undefined) return this.authenticator.byKey(auth.data.token);
    return this.authenticator.authenticate(handshake.headers);
  }

  #connected(socket: LiveSocket): void {
    const { subscriber } = socket.data;
    this.hub.join(subscriber);
    socket.on('disconnect', () => this.hub.leave(subscriber));
    socket.on('subscribe', (input, acknowledge) => answer(acknowledge, () => this.#subscribe(subscriber, input)));
    socket.on('unsubscribe', (input, acknowledge) => answer(acknowledge, () => this.#unsubscribe(subscriber, input)));
  }

  #subscribe(subscriber: Subscriber, given: unknown): SubscribeAck {
    const input = subscribeInput.safeParse(given);
    if (!input.success) return refused('validation_failed', 'Topics are runs, approvals or run:<id>; after is a log position.');
    const topics = [...new Set(input.data.topics)] as Topic[];
    const forbidden = topics.filter((topic) => !subscriber.caller.permissions.has(permissionFor(topic)));
    if (forbidden.length > 0)
      return { error: { code: 'topic_forbidden', message: 'You may not see these topics.', topics: forbidden } };
    if (subscriber.topicCount + topics.filter((topic) => !subscriber.follows(topic)).length > SOCKET_TOPICS_MAX) {
      return refused('rate_limited', `A socket follows at most ${SOCKET_TOPICS_MAX} topics.`);
    }
    const { position, replayed } = this.hub.follow(subscriber, topics, input.data.after);
    replayed.catch((error: unknown) => {
      this.log.warn({ err: error }, 'a subscription could not be caught up');
      // It would have a gap; connecting anew tries again.
      subscriber.close();
    });
    return { position };
  }

  #unsubscribe(subscriber: Subscriber, given: unknown): SubscribeAck {
    const input = unsubscribeInput.safeParse(given);
    if (!input.success) return refused('validation_failed', 'Topics are runs, approvals or run:<id>.');
    return { position: this.hub.unfollow(subscriber, input.data.topics as Topic[]) };
  }
}

const refused = (code: string, message: string): SubscribeAck => ({ error: { code, message } });

/** Clients are strangers: an acknowledgement may be missing or be no function at all. */
const answer = (acknowledge: unknown, act: () => SubscribeAck): void => {
  const ack = act();
  if (typeof acknowledge === 'function') acknowledge(ack);
};

const refusal = (error: unknown): Error => {
  const code = error instanceof ProblemError ? error.code : 'internal';
  return Object.assign(new Error(code), { data: { code } });
};

const lineOf = (socket: LiveSocket): Line => ({
  emit: (name, ...message) => socket.emit(name, ...message),
  queued: () => (socket.conn as unknown as { writeBuffer?: readonly unknown[] }).writeBuffer?.length ?? 0,
  close: () => void socket.disconnect(true),
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveEvent, SubscribeAck, Topic } from '@mc/contracts';
import { LiveClient, type LiveSocket } from './live-client';

type Listener = (...values: never[]) => void;

/** A socket that the spec plays by hand. */
class FakeSocket {
  connected = false;
  readonly sent: { name: string; input: { topics: Topic[]; after?: number }; acknowledge: (ack: SubscribeAck) => void }[] = [];
  readonly #listeners = new Map<string, Listener>();
  active = true;

  on(name: string, listener: Listener): void {
    this.#listeners.set(name, listener);
  }
  emit(name: string, input: { topics: Topic[] }, acknowledge: (ack: SubscribeAck) => void): void {
    this.sent.push({ name, input, acknowledge });
  }
  connect(): void {
    this.connected = true;
    this.say('connect');
  }
  disconnect(): void {
    this.connected = false;
    this.say('disconnect');
  }
  say(name: string, ...values: unknown[]): void {
    this.#listeners.get(name)?.(...(values as never[]));
  }
}

const event = (position: number, topic: Topic = 'runs'): LiveEvent => ({ position, topic, type: 'StepCompleted', data: {} });

describe('LiveClient', () => {
  let socket: FakeSocket;
  let live: LiveClient;
  let seen: (number | null)[];

  beforeEach(() => {
    socket = new FakeSocket();
    live = new LiveClient(
      socket as unknown as LiveSocket,
      () => 10,
      () => 1000,
    );
    seen = [];
  });
  const follow = (topic: Topic = 'runs') => live.follow(topic, (fact) => seen.push(fact?.position ?? null));
  const lastSent = () => socket.sent.at(-1);

  it('passes new facts on once, in order', () => {
    follow();
    live.connect();
    expect(lastSent()?.input).toEqual({ topics: ['runs'] });
    lastSent()?.acknowledge({ position: 10 });
    for (const position of [11, 12, 12, 11, 13]) socket.say('event', event(position));
    expect(seen).toEqual([11, 12, 13]);
  });

  it('goes on after a lost connection from the last fact, and drops repeats', () => {
    follow();
    live.connect();
    lastSent()?.acknowledge({ position: 10 });
    socket.say('event', event(15));
    socket.disconnect();
    expect(live.connection().phase).toBe('reconnecting');
    socket.connect();
    expect(lastSent()?.input).toEqual({ topics: ['runs'], after: 15 });
    lastSent()?.acknowledge({ position: 18 });
    for (const position of [15, 17, 18]) socket.say('event', event(position));
    expect(seen).toEqual([15, 17, 18]);
  });

  it('asks for a new read when the page was read before the topic was followed', () => {
    follow();
    live.connect();
    lastSent()?.acknowledge({ position: 12 });
    expect(seen).toEqual([null]);
  });

  it('asks for a new read on resync, and when another log answers', () => {
    follow();
    live.connect();
    lastSent()?.acknowledge({ position: 10 });
    socket.say('resync', { topics: ['runs'], position: 400 });
    expect(seen).toEqual([null]);
    socket.disconnect();
    socket.connect();
    expect(lastSent()?.input.after).toBe(400);
    lastSent()?.acknowledge({ position: 3 });
    expect(seen).toEqual([null, null]);
    socket.say('event', event(4));
    expect(seen).toEqual([null, null, 4]);
  });

  it('follows a topic once for many, and lets go with the last', () => {
    live.connect();
    const first = follow();
    const second = follow();
    expect(socket.sent.filter(({ name }) => name === 'subscribe')).toHaveLength(1);
    first();
    expect(lastSent()?.name).toBe('subscribe');
    second();
    expect(lastSent()).toMatchObject({ name: 'unsubscribe', input: { topics: ['runs'] } });
  });

  it('keeps topics apart', () => {
    follow('run:a');
    live.connect();
    lastSent()?.acknowledge({ position: 10 });
    socket.say('event', event(11, 'approvals'));
    expect(seen).toEqual([]);
  });

  it('does not wake the screen for every fact, only for every change and once a second', () => {
    let nowMs = 1000;
    const calm = new LiveClient(
      socket as unknown as LiveSocket,
      () => 10,
      () => nowMs,
    );
    let woken = 0;
    calm.watch(() => woken++);
    calm.connect();
    expect(woken).toBe(1);
    for (let position = 1; position <= 500; position++) socket.say('heartbeat', { position });
    expect(woken).toBe(1);
    nowMs = 2500;
    socket.say('heartbeat', { position: 501 });
    expect([woken, calm.connection().position]).toEqual([2, 501]);
    socket.disconnect();
    expect([woken, calm.connection().phase]).toEqual([3, 'reconnecting']);
  });
});

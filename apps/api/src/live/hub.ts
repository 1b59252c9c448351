import type { LiveOutput, Topic } from '@mc/contracts';
import type { EventStore } from '@mc/event-store';
import { REPLAY_EVENTS_MAX } from './limits';
import type { Subscriber } from './subscriber';
import { messagesOf, type PushableFact } from './topics';

const PAGE_EVENTS = 500;

/** Brings facts to those who follow them, in log order, once the read model shows them. */
export class LiveHub {
  readonly #followers = new Map<Topic, Set<Subscriber>>();
  readonly #subscribers = new Set<Subscriber>();

  constructor(
    private readonly store: Pick<EventStore, 'readAll'>,
    /** Where the read model stands. */
    private readonly position: () => number,
  ) {}

  get size(): number {
    return this.#subscribers.size;
  }

  subscribers(): Iterable<Subscriber> {
    return this.#subscribers;
  }

  join(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
  }

  leave(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    for (const topic of this.#followers.keys()) this.#forget(subscriber, topic);
  }

  /**
   * Follows topics from a position on, or from now. Answers at once with where the read model stands; `replayed` ends when
   * everything older has been sent.
   */
  follow(
    subscriber: Subscriber,
    topics: readonly Topic[],
    after?: number,
  ): { readonly position: number; readonly replayed: Promise<void> } {
    const position = this.position();
    for (const topic of topics) {
      subscriber.follow(topic, after ?? position);
      const followers = this.#followers.get(topic) ?? new Set();
      this.#followers.set(topic, followers.add(subscriber));
    }
    return { position, replayed: this.#replay(subscriber, topics, after ?? position, position) };
  }

  unfollow(subscriber: Subscriber, topics: readonly Topic[]): number {
    for (const topic of topics) {
      subscriber.unfollow(topic);
      this.#forget(subscriber, topic);
    }
    return this.position();
  }

  /** Facts that the read model has just come to show, in log order. */
  committed(facts: readonly PushableFact[]): void {
    if (this.#followers.size === 0) return;
    for (const fact of facts) {
      for (const message of messagesOf(fact)) {
        for (const subscriber of this.#followers.get(message.topic) ?? []) subscriber.deliver(message);
      }
    }
  }

  output(output: LiveOutput): void {
    for (const subscriber of this.#followers.get(`run:${output.runId}`) ?? []) subscriber.output(output);
  }

  heartbeat(): void {
    const position = this.position();
    for (const subscriber of this.#subscribers) subscriber.heartbeat(position);
  }

  async #replay(subscriber: Subscriber, topics: readonly Topic[], after: number, until: number): Promise<void> {
    let position = after;
    let looked = 0;
    while (position < until) {
      const batch = await this.store.readAll({ after: position, limit: PAGE_EVENTS, categories: ['run'], texts: 'reference' });
      looked += batch.events.length;
      if (looked > REPLAY_EVENTS_MAX) {
        const now = this.position();
        subscriber.resync([...topics], now);
        return this.#live(subscriber, topics, now);
      }
      // What is later comes by itself: it was committed after this subscriber had begun to follow.
      for (const fact of batch.events) if (fact.position <= until) this.#replayFact(subscriber, topics, fact);
      if (batch.position <= position) break;
      position = batch.position;
    }
    this.#live(subscriber, topics, until);
  }

  #replayFact(subscriber: Subscriber, topics: readonly Topic[], fact: PushableFact): void {
    for (const message of messagesOf(fact)) if (topics.includes(message.topic)) subscriber.replay(message);
  }

  #live(subscriber: Subscriber, topics: readonly Topic[], replayedTo: number): void {
    for (const topic of topics) subscriber.caughtUp(topic, replayedTo, this.position());
  }

  #forget(subscriber: Subscriber, topic: Topic): void {
    const followers = this.#followers.get(topic);
    followers?.delete(subscriber);
    if (followers?.size === 0) this.#followers.delete(topic);
  }
}

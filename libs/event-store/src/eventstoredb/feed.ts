import type { SealedEvent } from '../port';
import type { SealedBatch } from '../store/log';
import type { Resolved, StreamsClient, Subscription } from './client';

export interface FeedOptions {
  readonly client: StreamsClient;
  /** What it gives begins after this position. */
  readonly after: number;
  /** An event that the server has under these prefixes, not later; 0: from the beginning. */
  readonly anchor: number;
  readonly prefixes: readonly string[];
  readonly limit: number;
  readonly toEvent: (resolved: Resolved) => SealedEvent | null;
}

/**
 * One subscription as batches. It holds the server back when its reader is slow, and ends with the first error. Checkpoints of the
 * server are not listened to: those of some versions (before 23.10, and again in 24.10 and 25.0) name the place where the next
 * event will stand, and whoever goes on after it loses that event.
 */
export class Feed {
  readonly #subscription: Subscription;
  readonly #events: SealedEvent[] = [];
  readonly #limit: number;
  #position: number;
  #failure: unknown = null;
  #wake: () => void = () => {};

  constructor({ client, after, anchor, prefixes, limit, toEvent }: FeedOptions) {
    this.#position = after;
    this.#limit = limit;
    const commit = BigInt(anchor);
    this.#subscription = client.follow({ after: anchor === 0 ? 'start' : { commit, prepare: commit }, prefixes });
    this.#subscription.on('data', (resolved: Resolved) => this.#take(resolved, toEvent));
    this.#subscription.on('error', (error) => this.#fail(error));
    this.#subscription.on('close', () => this.#fail(new Error('the subscription was closed')));
    this.#subscription.on('end', () => this.#fail(new Error('the subscription ended')));
  }

  /** The next events; null when the signal is aborted. Throws when the subscription has broken. */
  async next(signal: AbortSignal): Promise<SealedBatch | null> {
    for (;;) {
      if (signal.aborted) return null;
      const batch = this.#batch();
      if (batch) return batch;
      if (this.#failure) throw this.#failure;
      await this.#change(signal);
    }
  }

  async close(): Promise<void> {
    this.#subscription.pause();
    await this.#subscription.unsubscribe();
    this.#subscription.destroy();
  }

  #batch(): SealedBatch | null {
    const events = this.#events.splice(0, this.#limit);
    const last = events.at(-1);
    if (!last) return null;
    this.#position = last.position;
    if (this.#events.length < this.#limit) this.#subscription.resume();
    return { events, position: last.position };
  }

  #take(resolved: Resolved, toEvent: FeedOptions['toEvent']): void {
    try {
      const event = toEvent(resolved);
      if (event && event.position > this.#position) this.#events.push(event);
    } catch (error) {
      this.#fail(error);
    }
    if (this.#events.length >= this.#limit) this.#subscription.pause();
    this.#wake();
  }

  /** The first failure is the reason; those that follow are its consequences. */
  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#wake();
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        this.#wake = () => {};
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener('abort', wake);
    });
  }
}

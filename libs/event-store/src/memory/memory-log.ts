import type { Payloads } from '../codec/open';
import type { SealedAppend } from '../codec/seal';
import { EventStoreUnavailable } from '../errors';
import { categoryOf, type Health, NO_STREAM, type SealedEvent, type StreamHead } from '../port';
import { followByReading } from '../store/follow';
import type { AppendOutcome, FollowOptions, Log, SealedBatch } from '../store/log';
import { findRepeat } from '../store/repeat';
import { SignalWatch } from '../store/signal-watch';

/** What the stores of a test share, as processes share a database; it outlives each of them. */
export class Memory {
  readonly all: SealedEvent[] = [];
  readonly streams = new Map<string, SealedEvent[]>();
  readonly byId = new Map<string, SealedEvent>();
  readonly texts = new Map<string, Buffer>();
  readonly watches = new Set<SignalWatch>();
}

/** A log that lasts as long as the process: for tests, with the same rules as the real ones. */
export class MemoryLog implements Log {
  readonly #watch = new SignalWatch();

  constructor(private readonly memory: Memory) {
    this.#watch.moved(memory.all.length);
    memory.watches.add(this.#watch);
  }

  async append(append: SealedAppend): Promise<AppendOutcome> {
    this.#checkOpen();
    const actual = this.#headOf(append.stream);
    const stored = append.drafts.flatMap(({ id }) => this.memory.byId.get(id) ?? []);
    if (stored.length > 0 || actual.revision !== append.expected.revision || actual.hash !== append.expected.hash) {
      return findRepeat(append, stored) ?? { kind: 'conflict', actual };
    }
    const first = this.memory.all.length + 1;
    const stream = this.memory.streams.get(append.stream) ?? [];
    this.memory.streams.set(append.stream, stream);
    for (const [index, { id, type: _, ...draft }] of append.drafts.entries()) {
      const event = { ...draft, position: first + index };
      this.memory.all.push(event);
      stream.push(event);
      this.memory.byId.set(id, event);
    }
    for (const watch of this.memory.watches) watch.moved(this.memory.all.length);
    return { kind: 'stored', positions: (index) => first + index };
  }

  async readStream(stream: string, from: number, to: number, limit: number): Promise<readonly SealedEvent[]> {
    this.#checkOpen();
    return (this.memory.streams.get(stream) ?? []).slice(from, Math.min(to + 1, from + limit));
  }

  async streamHead(stream: string): Promise<StreamHead> {
    return this.#headOf(stream);
  }

  async readAll(after: number, limit: number, categories: readonly string[] | null): Promise<SealedBatch> {
    this.#checkOpen();
    const events: SealedEvent[] = [];
    let position = after;
    while (position < this.memory.all.length && events.length < limit) {
      const event = this.memory.all[position] as SealedEvent;
      if (!categories || categories.includes(categoryOf(event.stream))) events.push(event);
      position++;
    }
    return { events, position };
  }

  follow(options: FollowOptions): AsyncIterable<SealedBatch> {
    return followByReading((...range) => this.readAll(...range), this.#watch, options);
  }

  readStored(after: number, limit: number): Promise<SealedBatch> {
    return this.readAll(after, limit, null);
  }

  async head(): Promise<number> {
    return this.memory.all.length;
  }

  async health(): Promise<Health> {
    return { ok: !this.#watch.ended, detail: this.#watch.ended ? 'closed' : null, latencyMs: 0 };
  }

  async close(): Promise<void> {
    this.memory.watches.delete(this.#watch);
    this.#watch.end();
  }

  #headOf(stream: string): StreamHead {
    const last = this.memory.streams.get(stream)?.at(-1);
    return last ? { revision: last.revision, hash: last.hash } : NO_STREAM;
  }

  #checkOpen(): void {
    if (this.#watch.ended) throw new EventStoreUnavailable('the event store is closed');
  }
}

export class MemoryPayloads implements Payloads {
  constructor(private readonly memory: Memory) {}

  async put(texts: ReadonlyMap<string, Buffer>): Promise<void> {
    for (const [sha256, content] of texts) this.memory.texts.set(sha256, content);
  }

  async get(sha256s: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    return new Map(
      sha256s.flatMap((sha256) => {
        const content = this.memory.texts.get(sha256);
        return content ? [[sha256, content] as const] : [];
      }),
    );
  }
}

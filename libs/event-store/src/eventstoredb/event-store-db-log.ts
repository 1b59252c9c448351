import type { SealedAppend } from '../codec/seal';
import { CorruptEvent, EventStoreTimeout, EventStoreUnavailable, EventTooLarge } from '../errors';
import { APPEND_QUEUE_MAX, APPEND_RETRIES_MAX } from '../limits';
import { categoryOf, type Health, NO_STREAM, type SealedEvent, type StreamHead } from '../port';
import { backoffMs, pause } from '../store/backoff';
import type { AppendOutcome, FollowOptions, Log, SealedBatch } from '../store/log';
import { findRepeat } from '../store/repeat';
import { AllStream } from './all-stream';
import type { Resolved, StreamsClient, WireEvent } from './client';
import { isDeleted, isDenied, isNotFound, isTooLarge, isUnknown, isUnsent, isWrongRevision, unavailable } from './failures';
import { Feed } from './feed';
import { fromWire, toWire } from './wire';

export interface EventStoreDbOptions {
  /** Stands before the name of every stream, so that installs (and test runs) can share a server. No hyphen in it. */
  readonly streamPrefix: string;
  /** All categories of streams: what a subscription to everything asks the server for. */
  readonly categories: readonly string[];
  /** What the server takes in one append; its option MaxAppendSize. */
  readonly appendBytesMax: number;
  /** How long one call may take; after that the outcome of an append is unknown. */
  readonly timeoutMs: number;
}

/** Names, framing and lengths that come on top of the texts of an event. */
const EVENT_OVERHEAD_BYTES = 512;

/**
 * The log in EventStoreDB or KurrentDB. Positions are commit positions: each event has its own, they rise in commit order, with
 * gaps. A repeated append is recognised when it is sent for the same head; the server knows nothing of hashes, so readers check
 * the chain.
 */
export class EventStoreDbLog implements Log {
  readonly #closing = new AbortController();
  readonly #appending = new Set<Promise<AppendOutcome>>();
  readonly #all = new AllStream((options) => this.#collect((client) => client.readAll(options)));

  #client: Promise<StreamsClient> | null = null;

  /** Connects when it is first used. */
  constructor(
    private readonly connect: () => Promise<StreamsClient>,
    private readonly options: EventStoreDbOptions,
  ) {}

  #connected(): Promise<StreamsClient> {
    this.#client ??= this.connect();
    return this.#client;
  }

  async append(append: SealedAppend): Promise<AppendOutcome> {
    this.#checkOpen();
    if (this.#appending.size >= APPEND_QUEUE_MAX)
      throw new EventStoreUnavailable(`${APPEND_QUEUE_MAX} appends are under way already`);
    const appending = this.#append(append);
    this.#appending.add(appending);
    try {
      return await appending;
    } finally {
      this.#appending.delete(appending);
    }
  }

  async #append(append: SealedAppend): Promise<AppendOutcome> {
    const bytes = append.bytes + append.drafts.length * EVENT_OVERHEAD_BYTES;
    if (bytes > this.options.appendBytesMax)
      throw new EventTooLarge(`append to ${append.stream}`, bytes, this.options.appendBytesMax);
    const events = append.drafts.map(toWire);
    for (let attempt = 0, wasSent = false; ; attempt++) {
      try {
        const position = await this.#send(append, events);
        return { kind: 'stored', positions: () => position };
      } catch (error) {
        if (isWrongRevision(error)) return this.#refused(append);
        if (!isUnsent(error) && !isUnknown(error)) throw refusalOf(append, error);
        wasSent ||= !isUnsent(error);
        if (attempt >= APPEND_RETRIES_MAX)
          throw wasSent ? lost(append, error) : unavailable('the event store cannot be reached', error);
        await pause(backoffMs(attempt), new AbortController().signal);
      }
    }
  }

  async #send({ stream, expected, head }: SealedAppend, events: readonly WireEvent[]): Promise<number> {
    const revision = expected.revision < 0 ? 'no_stream' : BigInt(expected.revision);
    const client = await this.#connected();
    const position = await client.append(this.#nameOf(stream), revision, events, this.options.timeoutMs);
    // Of an append that it recognises as a repeat, the server may know no position.
    if (Number.isSafeInteger(Number(position ?? Number.NaN))) return Number(position);
    const [last] = await this.readStream(stream, head.revision, head.revision, 1);
    return last?.position ?? 0;
  }

  /** The stream goes on after the expected head; perhaps with these very events. */
  async #refused(append: SealedAppend): Promise<AppendOutcome> {
    const { stream, expected, drafts } = append;
    const actual = await this.streamHead(stream);
    const stored = await this.readStream(stream, expected.revision + 1, Number.MAX_SAFE_INTEGER, drafts.length);
    const ids = new Set(drafts.map(({ id }) => id));
    const same = stored.filter(({ envelope }) => ids.has(JSON.parse(envelope).id));
    return findRepeat(append, same) ?? { kind: 'conflict', actual };
  }

  async readStream(stream: string, from: number, to: number, limit: number): Promise<readonly SealedEvent[]> {
    const count = Math.min(limit, to - from + 1);
    if (count <= 0) return [];
    return this.#read((client) => client.readStream(this.#nameOf(stream), { from: BigInt(from), direction: 'forwards', count }));
  }

  async streamHead(stream: string): Promise<StreamHead> {
    const [last] = await this.#read((client) =>
      client.readStream(this.#nameOf(stream), { from: 'end', direction: 'backwards', count: 1 }),
    );
    return last ? { revision: last.revision, hash: last.hash } : NO_STREAM;
  }

  async readAll(after: number, limit: number, categories: readonly string[] | null): Promise<SealedBatch> {
    const wanted = categories ?? this.options.categories;
    const events: SealedEvent[] = [];
    for await (const page of this.#all.after(after)) {
      for (const resolved of page) {
        const event = this.#ours(resolved, wanted);
        if (event && events.push(event) >= limit) return batchOf(events, after);
      }
    }
    return batchOf(events, after);
  }

  readStored(after: number, limit: number): Promise<SealedBatch> {
    return this.readAll(after, limit, null);
  }

  async *follow({ after, limit, categories, signal }: FollowOptions): AsyncGenerator<SealedBatch> {
    const wanted = categories ?? this.options.categories;
    const ending = AbortSignal.any([signal, this.#closing.signal]);
    let position = after;
    for (let failures = 0; !ending.aborted; failures++) {
      let feed: Feed | null = null;
      try {
        feed = await this.#feed(position, limit, wanted);
        for (let batch = await feed.next(ending); batch; batch = await feed.next(ending)) {
          failures = 0;
          position = batch.position;
          yield batch;
        }
      } catch (error) {
        const reason = error instanceof EventStoreUnavailable ? error.cause : error;
        if (reason instanceof CorruptEvent || isDenied(reason)) throw error;
      } finally {
        await feed?.close();
      }
      await pause(backoffMs(failures), ending);
    }
  }

  async #feed(after: number, limit: number, wanted: readonly string[]): Promise<Feed> {
    const anchor = await this.#all.anchor(after, (resolved) => this.#isOurs(resolved, wanted));
    return new Feed({
      client: await this.#connected(),
      ...{ after, anchor, limit },
      prefixes: wanted.map((category) => this.#nameOf(`${category}-`)),
      toEvent: (resolved) => this.#ours(resolved, wanted),
    });
  }

  /** Of the last event of ours: the log goes on with events of the server and of others, which no subscription of ours gets to see. */
  head(): Promise<number> {
    return this.#all.newest((resolved) => this.#isOurs(resolved, this.options.categories));
  }

  async health(): Promise<Health> {
    const startedAt = performance.now();
    try {
      await this.#collect((client) => client.readAll({ from: 'end', direction: 'backwards', count: 1 }));
      return { ok: true, detail: null, latencyMs: performance.now() - startedAt };
    } catch (error) {
      return { ok: false, detail: (error as Error).message, latencyMs: performance.now() - startedAt };
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#appending);
    const client = await this.#client;
    await client?.close();
  }

  #nameOf(stream: string): string {
    return `${this.options.streamPrefix}${stream}`;
  }

  #isOurs({ event }: Resolved, categories: readonly string[]): boolean {
    const { streamPrefix } = this.options;
    if (!event?.streamId.startsWith(streamPrefix)) return false;
    return categories.includes(categoryOf(event.streamId.slice(streamPrefix.length)));
  }

  #ours(resolved: Resolved, categories: readonly string[]): SealedEvent | null {
    return this.#isOurs(resolved, categories) ? fromWire(resolved, this.options.streamPrefix) : null;
  }

  async #read(read: (client: StreamsClient) => AsyncIterable<Resolved>): Promise<SealedEvent[]> {
    return (await this.#collect(read)).flatMap((resolved) => fromWire(resolved, this.options.streamPrefix) ?? []);
  }

  /** All of one read; a stream that does not exist has no events. The clients set no limit to how long a read may take. */
  async #collect(read: (client: StreamsClient) => AsyncIterable<Resolved>): Promise<Resolved[]> {
    this.#checkOpen();
    const client = await this.#connected();
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      const { timeoutMs } = this.options;
      timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      return await Promise.race([allOf(read(client)), tooLong]);
    } catch (error) {
      if (isNotFound(error)) return [];
      throw unavailable('the event store did not answer', error);
    } finally {
      clearTimeout(timer);
    }
  }

  #checkOpen(): void {
    if (this.#closing.signal.aborted) throw new EventStoreUnavailable('the event store is closed');
  }
}

const allOf = async (read: AsyncIterable<Resolved>): Promise<Resolved[]> => {
  const all: Resolved[] = [];
  for await (const resolved of read) all.push(resolved);
  return all;
};

/** The position of an event of ours and never of another: a subscription may go on from there. */
const batchOf = (events: readonly SealedEvent[], after: number): SealedBatch => ({
  events,
  position: events.at(-1)?.position ?? after,
});

const lost = ({ stream }: SealedAppend, error: unknown): EventStoreTimeout =>
  new EventStoreTimeout(`${stream}: the answer to an append got lost: ${(error as Error).message}`, { cause: error });

const refusalOf = ({ stream, bytes }: SealedAppend, error: unknown): Error => {
  if (isTooLarge(error))
    return new EventTooLarge(`append to ${stream}`, bytes, Number((error as { maxAppendSize?: number }).maxAppendSize ?? 0));
  if (isDeleted(error)) return new CorruptEvent(stream, 0, 'the stream was deleted', { cause: error });
  return unavailable('the event store did not take the append', error);
};

import { open, type Payloads } from '../codec/open';
import { recorded, type SealedAppend, seal } from '../codec/seal';
import type { Upcaster } from '../codec/upcaster';
import { CorruptEvent, InvalidEvent, StreamNotFound, WrongExpectedRevision } from '../errors';
import { READ_ALL_EVENTS_MAX, READ_PAGE_EVENTS, SUBSCRIBE_BATCH_EVENTS } from '../limits';
import type {
  AppendResult,
  Batch,
  EventStore,
  Fact,
  Health,
  NewEvent,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  SealedBatch,
  SealedEvent,
  StreamHead,
  SubscribeOptions,
  Texts,
} from '../port';
import type { AppendOutcome, Log } from './log';

/** The port over any log: seals what goes in, opens what comes out. */
export class SealedEventStore implements EventStore {
  constructor(
    private readonly log: Log,
    private readonly payloads: Payloads,
    private readonly upcaster: Upcaster,
  ) {}

  async append<Event extends Fact>(
    stream: string,
    expected: StreamHead,
    events: readonly NewEvent<Event>[],
  ): Promise<AppendResult<Event>> {
    const sealed = seal(stream, expected, events, this.upcaster);
    // Before the events, so that no event ever refers to a text that is not there.
    if (sealed.texts.size > 0) await this.payloads.put(sealed.texts);
    const outcome = await this.log.append(sealed);
    // The events that come back are the caller's own, or the stored ones with the same ids.
    return (await this.#result(sealed, events, outcome)) as AppendResult<Event>;
  }

  async #result(sealed: SealedAppend, events: readonly NewEvent[], outcome: AppendOutcome): Promise<AppendResult> {
    switch (outcome.kind) {
      case 'conflict':
        throw new WrongExpectedRevision(sealed.stream, sealed.expected, outcome.actual);
      case 'stored': {
        const position = outcome.positions(events.length - 1);
        return { head: sealed.head, position, events: recorded(sealed, events, outcome.positions), repeated: false };
      }
      case 'repeated': {
        const stored = await this.#open(outcome.events, 'whole');
        const last = stored.at(-1);
        if (!last) throw new InvalidEvent(`${sealed.stream}: a repeat without events`);
        const head = { revision: last.revision, hash: last.hash };
        return { head, position: last.position, events: stored, repeated: true };
      }
    }
  }

  async *readStream(stream: string, options: ReadStreamOptions): AsyncGenerator<readonly RecordedEvent[]> {
    const { from = 0, to = Number.MAX_SAFE_INTEGER, limit = Number.MAX_SAFE_INTEGER, texts } = options;
    let previous: SealedEvent | null = null;
    for await (const page of this.#pages(stream, from, to, limit)) {
      const opened = await this.#open(page, texts);
      if (options.broken !== 'show') checkLinks(previous, page, opened);
      previous = page.at(-1) ?? previous;
      yield opened;
    }
    if (!previous && (await this.#isMissing(stream, from, limit))) throw new StreamNotFound(stream);
  }

  /** A range may be empty; a stream may not. */
  async #isMissing(stream: string, from: number, limit: number): Promise<boolean> {
    return (from === 0 && limit > 0) || (await this.log.streamHead(stream)).revision < 0;
  }

  async *readSealed(stream: string): AsyncGenerator<readonly SealedEvent[]> {
    let found = false;
    for await (const page of this.#pages(stream, 0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)) {
      found = true;
      yield page;
    }
    if (!found) throw new StreamNotFound(stream);
  }

  readAllSealed(after: number, limit: number): Promise<SealedBatch> {
    return this.log.readStored(after, Math.min(limit, READ_ALL_EVENTS_MAX));
  }

  async *#pages(stream: string, from: number, to: number, limit: number): AsyncGenerator<readonly SealedEvent[]> {
    let next = from;
    let left = limit;
    while (left > 0 && next <= to) {
      const size = Math.min(left, READ_PAGE_EVENTS);
      const page = await this.log.readStream(stream, next, to, size);
      const last = page.at(-1);
      if (!last) return;
      yield page;
      if (page.length < size) return;
      left -= page.length;
      next = last.revision + 1;
    }
  }

  streamHead(stream: string): Promise<StreamHead> {
    return this.log.streamHead(stream);
  }

  async readAll({ after, limit, categories, texts }: ReadAllOptions): Promise<Batch> {
    const batch = await this.log.readAll(after, Math.min(limit, READ_ALL_EVENTS_MAX), categories ?? null);
    return { events: await this.#open(batch.events, texts), position: batch.position };
  }

  async *subscribeAll(options: SubscribeOptions): AsyncGenerator<Batch> {
    const { after, categories, signal, texts, limit = SUBSCRIBE_BATCH_EVENTS } = options;
    for await (const batch of this.log.follow({ after, limit, categories: categories ?? null, signal })) {
      const events = await this.#open(batch.events, texts);
      if (signal.aborted) return;
      yield { events, position: batch.position };
    }
  }

  async readText(sha256: string): Promise<string | null> {
    return (await this.payloads.get([sha256])).get(sha256)?.toString('utf8') ?? null;
  }

  head(): Promise<number> {
    return this.log.head();
  }

  health(): Promise<Health> {
    return this.log.health();
  }

  close(): Promise<void> {
    return this.log.close();
  }

  #open(events: readonly SealedEvent[], texts: Texts): Promise<RecordedEvent[]> {
    return open(events, texts, this.payloads, this.upcaster);
  }
}

/** A fold over a stream with a hole would be a false history: every event must follow the one before it. */
const checkLinks = (before: SealedEvent | null, page: readonly SealedEvent[], opened: readonly RecordedEvent[]): void => {
  let previous = before;
  for (const [index, event] of page.entries()) {
    if (previous && event.revision !== previous.revision + 1) {
      throw new CorruptEvent(event.stream, event.revision, `follows revision ${previous.revision}`);
    }
    if (previous && opened[index]?.previousHash !== previous.hash) {
      throw new CorruptEvent(event.stream, event.revision, 'does not follow its predecessor');
    }
    previous = event;
  }
};

import type { Actor } from '@mc/domain';

/** The client's own key of a command and the hash of the body it came with; recorded with every event that it made. */
export interface Idempotency {
  readonly key: string;
  readonly bodyHash: string;
}

/** A fact on its way into the log. `data` is plain JSON; `version` is the newest schema version of its type. */
export interface NewEvent<Event extends Fact = Fact> {
  /** UUID in lower case. Two appends with the same ids are the same append. */
  readonly id: string;
  readonly type: Event['type'];
  readonly version: number;
  readonly data: Event['data'];
  readonly actor: Actor;
  /** ISO-8601 UTC with milliseconds. */
  readonly at: string;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly commandId: string;
  readonly idempotency: Idempotency | null;
}

/** What all event unions of the domain have in common. */
export interface Fact {
  readonly type: string;
  readonly data: unknown;
}

/**
 * A fact as the log holds it. On reading, `data` has been lifted to the newest shape and `version` says so;
 * the stored bytes stay as they were and are what the hashes cover. Shared between readers: never change one.
 */
export interface RecordedEvent<Event extends Fact = Fact> extends NewEvent<Event> {
  readonly stream: string;
  /** Place in the stream, from 0. */
  readonly revision: number;
  /**
   * Place in the whole log: rises in commit order. Gapless from 1 in Postgres and in memory; in KurrentDB it is the
   * commit position, which has gaps, and all events of one append answer carry the position of the last.
   */
  readonly position: number;
  /** The very text of `data` that was hashed, for whoever keeps it. */
  readonly dataText: string;
  /** SHA-256 of the sealed envelope, 64 hex digits. */
  readonly hash: string;
  readonly previousHash: string;
}

/** Where a stream ends. An append says which end it was decided on. */
export interface StreamHead {
  /** Revision of the last event; -1 when the stream does not exist. */
  readonly revision: number;
  /** Its hash; 64 zeros when the stream does not exist. */
  readonly hash: string;
}

export const NO_STREAM: StreamHead = { revision: -1, hash: '0'.repeat(64) };

export interface AppendResult<Event extends Fact = Fact> {
  readonly head: StreamHead;
  /** Position of the last event. */
  readonly position: number;
  readonly events: readonly RecordedEvent<Event>[];
  /** These very events had been stored before; `events` and `head` are those of then, and more may have followed. */
  readonly repeated: boolean;
}

/** Large texts as they are stored (a LargeText reference in their place) or put back whole. */
export type Texts = 'whole' | 'reference';

export interface ReadStreamOptions {
  /** First revision, 0 unless told. */
  readonly from?: number;
  /** Last revision, inclusive. */
  readonly to?: number;
  /** At most so many events. */
  readonly limit?: number;
  readonly texts: Texts;
  /** Gives also what does not follow its predecessor, instead of throwing: for whoever shows what is left and says that it is broken. */
  readonly broken?: 'show';
}

export interface ReadAllOptions {
  /** Exclusive; 0 is the beginning. */
  readonly after: number;
  readonly limit: number;
  /** Only streams of these categories (`run` for `run-<id>`). */
  readonly categories?: readonly string[];
  readonly texts: Texts;
}

export interface SubscribeOptions extends Omit<ReadAllOptions, 'limit'> {
  /** Ends the subscription; the iteration then finishes without an error. */
  readonly signal: AbortSignal;
  /** Events in a batch at most. */
  readonly limit?: number;
}

/** Events in log order. Everything up to `position` has been looked at: it is what to read after, and what a checkpoint keeps. */
export interface Batch {
  /** May be empty: then only the position moved, past events of other categories. */
  readonly events: readonly RecordedEvent[];
  readonly position: number;
}

/** A stored event with the exact texts that were hashed, for verification and export. */
export interface SealedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** Canonical JSON; its SHA-256 after one zero byte is `hash`. */
  readonly envelope: string;
  /** Canonical JSON; the envelope holds its SHA-256. */
  readonly data: string;
  readonly hash: string;
}

export interface SealedBatch {
  readonly events: readonly SealedEvent[];
  /** As in `Batch`. */
  readonly position: number;
}

export interface Health {
  readonly ok: boolean;
  /** A sentence for people when it is not. */
  readonly detail: string | null;
  readonly latencyMs: number;
}

/**
 * The log of facts. Every method may throw EventStoreUnavailable (nothing happened) and reading may throw CorruptEvent.
 */
export interface EventStore {
  /**
   * Stores all of these events at the end of one stream, or none. Refuses with WrongExpectedRevision when the stream
   * ends elsewhere, with EventTooLarge and InvalidEvent before anything is sent. EventStoreTimeout means that the
   * outcome is unknown: the same call again is safe, since events that are stored already are returned and not repeated.
   */
  append<Event extends Fact>(
    stream: string,
    expected: StreamHead,
    events: readonly NewEvent<Event>[],
  ): Promise<AppendResult<Event>>;
  /** Pages of a stream in order; throws StreamNotFound when it has no event at all. */
  readStream(stream: string, options: ReadStreamOptions): AsyncIterable<readonly RecordedEvent[]>;
  /** The same without opening, lifting or filling in: the stored texts, for whoever checks or exports them. */
  readSealed(stream: string): AsyncIterable<readonly SealedEvent[]>;
  /** The whole log in the same raw form, a batch at a time; exclusive of `after`. */
  readAllSealed(after: number, limit: number): Promise<SealedBatch>;
  /** NO_STREAM when there is none. */
  streamHead(stream: string): Promise<StreamHead>;
  readAll(options: ReadAllOptions): Promise<Batch>;
  /** Catches up, then goes live, without a gap or a repeat. Reconnects by itself; throws only what retrying cannot mend. */
  subscribeAll(options: SubscribeOptions): AsyncIterable<Batch>;
  /** A whole large text by its SHA-256; null when it was never stored. */
  readText(sha256: string): Promise<string | null>;
  /** Position of the last event in the log, 0 when it is empty. */
  head(): Promise<number>;
  health(): Promise<Health>;
  /** Waits for appends under way, ends all subscriptions, gives connections back. */
  close(): Promise<void>;
}

/** The category of a stream is what stands before the first hyphen. */
export const categoryOf = (stream: string): string => {
  const hyphen = stream.indexOf('-');
  return hyphen < 0 ? stream : stream.slice(0, hyphen);
};

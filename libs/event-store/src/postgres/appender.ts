import type { SealedAppend } from '../codec/seal';
import { EventStoreTimeout, EventStoreUnavailable } from '../errors';
import { APPEND_QUEUE_MAX, APPEND_RETRIES_MAX, BATCH_BYTES_MAX, BATCH_EVENTS_MAX } from '../limits';
import type { StreamHead } from '../port';
import { backoffMs, pause } from '../store/backoff';
import type { AppendOutcome } from '../store/log';
import { callAppend, type Verdict } from './append-call';
import type { Dedicated } from './connection';
import { isAboutValues, isTaken, isUnknown, refusalOf, textOf } from './failures';

export interface AppenderParts {
  readonly connection: Dedicated;
  /** Looks whether the events of an append are stored already. */
  readonly repeatOf: (append: SealedAppend) => Promise<AppendOutcome | null>;
  /** Told of each append that was committed, in the order of the log, just before its caller gets the answer. */
  readonly committed: (append: SealedAppend, firstPosition: number) => void;
}

interface Pending {
  readonly append: SealedAppend;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Group commit: while one call is at the database, appends gather here, and the next call takes them all. So the log's
 * one lock is taken once for many appends, and a single append still goes at once.
 */
export class Appender {
  #queue: Pending[] = [];
  #draining: Promise<void> | null = null;
  readonly #closing = new AbortController();

  constructor(private readonly parts: AppenderParts) {}

  append(append: SealedAppend): Promise<AppendOutcome> {
    if (this.#closing.signal.aborted) return Promise.reject(new EventStoreUnavailable('the event store is closed'));
    if (this.#queue.length >= APPEND_QUEUE_MAX) {
      return Promise.reject(new EventStoreUnavailable(`${APPEND_QUEUE_MAX} appends are waiting already`));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ append, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Lets what is queued finish, then gives the connection back. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#draining;
    await this.parts.connection.drop();
  }

  async #drain(): Promise<void> {
    // Whoever appends in the same turn of the event loop shares the first call.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#commit(this.#take());
    this.#draining = null;
  }

  /** As much as one call may carry, and one append per stream: a second one is decided on the head of the first. */
  #take(): Pending[] {
    const batch: Pending[] = [];
    const left: Pending[] = [];
    const streams = new Set<string>();
    let events = 0;
    let bytes = 0;
    for (const pending of this.#queue) {
      const { stream, drafts, bytes: size } = pending.append;
      const fits = batch.length === 0 || (events + drafts.length <= BATCH_EVENTS_MAX && bytes + size <= BATCH_BYTES_MAX);
      if (fits && !streams.has(stream)) {
        batch.push(pending);
        events += drafts.length;
        bytes += size;
      } else {
        left.push(pending);
      }
      streams.add(stream);
    }
    this.#queue = left;
    return batch;
  }

  async #commit(batch: readonly Pending[]): Promise<void> {
    try {
      const verdicts = await this.#call(batch.map(({ append }) => append));
      // First everything that is known at once, then the questions.
      for (const [index, verdict] of verdicts.entries()) if ('first' in verdict) this.#stored(batch[index], verdict.first);
      await Promise.all(
        verdicts.map((verdict, index) => ('actual' in verdict ? this.#refused(batch[index], verdict.actual) : null)),
      );
    } catch (error) {
      await this.#failed(batch, error);
    }
  }

  #stored(pending: Pending | undefined, first: number): void {
    if (!pending) return;
    this.parts.committed(pending.append, first);
    pending.resolve({ kind: 'stored', positions: (index) => first + index });
  }

  /** The stream ends elsewhere; perhaps because these very events are in it. */
  async #refused(pending: Pending | undefined, actual: StreamHead): Promise<void> {
    if (!pending) return;
    try {
      pending.resolve((await this.parts.repeatOf(pending.append)) ?? { kind: 'conflict', actual });
    } catch (error) {
      pending.reject(
        error instanceof EventStoreUnavailable
          ? new EventStoreTimeout(`${pending.append.stream}: cannot tell whether the events are stored`, { cause: error })
          : (error as Error),
      );
    }
  }

  async #failed(batch: readonly Pending[], error: unknown): Promise<void> {
    if (isAboutValues(error) && batch.length > 1) {
      // One of them is at fault; alone each gets its own answer.
      for (const pending of batch) await this.#commit([pending]);
      return;
    }
    const [pending] = batch;
    if (pending && batch.length === 1 && isTaken(error)) return this.#taken(pending, error);
    for (const { reject } of batch) reject(failureOf(error));
  }

  async #taken(pending: Pending, error: unknown): Promise<void> {
    try {
      const repeat = await this.parts.repeatOf(pending.append);
      if (repeat) pending.resolve(repeat);
      else pending.reject(refusalOf(error));
    } catch (failure) {
      pending.reject(failure as Error);
    }
  }

  /** Sends a batch until its outcome is known. Sending it again is harmless: what is stored is recognised by its ids. */
  async #call(batch: readonly SealedAppend[]): Promise<Verdict[]> {
    for (let attempt = 0, wasSent = false; ; attempt++) {
      try {
        const client = await this.parts.connection.client();
        wasSent = true;
        return await callAppend(client, batch);
      } catch (error) {
        const unsent = error instanceof EventStoreUnavailable;
        if (!unsent && !isUnknown(error)) throw error;
        // Not awaited: a peer that hangs may never say goodbye.
        void this.parts.connection.drop();
        if (attempt >= APPEND_RETRIES_MAX) throw wasSent ? lost(error) : error;
        await pause(backoffMs(attempt), NEVER);
      }
    }
  }
}

const NEVER = new AbortController().signal;

const lost = (error: unknown): EventStoreTimeout =>
  new EventStoreTimeout(`the answer to an append got lost: ${textOf(error)}`, { cause: error });

const failureOf = (error: unknown): Error =>
  error instanceof EventStoreTimeout || error instanceof EventStoreUnavailable ? error : refusalOf(error);

import type pg from 'pg';
import type { SealedAppend } from '../codec/seal';
import { EventStoreUnavailable } from '../errors';
import { APPEND_TIMEOUT_MS } from '../limits';
import { categoryOf, type Health, NO_STREAM, type SealedEvent, type StreamHead } from '../port';
import { followByReading } from '../store/follow';
import type { AppendOutcome, FollowOptions, Log, SealedBatch } from '../store/log';
import { findRepeat } from '../store/repeat';
import { Tail } from '../store/tail';
import { Appender } from './appender';
import { connector, Dedicated } from './connection';
import { textOf } from './failures';
import { Listener } from './listener';
import { type Query, queryOf } from './queries';

const COLUMNS = 'SELECT position, stream, revision, hash, envelope, data FROM event_store.events';
const READ_STREAM = `${COLUMNS} WHERE stream = $1 AND revision BETWEEN $2 AND $3 ORDER BY revision LIMIT $4`;
const READ_IDS = `${COLUMNS} WHERE id = ANY ($1)`;
const READ_ALL = `${COLUMNS} WHERE position > $1 ORDER BY position LIMIT $2`;
const STREAM_HEAD = 'SELECT revision, hash FROM event_store.events WHERE stream = $1 ORDER BY revision DESC LIMIT 1';
const HEAD = 'SELECT position FROM event_store.log_head';

const categoriesQuery = (categories: readonly string[]): string =>
  `${COLUMNS} WHERE position > $1 AND position <= $2 AND split_part(stream, '-', 1) = ANY ($3)` +
  // Said in these words, Postgres may use the index of the rare categories.
  `${categories.includes('run') ? '' : " AND split_part(stream, '-', 1) <> 'run'"} ORDER BY position LIMIT $4`;

// The statement ends a little before we stop waiting for it, so that its outcome is mostly known. The plan never depends on
// the values; planning anew for each call would cost as much as the call.
const APPENDING = `SET statement_timeout = ${APPEND_TIMEOUT_MS - 1_000}; SET plan_cache_mode = force_generic_plan`;
// Notifications need not reach the disk.
const LISTENING = 'SET synchronous_commit = off';

interface Row {
  readonly position: string;
  readonly stream: string;
  readonly revision: string;
  readonly hash: string;
  readonly envelope: string;
  readonly data: string;
}

/** The log in PostgreSQL: gapless positions in commit order under one head row, insert-only. */
export class PostgresLog implements Log {
  readonly #query: Query;
  readonly #appender: Appender;
  readonly #listener: Listener;
  readonly #tail = new Tail();

  /** Reads go through the pool; appending and listening have a connection each of their own. */
  constructor(pool: pg.Pool) {
    this.#query = queryOf(pool);
    // The pool hides its password from whoever copies its options.
    const config: pg.ClientConfig = { ...pool.options, password: pool.options.password };
    this.#listener = new Listener(connector(config, LISTENING));
    this.#appender = new Appender({
      connection: new Dedicated(connector({ ...config, query_timeout: APPEND_TIMEOUT_MS }, APPENDING)),
      repeatOf: (append) => this.#repeatOf(append),
      committed: (append, first) => this.#committed(append, first),
    });
  }

  append(append: SealedAppend): Promise<AppendOutcome> {
    return this.#appender.append(append);
  }

  async readStream(stream: string, from: number, to: number, limit: number): Promise<readonly SealedEvent[]> {
    return (await this.#read({ name: 'read_stream', text: READ_STREAM, values: [stream, from, to, limit] })).map(eventOf);
  }

  async streamHead(stream: string): Promise<StreamHead> {
    const [row] = await this.#read<Pick<Row, 'revision' | 'hash'>>({ name: 'stream_head', text: STREAM_HEAD, values: [stream] });
    return row ? { revision: Number(row.revision), hash: row.hash } : NO_STREAM;
  }

  async readAll(after: number, limit: number, categories: readonly string[] | null): Promise<SealedBatch> {
    const recent = this.#tail.after(after, limit);
    if (recent) return { events: ofCategories(recent, categories), position: recent.at(-1)?.position ?? after };
    if (categories) return this.#readCategories(after, limit, categories);
    return this.readStored(after, limit);
  }

  async readStored(after: number, limit: number): Promise<SealedBatch> {
    const events = (await this.#read({ name: 'read_all', text: READ_ALL, values: [after, limit] })).map(eventOf);
    return { events, position: events.at(-1)?.position ?? after };
  }

  async #readCategories(after: number, limit: number, categories: readonly string[]): Promise<SealedBatch> {
    // The head first: what is committed after this read lies beyond it and comes with the next.
    const head = Math.max(after, await this.head());
    const values = [after, head, categories, limit];
    const events = (await this.#read({ text: categoriesQuery(categories), values })).map(eventOf);
    return { events, position: events.length < limit ? head : (events.at(-1)?.position ?? head) };
  }

  follow(options: FollowOptions): AsyncIterable<SealedBatch> {
    return followByReading((...range) => this.readAll(...range), this.#listener, options);
  }

  async head(): Promise<number> {
    const [row] = await this.#read<Pick<Row, 'position'>>({ name: 'head', text: HEAD });
    return Number(row?.position ?? 0);
  }

  async health(): Promise<Health> {
    const startedAt = performance.now();
    try {
      await this.head();
      return { ok: true, detail: null, latencyMs: performance.now() - startedAt };
    } catch (error) {
      return { ok: false, detail: textOf(error), latencyMs: performance.now() - startedAt };
    }
  }

  async close(): Promise<void> {
    // In this order: an append that is under way may still have to read.
    await this.#appender.close();
    await this.#listener.close();
  }

  #committed({ drafts }: SealedAppend, first: number): void {
    this.#tail.push(
      drafts.map(({ stream, revision, hash, envelope, data }, index) => ({
        stream,
        revision,
        hash,
        envelope,
        data,
        position: first + index,
      })),
    );
    this.#listener.committed(first + drafts.length - 1);
  }

  async #repeatOf(append: SealedAppend): Promise<AppendOutcome | null> {
    const stored = await this.#read({ text: READ_IDS, values: [append.drafts.map(({ id }) => id)] });
    return findRepeat(append, stored.map(eventOf));
  }

  async #read<R extends pg.QueryResultRow = Row>(config: pg.QueryConfig): Promise<R[]> {
    if (this.#listener.ended) throw new EventStoreUnavailable('the event store is closed');
    return this.#query<R>(config);
  }
}

const eventOf = ({ position, stream, revision, hash, envelope, data }: Row): SealedEvent => ({
  position: Number(position),
  stream,
  revision: Number(revision),
  hash,
  envelope,
  data,
});

const ofCategories = (events: readonly SealedEvent[], categories: readonly string[] | null): readonly SealedEvent[] =>
  categories ? events.filter(({ stream }) => categories.includes(categoryOf(stream))) : events;

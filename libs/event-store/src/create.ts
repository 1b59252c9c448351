import type pg from 'pg';
import { Upcaster, type UpcastTables } from './codec/upcaster';
import { connectorFor } from './eventstoredb/client';
import { EventStoreDbLog } from './eventstoredb/event-store-db-log';
import { APPEND_TIMEOUT_MS, EVENT_STORE_DB_APPEND_BYTES_MAX } from './limits';
import { Memory, MemoryLog, MemoryPayloads } from './memory/memory-log';
import type { EventStore } from './port';
import { PostgresPayloads } from './postgres/payloads';
import { PostgresLog } from './postgres/postgres-log';
import { queryOf } from './postgres/queries';
import type { Log } from './store/log';
import { SealedEventStore } from './store/store';

export interface EventStoreOptions {
  /** Reads go through it; three connections more are opened beside it. It stays open when the store closes. */
  readonly pool: pg.Pool;
  readonly upcasts: UpcastTables;
  /** Where the log is, when not in Postgres: `esdb://` or `kurrentdb://`. Large texts stay in Postgres all the same. */
  readonly eventStoreUrl?: string | undefined;
  /** Before the name of each stream in that store; without a hyphen. */
  readonly streamPrefix?: string;
  /** What that store takes in one append (its option MaxAppendSize). */
  readonly appendBytesMax?: number;
}

/** The product's event store. Throws at once for an address that it cannot use; connects when it is first used. */
export const createEventStore = (options: EventStoreOptions): EventStore => {
  const { pool, upcasts } = options;
  return new SealedEventStore(logFor(options), new PostgresPayloads(queryOf(pool)), new Upcaster(upcasts));
};

const logFor = ({ pool, eventStoreUrl, ...options }: EventStoreOptions): Log =>
  eventStoreUrl ? eventStoreDbLog(eventStoreUrl, options) : new PostgresLog(pool);

const eventStoreDbLog = (url: string, options: EventStoreDbStoreOptions): Log => {
  const { upcasts, streamPrefix = '', appendBytesMax = EVENT_STORE_DB_APPEND_BYTES_MAX, timeoutMs = APPEND_TIMEOUT_MS } = options;
  if (streamPrefix.includes('-')) throw new Error(`a stream prefix has no hyphen: ${streamPrefix}`);
  return new EventStoreDbLog(connectorFor(url), {
    streamPrefix,
    categories: Object.keys(upcasts),
    appendBytesMax,
    timeoutMs,
  });
};

/** A store that lasts as long as the process: for tests. Stores over the same memory are like processes over one database. */
export const createMemoryEventStore = (upcasts: UpcastTables, memory = new Memory()): EventStore =>
  new SealedEventStore(new MemoryLog(memory), new MemoryPayloads(memory), new Upcaster(upcasts));

export interface EventStoreDbStoreOptions extends Omit<EventStoreOptions, 'pool' | 'eventStoreUrl'> {
  readonly timeoutMs?: number;
  /** Where large texts go. */
  readonly memory?: Memory;
}

/** The store over an EventStoreDB, without a Postgres: large texts stay in memory. For tests of the adapter. */
export const createEventStoreDbStore = (url: string, options: EventStoreDbStoreOptions): EventStore =>
  new SealedEventStore(
    eventStoreDbLog(url, options),
    new MemoryPayloads(options.memory ?? new Memory()),
    new Upcaster(options.upcasts),
  );

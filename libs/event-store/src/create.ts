import type pg from 'pg';
import { Upcaster, type UpcastTables } from './codec/upcaster';
import { Memory, MemoryLog, MemoryPayloads } from './memory/memory-log';
import type { EventStore } from './port';
import { PostgresPayloads } from './postgres/payloads';
import { PostgresLog } from './postgres/postgres-log';
import { queryOf } from './postgres/queries';
import { SealedEventStore } from './store/store';

export interface EventStoreOptions {
  /** Reads go through it; three connections more are opened beside it. It stays open when the store closes. */
  readonly pool: pg.Pool;
  readonly upcasts: UpcastTables;
}

/** The product's event store. */
export const createEventStore = ({ pool, upcasts }: EventStoreOptions): EventStore =>
  new SealedEventStore(new PostgresLog(pool), new PostgresPayloads(queryOf(pool)), new Upcaster(upcasts));

/** A store that lasts as long as the process: for tests. Stores over the same memory are like processes over one database. */
export const createMemoryEventStore = (upcasts: UpcastTables, memory = new Memory()): EventStore =>
  new SealedEventStore(new MemoryLog(memory), new MemoryPayloads(memory), new Upcaster(upcasts));

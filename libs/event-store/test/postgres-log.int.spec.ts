import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createEventStore, type EventStore, NO_STREAM } from '../src';
import { verifyStream } from '../src/codec/verify';
import { collect, freshStream, many, noted, UPCASTS } from './facts';
import { createLogDatabase, type LogDatabase } from './log-database';

describe('the log in PostgreSQL', () => {
  let database: LogDatabase;
  let pool: pg.Pool;
  let store: EventStore;

  beforeAll(async () => {
    database = await createLogDatabase();
    pool = new pg.Pool({ connectionString: database.appUrl, max: 4 });
    // Idle connections of the pool are cut off in these tests; the next query opens another.
    pool.on('error', () => {});
    store = createEventStore({ pool, upcasts: UPCASTS });
    await store.append(freshStream(), NO_STREAM, [noted({ text: 'x'.repeat(100_000) })]);
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const CHANGES = ['events', 'payloads'].flatMap((table) => [
    `UPDATE event_store.${table} SET ${table === 'events' ? "data = 'x'" : 'bytes = 1'}`,
    `DELETE FROM event_store.${table}`,
    `TRUNCATE event_store.${table}`,
  ]);
  const WHO: readonly (readonly [string, readonly string[]])[] = [
    ['the app', ['SET ROLE mc_app']],
    ['the owner', ['SET ROLE mc_owner']],
    ['a superuser', []],
    ['a superuser with triggers off for replication', ['SET session_replication_role = replica']],
  ];
  const matrix = WHO.flatMap(([who, before]) => CHANGES.map((change) => [who, change, before] as const));

  it.each(matrix)('refuses %s: %s', async (_, change, before) => {
    await expect(database.asAdmin(...before, change)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    "INSERT INTO event_store.events VALUES (999, 'run-x', 0, gen_random_uuid(), 'h', 'e', 'd')",
    'UPDATE event_store.log_head SET position = 0',
    'DELETE FROM event_store.log_head',
    'DROP TABLE event_store.events',
    'ALTER TABLE event_store.events DISABLE TRIGGER ALL',
    'SET session_replication_role = replica',
    'SET ROLE mc_owner',
  ])('refuses the app: %s', async (statement) => {
    await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('refuses a payload that is not what its name says', async () => {
    const insert = "INSERT INTO event_store.payloads (sha256, bytes, content) VALUES (repeat('a', 64), 1, 'x')";
    await expect(pool.query(insert)).rejects.toMatchObject({ code: '23514' });
  });

  it('shows what a superuser altered who had disabled the trigger', async () => {
    const stream = freshStream();
    await store.append(stream, NO_STREAM, many(3));
    await database.asAdmin(
      'ALTER TABLE event_store.events DISABLE TRIGGER events_stay',
      `UPDATE event_store.events SET data = '{"number":7}' WHERE stream = '${stream}' AND revision = 1`,
      'ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_stay',
    );
    const report = await verifyStream(stream, store.readSealed(stream));
    expect(report).toMatchObject({ count: 1, finding: { stream, revision: 1, reason: 'data_altered' } });
  });

  it('does not fold a stream with a hole', async () => {
    const stream = freshStream();
    await store.append(stream, NO_STREAM, many(3));
    await database.asAdmin(
      'ALTER TABLE event_store.events DISABLE TRIGGER events_stay',
      `DELETE FROM event_store.events WHERE stream = '${stream}' AND revision = 1`,
      'ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_stay',
    );
    await expect(collect(store, stream)).rejects.toMatchObject({ name: 'CorruptEvent', revision: 2 });
  });

  it('stores each event once although its connections are cut off again and again', async () => {
    const other = createEventStore({ pool, upcasts: UPCASTS });
    const ending = new AbortController();
    const heard = new Set<string>();
    const after = await store.head();
    const reader = (async () => {
      for await (const { events } of other.subscribeAll({ after, signal: ending.signal, texts: 'reference' })) {
        for (const { id } of events) heard.add(id);
        if (heard.size === 400) ending.abort();
      }
    })();
    let writing = true;
    let cuts = 0;
    const cutting = (async () => {
      while (writing) {
        await database.asAdmin(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        );
        cuts++;
      }
    })();
    const writer = async (): Promise<void> => {
      const stream = freshStream();
      let head = NO_STREAM;
      for (const event of many(100)) {
        for (let stored = false; !stored; ) {
          const result = await store.append(stream, head, [event]).catch((error: Error) => error);
          if (result instanceof Error) expect(result.name).toMatch(/^EventStore(Timeout|Unavailable)$/);
          else {
            head = result.head;
            stored = true;
          }
        }
      }
      expect(await verifyStream(stream, createEventStoreReader(stream))).toMatchObject({ count: 100, finding: null });
    };
    const createEventStoreReader = (stream: string) => retrying(() => store.readSealed(stream));
    await Promise.all(Array.from({ length: 4 }, writer));
    writing = false;
    await cutting;
    await reader;
    await other.close();
    expect(cuts).toBeGreaterThan(3);
    expect(heard.size).toBe(400);
  }, 20_000);

  it('opens its own connections also with a pool that was given its password apart', async () => {
    const { hostname, port, username, password, pathname } = new URL(database.appUrl);
    const apart = new pg.Pool({ host: hostname, port: Number(port), user: username, password, database: pathname.slice(1) });
    const other = createEventStore({ pool: apart, upcasts: UPCASTS });
    expect(await other.append(freshStream(), NO_STREAM, many(1))).toMatchObject({ repeated: false });
    await other.close();
    await apart.end();
  });

  it('says that it is not healthy when the database is gone, and refuses', async () => {
    const elsewhere = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
    const lost = createEventStore({ pool: elsewhere, upcasts: UPCASTS });
    expect(await lost.health()).toMatchObject({ ok: false, detail: expect.stringContaining('ECONNREFUSED') });
    await expect(lost.append(freshStream(), NO_STREAM, many(1))).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
    await expect(collect(lost, 'run-1')).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
    await lost.close();
    await elsewhere.end();
  });
});

/** Reads again from the start when the connection was cut off. */
async function* retrying<Item>(read: () => AsyncIterable<Item>): AsyncGenerator<Item> {
  for (;;) {
    const items: Item[] = [];
    try {
      for await (const item of read()) items.push(item);
      yield* items;
      return;
    } catch (error) {
      if ((error as Error).name !== 'EventStoreUnavailable') throw error;
    }
  }
}

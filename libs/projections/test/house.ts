import { randomUUID } from 'node:crypto';
import { type Actor, UPCASTS } from '@mc/domain';
import { createMemoryEventStore, type EventStore, eventStoreMigrations, Upcaster } from '@mc/event-store';
import { createTestDatabase } from '@mc/event-store/testing';
import pg from 'pg';
import { consoleTypes } from '../src/database/database';
import { migrate, projectionMigrations } from '../src/migrations';

export const allMigrations = [...eventStoreMigrations, ...projectionMigrations];

/** A migrated database, connections as owner and as the app, and a log in memory. */
export interface House {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly owner: pg.Pool;
  readonly app: pg.Pool;
  readonly store: EventStore;
  append(stream: string, events: readonly { type: string; data: unknown }[], actor?: Actor, at?: string): Promise<void>;
  close(): Promise<void>;
}

const upcaster = new Upcaster(UPCASTS);

const ANA: Actor = { kind: 'operator', id: 'ana', username: 'ana', email: 'ana@example.com', via: 'session' };

export const openHouse = async (): Promise<House> => {
  const database = await createTestDatabase();
  await migrate({ ownerUrl: database.url, migrations: allMigrations });
  const owner = new pg.Pool({ connectionString: database.url, types: consoleTypes });
  // The database is dropped under connections that are just saying goodbye.
  owner.on('error', () => undefined);
  const login = `app_${randomUUID().replaceAll('-', '')}`;
  await owner.query(`CREATE ROLE ${login} LOGIN PASSWORD '${login}' IN ROLE mc_app`);
  const appUrl = new URL(database.url);
  appUrl.username = login;
  appUrl.password = login;
  const app = new pg.Pool({ connectionString: appUrl.href, types: consoleTypes });
  app.on('error', () => undefined);
  const store = createMemoryEventStore(UPCASTS);
  return {
    ownerUrl: database.url,
    appUrl: appUrl.href,
    owner,
    app,
    store,
    append: (stream, events, actor = ANA, at = '2026-11-01T00:00:00.000Z') => append(store, stream, events, actor, at),
    close: async () => {
      await store.close();
      await app.end();
      await owner.query(`DROP ROLE ${login}`);
      await owner.end();
      await database.drop();
    },
  };
};

const append = async (
  store: EventStore,
  stream: string,
  events: readonly { type: string; data: unknown }[],
  actor: Actor,
  at: string,
): Promise<void> => {
  if (events.length === 0) return;
  const commandId = randomUUID();
  await store.append(
    stream,
    await store.streamHead(stream),
    events.map(({ type, data }) => ({
      id: randomUUID(),
      type,
      version: upcaster.newestVersion(stream, type),
      data,
      actor,
      at,
      correlationId: commandId,
      causationId: null,
      commandId,
      idempotency: null,
    })),
  );
};

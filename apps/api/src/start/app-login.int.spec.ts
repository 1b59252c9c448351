import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@mc/event-store/testing';
import pg from 'pg';
import { APP_LOGIN } from './app-login';
import { openDatabase } from './database';

describe("the app's own login", () => {
  let database: TestDatabase;
  let app: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { appUrl } = await openDatabase({ databaseUrl: database.url, dataDir: '' }, () => undefined);
    app = new pg.Client({ connectionString: appUrl });
    await app.connect();
  });
  afterAll(async () => {
    await app.end();
    await database.drop();
  });

  it('is nobody else, from the first statement on', async () => {
    const { rows } = await app.query('SELECT session_user AS session, current_user AS current');
    expect(rows).toEqual([{ session: APP_LOGIN, current: APP_LOGIN }]);
  });

  it.each([
    'RESET ROLE; DELETE FROM workflow_events',
    'SET ROLE mc_owner',
    'SET session_replication_role = replica',
    'UPDATE workflow_events SET type = type',
    'DELETE FROM event_store.events',
    'TRUNCATE workflow_events',
    'TRUNCATE event_store.events',
    'DROP TABLE workflow_events',
    'ALTER TABLE workflow_events DISABLE TRIGGER ALL',
    'INSERT INTO event_store.events (position) VALUES (1)',
    'UPDATE event_store.log_head SET position = 0',
  ])('may not: %s', async (sql) => {
    await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' });
  });
});

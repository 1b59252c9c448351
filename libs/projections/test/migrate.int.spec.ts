import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@mc/event-store/testing';
import pg from 'pg';
import { MigrationRefused, migrate } from '../src';
import { allMigrations } from './house';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

const names = allMigrations.map(({ name }) => name);

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('migrations', () => {
  it('run once each and in order, however many processes start at the same time', async () => {
    const all = await Promise.all([1, 2, 3].map(() => migrate({ ownerUrl: database.url, migrations: allMigrations })));
    expect(all.flatMap(({ applied }) => applied)).toEqual(names);
    expect(all[0]).toMatchObject({ mode: 'split', warning: null });
    const rows = await query(database.url, 'SELECT name FROM schema_migrations ORDER BY number');
    expect(rows).toEqual(names.map((name) => ({ name })));
  }, 30_000);

  it('do nothing when repeated', async () => {
    expect(await migrate({ ownerUrl: database.url, migrations: allMigrations })).toMatchObject({ applied: [] });
  });

  it('say which step begins', async () => {
    const steps: string[] = [];
    const migrations = [...allMigrations, { name: 'test-1', sql: 'CREATE TABLE test_1 ()' }];
    await migrate({ ownerUrl: database.url, migrations, onStep: (name) => steps.push(name) });
    expect(steps).toEqual(['test-1']);
  });

  it('refuse a step whose text was changed after it had been run', async () => {
    const migrations = [...allMigrations, { name: 'test-1', sql: 'CREATE TABLE test_1 (changed int)' }];
    await expect(migrate({ ownerUrl: database.url, migrations })).rejects.toThrow(MigrationRefused);
  });

  it('refuse a database that knows more than the program', async () => {
    await expect(migrate({ ownerUrl: database.url, migrations: allMigrations })).rejects.toThrow(
      /test-1, which this version does not know/,
    );
  });

  it('leave nothing behind of a step that fails', async () => {
    const earlier = [...allMigrations, { name: 'test-1', sql: 'CREATE TABLE test_1 ()' }];
    const broken = { name: 'test-2', sql: 'CREATE TABLE test_2 (); SELECT 1 / 0' };
    await expect(migrate({ ownerUrl: database.url, migrations: [...earlier, broken] })).rejects.toThrow(
      'migration test-2 failed',
    );
    expect(await query(database.url, `SELECT to_regclass('test_2') AS found`)).toEqual([{ found: null }]);
    const mended = { name: 'test-2', sql: 'CREATE TABLE test_2 ()' };
    expect(await migrate({ ownerUrl: database.url, migrations: [...earlier, mended] })).toMatchObject({ applied: ['test-2'] });
  });
});

describe('for a login that may not make roles', () => {
  const login = `plain_${randomUUID().replaceAll('-', '')}`;
  let own: TestDatabase;
  let url: string;

  beforeAll(async () => {
    own = await createTestDatabase();
    const name = new URL(own.url).pathname.slice(1);
    await query(own.url, `CREATE ROLE ${login} LOGIN PASSWORD '${login}'`);
    await query(own.url, `ALTER DATABASE ${name} OWNER TO ${login}`);
    const plain = new URL(own.url);
    plain.username = login;
    plain.password = login;
    url = plain.href;
  });
  afterAll(async () => {
    await own?.drop();
    await query(database.url, `DROP ROLE ${login}`);
  });

  it('one login is owner and app at once, and the answer warns of it', async () => {
    const first = await migrate({ ownerUrl: url, migrations: allMigrations });
    expect(first).toMatchObject({ mode: 'single', applied: names, warning: expect.stringContaining('owner and app at once') });
    expect(await migrate({ ownerUrl: url, migrations: allMigrations })).toMatchObject({ mode: 'single', applied: [] });
  }, 30_000);

  it('the audit log still refuses every change', async () => {
    for (const sql of ['UPDATE workflow_events SET type = NULL', 'DELETE FROM workflow_events', 'TRUNCATE workflow_events']) {
      await expect(query(url, sql)).rejects.toMatchObject({ code: '42501' });
      await expect(query(url, `GRANT ALL ON workflow_events TO CURRENT_USER; ${sql}`)).rejects.toMatchObject({ code: '42501' });
    }
    await query(url, 'SELECT * FROM workflow_events');
  });
});

describe('for a login that may make roles and nothing else', () => {
  const login = `maker_${randomUUID().replaceAll('-', '')}`;
  let own: TestDatabase;
  let url: string;

  beforeAll(async () => {
    own = await createTestDatabase();
    const name = new URL(own.url).pathname.slice(1);
    await query(own.url, `CREATE ROLE ${login} LOGIN CREATEROLE PASSWORD '${login}'`);
    await query(own.url, `ALTER DATABASE ${name} OWNER TO ${login}`);
    // What PostgreSQL gives to whoever has made a role; here others have, since all tests share one server.
    await query(own.url, `GRANT mc_owner, mc_app TO ${login} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`);
    const maker = new URL(own.url);
    maker.username = login;
    maker.password = login;
    url = maker.href;
  });
  afterAll(async () => {
    await own?.drop();
    await query(database.url, `DROP OWNED BY ${login}; DROP ROLE ${login}`);
  });

  it('the tables are handed over', async () => {
    expect(await migrate({ ownerUrl: url, migrations: allMigrations })).toMatchObject({ mode: 'split', warning: null });
    await expect(query(url, 'DELETE FROM workflow_events')).rejects.toMatchObject({ code: '42501' });
  }, 30_000);
});

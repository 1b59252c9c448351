import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/**
 * Databases for integration tests: one PostgreSQL server per test run, one database per test file.
 *
 * The server is, in this order, the one at MC_TEST_POSTGRES_URL (a superuser's connection string, for a server of your
 * own), or a throw-away one on the embedded binaries, which the test runner starts when the first test asks for it
 * (tools/jest/postgres-broker.mjs). It does not flush to the disk, and it goes with the run.
 *
 * Roles belong to the whole server, databases do not: tests run side by side, so whatever makes a role must bear that it exists.
 */
export interface TestDatabase {
  /** Connection string of the superuser, to the new database. */
  readonly url: string;
  /** Drops the database, also under open connections. */
  drop(): Promise<void>;
}

let serverUrl: Promise<string> | undefined;

const findServer = async (): Promise<string> => {
  if (process.env.MC_TEST_POSTGRES_URL) return process.env.MC_TEST_POSTGRES_URL;
  const broker = process.env.MC_TEST_POSTGRES_BROKER;
  if (!broker) throw new Error('no database for this test: run it through `npm test`, or set MC_TEST_POSTGRES_URL');
  const answer = await fetch(broker);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the test database did not start: ${text}`);
  return text;
};

const onServer = async (sql: string): Promise<void> => {
  serverUrl ??= findServer();
  const client = new Client({ connectionString: await serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** An empty database. Call it in `beforeAll`, and `drop` in `afterAll`, after your own connections are closed. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const name = `mc_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL((await serverUrl) ?? '');
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};

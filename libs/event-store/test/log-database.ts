import pg from 'pg';
import { eventStoreMigrations } from '../src';
import { createTestDatabase } from '../src/testing';

export interface LogDatabase {
  /** As a superuser. */
  readonly adminUrl: string;
  /** As the app: a login that is a member of `mc_app` and nothing else. */
  readonly appUrl: string;
  /** Runs statements one by one as a superuser. */
  asAdmin(...statements: readonly string[]): Promise<void>;
  drop(): Promise<void>;
}

/** A database with the log's tables, and a login for the app. */
export const createLogDatabase = async (): Promise<LogDatabase> => {
  const { url, drop } = await createTestDatabase();
  const asAdmin = (...statements: readonly string[]): Promise<void> => run(url, statements);
  const appUrl = new URL(url);
  const app = `${appUrl.pathname.slice(1)}_app`;
  appUrl.username = app;
  appUrl.password = app;
  await asAdmin(...eventStoreMigrations.map(({ sql }) => `BEGIN; ${sql} COMMIT;`));
  await asAdmin(`CREATE ROLE ${app} LOGIN PASSWORD '${app}' IN ROLE mc_app`);
  return {
    adminUrl: url,
    appUrl: appUrl.href,
    asAdmin,
    drop: async () => {
      await asAdmin(`DROP ROLE ${app}`);
      await drop();
    },
  };
};

const run = async (url: string, statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

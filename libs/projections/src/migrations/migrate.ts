import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Migration } from './migration';
import { prepareRoles, type RoleMode, sqlForMode } from './roles';

export interface MigrateOptions {
  /** A login that may create roles and tables: the superuser of the embedded server, or the operator's DATABASE_URL. */
  readonly ownerUrl: string;
  /** All migrations of all rooms, in order: the event store's first. */
  readonly migrations: readonly Migration[];
  /** Told when a step begins, for progress on a slow start. */
  readonly onStep?: (name: string) => void;
}

export interface Migrated {
  /** Steps that were run now, in order; empty when all had been before. */
  readonly applied: readonly string[];
  readonly mode: RoleMode;
  /** A sentence for health when the database protects the log less than it could; else `null`. */
  readonly warning: string | null;
}

/** The database and the program do not fit together; nothing was changed. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/** `missctrl` in ASCII: the one lock under which migrations run. */
const LOCK = '7883959562115773036';

const SINGLE_ROLE =
  'One database login is owner and app at once, because it may not create roles: the log is protected by triggers, not by privileges.';

/**
 * Brings the database up to date: each step once, in its own transaction, one process at a time. Repeating it changes nothing.
 * Throws MigrationRefused when a step that had been run has another text now, or when the database knows more than the program.
 */
export const migrate = async ({ ownerUrl, migrations, onStep }: MigrateOptions): Promise<Migrated> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'mission-control migrations' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const mode = await prepareRoles(client);
    const login = (await client.query<{ login: string }>('SELECT current_user AS login')).rows[0]?.login ?? '';
    const run = (sql: string) => client.query(sqlForMode(sql, mode, login));
    await run(HISTORY);
    const pending = notYetRun(await history(client), migrations);
    for (const migration of pending) {
      onStep?.(migration.name);
      await step(client, migration, mode, login);
    }
    return { applied: pending.map(({ name }) => name), mode, warning: mode === 'single' ? SINGLE_ROLE : null };
  } finally {
    // Closing the session gives the lock back.
    await client.end();
  }
};

const HISTORY = `
BEGIN;
SET LOCAL ROLE mc_owner;
CREATE TABLE IF NOT EXISTS schema_migrations (
  number     integer PRIMARY KEY,
  name       text NOT NULL UNIQUE,
  checksum   text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON schema_migrations TO mc_app;
COMMIT`;

interface Applied {
  readonly name: string;
  readonly checksum: string;
}

const history = async (client: pg.ClientBase): Promise<readonly Applied[]> =>
  (await client.query<Applied>('SELECT name, checksum FROM schema_migrations ORDER BY number')).rows;

const checksum = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex');

const notYetRun = (applied: readonly Applied[], migrations: readonly Migration[]): readonly Migration[] => {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum: then } of applied) {
    const migration = known.get(name);
    if (!migration)
      throw new MigrationRefused(`the database has been through migration ${name}, which this version does not know`);
    if (checksum(migration) !== then) throw new MigrationRefused(`migration ${name} was changed after it had been run`);
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
};

const step = async (client: pg.ClientBase, migration: Migration, mode: RoleMode, login: string): Promise<void> => {
  await client.query('BEGIN');
  try {
    // A single login makes no roles.
    if (mode === 'split' || !migration.sql.includes('CREATE ROLE')) await client.query(sqlForMode(migration.sql, mode, login));
    await client.query('RESET ROLE');
    await client.query(
      'INSERT INTO schema_migrations (number, name, checksum) SELECT coalesce(max(number), 0) + 1, $1, $2 FROM schema_migrations',
      [migration.name, checksum(migration)],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
};

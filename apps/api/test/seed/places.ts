import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@mc/event-store/testing';
import pg from 'pg';
import type { Place } from '../../seed/house';
import { type Seeded, seedInto, type Wanted } from '../../seed/seed';
import { type App, startApp } from '../../src/app';
import { createLog } from '../../src/config/log';
import { readSettings } from '../../src/config/settings';
import { ADMIN_KEY } from '../api/world';

/** A database and a folder for one seed. */
export class SeedPlace implements Place {
  #app: App | undefined;

  private constructor(
    private readonly database: TestDatabase,
    readonly dataDir: string,
  ) {}

  static async make(): Promise<SeedPlace> {
    return new SeedPlace(await createTestDatabase(), await mkdtemp(join(tmpdir(), 'mc-seed-')));
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  seed(wanted: Wanted): Promise<Seeded> {
    return seedInto(this, wanted, () => undefined);
  }

  async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** What two seeds must have in common, in the order of the streams. */
  log(): Promise<{ stream: string; revision: string; type: string; hash: string }[]> {
    return this.query(
      `SELECT stream, revision, envelope::json->>'type' AS type, hash FROM event_store.events ORDER BY stream, revision`,
    );
  }

  /** The address of the server on it, which is started as `npm start` would. */
  async served(): Promise<string> {
    this.#app ??= await this.#start();
    return this.#app.url;
  }

  #start(): Promise<App> {
    const settings = readSettings({
      ...{ PORT: '0', DATABASE_URL: this.databaseUrl, MC_DATA_DIR: this.dataDir, MC_BOOTSTRAP_ADMIN_KEY: ADMIN_KEY },
      LOG_LEVEL: 'silent',
    });
    return startApp({
      ...{ settings, log: createLog('silent'), say: () => undefined },
      onFatal: (error) => {
        throw error;
      },
    });
  }

  async close(): Promise<void> {
    await this.#app?.close();
    await this.database.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@mc/event-store/testing';
import pg from 'pg';
import type { Place } from '../../seed/house';
import { type Seeded, seedInto, type Wanted } from '../../seed/seed';
import { type App, startApp } from '../../src/app';
import { createLog } from '../../src/config/log';
import { readSettings } from '../../src/config/settings';
import { ADMIN_KEY } from '../api/world';
import type { CheckedClient } from '../features/checked-client';

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

/** Looks at everything there is through the API; every answer must be as the contract says, and every workflow as it lets them in. */
export const lookAtAll = async (admin: CheckedClient): Promise<void> => {
  const items = async (path: string) => (await admin.get(`${path}${path.includes('?') ? '&' : '?'}limit=50`)).body.items;
  for (const { runId } of await items('runs')) {
    const { steps } = (await admin.get(`runs/${runId}`)).body;
    // The first and the last of a wide run stand for the others.
    for (const { key } of [...steps.slice(0, 10), ...steps.slice(-1)]) await admin.get(`runs/${runId}/steps/${key}`);
    for (const path of ['events', 'costs', 'replay']) await admin.get(`runs/${runId}/${path}`);
  }
  for (const { id } of await items('approvals')) await admin.get(`approvals/${id}`);
  for (const { id } of await items('workflows')) {
    const { name, description, inputs, budget, steps, version } = (await admin.get(`workflows/${id}`)).body;
    await admin.get(`workflows/${id}/versions/${version}`);
    const judged = await admin.post('workflows/validate', { name, description: description ?? undefined, inputs, budget, steps });
    expect([name, judged.text.slice(0, 13)]).toEqual([name, `{"valid":true`]);
  }
  for (const path of ['agents', 'gateways', 'model-pricing', 'operators', 'policy', 'costs?groupBy=day', 'audit/events']) {
    expect((await admin.get(path)).status).toBe(200);
  }
};

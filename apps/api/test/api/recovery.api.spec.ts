import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { App } from '../../src/app';
import { Client, hurry, until, World } from './world';

describe('trouble with the database', () => {
  let world: World;
  let app: App;
  let admin: Client;
  let workflowId: string;

  beforeAll(async () => {
    world = await World.open();
    app = await world.start();
    admin = new Client(app.url);
    await hurry(admin);
    workflowId = (await admin.get('workflows')).body.items[0].id;
  });
  afterAll(() => world.close());

  /** As a restart of the server does: every connection breaks, wherever it is. */
  const breakConnections = async (): Promise<number> => {
    const client = new pg.Client({ connectionString: world.database.url });
    await client.connect();
    const { rows } = await client.query<{ ended: boolean }>(
      `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await client.end();
    return rows.length;
  };

  const start = (key: string) =>
    admin.post(`workflows/${workflowId}/runs`, { inputs: { topic: 'bees' } }, { headers: { 'idempotency-key': key } });

  it('passes: what was asked with a key happens once, and reads come back', async () => {
    for (let round = 0; round < 3; round++) {
      const under = start(`round-${round}`);
      // How many there are just then is up to the pools; a fault that hits nothing would prove nothing.
      expect(await breakConnections()).toBeGreaterThan(0);
      const answer = await under;
      // Either it got through, or it says honestly that it may have.
      expect([201, 503, 504]).toContain(answer.status);
      const settled = await until(
        () => start(`round-${round}`),
        ({ status }) => status === 201,
      );
      await until(
        () => admin.get(`runs/${settled.body.runId}`),
        ({ body }) => body?.hold === 'approval',
      );
    }
    const { body } = await admin.get('runs');
    expect(body.total.value).toBe(3);
    expect(await admin.get('/health/ready')).toMatchObject({ status: 200 });
  });
});

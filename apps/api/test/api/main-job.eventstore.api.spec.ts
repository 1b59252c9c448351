import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreServers } from '@mc/event-store/testing';
import { doMainJob } from './main-job';
import { Client, hurry, until, World } from './world';

const { doubleServer, findRealServer, freshPrefix, NO_REAL_SERVER } = await eventStoreServers();
type Kind = ReturnType<typeof doubleServer>;

/** The product with its log on such a server, and everything else as ever. */
const productOn = ({ name, start }: Kind): void => {
  describe(`the product on ${name}`, () => {
    const streamPrefix = freshPrefix();
    let server: Awaited<ReturnType<Kind['start']>>;
    let world: World;
    let admin: Client;
    let runId: string;

    const startProduct = async (): Promise<void> => {
      const app = await world.start({ EVENTSTORE_URL: server.url }, { streamPrefix });
      admin = new Client(app.url);
    };

    beforeAll(async () => {
      server = await start();
      world = await World.open();
      await startProduct();
    }, 120_000);
    afterAll(async () => {
      await world?.close();
      await server?.stop();
    });

    it('does the main job, and says where its log is', async () => {
      const { body } = await admin.get('/health/ready');
      expect(body.checks.eventStore).toMatchObject({ status: 'ok', kind: 'eventstoredb' });
      await hurry(admin);
      runId = await doMainJob(admin);
    });

    it('shows at once what a command has stored, to whoever names its position', async () => {
      const { body: workflows } = await admin.get('workflows');
      const started = await admin.post(`workflows/${workflows.items[0].id}/runs`, { inputs: { topic: 'bees' } });
      const headers = { 'x-min-position': String(started.body.position) };
      const shown = await admin.get(`runs/${started.body.runId}`, { headers });
      expect(shown).toMatchObject({ status: 200, body: { runId: started.body.runId } });
      expect(Number(shown.headers.get('x-position'))).toBeGreaterThanOrEqual(started.body.position);
    });

    it('goes on after a restart: catalogue, read models, open runs, and what was asked with a key', async () => {
      const { body: workflows } = await admin.get('workflows');
      const asked = { headers: { 'idempotency-key': 'once' } };
      const start = () => admin.post(`workflows/${workflows.items[0].id}/runs`, { inputs: { topic: 'ants' } }, asked);
      const first = await start();
      expect(first.status).toBe(201);
      await world.stop(world.apps[0] as World['apps'][number]);
      await startProduct();
      expect((await start()).body.runId).toBe(first.body.runId);
      await until(
        () => admin.get(`runs/${first.body.runId}`),
        ({ body }) => body.hold === 'approval',
      );
      const { body } = await admin.get(`runs/${runId}/replay`);
      expect(body.verified).toEqual({ foldEqualsReadModel: true, chainIntact: true, firstBroken: null });
    });

    it('finds every event in the audit log and every hash in its place', async () => {
      const verified = await admin.get('audit/verify');
      expect(verified.body).toMatchObject({ intact: true, firstBroken: null });
      const headers = { 'x-min-position': String(verified.body.position) };
      const { body } = await admin.get('audit/events?limit=100&workflow=launch-post', { headers });
      expect(body.items.filter((event: { runId: string }) => event.runId === runId).length).toBeGreaterThan(10);
    });
  });
};

const real = await findRealServer();
// A server that was named is the one to try; the double stands in for it everywhere else.
if (!process.env.MC_TEST_EVENTSTORE_URL) productOn(doubleServer('esdb'));
if (real) productOn(real);
else describe('the product on a real EventStoreDB', () => it.skip(NO_REAL_SERVER, () => {}));

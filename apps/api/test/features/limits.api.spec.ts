import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/app';
import { Client, signedIn, until, World } from '../api/world';
import { CheckedClient } from './checked-client';

const step = (key: string, prompt: string, more: object = {}) => ({
  key,
  agent: 'writer',
  risk: 'read',
  prompt,
  maxOutputTokens: 100,
  ...more,
});
const DAY = 'installation-day';

describe('limits over HTTP', () => {
  let world: World;
  let app: App;
  let admin: CheckedClient;
  let clock: string;
  let made = 0;

  beforeAll(async () => {
    world = await World.open();
    clock = '2026-11-28T23:59:50.000Z';
    app = await world.start({}, { now: () => clock });
    admin = new CheckedClient(app.url);
    await admin.put('gateways/simulated', { kind: 'simulated', options: { defaults: 'delay=1ms tokens=10/20' } });
  });
  afterAll(() => world.close());

  const workflow = async (totalBudgetCents?: number, prompt = 'go'): Promise<string> => {
    const budget = totalBudgetCents === undefined ? {} : { budget: { totalBudgetCents } };
    const saved = await admin.post('workflows', { name: `w${made++}`, steps: [step('a', prompt)], ...budget });
    expect(saved.status).toBe(201);
    return saved.body.id;
  };
  const start = (id: string, body: object = {}) => admin.post(`workflows/${id}/runs`, body);
  const settled = (id = DAY) =>
    until(
      () => admin.get(`limits/${id}`),
      ({ body }) => body.runsHolding === 0,
    );

  it('are set for the installation or a workflow, by day or month, with a reason, and shown with what is left', async () => {
    expect((await admin.get('limits')).body).toMatchObject({ items: [], total: { value: 0 } });
    const set = await admin.put(`limits/${DAY}`, { capCents: 100, reason: 'November' });
    expect(set).toMatchObject({
      status: 200,
      body: {
        id: DAY,
        scope: 'installation',
        period: 'day',
        from: '2026-11-28T00:00:00.000Z',
        to: '2026-11-29T00:00:00.000Z',
        usd: { capCents: 100, spentCents: 0, reservedCents: 0, unknownCents: 0, leftCents: 100, forecastCents: null },
        tokens: null,
        version: 1,
        reason: 'November',
        updatedBy: { username: 'admin' },
      },
    });
    expect(set.headers.get('etag')).toBe('"1"');
  });

  it.each([
    ['without a cap', DAY, { reason: 'why' }, 422, 'invalid_limit'],
    ['without a reason', DAY, { capCents: 5, reason: ' ' }, 422, 'reason_required'],
    [
      'for a workflow that is not there',
      'workflow-01900000-0000-7000-8000-00000000dead-day',
      { capCents: 5, reason: 'x' },
      404,
      'workflow_not_found',
    ],
    ['of a week', 'installation-week', { capCents: 5, reason: 'x' }, 404, 'limit_not_found'],
    ['below zero', DAY, { capCents: -1, reason: 'x' }, 422, 'validation_failed'],
  ])('are refused %s', async (_what, id, body, status, code) => {
    expect(await admin.put(`limits/${id}`, body)).toMatchObject({ status, body: { code } });
  });

  it('let a run take its cap, and refuse the one that would go beyond, with what it needs and what is left', async () => {
    const slow = await workflow(70, '[[sim: delay=60s]]');
    const first = await start(slow);
    expect(first.status).toBe(201);
    const { body: shown } = await until(
      () => admin.get(`limits/${DAY}`),
      ({ body }) => body.runsHolding === 1,
    );
    expect(shown.usd.leftCents).toBe(30);
    const refused = await start(slow);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'limit_exceeded',
        detail: 'The run needs $0.70, but of the $1.00 that all runs may take on 2026-11-28 (UTC) only $0.30 is left.',
        limit: { id: DAY, scope: 'installation', workflowId: null, period: 'day', to: '2026-11-29T00:00:00.000Z' },
        kind: 'usd',
        neededCents: 70,
        leftCents: 30,
        capCents: 100,
      },
    });
    expect((await start(slow, { budget: { totalBudgetCents: 30 } })).status).toBe(201);
    const { body: draws } = await until(
      () => admin.get(`limits/${DAY}/draws?holding=true`),
      ({ body }) => body.items.length === 2,
    );
    expect(draws.items[1]).toMatchObject({ runId: first.body.runId, drawnCents: 70, holding: true, status: 'running' });
    const { body: runs } = await admin.get('runs?status=running');
    for (const { runId } of runs.items) await admin.post(`runs/${runId}/abort`, {});
    expect((await settled()).body.usd).toMatchObject({ reservedCents: 0 });
  });

  it('say who was refused lately, and record it', async () => {
    const { body } = await until(
      () => admin.get(`limits/${DAY}`),
      ({ body: shown }) => shown.refusals.length > 0,
    );
    expect(body.refusals).toEqual([
      expect.objectContaining({
        command: 'StartRun',
        runId: null,
        workflow: expect.objectContaining({ name: 'w0' }),
        by: expect.objectContaining({ username: 'admin' }),
      }),
    ]);
    const { body: events } = await admin.get('audit/events?type=CommandRefused');
    expect(events.items[0].data).toMatchObject({ code: 'limit_exceeded', limitId: DAY });
  });

  it('count what runs have spent, to the nanodollar, and give back the rest', async () => {
    await admin.put(`limits/${DAY}`, { capCents: 1_000, reason: 'more' });
    const before = (await settled()).body.usd;
    const started = await start(await workflow(50));
    const { body: run } = await until(
      () => admin.get(`runs/${started.body.runId}`),
      ({ body }) => body?.endedAt !== null && body?.status === 'completed',
    );
    expect(run.budget).toMatchObject({ totalBudgetCents: 50, spentCents: 0.00135 });
    const after = (await settled()).body.usd;
    expect(Math.round((after.spentCents - before.spentCents) * 1e7)).toBe(Math.round(run.budget.spentCents * 1e7));
    expect(after.leftCents).toBeCloseTo(1_000 - after.spentCents - after.unknownCents, 7);
  });

  it('bind a run without a cap at the most that it may come to, and let a raise draw the difference first', async () => {
    await admin.put(`limits/${DAY}`, { capCents: 30, reason: 'tight' });
    const spent = (await settled()).body.usd;
    const id = await workflow(undefined, '[[sim: delay=60s]]');
    const { runId } = (await start(id)).body;
    const { body: run } = await until(
      () => admin.get(`runs/${runId}`),
      ({ status }) => status === 200,
    );
    expect(run.budget.totalBudgetCents).toBeGreaterThan(0);
    const raise = (totalBudgetCents: number) =>
      admin.post(`runs/${runId}/raise-budget`, { totalBudgetCents, reason: 'it matters' });
    expect((await raise(20)).status).toBe(200);
    const { body: shown } = await until(
      () => admin.get(`limits/${DAY}`),
      ({ body }) => body.usd.reservedCents > 10,
    );
    expect(shown.usd.leftCents).toBeCloseTo(10 - spent.spentCents - spent.unknownCents, 7);
    expect(await raise(200)).toMatchObject({ status: 409, body: { code: 'limit_exceeded', neededCents: 180 } });
    expect((await admin.get(`runs/${runId}`)).body.budget.totalBudgetCents).toBe(20);
    await admin.post(`runs/${runId}/abort`, {});
    await settled();
  });

  it('of a workflow cover its runs alone, in tokens too, and name those that cover it', async () => {
    const [own, other] = [await workflow(5), await workflow(5)];
    const id = `workflow-${own}-month`;
    expect((await admin.put(`limits/${id}`, { maxTokens: 1, reason: 'trial' })).status).toBe(200);
    expect(await start(own)).toMatchObject({
      status: 409,
      body: { code: 'limit_exceeded', kind: 'tokens', leftTokens: 1, capTokens: 1, limit: { id } },
    });
    expect((await start(other)).status).toBe(201);
    const { body } = await admin.get(`limits?workflow=${own}`);
    expect(body.items.map((limit: { id: string }) => limit.id)).toEqual([DAY, id]);
    // What the day had given before the month said no was given back.
    await settled();
    expect((await admin.delete(`limits/${id}`, { body: { reason: 'over' } })).status).toBe(200);
    expect((await start(own)).status).toBe(201);
    expect(await admin.get(`limits/${id}`)).toMatchObject({ status: 404, body: { code: 'limit_not_found' } });
    expect(await admin.delete(`limits/${id}`, { body: { reason: 'again' } })).toMatchObject({ status: 404 });
    await settled();
  });

  it('are changed by whoever saw the present version, once for one key, and every change is on record', async () => {
    const { headers, body } = await admin.get(`limits/${DAY}`);
    const put = (ifMatch: string, key: string) =>
      admin.put(
        `limits/${DAY}`,
        { capCents: 40, reason: 'careful' },
        { headers: { 'if-match': ifMatch, 'idempotency-key': key } },
      );
    expect(await put('"1"', 'k1')).toMatchObject({ status: 412, body: { code: 'version_conflict', version: body.version } });
    const changed = await put(headers.get('etag') ?? '', 'k2');
    expect(changed).toMatchObject({ status: 200, body: { version: body.version + 1, usd: { capCents: 40 } } });
    expect((await put(headers.get('etag') ?? '', 'k2')).headers.get('idempotency-replayed')).toBe('true');
    const { body: events } = await admin.get('audit/events?type=LimitSet&q=careful');
    expect(events.items[0]).toMatchObject({ summary: expect.stringContaining('$0.40'), actor: { username: 'admin' } });
  });

  it('are for admins to set, and for everybody to see', async () => {
    const operator = await signedIn(new Client(app.url), 'ola', ['operator']);
    expect((await operator.get('limits')).status).toBe(200);
    expect(await operator.put(`limits/${DAY}`, { capCents: 1, reason: 'x' })).toMatchObject({ status: 403 });
    expect(await operator.delete(`limits/${DAY}`, { body: { reason: 'x' } })).toMatchObject({ status: 403 });
  });

  it('begin anew at midnight; a run keeps the period in which it started', async () => {
    const before = (await settled()).body.usd.spentCents;
    const slow = await start(await workflow(10, '[[sim: delay=1500ms]]'));
    clock = '2026-11-29T00:00:00.000Z';
    expect((await admin.get(`limits/${DAY}`)).body).toMatchObject({
      from: clock,
      usd: { spentCents: 0, leftCents: 40 },
      runsHolding: 0,
    });
    const { body } = await until(
      () => admin.get(`limits/${DAY}/draws?period=2026-11-28`),
      ({ body: shown }) => shown.items[0]?.runId === slow.body.runId && !shown.items[0].holding,
    );
    expect(body.items[0]).toMatchObject({ status: 'completed', spentCents: 0.00135 });
    expect(before).toBeGreaterThan(0);
    expect((await admin.get(`limits/${DAY}`)).body.usd.spentCents).toBe(0);
  });

  it('leave the log in order: every ledger follows from its facts', async () => {
    expect((await admin.get('audit/verify')).body).toMatchObject({ intact: true });
    expect((await admin.get('audit/events?type=AllowanceSettled&limit=1')).body.items[0]).toMatchObject({
      actor: { id: 'limits' },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { App } from '../../src/app';
import { signedIn, until, World } from '../api/world';
import { CheckedClient } from './checked-client';

const step = (key: string, agent: string, more: object = {}) => ({
  key,
  agent,
  risk: 'read',
  prompt: 'Say {{ inputs.word }}.',
  ...more,
});

describe('audit and costs over HTTP', () => {
  let world: World;
  let app: App;
  let admin: CheckedClient;
  const runs: Record<string, string> = {};

  const run = async (name: string, steps: object[], word: string): Promise<string> => {
    const workflow = await admin.post('workflows', { name, inputs: { word: { type: 'string' } }, steps });
    const { runId } = (await admin.post(`workflows/${workflow.body.id}/runs`, { inputs: { word } })).body;
    await until(
      () => admin.get(`runs/${runId}`),
      ({ body }) => body.status === 'completed',
    );
    return runId;
  };

  beforeAll(async () => {
    world = await World.open();
    app = await world.start();
    admin = new CheckedClient(app.url);
    await admin.put('gateways/simulated', { kind: 'simulated', options: { defaults: 'delay=1ms' } });
    await admin.post('agents', { name: 'mystery', gateway: 'simulated', model: 'no-list-knows-it' });
    runs.alpha = await run('alpha-1', [step('a', 'researcher'), step('b', 'writer', { dependsOn: ['a'] })], '=cmd|calc');
    runs.beta = await run('beta', [step('a', 'writer')], 'naïve "quoted", text');
    runs.gamma = await run('gamma', [step('a', 'mystery')], 'price?');
  });
  afterAll(() => world.close());

  /** As somebody with a superuser's hands would. Returns the position of the first event that it was done to. */
  const tamper = async (runId: string, statement: string): Promise<number> => {
    const client = new pg.Client({ connectionString: world.database.url });
    await client.connect();
    try {
      await client.query('ALTER TABLE event_store.events DISABLE TRIGGER ALL');
      const { rows } = await client.query(`${statement} RETURNING position`, [`run-${runId}`]);
      return Math.min(...rows.map(({ position }) => Number(position)));
    } finally {
      await client.end();
    }
  };
  const alter = (runId: string): Promise<number> =>
    tamper(
      runId,
      `UPDATE event_store.events SET data = replace(data, 'inputTokens', 'inputTokenz')
        WHERE position = (SELECT max(position) FROM event_store.events WHERE stream = $1 AND data LIKE '%inputTokens%')`,
    );

  const idsOf = (body: { items: { runId: string }[] }): string[] => body.items.map(({ runId }) => runId);

  it('finds runs by workflow, agent and time, and only those', async () => {
    expect(idsOf((await admin.get('audit/executions?workflow=alpha-*')).body)).toEqual([runs.alpha]);
    expect(idsOf((await admin.get('audit/executions?agent=writer')).body)).toEqual([runs.beta, runs.alpha]);
    const { startedAt } = (await admin.get(`runs/${runs.beta}`)).body;
    expect(idsOf((await admin.get(`audit/executions?from=${startedAt}`)).body)).toEqual([runs.gamma, runs.beta]);
    expect(idsOf((await admin.get(`audit/executions?to=${startedAt}`)).body)).toEqual([runs.alpha]);
    expect(idsOf((await admin.get('audit/executions?status=failed,aborted')).body)).toEqual([]);
  });

  it('finds events by run, type, actor, agent and text, newest first, over pages', async () => {
    const all = (await admin.get(`audit/events?runId=${runs.alpha}&limit=200`)).body;
    const positions = all.items.map(({ position }: { position: number }) => position);
    expect(positions).toEqual([...positions].sort((a, b) => b - a));
    expect(all.items.at(-1)).toMatchObject({ type: 'RunStarted', workflow: { name: 'alpha-1' }, summary: expect.any(String) });

    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: unknown[]; nextCursor: string | null } = (
        await admin.get(`audit/events?runId=${runs.alpha}&limit=3${cursor ? `&cursor=${cursor}` : ''}`)
      ).body;
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all.items);

    const completed = (await admin.get('audit/events?type=StepCompleted,RunCompleted&agent=mystery')).body.items;
    expect(completed.map(({ type }: { type: string }) => type)).toContain('StepCompleted');
    expect(completed.every(({ agent }: { agent: string }) => agent === 'mystery')).toBe(true);
    const byText = (await admin.get(`audit/events?q=${encodeURIComponent('naïve "quoted"')}`)).body.items;
    expect(new Set(byText.map(({ runId }: { runId: string }) => runId))).toEqual(new Set([runs.beta]));
    expect((await admin.get('audit/events?actor=nobody')).body).toMatchObject({ items: [], total: { value: 0, exact: true } });
  });

  it('exports what matches as lines and as cells, and records who took it', async () => {
    const lines = await admin.get(`audit/export?runId=${runs.alpha}`);
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const events = lines.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const listed = (await admin.get(`audit/events?runId=${runs.alpha}&limit=200`)).body.items;
    expect(events).toEqual([...listed].reverse());

    const cells = await admin.get(`audit/export?format=csv&workflow=alpha-1&type=RunStarted`);
    expect(cells.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(cells.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-\d+\.csv"$/);
    const [header, ...rows] = cells.text.trimEnd().split('\r\n');
    expect(header).toMatch(/^position,stream,revision,/);
    expect(rows).toHaveLength(1);

    const head = String(await app.installation.store.head());
    const taken = await admin.get('audit/events?type=AuditExported', { headers: { 'x-min-position': head } });
    expect(taken.body.items).toMatchObject([
      { actor: { username: 'admin' }, data: { format: 'csv', filters: { workflow: 'alpha-1', type: 'RunStarted' } } },
      { data: { format: 'ndjson', filters: { runId: runs.alpha } } },
    ]);
  });

  it('lets only those export who may', async () => {
    const vic = await signedIn(admin, 'vic', ['operator']);
    expect(await vic.get('audit/export')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const una = await signedIn(admin, 'una', ['auditor']);
    expect((await una.get('audit/export?type=RunStarted')).status).toBe(200);
  });

  it('verifies every hash of the log, and names the first event that was altered', async () => {
    const whole = await admin.get('audit/verify');
    expect(whole.body).toMatchObject({ intact: true, firstBroken: null });
    expect(whole.body.events).toBe(whole.body.position);
    expect((await admin.get('audit/checkpoints')).body).toMatchObject({ items: [], nextCursor: null });

    const position = await alter(runs.alpha ?? '');
    const altered = await admin.get('audit/verify');
    expect(altered.body).toMatchObject({
      intact: false,
      firstBroken: { position, stream: `run-${runs.alpha}`, reason: expect.stringContaining('data_altered') },
    });
  });

  it.each([
    [
      'a text is another one',
      `UPDATE event_store.events SET data = replace(data, 'hey', 'hoy') WHERE stream = $1 AND revision = 0`,
      0,
    ],
    [
      'a hash is another one',
      `UPDATE event_store.events SET hash = md5(hash) || md5(hash) WHERE stream = $1 AND revision = 2`,
      2,
    ],
    ['an event is gone', `DELETE FROM event_store.events WHERE stream = $1 AND data LIKE '%engineRunId%' AND revision < 3`, null],
  ])('replays what is left where %s, and says that it is broken', async (_what, statement, revision) => {
    const runId = await run(`broken-${revision}`, [step('a', 'writer')], 'hey');
    const whole = (await admin.get(`runs/${runId}/replay`)).body;
    expect(whole.verified).toMatchObject({ chainIntact: true, firstBroken: null });
    await tamper(runId, statement);
    const replay = await admin.get(`runs/${runId}/replay`);
    expect(replay).toMatchObject({
      status: 200,
      body: {
        at: whole.at,
        head: whole.head,
        state: { status: 'completed' },
        verified: { chainIntact: false, firstBroken: { revision: revision ?? expect.any(Number), reason: expect.any(String) } },
      },
    });
    const before = await admin.get(`runs/${runId}/replay?at=0`);
    expect(before).toMatchObject({ status: 200, body: { at: 0, verified: { chainIntact: false } } });
  });

  it('says where a run was altered of which nothing can be made any more', async () => {
    const runId = await run('ruined', [step('a', 'writer')], 'hey');
    await tamper(runId, `UPDATE event_store.events SET data = '{' WHERE stream = $1 AND revision = 1`);
    expect(await admin.get(`runs/${runId}/replay`)).toMatchObject({
      status: 500,
      body: { code: 'corrupt_log', firstBroken: { revision: 1, reason: 'data_altered' } },
    });
    expect(await admin.get(`runs/${runId}/replay?at=0`)).toMatchObject({
      status: 200,
      body: { verified: { chainIntact: false } },
    });
  });

  it('adds costs up by agent, model, workflow and day; what has no price is not zero', async () => {
    for (const groupBy of ['agent', 'model', 'workflow', 'day']) {
      const { body } = await admin.get(`costs?groupBy=${groupBy}`);
      expect(body).toMatchObject({ groupBy, reconciles: true });
      const sum = body.groups.reduce((total: number, { cents }: { cents: number | null }) => total + (cents ?? 0), 0);
      expect(sum).toBeCloseTo(body.totalCents, 7);
      expect(body.unpriced).toMatchObject([{ model: 'no-list-knows-it', calls: 1 }]);
    }
    const byModel = (await admin.get('costs?groupBy=model')).body.groups;
    expect(byModel.find(({ key }: { key: string }) => key === 'no-list-knows-it').cents).toBeNull();
    const one = (await admin.get(`costs?workflow=alpha-1`)).body;
    const { body: run } = await admin.get(`runs/${runs.alpha}`);
    expect(one.totalCents).toBe(run.budget.spentCents);
    expect(one.groups.map(({ key, runs: count }: { key: string; runs: number }) => [key, count]).sort()).toEqual([
      ['researcher', 1],
      ['writer', 1],
    ]);
    expect((await admin.get('costs?to=2020-01-01')).body).toMatchObject({ totalCents: 0, groups: [] });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, signedIn, until, World } from '../api/world';
import { CheckedClient } from './checked-client';

describe('commands on many runs', () => {
  let world: World;
  let admin: CheckedClient;
  let ana: Client;
  let workflowId: string;

  const checked = (client: Client): CheckedClient => Object.setPrototypeOf(client, CheckedClient.prototype);

  beforeAll(async () => {
    world = await World.open();
    admin = new CheckedClient((await world.start()).url);
    ana = checked(await signedIn(admin, 'ana', ['operator']));
    const steps = [{ key: 'wait', agent: 'publisher', risk: 'write', prompt: 'Wait. {{ inputs.n }} [[sim: noop]]' }];
    const body = { name: 'waiting', inputs: { n: { type: 'integer' } }, steps };
    workflowId = (await admin.post('workflows', body)).body.id;
  });
  afterAll(() => world.close());

  /** Runs that wait at their gate, under a label of their own. */
  const waiting = async (label: string, count: number): Promise<string[]> => {
    const started = await Promise.all(
      Array.from({ length: count }, (_, n) => ana.post(`workflows/${workflowId}/runs`, { inputs: { n }, label })),
    );
    await until(
      () => ana.get(`runs?q=${label}&hold=approval`),
      ({ body }) => body.total.value === count,
    );
    return started.map(({ body }) => body.runId);
  };
  const ended = (id: string) =>
    until(
      () => ana.get(`bulk-jobs/${id}`),
      ({ body }) => body.status !== 'running',
    );

  it('says beforehand how many it takes, and why not the others', async () => {
    const [first] = await waiting('preview', 3);
    await ana.post(`runs/${first}/abort`, { reason: 'x' });
    const { body } = await until(
      () => ana.post('bulk-jobs/preview', { action: 'abort', filters: { q: 'preview' } }),
      (answer) => answer.body.eligible === 2,
    );
    expect(body).toMatchObject({ matching: 3, eligible: 2, ineligible: [{ status: 'aborted', hold: null, count: 1 }] });
  });

  it('aborts all that match, in the name of who asked, with one reason, and tells of each', async () => {
    const runs = await waiting('aborts', 12);
    const answer = await ana.post('bulk-jobs', { action: 'abort', filters: { q: 'aborts' }, reason: 'wrong list', expected: 12 });
    expect(answer).toMatchObject({ status: 201, body: { total: 12, startedBy: { username: 'ana' } } });
    const { body: job } = await ended(answer.body.id);
    expect(job).toMatchObject({ status: 'done', counts: { done: 12, pending: 0, refused: 0 } });
    const { body: items } = await ana.get(`bulk-jobs/${job.id}/items?limit=5`);
    expect([items.items.length, items.total.value]).toEqual([5, 12]);
    const rest = (await ana.get(`bulk-jobs/${job.id}/items?limit=50&cursor=${items.nextCursor}`)).body;
    const told = [...items.items, ...rest.items].map(({ runId }: { runId: string }) => runId);
    expect(new Set(told)).toEqual(new Set(runs));
    const { body: facts } = await until(
      () => admin.get('audit/events?type=RunAbortRequested&q=wrong%20list'),
      (found) => found.body.items.length >= 12,
    );
    expect(facts.items).toHaveLength(12);
    expect(facts.items[0]).toMatchObject({ actor: { username: 'ana' }, correlationId: job.id, data: { reason: 'wrong list' } });
    const { body: asked } = await admin.get('audit/events?type=BulkStarted');
    expect(asked.items).toMatchObject([{ data: { jobId: job.id, action: 'abort', runs: 12, reason: 'wrong list' } }]);
    expect((await ana.get('bulk-jobs')).body.items[0]).toMatchObject({ id: job.id });
  });

  it('tells which runs refused, and why', async () => {
    const steps = [{ key: 'deaf', agent: 'writer', risk: 'read', prompt: '[[sim: delay=10s late=10s]]' }];
    const { id } = (await admin.post('workflows', { name: 'heedless', steps })).body;
    const { runId } = (await ana.post(`workflows/${id}/runs`, {})).body;
    await until(
      () => ana.get(`runs/${runId}`),
      ({ body }) => body.status === 'running',
    );
    // The engine pays no heed, so the run stays open for a while, and is asked to abort once more.
    await ana.post(`runs/${runId}/abort`, { reason: 'first' });
    const { body: job } = await ana.post('bulk-jobs', { action: 'abort', filters: { runId: [runId] }, reason: 'x', expected: 1 });
    expect((await ended(job.id)).body.counts).toMatchObject({ refused: 1, done: 0 });
    expect((await ana.get(`bulk-jobs/${job.id}/items?status=refused`)).body.items).toMatchObject([
      { runId, status: 'refused', code: 'illegal_transition', message: expect.stringContaining('cannot be aborted') },
    ]);
  });

  it('starts failed and aborted runs again with the same inputs', async () => {
    const runs = await waiting('again', 3);
    const abort = await ana.post('bulk-jobs', { action: 'abort', filters: { runId: runs }, reason: 'wrong', expected: 3 });
    await ended(abort.body.id);
    await until(
      () => ana.get('runs?q=again&status=aborted'),
      ({ body }) => body.total.value === 3,
    );
    const rerun = await ana.post('bulk-jobs', { action: 'rerun', filters: { runId: runs }, reason: 'again', expected: 3 });
    await ended(rerun.body.id);
    const { items } = (await ana.get(`bulk-jobs/${rerun.body.id}/items`)).body;
    for (const { runId, newRunId } of items) {
      const after = await until(
        () => ana.get(`runs/${newRunId}`),
        ({ status }) => status === 200,
      );
      const before = await ana.get(`runs/${runId}`);
      expect(after.body).toMatchObject({ inputs: before.body.inputs, workflow: before.body.workflow, label: 'again' });
    }
  });

  it('never takes more runs than were seen, and none when none is left', async () => {
    await waiting('more', 3);
    const input = { action: 'abort', filters: { q: 'more' }, reason: 'x', expected: 2 };
    expect((await ana.post('bulk-jobs', input)).body).toMatchObject({ code: 'selection_changed', eligible: 3 });
    expect((await ana.post('bulk-jobs', { ...input, filters: { q: 'nothing like it' } })).body.code).toBe('nothing_selected');
    expect((await ana.post('bulk-jobs', { ...input, reason: '' })).body.code).toBe('validation_failed');
  });

  it('does nothing twice when it is asked twice', async () => {
    await waiting('twice', 4);
    const headers = { 'Idempotency-Key': 'bulk-twice' };
    const input = { action: 'abort', filters: { q: 'twice' }, reason: 'x', expected: 4 };
    const first = await ana.post('bulk-jobs', input, { headers });
    await ended(first.body.id);
    const second = await ana.post('bulk-jobs', input, { headers });
    expect([second.body.id, second.headers.get('idempotency-replayed')]).toEqual([first.body.id, 'true']);
  });

  it('is finished by the next process when the first one is gone, and nothing is done twice', async () => {
    const runs = await waiting('crash', 30);
    const [app] = world.apps;
    const { body: job } = await ana.post('bulk-jobs', {
      action: 'abort',
      filters: { runId: runs },
      reason: 'crash',
      expected: 30,
    });
    if (app) await world.stop(app);
    const next = await world.start();
    for (const client of [ana, admin]) Object.assign(client, { url: next.url });
    const { body } = await until(
      () => ana.get(`bulk-jobs/${job.id}`),
      (answer) => answer.body.status === 'done',
      40_000,
    );
    expect(body.counts).toMatchObject({ done: 30, refused: 0 });
    const { body: facts } = await until(
      () => admin.get('audit/events?type=RunAbortRequested&q=crash&limit=100'),
      (answer) => answer.body.items.length >= 30,
    );
    expect(facts.items).toHaveLength(30);
  });

  it('can be stopped: what was done stays done, and the rest is left alone', async () => {
    const runs = await waiting('stopped', 40);
    const { body: job } = await ana.post('bulk-jobs', { action: 'abort', filters: { runId: runs }, reason: 'x', expected: 40 });
    await ana.post(`bulk-jobs/${job.id}/cancel`);
    // What was at work when it was stopped is told a moment later.
    const waitingNow = async () => (await ana.get('runs?q=stopped&hold=approval')).body.total.value;
    const { body } = await until(
      () => ana.get(`bulk-jobs/${job.id}`),
      ({ body: { status, counts } }) => status !== 'running' && counts.done + counts.cancelled === 40,
    );
    expect(body.status).toBe(body.counts.done === 40 ? 'done' : 'cancelled');
    const left = await until(
      async () => ({ ...(await ana.get(`bulk-jobs/${job.id}`)), text: String(await waitingNow()) }),
      (answer) => Number(answer.text) === answer.body.counts.cancelled,
    );
    expect(left.body.counts.pending).toBe(0);
    expect((await ana.post('bulk-jobs/01900000-0000-7000-8000-000000000000/cancel')).body.code).toBe('bulk_job_not_found');
  });
});

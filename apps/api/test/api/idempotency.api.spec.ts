import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/app';
import { IdempotencyStore } from '../../src/http/idempotency.store';
import { type Answer, Client, hurry, until, World } from './world';

describe('Idempotency-Key', () => {
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

  const start = (client: Client, key: string, topic = 'bees'): Promise<Answer> =>
    client.post(`workflows/${workflowId}/runs`, { inputs: { topic } }, { headers: { 'idempotency-key': key } });
  const runs = async (): Promise<number> => {
    const seen = { headers: { 'x-min-position': String(await app.installation.store.head()) } };
    return (await admin.get('runs?limit=200', seen)).body.total.value;
  };
  const settled = () => app.installation.projector.waitFor(0, 0);

  it('returns the first answer to the same request, and starts nothing twice', async () => {
    const first = await start(admin, 'once');
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    const again = await start(admin, 'once');
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('x-position')).toBe(first.headers.get('x-position'));
  });

  it('refuses the same key with another body, or for another command', async () => {
    await start(admin, 'reused');
    expect(await start(admin, 'reused', 'wasps')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    const { body } = await start(admin, 'reused-2');
    const other = await admin.post(`runs/${body.runId}/abort`, {}, { headers: { 'idempotency-key': 'reused-2' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('takes members in another order as the same body', async () => {
    const send = (raw: string) =>
      admin.post(`workflows/${workflowId}/runs`, undefined, { raw, headers: { 'idempotency-key': 'order' } });
    const first = await send('{"label":"x","inputs":{"topic":"bees"}}');
    expect(await send('{ "inputs": {"topic":"bees"}, "label":"x" }')).toMatchObject({ status: 201, text: first.text });
  });

  it('repeats a refusal word for word', async () => {
    const { body } = await start(admin, 'to-abort');
    await admin.post(`runs/${body.runId}/abort`, {});
    const abort = () => admin.post(`runs/${body.runId}/abort`, {}, { headers: { 'idempotency-key': 'too-late' } });
    const first = await abort();
    expect(first).toMatchObject({ status: 409, body: { code: 'illegal_transition' } });
    const again = await abort();
    expect(again).toMatchObject({ status: 409, text: first.text });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('lets twenty at once through once', async () => {
    const before = await runs();
    const answers = await Promise.all(Array.from({ length: 20 }, () => start(admin, 'race')));
    const made = answers.filter(({ status }) => status === 201);
    const waiting = answers.filter(({ status }) => status === 409);
    expect(made.length + waiting.length).toBe(20);
    expect(new Set(made.map(({ body }) => body.runId)).size).toBe(1);
    for (const { body } of waiting) expect(body.code).toBe('idempotency_in_progress');
    expect(await runs()).toBe(before + 1);
  });

  it('keeps keys of different people apart', async () => {
    const key = (await admin.post('operators', { username: 'zoe', roles: ['operator'], password: 'long enough 1' })).body.id;
    const zoe = await admin.post(`operators/${key}/keys`, { name: 'ci' });
    const hers = await start(new Client(app.url, { key: zoe.body.key }), 'shared');
    const mine = await start(admin, 'shared');
    expect(hers.body.runId).not.toBe(mine.body.runId);
  });

  it('answers from another process, and after a restart', async () => {
    const first = await start(admin, 'elsewhere');
    const second = await world.start();
    const there = await start(new Client(second.url), 'elsewhere');
    expect(there).toMatchObject({ status: 201, text: first.text });
    expect(there.headers.get('idempotency-replayed')).toBe('true');
    await world.stop(second);
  });

  it('answers from the log what a process that died could not say any more', async () => {
    const first = await start(admin, 'died');
    await until(
      () => admin.get(`runs/${first.body.runId}`),
      ({ body }) => body.hold === 'approval',
    );
    // As if the process had been killed after the append and before the answer was kept.
    await app.installation.pool.query(
      `UPDATE idempotency_keys SET state = 'working', status = NULL, headers = NULL, response = NULL,
              owner = 'a dead process', lease_until = now() - interval '1 second' WHERE key = 'died'`,
    );
    await settled();
    const before = await app.installation.store.head();
    const again = await start(admin, 'died');
    expect(again).toMatchObject({ status: 201, body: { runId: first.body.runId, position: first.body.position } });
    expect(again.headers.get('idempotency-replayed')).toBeNull();
    expect(await app.installation.store.head()).toBe(before);
  });

  it('finds what a key stands for in the log, when the table of keys is lost', async () => {
    const first = await start(admin, 'lost');
    await until(
      () => admin.get(`runs/${first.body.runId}`),
      ({ status }) => status === 200,
    );
    await app.installation.pool.query(`DELETE FROM idempotency_keys WHERE key = 'lost'`);
    expect(await start(admin, 'lost')).toMatchObject({ status: 201, body: { runId: first.body.runId } });
    await app.installation.pool.query(`DELETE FROM idempotency_keys WHERE key = 'lost'`);
    expect(await start(admin, 'lost', 'wasps')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('takes an answer for good only from whoever has the claim, and forgets it after its time', async () => {
    const { pool } = app.installation;
    const mine = new IdempotencyStore(pool, 'mine', false);
    const theirs = new IdempotencyStore(pool, 'theirs', false);
    const claim = { actorId: 'ana', key: 'lapsed', bodyHash: 'h' };
    const answer = (body: string) => ({ status: 200, headers: {}, body });
    expect(await mine.claim(claim)).toMatchObject({ kind: 'claimed', repeated: false });
    expect(await theirs.claim(claim)).toEqual({ kind: 'in_progress' });
    expect(await theirs.claim({ ...claim, bodyHash: 'other' })).toEqual({ kind: 'reused' });
    await mine.release('ana', 'lapsed');
    expect(await theirs.claim(claim)).toMatchObject({ kind: 'claimed', repeated: true });
    await mine.keep('ana', 'lapsed', answer('too late'));
    expect(await mine.claim(claim)).toEqual({ kind: 'in_progress' });
    await theirs.keep('ana', 'lapsed', answer('nul \u0000'));
    expect(await mine.claim(claim)).toEqual({ kind: 'answered', answer: answer('nul \u0000') });
    await IdempotencyStore.forget(pool, new Date('2000-01-01'));
    expect((await mine.claim(claim)).kind).toBe('answered');
    await IdempotencyStore.forget(pool, new Date(Date.now() + 60_000));
    expect(await mine.claim(claim)).toMatchObject({ kind: 'claimed', repeated: false });
  });

  it('says that the first is still at work, until its lease ends', async () => {
    await start(admin, 'slow');
    await app.installation.pool.query(
      `UPDATE idempotency_keys SET state = 'working', status = NULL, owner = 'another process', lease_until = now() + interval '1 minute' WHERE key = 'slow'`,
    );
    const answer = await start(admin, 'slow');
    expect(answer).toMatchObject({ status: 409, body: { code: 'idempotency_in_progress' } });
    expect(answer.headers.get('retry-after')).toBe('1');
  });
});

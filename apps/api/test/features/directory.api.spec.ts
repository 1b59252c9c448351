import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/app';
import { until, World } from '../api/world';
import { CheckedClient } from './checked-client';

const UNKNOWN_MODEL = 'house-model-1';

describe('agents, gateways, prices, policy and freezes over HTTP', () => {
  let world: World;
  let app: App;
  let admin: CheckedClient;

  beforeAll(async () => {
    world = await World.open();
    app = await world.start();
    admin = new CheckedClient(app.url);
  });
  afterAll(() => world.close());

  describe('agents', () => {
    const agent = (more: object = {}) => ({ name: 'editor', gateway: 'simulated', model: 'gpt-4o', ...more });

    it('registers, shows, changes and removes an agent', async () => {
      const created = await admin.post('agents', agent({ instructions: 'Be brief.' }));
      expect(created).toMatchObject({ status: 201, body: { name: 'editor', revision: 0, usedBy: [], frozen: false } });
      expect(created.headers.get('etag')).toBe('"0"');
      expect(Number(created.headers.get('x-position'))).toBe(created.body.position);
      expect((await admin.get('agents/editor')).body).toMatchObject({ instructions: 'Be brief.', engineAgent: null });

      const changed = await admin.put('agents/editor', agent({ maxOutputTokens: 500 }), { headers: { 'if-match': '"0"' } });
      expect(changed).toMatchObject({ status: 200, body: { maxOutputTokens: 500, instructions: null, revision: 1 } });
      expect(changed.body.createdAt).toBe(created.body.createdAt);
      const late = await admin.put('agents/editor', agent(), { headers: { 'if-match': '"0"' } });
      expect(late).toMatchObject({ status: 412, body: { code: 'version_conflict', version: 1 } });

      expect(await admin.delete('agents/editor')).toMatchObject({ status: 200, body: { stream: 'agent-editor', revision: 2 } });
      expect(await admin.get('agents/editor')).toMatchObject({ status: 404, body: { code: 'agent_not_found' } });
      expect((await admin.post('agents', agent())).body.revision).toBe(3);
    });

    it('prices the model of a new agent from the catalogue, and leaves an unknown one unpriced', async () => {
      expect((await admin.get('agents/editor')).body.priced).toBe(true);
      const [price] = (await admin.get('model-pricing?model=gpt-4o')).body.items;
      expect(price).toMatchObject({ version: 1, current: true, source: { kind: 'catalogue' } });
      expect((await admin.post('agents', agent({ name: 'odd', model: UNKNOWN_MODEL }))).body.priced).toBe(false);
      expect((await admin.get(`model-pricing?model=${UNKNOWN_MODEL}`)).body.items).toEqual([]);
    });

    it.each([
      ['a name that is taken', agent({ name: 'writer' }), 409, 'agent_exists'],
      ['a gateway that does not exist', agent({ name: 'lost', gateway: 'nowhere' }), 422, 'unknown_gateway'],
      ['a name that is none', agent({ name: 'a b' }), 422, 'validation_failed'],
    ])('refuses %s', async (_what, body, status, code) => {
      expect(await admin.post('agents', body)).toMatchObject({ status, body: { code } });
    });

    it('refuses another name in the body than in the path, and to remove one that is in use', async () => {
      expect(await admin.put('agents/editor', agent({ name: 'other' }))).toMatchObject({ body: { code: 'name_mismatch' } });
      const refused = await admin.delete('agents/writer');
      expect(refused).toMatchObject({ status: 409, body: { code: 'agent_in_use', workflows: [{ name: 'launch-post' }] } });
    });

    it('does not refuse a change for what it did itself before its answer got lost', async () => {
      const { revision } = (await admin.get('agents/editor')).body;
      const headers = { 'idempotency-key': 'lost-answer', 'if-match': `"${revision}"` };
      const change = () => admin.put('agents/editor', agent({ description: 'Edits' }), { headers });
      expect(await change()).toMatchObject({ status: 200, body: { revision: revision + 1 } });
      await app.installation.pool.query(
        `UPDATE idempotency_keys SET state = 'working', status = NULL, headers = NULL, response = NULL,
                owner = 'a dead process', lease_until = now() - interval '1 second' WHERE key = 'lost-answer'`,
      );
      expect(await change()).toMatchObject({ status: 200, body: { revision: revision + 1 } });
    });

    it('lists by name, a page at a time, and filters', async () => {
      const first = (await admin.get('agents?limit=2')).body;
      const second = (await admin.get(`agents?limit=200&cursor=${first.nextCursor}`)).body;
      const names = [...first.items, ...second.items].map(({ name }: { name: string }) => name);
      expect(names).toEqual([...names].sort());
      expect(names).toHaveLength(first.total.value);
      expect(second.nextCursor).toBeNull();
      expect((await admin.get('agents?q=WRIT')).body.items).toMatchObject([{ name: 'writer' }]);
      expect((await admin.get('agents?gateway=nowhere')).body.items).toEqual([]);
      expect(await admin.get('agents?cursor=bm90')).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
    });
  });

  describe('gateways', () => {
    const secretOf = async (name: string): Promise<number> => {
      const { rows } = await app.installation.pool.query('SELECT name FROM secrets WHERE name LIKE $1', [`gateway/${name}/%`]);
      return rows.length;
    };

    it('keeps a secret to itself, and forgets it with the gateway', async () => {
      const body = { name: 'lab', kind: 'openai', url: 'http://127.0.0.1:9/v1', auth: { type: 'bearer', token: 'hush-hush-7' } };
      const created = await admin.post('gateways', body);
      expect(created).toMatchObject({ status: 201, body: { auth: { type: 'bearer', hasSecret: true }, source: 'api' } });
      expect(created.body.capabilities.consequences.length).toBeGreaterThan(3);
      const { auth: _, ...withoutAuth } = body;
      const moved = await admin.put('gateways/lab', { ...withoutAuth, url: 'http://127.0.0.1:9/v2', auth: { type: 'bearer' } });
      expect(moved.body.auth.hasSecret).toBe(true);
      expect(await secretOf('lab')).toBe(1);
      const turned = await admin.put('gateways/lab', { ...body, auth: { type: 'bearer', token: 'another-1' } });
      expect(turned.status).toBe(200);
      expect(await secretOf('lab')).toBe(1);

      const everything = `${created.text}${(await admin.get('gateways')).text}${(await admin.get('audit/events?q=hush-hush')).text}`;
      expect(everything).not.toContain('hush-hush');
      const { rows } = await app.installation.pool.query(`SELECT sealed FROM secrets`);
      expect(Buffer.concat(rows.map(({ sealed }) => sealed)).includes('another-1')).toBe(false);

      expect((await admin.delete('gateways/lab')).status).toBe(200);
      expect(await secretOf('lab')).toBe(0);
    });

    it.each([
      ['a missing url', { kind: 'openai' }],
      ['options that the kind does not know', { kind: 'simulated', options: { nonsense: 1 } }],
      ['a bearer without a token', { kind: 'openai', url: 'https://x.example', auth: { type: 'bearer' } }],
    ])('refuses %s', async (_what, settings) => {
      const answer = await admin.post('gateways', { name: 'bad', ...settings });
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_gateway' } });
      expect(await admin.get('gateways/bad')).toMatchObject({ status: 404 });
    });

    it('refuses to remove one that agents need, and to take a name twice', async () => {
      expect(await admin.delete('gateways/simulated')).toMatchObject({ status: 409, body: { code: 'gateway_in_use' } });
      const twice = await admin.post('gateways', { name: 'simulated', kind: 'simulated' });
      expect(twice).toMatchObject({ status: 409, body: { code: 'gateway_exists' } });
    });

    it('shows what the engine offers, and registers it', async () => {
      await admin.post('gateways', { name: 'second', kind: 'simulated', options: { agents: { painter: 'delay=1ms' } } });
      const offered = await admin.get('gateways/second/agents');
      expect(offered.status).toBe(200);
      const imported = await admin.post('gateways/second/import-agents', { model: 'gpt-4o' });
      expect(imported.status).toBe(200);
      expect(imported.body.imported.length + imported.body.skipped.length).toBe(offered.body.items.length);
      const odd = await admin.post('gateways/second/import-agents', { agents: [{ engineAgent: 'nobody' }] });
      expect(odd.body.skipped).toMatchObject([{ engineAgent: 'nobody', code: 'unknown_agent' }]);
    });

    it('leaves a gateway of the deployment to the deployment', async () => {
      const deployed = await world.start({ MC_GATEWAYS: '[{"name":"fixed","kind":"simulated"}]' });
      const there = new CheckedClient(deployed.url);
      expect((await there.get('gateways/fixed')).body.source).toBe('deployment');
      const change = await there.put('gateways/fixed', { kind: 'simulated' });
      expect(change).toMatchObject({ status: 409, body: { code: 'gateway_read_only' } });
      await world.stop(deployed);
    });
  });

  describe('prices', () => {
    const price = (more: object = {}) => ({ inputCentsPerMTok: 15, outputCentsPerMTok: 60.0000001, ...more });

    it('keeps every version, exactly, and shows the one in force', async () => {
      const first = await admin.put(`model-pricing/${UNKNOWN_MODEL}`, price());
      expect(first).toMatchObject({
        status: 200,
        body: { version: 1, outputCentsPerMTok: 60.0000001, cacheReadCentsPerMTok: null },
      });
      const later = await admin.put(
        `model-pricing/${UNKNOWN_MODEL}`,
        price({ inputCentsPerMTok: 20, effectiveFrom: '2099-01-01' }),
      );
      expect(later.body).toMatchObject({ version: 2, current: false, effectiveFrom: '2099-01-01T00:00:00.000Z' });
      const shown = (await admin.get(`model-pricing?model=${UNKNOWN_MODEL}`)).body.items;
      expect(shown).toMatchObject([{ version: 1, current: true, source: { kind: 'operator', name: 'admin' } }]);
      const all = (await admin.get(`model-pricing?model=${UNKNOWN_MODEL}&versions=true`)).body.items;
      expect(all.map(({ version }: { version: number }) => version)).toEqual([1, 2]);
      expect((await admin.get('agents/odd')).body.priced).toBe(true);
    });

    it('keeps what long inputs cost, and has a version for each change of it', async () => {
      const longContext = { aboveInputTokens: 200_000, inputCentsPerMTok: 30, outputCentsPerMTok: 90, cacheReadCentsPerMTok: 31 };
      const saved = await admin.put('model-pricing/long-model', price({ longContext }));
      expect(saved).toMatchObject({ status: 200, body: { longContext: { ...longContext, cacheWriteCentsPerMTok: null } } });
      await admin.get('workflows', { headers: { 'x-min-position': String(saved.body.position) } });
      const { rows } = await app.installation.pool.query(`SELECT long_context FROM model_pricing WHERE model = 'long-model'`);
      expect(rows).toMatchObject([{ long_context: { aboveInputTokens: 200_000, inputNanoUsdPerMTok: 300_000_000 } }]);
      const flat = await admin.put('model-pricing/long-model', price());
      expect(flat.body).toMatchObject({ version: 2, longContext: null });
      const cheaper = { ...longContext, outputCentsPerMTok: 60 };
      expect(await admin.put('model-pricing/long-model', price({ longContext: cheaper }))).toMatchObject({
        status: 422,
        body: { code: 'invalid_price', field: 'longContext/outputNanoUsdPerMTok' },
      });
    });

    it.each([
      ['a threshold of nothing', { longContext: { aboveInputTokens: 0, inputCentsPerMTok: 30, outputCentsPerMTok: 90 } }],
      ['a threshold without prices', { longContext: { aboveInputTokens: 10 } }],
      ['less than nothing', { inputCentsPerMTok: -1 }],
      ['parts of a nanodollar', { inputCentsPerMTok: 0.00000001 }],
      ['another model', { model: 'gpt-4o' }],
    ])('refuses %s', async (_what, more) => {
      expect((await admin.put(`model-pricing/${UNKNOWN_MODEL}`, price(more))).status).toBe(422);
    });

    it('takes a model with a slash in its name', async () => {
      const answer = await admin.put(`model-pricing/${encodeURIComponent('meta/llama-3')}`, price());
      expect(answer).toMatchObject({ status: 200, body: { model: 'meta/llama-3' } });
    });
  });

  describe('policy', () => {
    it('changes what is named, with a reason, under If-Match', async () => {
      const before = await admin.get('policy');
      const rule = { quorum: 1, selfApproval: false, roles: ['approver', 'admin'], expiresAfterMs: 60_000 };
      const headers = { 'if-match': before.headers.get('etag') ?? '' };
      const changed = await admin.put('policy', { approvals: { write: rule }, reason: 'four eyes' }, { headers });
      expect(changed).toMatchObject({ status: 200, body: { approvals: { write: rule }, updatedBy: { username: 'admin' } } });
      expect(changed.body.approvals.irreversible).toEqual(before.body.approvals.irreversible);
      const late = await admin.put('policy', { singleOperator: true, reason: 'late' }, { headers });
      expect(late).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    });

    it('refuses a rule that nobody could fulfil, and stores nothing of the request', async () => {
      const before = (await admin.get('policy')).body;
      const rule = { quorum: 9, selfApproval: false, roles: ['approver'], expiresAfterMs: null };
      const approvals = { write: { ...rule, quorum: 1, roles: ['admin'] }, irreversible: rule };
      const refused = await admin.put('policy', { approvals, reason: 'x' });
      expect(refused).toMatchObject({ status: 422, body: { code: 'quorum_unreachable' } });
      expect((await admin.get('policy')).body).toEqual(before);
    });

    it('switches single-operator mode, and says so to everybody', async () => {
      expect((await admin.put('policy', { singleOperator: true, reason: 'alone today' })).body.singleOperator).toBe(true);
      expect((await admin.get('me')).body.singleOperator).toBe(true);
      expect((await admin.put('policy', { singleOperator: false, reason: 'not any more' })).body.singleOperator).toBe(false);
    });
  });

  describe('freezes', () => {
    it('holds what is frozen, and lets it go on when the freeze is lifted', async () => {
      const frozen = await admin.post('freeze', { scope: 'agent', name: 'researcher', reason: 'looks odd' });
      expect(frozen.body.freezes).toMatchObject([
        { scope: 'agent', name: 'researcher', reason: 'looks odd', by: { username: 'admin' } },
      ]);
      expect((await admin.get('agents/researcher')).body.frozen).toBe(true);
      const [workflow] = (await admin.get('workflows?name=launch-post')).body.items;
      const { runId } = (await admin.post(`workflows/${workflow.id}/runs`, { inputs: { topic: 'ice' } })).body;
      const held = await until(
        () => admin.get(`runs/${runId}`),
        ({ body }) => body.hold === 'frozen',
      );
      expect(held.body.steps[0]).toMatchObject({ status: 'blocked', blockedReason: 'frozen' });
      const lifted = await admin.post('unfreeze', { scope: 'agent', name: 'researcher', reason: 'fine again' });
      expect(lifted.body.freezes).toEqual([]);
      await until(
        () => admin.get(`runs/${runId}`),
        ({ body }) => body.steps[0]?.attempt === 1,
      );
      await admin.post(`runs/${runId}/abort`, {});
    });

    it('takes a workflow by its name, and refuses what makes no sense', async () => {
      const place = { scope: 'workflow', name: 'launch-post', reason: 'x' };
      expect((await admin.post('freeze', place)).body.freezes).toMatchObject([{ scope: 'workflow', name: 'launch-post' }]);
      expect(await admin.post('freeze', place)).toMatchObject({ status: 409, body: { code: 'already_frozen' } });
      expect((await admin.post('unfreeze', place)).status).toBe(200);
      expect(await admin.post('unfreeze', place)).toMatchObject({ status: 409, body: { code: 'not_frozen' } });
      const nobody = { scope: 'agent', name: 'nobody', reason: 'x' };
      expect(await admin.post('freeze', nobody)).toMatchObject({ status: 404, body: { code: 'agent_not_found' } });
    });
  });
});

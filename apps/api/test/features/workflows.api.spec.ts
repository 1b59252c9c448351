import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until, World } from '../api/world';
import { CheckedClient } from './checked-client';

const step = (key: string, more: object = {}) => ({ key, agent: 'writer', risk: 'read', prompt: 'go', ...more });
const NOBODY = '01900000-0000-7000-8000-00000000dead';

describe('workflows over HTTP', () => {
  let world: World;
  let admin: CheckedClient;

  beforeAll(async () => {
    world = await World.open();
    admin = new CheckedClient((await world.start()).url);
  });
  afterAll(() => world.close());

  const save = (name: string, steps: object[] = [step('a')], more: object = {}) =>
    admin.post('workflows', { name, steps, ...more });

  it('saves a graph as it was written, with defaults and an estimate', async () => {
    const steps = [step('a'), step('b'), step('c', { dependsOn: ['a', 'b'], risk: 'write', prompt: '{{ steps.a.output }}' })];
    const saved = await save('fan', steps, { budget: { totalBudgetCents: 50.1234567 }, description: 'Two, then one' });
    expect(saved).toMatchObject({
      status: 201,
      body: {
        name: 'fan',
        version: 1,
        latestVersion: 1,
        status: 'active',
        budget: { totalBudgetCents: 50.1234567, onExceeded: 'hold' },
      },
    });
    expect(saved.headers.get('etag')).toBe('"1"');
    expect(saved.body.steps[2]).toMatchObject({ key: 'c', dependsOn: ['a', 'b'], risk: 'write', onFailure: 'fail' });
    const { minCents, expectedCents, maxCents, maxTokens, unpricedModels } = saved.body.estimate;
    expect(minCents).toBeGreaterThan(0);
    expect(expectedCents).toBeGreaterThan(minCents);
    expect(maxCents).toBeGreaterThan(expectedCents);
    expect([maxTokens > 0, unpricedModels]).toEqual([true, []]);
    const { position: _, ...view } = saved.body;
    expect((await admin.get(`workflows/${saved.body.id}`)).body).toEqual(view);
  });

  it('makes a version of each change, under If-Match, and keeps the old ones', async () => {
    const { id } = (await save('versions')).body;
    const next = (prompt: string, headers: Record<string, string>) =>
      admin.put(`workflows/${id}`, { name: 'versions', steps: [step('a', { prompt })] }, { headers });
    expect(await next('two', { 'if-match': '"1"' })).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await next('three', { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'version_conflict', version: 2 },
    });
    expect(await next('two', {})).toMatchObject({ status: 200, body: { version: 2 } });
    const old = (await admin.get(`workflows/${id}/versions/1`)).body;
    expect(old).toMatchObject({ version: 1, latestVersion: 2, steps: [{ prompt: 'go' }] });
    expect((await admin.get(`workflows/${id}/versions`)).body.items).toMatchObject([{ version: 2 }, { version: 1 }]);
    expect(await admin.get(`workflows/${id}/versions/9`)).toMatchObject({
      status: 404,
      body: { code: 'workflow_version_not_found' },
    });
    expect(await admin.put(`workflows/${NOBODY}`, { name: 'x', steps: [step('a')] })).toMatchObject({ status: 404 });
  });

  it('gives back the text of each version as its author wrote it, and judges by the definition alone', async () => {
    const source = '# why\nname: written\nsteps: []\n';
    const { id, ...saved } = (await save('written', [step('a')], { source })).body;
    expect(saved).toMatchObject({ version: 1, source, steps: [{ key: 'a' }] });
    const next = (more: object) => admin.put(`workflows/${id}`, { name: 'written', steps: [step('a')], ...more });
    expect((await next({})).body).toMatchObject({ version: 1, source });
    expect((await next({ source: '# because' })).body).toMatchObject({ version: 2, source: '# because' });
    expect((await next({ description: 'no text' })).body).toMatchObject({ version: 3, source: null });
    expect((await admin.get(`workflows/${id}/versions/1`)).body).toMatchObject({ source });
    expect(await admin.post('workflows/validate', { name: 'x', steps: [step('a')], source })).toMatchObject({ status: 200 });
  });

  it('takes over the published prices of the models that steps name, also under a cap in money', async () => {
    const prices = async () => (await admin.get('model-pricing?model=gemini-2.5-pro')).body.items;
    const steps = [step('a', { model: 'gemini-2.5-pro' })];
    const cap = { budget: { totalBudgetCents: 100 } };
    const judged = await admin.post('workflows/validate', { name: 'published', steps, ...cap });
    expect(judged).toMatchObject({ status: 200, body: { valid: true, estimate: { unpricedModels: [] }, warnings: [] } });
    expect(await save('published', [...steps, step('b', { agent: 'nobody' })], cap)).toMatchObject({ status: 422 });
    expect(await admin.put(`workflows/${NOBODY}`, { name: 'published', steps, ...cap })).toMatchObject({ status: 404 });
    expect(await prices()).toEqual([]);
    const saved = await save('published', steps, cap);
    expect(saved).toMatchObject({ status: 201, body: { estimate: judged.body.estimate, warnings: [] } });
    expect(await prices()).toMatchObject([{ longContext: { aboveInputTokens: 200_000 }, source: { kind: 'catalogue' } }]);

    const { id } = saved.body;
    const change = (model: string) => admin.put(`workflows/${id}`, { name: 'published', steps: [step('a', { model })], ...cap });
    expect(await change('grok-4.3')).toMatchObject({ status: 200, body: { estimate: { unpricedModels: [] } } });
    const { runId } = (await admin.post(`workflows/${id}/runs`, { inputs: {} })).body;
    const run = await until(
      () => admin.get(`runs/${runId}`),
      ({ body }) => body.steps?.[0]?.attempt === 1,
    );
    expect(run.body).toMatchObject({ budget: { reservedCents: expect.any(Number) }, steps: [{ model: 'grok-4.3' }] });
    await admin.post(`runs/${runId}/abort`, {});
    expect(await change('no-such-model-1')).toMatchObject({ status: 422, body: { errors: [{ code: 'unpriced_model' }] } });
  });

  it('tells in a dry run what each step may take, wave by wave, and stores nothing', async () => {
    const steps = [
      step('a', { prompt: '{{ inputs.topic }}', maxOutputTokens: 50 }),
      step('b', { model: 'no-such-model-2' }),
      step('c', { dependsOn: ['a', 'b'], prompt: '{{ steps.a.output }}', retry: { maxAttempts: 2 } }),
    ];
    const inputs = (topic: string) => ({ topic: { type: 'string', default: topic } });
    const dryRun = async (topic: string) =>
      (await admin.post('workflows/validate', { name: 'tried', steps, inputs: inputs(topic) })).body;
    const short = await dryRun('tea');
    expect(short.waves).toEqual([['a', 'b'], ['c']]);
    expect(short.steps.map(({ key }: { key: string }) => key)).toEqual(['a', 'b', 'c']);
    const [a, b, c] = short.steps;
    expect(a).toMatchObject({ maxOutputTokens: 50, minCents: expect.any(Number), model: expect.any(String) });
    expect([b.minCents, b.expectedCents, b.maxCents]).toEqual([null, null, null]);
    expect(short.estimate).toMatchObject({ maxCents: null, unpricedModels: ['no-such-model-2'] });
    // It is fed with what a may put out, twice.
    expect(c.inputTokensMax).toBeGreaterThanOrEqual(50);
    expect(c.maxTokens).toBe(2 * (c.inputTokensMax + c.maxOutputTokens));
    expect(short.estimate.maxTokens).toBe(a.maxTokens + b.maxTokens + c.maxTokens);
    const long = await dryRun('the whole history of tea in the mountains '.repeat(20));
    expect(long.steps[0].inputTokensMin).toBeGreaterThan(a.inputTokensMin + 100);
    expect((await admin.get('workflows?name=tried')).body.items).toEqual([]);
  });

  it('archives: no more runs, nothing else is lost', async () => {
    const { id } = (await save('old')).body;
    const archived = await admin.delete(`workflows/${id}`);
    expect(archived.body).toMatchObject({ id, status: 'archived' });
    expect(await admin.post(`workflows/${id}/runs`, { inputs: {} })).toMatchObject({
      status: 409,
      body: { code: 'workflow_archived' },
    });
    expect(await admin.put(`workflows/${id}`, { name: 'old', steps: [step('b')] })).toMatchObject({ status: 409 });
    const seen = { headers: { 'x-min-position': archived.headers.get('x-position') ?? '0' } };
    expect((await admin.get('workflows?name=old', seen)).body.items).toEqual([]);
    expect((await admin.get(`workflows/${id}`, seen)).body.status).toBe('archived');
    expect((await admin.get('workflows?archived=true&name=old', seen)).body.items).toMatchObject([{ id }]);
  });

  it.each([
    ['no steps', { steps: [] }, ['no_steps']],
    ['a key twice', { steps: [step('a'), step('a')] }, ['duplicate_step']],
    ['a step of itself', { steps: [step('a', { dependsOn: ['a'] })] }, ['cycle']],
    ['what is not upstream', { steps: [step('a'), step('b', { prompt: '{{ steps.a.output }}' })] }, ['reference_not_upstream']],
    ['a broken template', { steps: [step('a', { prompt: '{{ inputs. }}' })] }, ['template_syntax']],
    ['a cap without a price', { budget: { totalBudgetCents: 5 }, steps: [step('a', { model: 'no-price' })] }, ['unpriced_model']],
    ['a schema that is none', { steps: [step('a', { outputSchema: { type: 'nonsense' } })] }, ['invalid_output_schema']],
    [
      'a schema and an agent',
      { steps: [step('a', { agent: 'x', outputSchema: { type: 1 } })] },
      ['invalid_output_schema', 'unknown_agent'],
    ],
    ['a wrong default', { inputs: { n: { type: 'integer', default: 'x' } }, steps: [step('a')] }, ['invalid_default']],
  ])('names %s, the same in a dry run, and stores nothing', async (_what, definition, codes) => {
    const before = (await admin.get('workflows')).body.total.value;
    const refused = await admin.post('workflows', { name: 'refused', ...definition });
    expect(refused).toMatchObject({ status: 422, body: { code: 'workflow_invalid' } });
    const errors = refused.body.errors.filter(({ severity }: { severity: string }) => severity !== 'warning');
    expect(errors.map(({ code }: { code: string }) => code).sort()).toEqual(codes);
    for (const { path } of errors) expect(path).toMatch(/^\//);
    const dry = await admin.post('workflows/validate', { name: 'refused', ...definition });
    expect(dry.body.errors).toEqual(refused.body.errors);
    expect((await admin.get('workflows')).body.total.value).toBe(before);
  });

  it('warns of a model without a price where there is no cap in money', async () => {
    const definition = { name: 'warned', steps: [step('a', { model: 'no-price' })] };
    const dry = await admin.post('workflows/validate', definition);
    expect(dry.body).toMatchObject({ valid: true, warnings: [{ code: 'unpriced_model', model: 'no-price' }] });
    expect(dry.body.estimate).toMatchObject({ maxCents: null, unpricedModels: ['no-price'] });
    expect(await admin.post('workflows', definition)).toMatchObject({ status: 201, body: { warnings: [{ step: 'a' }] } });
  });

  it('lists with what runs have come of them', async () => {
    const { id } = (await save('listed', [step('a', { risk: 'write' }), step('b')])).body;
    const { position } = (await admin.post(`workflows/${id}/runs`, { inputs: {} })).body;
    const seen = { headers: { 'x-min-position': String(position) } };
    const [item] = (await admin.get('workflows?name=listed', seen)).body.items;
    expect(item).toMatchObject({ id, stepCount: 2, gateCount: 1, agents: ['writer'], runs: { total: 1 } });
    expect((await admin.get('workflows?agent=nobody')).body.items).toEqual([]);
    const first = (await admin.get('workflows?limit=3&archived=true', seen)).body;
    const rest = (await admin.get(`workflows?limit=200&archived=true&cursor=${first.nextCursor}`, seen)).body;
    const all = [...first.items, ...rest.items];
    expect(all[0].id).toBe(id);
    expect(all).toHaveLength(first.total.value);
    const begun = all.map(({ createdAt }: { createdAt: string }) => createdAt);
    expect(begun).toEqual([...begun].sort().reverse());
    expect(new Set(all.map(({ status }: { status: string }) => status))).toEqual(new Set(['active', 'archived']));
    expect((await admin.get('workflows?q=LIST')).body.items).toMatchObject([{ id }]);
  });
});

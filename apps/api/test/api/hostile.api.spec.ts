import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Ask, Client, World } from './world';

const NOBODY = '01900000-0000-7000-8000-00000000dead';
const V4 = '6f1c8f4e-3d38-4a3f-9a43-0d6f3d8a2b11';
const step = (more: object = {}) => ({ key: 'a', agent: 'writer', risk: 'read', prompt: 'go', ...more });
const workflow = (more: object = {}) => ({ name: 'hostile', inputs: {}, steps: [step()], ...more });
const raw = (text: string): Ask => ({ raw: text });

type Row = [what: string, method: string, path: string, ask: Ask, status: number, code: string];

const BODIES: Row[] = [
  ['no JSON', 'POST', 'workflows', raw('{"name":'), 400, 'malformed_json'],
  ['two values', 'POST', 'workflows', raw('{} {}'), 400, 'malformed_json'],
  ['bytes that are no UTF-8', 'POST', 'workflows', { raw: new Uint8Array([0x7b, 0xff, 0xfe]) }, 400, 'malformed_json'],
  ['100,000 levels', 'POST', 'workflows', raw('['.repeat(100_000) + ']'.repeat(100_000)), 400, 'too_deep'],
  ['__proto__', 'POST', 'workflows', raw('{"__proto__":{"admin":true}}'), 400, 'forbidden_key'],
  ['a key twice', 'POST', 'workflows', raw('{"name":"a","name":"b"}'), 400, 'duplicate_key'],
  ['20 MB', 'POST', 'workflows', raw(`{"name":"${'x'.repeat(20_000_000)}"}`), 413, 'body_too_large'],
  [
    'a form',
    'POST',
    'workflows',
    { raw: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'unsupported_media_type',
  ],
  [
    'plain text',
    'POST',
    'freeze',
    { raw: '{"scope":"all","reason":"x"}', headers: { 'content-type': 'text/plain' } },
    415,
    'unsupported_media_type',
  ],
  [
    'a compressed body',
    'POST',
    'workflows',
    { body: workflow(), headers: { 'content-encoding': 'gzip' } },
    415,
    'unsupported_media_type',
  ],
  ['a list', 'POST', 'workflows', raw('[]'), 422, 'workflow_invalid'],
  ['null', 'POST', 'workflows', raw('null'), 422, 'workflow_invalid'],
  ['an unknown field', 'POST', 'workflows', { body: workflow({ owner: 'me' }) }, 422, 'workflow_invalid'],
  ['NUL in a name', 'POST', 'workflows', { body: workflow({ name: 'a\u0000b' }) }, 422, 'workflow_invalid'],
  [
    'a lone surrogate in a name',
    'POST',
    'workflows',
    raw(JSON.stringify(workflow({ name: 'a\ud800' }))),
    422,
    'workflow_invalid',
  ],
  [
    'a cycle',
    'POST',
    'workflows',
    { body: workflow({ steps: [step({ dependsOn: ['b'] }), step({ key: 'b', dependsOn: ['a'] })] }) },
    422,
    'workflow_invalid',
  ],
  ['a negative budget', 'POST', 'workflows', { body: workflow({ budget: { totalBudgetCents: -1 } }) }, 422, 'workflow_invalid'],
  [
    'a huge number',
    'POST',
    'workflows',
    raw(JSON.stringify(workflow({ budget: { maxTokens: 0 } })).replace(':0', ':1e400')),
    422,
    'workflow_invalid',
  ],
  ['a run of nothing', 'POST', `workflows/${NOBODY}/runs`, { body: { inputs: {} } }, 404, 'workflow_not_found'],
  ['a freeze without a name', 'POST', 'freeze', { body: { scope: 'agent', reason: 'x' } }, 422, 'validation_failed'],
];

const PLACES: Row[] = [
  ['an unknown path', 'GET', 'nothing', {}, 404, 'not_found'],
  ['a path that cannot be decoded', 'GET', 'runs/%E0%A4%A', {}, 400, 'invalid_parameter'],
  ['an unknown run', 'GET', `runs/${NOBODY}`, {}, 404, 'run_not_found'],
  ['a run with an id that is none', 'GET', 'runs/1', {}, 404, 'run_not_found'],
  ['a run with an id of another version', 'GET', `runs/${V4}`, {}, 404, 'run_not_found'],
  ['events of an unknown run', 'GET', `runs/${NOBODY}/events`, {}, 404, 'run_not_found'],
  ['replay of an unknown run', 'GET', `runs/${NOBODY}/replay`, {}, 404, 'run_not_found'],
  ['a command to an unknown run', 'POST', `runs/${NOBODY}/abort`, { body: {} }, 404, 'run_not_found'],
  ['a step key that is none', 'GET', `runs/${NOBODY}/steps/A%20B`, {}, 404, 'step_not_found'],
  ['an unknown workflow', 'GET', `workflows/${NOBODY}`, {}, 404, 'workflow_not_found'],
  ['an unknown agent', 'GET', 'agents/nobody', {}, 404, 'agent_not_found'],
  ['an unknown parameter', 'GET', 'runs?stat=running', {}, 400, 'unknown_parameter'],
  ['a parameter on a read without any', 'GET', 'me?x=1', {}, 400, 'unknown_parameter'],
  ['a status that does not exist', 'GET', 'runs?status=walking', {}, 400, 'invalid_parameter'],
  ['a page that is too large', 'GET', 'runs?limit=201', {}, 400, 'invalid_parameter'],
  ['a time that is none', 'GET', 'runs?from=yesterday', {}, 400, 'invalid_parameter'],
  [
    'a cursor of ours for another list',
    'GET',
    `runs?cursor=${Buffer.from('["x"]').toString('base64url')}`,
    {},
    400,
    'invalid_cursor',
  ],
  ['a position that is none', 'GET', 'runs', { headers: { 'x-min-position': 'soon' } }, 400, 'invalid_header'],
  [
    'an idempotency key that is too long',
    'POST',
    `runs/${NOBODY}/abort`,
    { body: {}, headers: { 'idempotency-key': 'k'.repeat(201) } },
    400,
    'invalid_header',
  ],
  [
    'a page of another site',
    'POST',
    `runs/${NOBODY}/abort`,
    { body: {}, headers: { origin: 'http://evil.example' } },
    403,
    'csrf_refused',
  ],
  [
    'a frame of another site',
    'POST',
    `runs/${NOBODY}/abort`,
    { body: {}, headers: { 'sec-fetch-site': 'cross-site' } },
    403,
    'csrf_refused',
  ],
];

describe('bad input over HTTP', () => {
  let world: World;
  let admin: Client;
  let head: () => Promise<number>;

  beforeAll(async () => {
    world = await World.open();
    const app = await world.start();
    admin = new Client(app.url);
    head = () => app.installation.store.head();
  });
  afterAll(() => world.close());

  const expectProblem = (answer: Answer, status: number, code: string) => {
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: `urn:mission-control:problem:${code}`,
      title: expect.any(String),
      detail: expect.any(String),
      requestId: answer.headers.get('x-request-id'),
    });
    expect(answer.text).not.toMatch(/\bat .*\.(js|ts):\d+|node_modules|stack/);
  };

  it.each([...BODIES, ...PLACES])('%s is refused and stores nothing', async (_what, method, path, ask, status, code) => {
    const before = await head();
    expectProblem(await admin.send(method, path, ask), status, code);
    expect(await head()).toBe(before);
  });

  it('names every finding of a workflow at once, with the whole cycle', async () => {
    const steps = [
      step({ key: 'a', dependsOn: ['c'] }),
      step({ key: 'b', dependsOn: ['a'], agent: 'nobody' }),
      step({ key: 'c', dependsOn: ['b', 'ghost'], prompt: '{{ inputs.missing }} {{ steps.nowhere.output }}' }),
    ];
    const { body } = await admin.post('workflows', workflow({ steps }));
    const codes = body.errors.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['cycle', 'unknown_agent', 'unknown_dependency', 'unknown_input', 'unknown_step_reference']),
    );
    const cycle = body.errors.find(({ code }: { code: string }) => code === 'cycle');
    expect(cycle.cycle).toHaveLength(4);
    expect((await admin.post('workflows/validate', workflow({ steps }))).body.errors).toEqual(body.errors);
  });

  it('answers 401 without a key, and with one that is none', async () => {
    expectProblem(await admin.get('runs', { key: undefined as never }), 401, 'unauthenticated');
    expectProblem(await admin.get('runs', { key: 'mc_live_guess' }), 401, 'unauthenticated');
    expectProblem(await new Client(admin.url, { cookie: 'mc_session=guess' }).get('runs'), 401, 'session_expired');
  });

  it('waits for a position, and says so when it does not come', async () => {
    const position = await head();
    const there = await admin.get('runs', { headers: { 'x-min-position': String(position) } });
    expect(there.status).toBe(200);
    expect(Number(there.headers.get('x-position'))).toBeGreaterThanOrEqual(position);
    const never = await admin.get('runs', { headers: { 'x-min-position': String(position + 1_000_000) } });
    expectProblem(never, 503, 'projection_lag');
    expect(never.headers.get('retry-after')).toBe('1');
  });

  it('sends the headers that keep a browser safe', async () => {
    const { headers } = await admin.get('/health/live');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

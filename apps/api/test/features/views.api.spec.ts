import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, signedIn, until, World } from '../api/world';
import { CheckedClient } from './checked-client';

describe('saved views', () => {
  let world: World;
  let admin: CheckedClient;
  let ana: Client;
  let ben: Client;

  beforeAll(async () => {
    world = await World.open();
    admin = new CheckedClient((await world.start()).url);
    const checked = (client: Client): CheckedClient => Object.setPrototypeOf(client, CheckedClient.prototype);
    ana = checked(await signedIn(admin, 'ana', ['viewer']));
    ben = checked(await signedIn(admin, 'ben', ['viewer']));
  });
  afterAll(() => world.close());

  const failing = { screen: 'runs', name: 'Failing', query: { status: 'failed', from: '-24h' } };

  it('are kept, changed and forgotten by their owner, and shown to others when shared', async () => {
    const made = await ana.post('views', failing);
    expect(made).toMatchObject({ status: 201, body: { ...failing, shared: false, mine: true, owner: { username: 'ana' } } });
    expect((await ben.get('views?screen=runs')).body.items).toEqual([]);
    const shared = await ana.put(`views/${made.body.id}`, { name: 'All failing', query: failing.query, shared: true });
    expect(shared.body).toMatchObject({ name: 'All failing', revision: 1 });
    expect((await ben.get('views?screen=runs')).body.items).toMatchObject([{ name: 'All failing', mine: false }]);
    expect((await ben.get('views?screen=audit')).body.items).toEqual([]);
    expect((await ben.put(`views/${made.body.id}`, { name: 'x', query: {} })).body.code).toBe('view_not_found');
    expect((await ben.delete(`views/${made.body.id}`)).body.code).toBe('view_not_found');
    expect((await ana.delete(`views/${made.body.id}`)).status).toBe(204);
    expect((await ana.get('views')).body.items).toEqual([]);
  });

  it('have one name each, and are not overwritten by whoever read an older one', async () => {
    const { body: view, headers } = await ana.post('views', { ...failing, name: 'One' });
    expect((await ana.post('views', { ...failing, name: 'One' })).body.code).toBe('view_exists');
    expect((await ben.post('views', { ...failing, name: 'One' })).status).toBe(201);
    const change = { name: 'Two', query: {} };
    const ifMatch = { headers: { 'If-Match': headers.get('etag') ?? '' } };
    expect((await ana.put(`views/${view.id}`, change, ifMatch)).status).toBe(200);
    expect(await ana.put(`views/${view.id}`, change, ifMatch)).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
  });

  it('refuse what is no parameter of an address', async () => {
    for (const query of [{ 'a b': 'x' }, { a: 'x'.repeat(1_001) }, { a: 1 }, { __proto__x: '' }])
      expect((await ana.post('views', { ...failing, name: 'bad', query })).body.code).toBe('validation_failed');
  });
});

describe('the list of runs', () => {
  let world: World;
  let admin: CheckedClient;
  let ana: Client;

  beforeAll(async () => {
    world = await World.open();
    admin = new CheckedClient((await world.start()).url);
    ana = await signedIn(admin, 'ana', ['operator']);
    const define = async (name: string, prompt: string): Promise<string> =>
      (await admin.post('workflows', { name, steps: [{ key: 'only', agent: 'writer', risk: 'read', prompt }] })).body.id;
    const [cheap, dear, broken] = await Promise.all([
      define('cheap', '[[sim: delay=1ms tokens=10/10]]'),
      define('dear', '[[sim: delay=1ms tokens=100000/700]]'),
      define('broken', '[[sim: delay=1ms fail=refused]]'),
    ]);
    for (const [client, workflow, label] of [
      [ana, cheap, undefined],
      [ana, dear, 'labelled'],
      [admin, broken, undefined],
      [admin, cheap, undefined],
    ] as const)
      await client.post(`workflows/${workflow}/runs`, label ? { label } : {});
    await until(
      () => admin.get('runs?status=completed,failed'),
      ({ body }) => body.total.value === 4,
    );
  });
  afterAll(() => world.close());

  const names = async (client: Client, query: string): Promise<string[]> =>
    (await client.get(`runs?${query}`)).body.items.map(({ workflow }: { workflow: { name: string } }) => workflow.name).sort();

  it.each([
    ['startedBy=ana', ['cheap', 'dear']],
    ['startedBy=@me', ['broken', 'cheap']],
    ['has=error', ['broken']],
    ['has=label', ['dear']],
    ['costFrom=0.5', ['dear']],
    ['costFrom=0.0000001&costTo=0.4999999', ['broken', 'cheap', 'cheap']],
    ['has=error&status=completed', []],
  ])('can be filtered by %s', async (query, expected) => {
    const found = await names(admin, query);
    // A refused call costs nothing; whether it is counted among the cheap ones is not the point here.
    expect(query.startsWith('costFrom=0.0000001') ? found.filter((name) => name !== 'broken') : found).toEqual(
      expected.filter((name) => !query.startsWith('costFrom=0.0000001') || name !== 'broken'),
    );
  });

  it('refuses what is no amount', async () => {
    for (const query of ['costFrom=-1', 'costFrom=1e3', 'costFrom=0.00000001', 'has=nothing', 'runId=x'])
      expect((await admin.get(`runs?${query}`)).body.code).toBe('invalid_parameter');
  });

  it('counts its values, each facet under all filters but its own', async () => {
    const { body } = await admin.get('run-facets?status=failed');
    expect(body).toMatchObject({
      status: [
        { value: 'completed', count: 3 },
        { value: 'failed', count: 1 },
      ],
      workflow: [{ value: 'broken', count: 1 }],
      agent: [{ value: 'writer', count: 1 }],
      startedBy: [{ value: 'admin', count: 1 }],
      hold: [],
      exact: true,
    });
    const { body: searched } = await admin.get('run-facets?q=dear');
    expect(searched.workflow).toEqual([{ value: 'dear', count: 1 }]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CheckedClient } from '../features/checked-client';
import { Client, PASSWORD, signedIn, signIn, until, World } from './world';

const NEXT = 'another horse battery';

describe('how a person gets in, changed by the person', () => {
  let world: World;
  let admin: CheckedClient;

  beforeAll(async () => {
    world = await World.open();
    admin = new CheckedClient((await world.start()).url);
  });
  afterAll(() => world.close());

  const recorded = async (actor: string, type: string) =>
    (
      await until(
        () => admin.get(`audit/events?actor=${actor}&type=${type}`),
        ({ body }) => body.items.length > 0,
      )
    ).body.items;

  const keyOf = async (username: string) => {
    const { id } = (await admin.get(`operators?q=${username}`)).body.items[0];
    return (await admin.post(`operators/${id}/keys`, { name: 'ci' })).body as { id: string; key: string };
  };

  it('a new password ends the other sessions and is recorded; the old one is good no more', async () => {
    const ana = await signedIn(admin, 'ana', ['viewer']);
    const elsewhere = await signIn(admin.url, { username: 'ana', password: PASSWORD });
    const changed = await ana.post('me/password', { current: PASSWORD, next: NEXT });
    expect(changed).toMatchObject({ status: 200, body: { ended: 1, position: expect.any(Number) } });
    expect(await ana.get('me')).toMatchObject({ status: 200, body: { username: 'ana', hasPassword: true } });
    expect(await elsewhere.get('me')).toMatchObject({ status: 401 });
    await expect(signIn(admin.url, { username: 'ana', password: PASSWORD })).rejects.toThrow('invalid_credentials');
    await signIn(admin.url, { username: 'ana', password: NEXT });
    expect(await recorded('ana', 'PasswordChanged')).toMatchObject([{ actor: { username: 'ana', via: 'session' } }]);
    expect((await admin.get('audit/events?limit=200')).text).not.toContain(NEXT);
  });

  it.each([
    ['a wrong present password', { current: 'not it at all', next: NEXT }, 'wrong_password'],
    ['no present password where there is one', { next: NEXT }, 'wrong_password'],
    ['the very same password', { current: PASSWORD, next: PASSWORD }, 'weak_password'],
    ['a worn-out password', { current: PASSWORD, next: 'Password1!' }, 'weak_password'],
    ['a short password', { current: PASSWORD, next: 'short' }, 'validation_failed'],
    ['more than is asked for', { current: PASSWORD, next: NEXT, operator: 'admin' }, 'validation_failed'],
  ])('%s is refused and changes nothing', async (what, body, code) => {
    const name = `ben-${what.replaceAll(' ', '-')}`;
    const ben = await signedIn(admin, name, ['viewer']);
    expect(await ben.post('me/password', body)).toMatchObject({ status: 422, body: { code } });
    await signIn(admin.url, { username: name, password: PASSWORD });
  });

  it('a wrong present password is recorded, and soon has to wait', async () => {
    const cleo = await signedIn(admin, 'cleo', ['viewer']);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++)
      statuses.push((await cleo.post('me/password', { current: 'guess', next: NEXT })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
    const waiting = await cleo.post('me/password', { current: PASSWORD, next: NEXT });
    expect(waiting).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await recorded('cleo', 'CommandRefused'))[0]).toMatchObject({
      data: { command: 'changePassword', code: 'wrong_password' },
    });
  });

  it('who came in by a link sets a first password without one before', async () => {
    const { signInToken } = (await admin.post('operators', { username: 'dora', roles: ['viewer'] })).body;
    const dora = await signIn(admin.url, { signInToken });
    expect((await dora.get('me')).body.hasPassword).toBe(false);
    expect(await dora.post('me/password', { next: NEXT })).toMatchObject({ status: 200, body: { ended: 0 } });
    await signIn(admin.url, { username: 'dora', password: NEXT });
  });

  it('sessions are listed with where they are from, and one can be ended', async () => {
    const eva = new CheckedClient(admin.url, await cookieOf('eva'));
    const other = await signIn(admin.url, { username: 'eva', password: PASSWORD });
    const { items } = (await eva.get('me/sessions')).body;
    expect(items).toHaveLength(2);
    expect(items.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true]);
    expect(items[0]).toMatchObject({ address: expect.stringMatching(/127\.0\.0\.1|::1/), userAgent: 'node' });
    const { id } = items.find(({ current }: { current: boolean }) => !current);
    expect(await eva.delete(`me/sessions/${id}`)).toMatchObject({ status: 200, body: { ended: 1 } });
    expect(await other.get('me')).toMatchObject({ status: 401 });
    expect(await eva.delete(`me/sessions/${id}`)).toMatchObject({ status: 404, body: { code: 'session_not_found' } });
    expect(await eva.delete('me/sessions/nonsense')).toMatchObject({ status: 404, body: { code: 'session_not_found' } });
  });

  const cookieOf = async (username: string): Promise<{ cookie: string }> => {
    await admin.post('operators', { username, roles: ['viewer'], password: PASSWORD });
    const answer = await new Client(admin.url, {}).post('auth/session', { username, password: PASSWORD });
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };

  it('nobody ends a session of somebody else', async () => {
    const fay = await signedIn(admin, 'fay', ['admin']);
    const gil = await signedIn(admin, 'gil', ['viewer']);
    const { id } = (await gil.get('me/sessions')).body.items[0];
    expect(await fay.delete(`me/sessions/${id}`)).toMatchObject({ status: 404, body: { code: 'session_not_found' } });
    expect((await gil.get('me')).status).toBe(200);
  });

  it('own keys are seen and revoked without being an admin, others not', async () => {
    const hal = new CheckedClient(admin.url, await cookieOf('hal'));
    const { id, key } = await keyOf('hal');
    const other = await signedIn(admin, 'ida', ['viewer']);
    expect((await hal.get('me/keys')).body.items).toMatchObject([{ id, name: 'ci', revokedAt: null }]);
    expect(await other.delete(`me/keys/${id}`)).toMatchObject({ status: 404, body: { code: 'key_not_found' } });
    expect(await hal.delete(`me/keys/${id}`)).toMatchObject({ status: 200 });
    expect(await new Client(admin.url, { key }).get('me')).toMatchObject({ status: 401 });
    expect((await hal.get('me/keys')).body.items).toMatchObject([{ id, revokedAt: expect.any(String) }]);
  });

  it('an API key changes nothing about how its owner gets in', async () => {
    await cookieOf('jo');
    const { id, key } = await keyOf('jo');
    const program = new Client(admin.url, { key });
    expect((await program.get('me/sessions')).status).toBe(200);
    for (const answer of [
      await program.post('me/password', { current: PASSWORD, next: NEXT }),
      await program.delete(`me/sessions/${'0'.repeat(32)}`),
      await program.delete(`me/keys/${id}`),
    ])
      expect(answer).toMatchObject({ status: 403, body: { code: 'session_required' } });
  });
});

describe('looking an id up', () => {
  let world: World;
  let admin: CheckedClient;

  beforeAll(async () => {
    world = await World.open();
    admin = new CheckedClient((await world.start()).url);
  });
  afterAll(() => world.close());

  it('finds runs, steps, workflows, views, people and events, as far as the caller may see them', async () => {
    const sample = await until(
      () => admin.get('workflows'),
      ({ body }) => body.items.length > 0,
    );
    const { id: workflow } = sample.body.items[0];
    const { runId } = (await admin.post(`workflows/${workflow}/runs`, { inputs: { topic: 'tea' } })).body;
    const { id: view } = (await admin.post('views', { screen: 'audit', name: 'Mine', query: { q: 'x' } })).body;
    const events = await until(
      () => admin.get(`audit/events?runId=${runId}&type=RunStarted`),
      ({ body }) => body.items.length === 1,
    );
    const { id: event } = events.body.items[0];
    const me = (await admin.get('me')).body.id;
    const kinds = async (id: string, client: Client = admin) =>
      (await client.get(`lookup?id=${id}`)).body.items.map(({ kind }: { kind: string }) => kind);
    for (const [id, kind] of [
      [runId, 'run'],
      [`${runId}/research`, 'step'],
      [`${runId}/research/1`, 'step'],
      [workflow, 'workflow'],
      [view, 'view'],
      [me, 'operator'],
      [event, 'event'],
    ])
      expect([id, await kinds(id)]).toEqual([id, [kind]]);
    const viewer = await signedIn(admin, 'vic', ['viewer']);
    for (const id of [event, me, view]) expect(await kinds(id, viewer)).toEqual([]);
    expect(await kinds(runId, viewer)).toEqual(['run']);
  });

  it.each(['no-id', "'; DROP TABLE runs", '01980000-0000-7000-8000-00000000dead'])('finds nothing for %s', async (id) => {
    expect(await admin.get(`lookup?id=${encodeURIComponent(id)}`)).toMatchObject({ status: 200, body: { items: [] } });
  });

  it('asks for an id', async () => {
    expect(await admin.get('lookup')).toMatchObject({ status: 400, body: { code: 'invalid_parameter' } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, PASSWORD, signedIn, signIn, World } from './world';

describe('signing in', () => {
  let world: World;
  let admin: Client;
  let nobody: Client;

  beforeAll(async () => {
    world = await World.open();
    const { url } = await world.start();
    admin = new Client(url);
    nobody = new Client(url, {});
  });
  afterAll(() => world.close());

  const add = async (username: string, more: object = {}) =>
    (await admin.post('operators', { username, roles: ['operator'], ...more })).body;

  it('by password gives a cookie that scripts and other sites cannot use', async () => {
    await add('ana', { password: PASSWORD });
    const answer = await nobody.post('auth/session', { username: 'ANA', password: PASSWORD });
    expect(answer).toMatchObject({ status: 201, body: { username: 'ana', via: 'session', roles: ['operator'] } });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^mc_session=[\w-]{43}; /);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
    expect(cookie).not.toContain('Secure');
    const me = await new Client(admin.url, { cookie: cookie.split(';')[0] as string }).get('me');
    expect(me).toMatchObject({ status: 200, body: { username: 'ana' } });
  });

  it('over https the cookie stays there', async () => {
    await add('tess', { password: PASSWORD });
    const headers = { 'x-forwarded-proto': 'https' };
    const answer = await nobody.post('auth/session', { username: 'tess', password: PASSWORD }, { headers });
    expect(answer.headers.get('set-cookie')).toContain('Secure');
  });

  it('says the same of a wrong password and of a name that nobody has', async () => {
    await add('bob', { password: PASSWORD });
    const wrong = await nobody.post('auth/session', { username: 'bob', password: 'wrong' });
    const unknown = await nobody.post('auth/session', { username: 'nobody-at-all', password: 'wrong' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    expect(unknown.body).toEqual({ ...wrong.body, requestId: unknown.body.requestId });
  });

  it('ends with signing out', async () => {
    const session = await signedIn(admin, 'cleo', ['viewer']);
    const out = await session.delete('auth/session');
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(await session.get('me')).toMatchObject({ status: 401, body: { code: 'session_expired' } });
  });

  it('gives a new session each time, and ends the one that the browser had', async () => {
    const first = await signedIn(admin, 'dora', ['viewer']);
    const answer = await first.post('auth/session', { username: 'dora', password: PASSWORD });
    expect(answer.status).toBe(201);
    expect(await first.get('me')).toMatchObject({ status: 401 });
  });

  it('by link works once', async () => {
    const { signInToken } = await add('eva');
    const session = await signIn(admin.url, { signInToken });
    expect(await session.get('me')).toMatchObject({ body: { username: 'eva' } });
    expect(await nobody.post('auth/session', { signInToken })).toMatchObject({
      status: 401,
      body: { code: 'invalid_credentials' },
    });
  });

  it('ten at once by one link lets one in', async () => {
    const { signInToken } = await add('finn');
    const answers = await Promise.all(Array.from({ length: 10 }, () => nobody.post('auth/session', { signInToken })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('is refused to whoever is disabled, at once and for open sessions', async () => {
    const { id } = await add('gil', { password: PASSWORD });
    const session = await signIn(admin.url, { username: 'gil', password: PASSWORD });
    await admin.put(`operators/${id}`, { disabled: true });
    expect((await session.get('me')).status).toBeGreaterThanOrEqual(401);
    const again = await nobody.post('auth/session', { username: 'gil', password: PASSWORD });
    expect(again.status).toBeGreaterThanOrEqual(401);
  });

  it('a key ends when it is revoked, and never shows itself again', async () => {
    const { id } = await add('hugo');
    const { body } = await admin.post(`operators/${id}/keys`, { name: 'ci' });
    expect(body.key).toMatch(/^mc_live_[0-9a-f]{32}_[0-9A-Za-z]{32}_[0-9a-f]{8}$/);
    const program = new Client(admin.url, { key: body.key });
    expect(await program.get('me')).toMatchObject({ status: 200, body: { username: 'hugo', via: 'key' } });
    expect((await admin.get(`operators/${id}/keys`)).text).not.toContain(body.key);
    await admin.delete(`operators/${id}/keys/${body.id}`);
    expect(await program.get('me')).toMatchObject({ status: 401 });
  });

  it('is slowed down after a few wrong passwords', async () => {
    await add('ines', { password: PASSWORD });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      statuses.push((await nobody.post('auth/session', { username: 'ines', password: 'wrong' })).status);
    }
    expect(statuses.slice(-1)).toEqual([429]);
    const waiting = await nobody.post('auth/session', { username: 'ines', password: PASSWORD });
    expect(waiting).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a first start', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('prints a link that works once, and a new one at each start until somebody has signed in', async () => {
    const environment = { MC_BOOTSTRAP_ADMIN_KEY: '', MC_SAMPLE: 'off', MC_SINGLE_OPERATOR: 'on' };
    const linkSaid = () => world.said.findLast((line) => line.includes('#token='));
    const first = await world.start(environment);
    const unused = linkSaid();
    await world.stop(first);
    const second = await world.start(environment);
    const link = linkSaid();
    expect(link).not.toBe(unused);
    const signInToken = link?.split('#token=')[1];
    const session = await signIn(second.url, { signInToken });
    expect(await session.get('me')).toMatchObject({ body: { username: 'admin', singleOperator: true } });
    await world.stop(second);
    world.said.length = 0;
    await world.start(environment);
    expect(world.said.join('\n')).toContain('ready http');
    expect(linkSaid()).toBeUndefined();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/app';
import { PASSWORD, signedIn, signIn, World } from '../api/world';
import { CheckedClient } from './checked-client';

const person = (username: string, more: object = {}) => ({
  username,
  email: `${username}@example.com`,
  roles: ['operator'],
  ...more,
});

describe('operators and their keys over HTTP', () => {
  let world: World;
  let app: App;
  let admin: CheckedClient;

  beforeAll(async () => {
    world = await World.open();
    app = await world.start();
    admin = new CheckedClient(app.url);
  });
  afterAll(() => world.close());

  it('adds somebody with a password, who can then sign in', async () => {
    const added = await admin.post('operators', person('ana', { password: PASSWORD }));
    expect(added).toMatchObject({
      status: 201,
      body: { username: 'ana', roles: ['operator'], hasPassword: true, disabled: false, signInToken: null, lastSignInAt: null },
    });
    const ana = await signIn(app.url, { username: 'ANA', password: PASSWORD });
    expect((await ana.get('me')).body).toMatchObject({ username: 'ana', email: 'ana@example.com', via: 'session' });
    // A sign-in is a fact of its own, which the tables show a moment later.
    const position = await app.installation.store.head();
    const seen = await admin.get(`operators/${added.body.id}`, { headers: { 'x-min-position': String(position) } });
    expect(seen.body.lastSignInAt).not.toBeNull();
  });

  it('adds somebody without a password by a link that works once, and is shown once', async () => {
    const headers = { 'idempotency-key': 'add-ben' };
    const added = await admin.post('operators', person('ben'), { headers });
    const { id, signInToken } = added.body;
    expect(signInToken).toMatch(/^[\w-]{40,}$/);
    const again = await admin.post('operators', person('ben'), { headers });
    expect(again).toMatchObject({ status: 201, body: { id, signInToken: null } });
    const ben = await signIn(app.url, { signInToken });
    expect((await ben.get('me')).body.username).toBe('ben');
    await expect(signIn(app.url, { signInToken })).rejects.toThrow('invalid_credentials');
    const link = await admin.post(`operators/${id}/sign-in-link`);
    expect(link.body.path).toBe(`/sign-in#token=${link.body.signInToken}`);
    await signIn(app.url, { signInToken: link.body.signInToken });
    const { rows } = await app.installation.pool.query(
      'SELECT data FROM workflow_events UNION ALL SELECT response FROM idempotency_keys',
    );
    const stored = rows.map(({ data }) => data).join('\n');
    expect(stored).not.toContain(signInToken);
    expect(stored).not.toContain(link.body.signInToken);
  });

  it.each([
    ['a name that is taken, in other letters', person('Ana'), 409, 'operator_exists'],
    ['a password of one character', person('cy', { password: 'aaaaaaaaaaaa' }), 422, 'weak_password'],
    ['a worn-out password', person('cy', { password: 'Password1!' }), 422, 'weak_password'],
    ['the username as password', person('cyril-and-co', { password: 'cyril-and-co1' }), 422, 'weak_password'],
    ['a short password', person('cy', { password: 'short' }), 422, 'validation_failed'],
    ['a role that does not exist', person('cy', { roles: ['king'] }), 422, 'validation_failed'],
    ['an address that is none', person('cy', { email: 'nowhere' }), 422, 'validation_failed'],
  ])('refuses %s', async (_what, body, status, code) => {
    expect(await admin.post('operators', body)).toMatchObject({ status, body: { code } });
  });

  it('lets one name through once, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => admin.post('operators', person('dora'))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
  });

  it('ends sessions when roles or the password change, and when somebody is disabled', async () => {
    const eve = await signedIn(admin, 'eve', ['operator']);
    const { id } = (await eve.get('me')).body;
    const tag = (await admin.get(`operators/${id}`)).headers.get('etag') ?? '';
    const changed = await admin.put(`operators/${id}`, { roles: ['viewer'] }, { headers: { 'if-match': tag } });
    expect(changed).toMatchObject({ status: 200, body: { roles: ['viewer'] } });
    expect(await eve.get('me')).toMatchObject({ status: 401 });
    expect(await admin.put(`operators/${id}`, {}, { headers: { 'if-match': tag } })).toMatchObject({ status: 412 });

    const back = await signIn(app.url, { username: 'eve', password: PASSWORD });
    await admin.put(`operators/${id}`, { password: 'a quite new sentence' });
    expect(await back.get('me')).toMatchObject({ status: 401 });
    await expect(signIn(app.url, { username: 'eve', password: PASSWORD })).rejects.toThrow('invalid_credentials');

    const third = await signIn(app.url, { username: 'eve', password: 'a quite new sentence' });
    expect((await admin.put(`operators/${id}`, { disabled: true })).body.disabled).toBe(true);
    expect((await third.get('me')).status).toBe(401);
    expect((await admin.post(`operators/${id}/keys`, { name: 'x' })).body.code).toBe('operator_disabled');
    expect((await admin.put(`operators/${id}`, { disabled: false, email: null })).body).toMatchObject({
      disabled: false,
      email: null,
    });
  });

  it('keeps the last admin, and stores nothing of a request that would remove it', async () => {
    const { id } = (await admin.get('me')).body;
    const refused = await admin.put(`operators/${id}`, { email: 'gone@example.com', roles: ['viewer'] });
    expect(refused).toMatchObject({ status: 409, body: { code: 'last_admin' } });
    expect((await admin.get(`operators/${id}`)).body).toMatchObject({ email: null });
    expect(await admin.put(`operators/${id}`, { disabled: true })).toMatchObject({ status: 409, body: { code: 'last_admin' } });
  });

  it('issues a key with fewer roles, shows it once, and revokes it at once', async () => {
    const [ana] = (await admin.get('operators?q=ana')).body.items;
    const created = await admin.post(`operators/${ana.id}/keys`, { name: 'ci', roles: ['operator'] });
    expect(created).toMatchObject({ status: 201, body: { name: 'ci', roles: ['operator'], revokedAt: null } });
    const { key, id: keyId, prefix } = created.body;
    expect(key.startsWith(prefix)).toBe(true);
    const robot = new CheckedClient(app.url, { key });
    expect((await robot.get('me')).body).toMatchObject({ username: 'ana', via: 'key' });
    expect(await robot.get('operators')).toMatchObject({ status: 403, body: { code: 'forbidden' } });

    const listed = await admin.get(`operators/${ana.id}/keys`);
    expect(listed.body.items).toMatchObject([{ id: keyId, prefix }]);
    expect(listed.text).not.toContain(key);
    expect((await admin.get(`operators/${ana.id}`)).body.keyCount).toBe(1);

    expect((await admin.delete(`operators/${ana.id}/keys/${keyId}`)).status).toBe(200);
    expect(await robot.get('me')).toMatchObject({ status: 401 });
    expect((await admin.get(`operators/${ana.id}`)).body.keyCount).toBe(0);
    const missing = await admin.delete(`operators/${ana.id}/keys/01900000-0000-7000-8000-00000000dead`);
    expect(missing).toMatchObject({ status: 404, body: { code: 'key_not_found' } });
  });

  it('refuses a key with roles that its operator does not have, and one that is over', async () => {
    const [ana] = (await admin.get('operators?q=ana')).body.items;
    const more = await admin.post(`operators/${ana.id}/keys`, { name: 'x', roles: ['admin'] });
    expect(more).toMatchObject({ status: 403, body: { code: 'key_roles_exceed_operator' } });
    expect((await admin.post(`operators/${ana.id}/keys`, { name: 'x', expiresAt: '2020-01-01' })).status).toBe(422);
  });

  it('lets nobody but an admin near', async () => {
    const joe = await signedIn(admin, 'joe', ['operator', 'approver']);
    expect(await joe.get('operators')).toMatchObject({ status: 403 });
    expect(await joe.post('operators', person('mine'))).toMatchObject({ status: 403, body: { permission: 'operators:write' } });
    const position = await app.installation.store.head();
    const events = await admin.get('audit/events?actor=joe&type=CommandRefused', {
      headers: { 'x-min-position': String(position) },
    });
    expect(events.body.items).toMatchObject([{ data: { command: 'createOperator', code: 'forbidden' } }]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENDPOINT_LIST, type EndpointSpec, isCommand, permissionsOf, ROLES, type Role } from '@mc/contracts';
import { Client, signedIn, until, World } from './world';

const FILLERS: Readonly<Record<string, string>> = {
  name: 'nobody',
  key: 'nobody',
  model: 'no-model',
  version: '1',
  sha256: '0'.repeat(64),
};
const NO_ID = '01900000-0000-7000-8000-00000000dead';

/** Names what does not exist, so that whoever is let in changes nothing. */
const pathOf = ({ path }: EndpointSpec): string => path.replaceAll(/\{(\w+)\}/g, (_, name) => FILLERS[name] ?? NO_ID);

/** Signing in and out changes who asks, and a callback is let in by its signature alone; they have tests of their own. */
const ENDPOINTS = ENDPOINT_LIST.filter(({ id }) => !['signIn', 'signOut', 'takeCallback'].includes(id));

const isAllowed = ({ permission, enforcedBy }: EndpointSpec, role: Role, via: 'session' | 'key'): boolean => {
  if (permission === 'public' || permission === 'authenticated' || enforcedBy === 'domain') return true;
  if (via === 'key' && permission === 'approvals:decide') return false;
  return permissionsOf([role]).has(permission);
};

const ask = (client: Client, spec: EndpointSpec) =>
  client.send(spec.method, pathOf(spec), isCommand(spec) && spec.method !== 'DELETE' ? { body: {} } : {});

describe('who may do what', () => {
  let world: World;
  let admin: Client;

  beforeAll(async () => {
    world = await World.open();
    admin = new Client((await world.start()).url);
  });
  afterAll(() => world.close());

  const matrix = async (client: Client, role: Role, via: 'session' | 'key') => {
    const wrong: string[] = [];
    for (const spec of ENDPOINTS) {
      const { status, body } = await ask(client, spec);
      const isShut = status === 403 && body?.code === 'forbidden';
      if (status === 401 || status >= 500 || isShut === isAllowed(spec, role, via))
        wrong.push(`${spec.id}: ${status} ${body?.code}`);
    }
    return wrong;
  };

  it.each(ROLES)('%s, signed in', async (role) => {
    expect(await matrix(await signedIn(admin, `${role}-person`, [role]), role, 'session')).toEqual([]);
  });

  it.each(ROLES)('%s, by API key', async (role) => {
    const { body } = await admin.post('operators', { username: `${role}-program`, roles: [role], password: 'long enough 1' });
    const { body: key } = await admin.post(`operators/${body.id}/keys`, { name: 'ci' });
    expect(await matrix(new Client(admin.url, { key: key.key }), role, 'key')).toEqual([]);
  });

  it('nobody', async () => {
    const nobody = new Client(admin.url, {});
    for (const spec of ENDPOINTS) {
      const { status } = await ask(nobody, spec);
      expect([spec.id, status]).toEqual([spec.id, spec.permission === 'public' ? 200 : 401]);
    }
  });

  it('records a command that was refused, and no read', async () => {
    const viewer = await signedIn(admin, 'vera', ['viewer']);
    await viewer.get('operators');
    await viewer.post('freeze', { scope: 'all', reason: 'because' });
    const events = await until(
      () => admin.get('audit/events?actor=vera&type=CommandRefused'),
      ({ body }) => body.items.length > 0,
    );
    expect(events.body.items).toMatchObject([{ type: 'CommandRefused', data: { command: 'freeze', code: 'forbidden' } }]);
  });
});

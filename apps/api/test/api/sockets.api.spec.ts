import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LiveEvent } from '@mc/contracts';
import { io, type Socket } from 'socket.io-client';
import type { App } from '../../src/app';
import { ADMIN_KEY, Client, hurry, signedIn, until, World } from './world';

type Options = Parameters<typeof io>[1];

describe('sockets', () => {
  let world: World;
  let app: App;
  let admin: Client;
  let workflowId: string;
  const open: Socket[] = [];

  beforeAll(async () => {
    world = await World.open();
    app = await world.start();
    admin = new Client(app.url);
    await hurry(admin);
    workflowId = (await admin.get('workflows')).body.items[0].id;
  });
  afterAll(async () => {
    for (const socket of open) socket.disconnect();
    await world.close();
  });

  const connect = (options: Options = { auth: { token: ADMIN_KEY } }): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = io(`${app.url}/live`, { transports: ['websocket'], reconnection: false, forceNew: true, ...options });
      open.push(socket);
      socket.once('connect', () => resolve(socket));
      socket.once('connect_error', reject);
    });
  const subscribe = (socket: Socket, topics: string[], after?: number) =>
    socket.emitWithAck('subscribe', after === undefined ? { topics } : { topics, after });
  const collect = (socket: Socket): LiveEvent[] => {
    const events: LiveEvent[] = [];
    socket.on('event', (event: LiveEvent) => events.push(event));
    return events;
  };
  const facts = (client: Client, path: string, body: unknown = {}) => client.post(path, body);
  const startRun = async (): Promise<string> =>
    (await facts(admin, `workflows/${workflowId}/runs`, { inputs: { topic: 'bees' } })).body.runId;
  const atGate = (runId: string) =>
    until(
      () => admin.get(`runs/${runId}`),
      ({ body }) => body.hold === 'approval',
    );
  const revisions = async (runId: string): Promise<number[]> =>
    (await admin.get(`runs/${runId}/events?limit=1000`)).body.items.map(({ position }: { position: number }) => position);
  const come = async (events: LiveEvent[], position: number) =>
    until(
      async () => ({ status: 200, headers: new Headers(), text: JSON.stringify(events.at(-1)), body: events }),
      () => events.some((event) => event.position >= position),
    );

  it('refuse a page of another site, by WebSocket and by polling', async () => {
    const evil = { extraHeaders: { origin: 'http://evil.example' }, auth: { token: ADMIN_KEY } };
    await expect(connect(evil)).rejects.toThrow();
    await expect(connect({ ...evil, transports: ['polling'] })).rejects.toThrow();
    const own = { extraHeaders: { origin: app.url }, auth: { token: ADMIN_KEY } };
    expect((await connect(own)).connected).toBe(true);
  });

  it('refuse whoever is nobody', async () => {
    await expect(connect({})).rejects.toThrow('unauthenticated');
    await expect(connect({ auth: { token: 'mc_live_guess' } })).rejects.toThrow('unauthenticated');
    await expect(connect({ extraHeaders: { cookie: 'mc_session=guess' } })).rejects.toThrow('session_expired');
  });

  it('refuse topics that do not exist, and what is no subscription at all', async () => {
    const socket = await connect();
    for (const input of [
      { topics: ['secrets'] },
      { topics: [] },
      { topics: ['run:1'] },
      { topics: ['runs'], room: 'x' },
      'runs',
      null,
    ]) {
      expect(await socket.emitWithAck('subscribe', input)).toMatchObject({ error: { code: 'validation_failed' } });
    }
    socket.emit('subscribe', { topics: ['runs'] }, 'no function');
    socket.emit('subscribe');
    expect(await subscribe(socket, ['runs'])).toMatchObject({ position: expect.any(Number) });
  });

  it('refuse topics to whom they do not belong', async () => {
    const { body: operator } = await admin.post('operators', { username: 'ivo', roles: ['viewer'], password: 'long enough 1' });
    const { body: key } = await admin.post(`operators/${operator.id}/keys`, { name: 'ci', roles: ['viewer'] });
    // The key keeps a role that its operator has lost, and so has none.
    await admin.put(`operators/${operator.id}`, { roles: ['approver'] });
    const socket = await connect({ auth: { token: key.key } });
    expect(await subscribe(socket, ['runs', 'approvals'])).toMatchObject({
      error: { code: 'topic_forbidden', topics: ['runs', 'approvals'] },
    });
  });

  it('send every fact of a run in order, once the read model shows it', async () => {
    const socket = await connect();
    const events = collect(socket);
    const { position } = await subscribe(socket, ['runs', 'approvals']);
    const runId = await startRun();
    await atGate(runId);
    const expected = await revisions(runId);
    await come(events, expected.at(-1) ?? 0);
    const own = events.filter((event) => event.runId === runId && event.topic === 'runs');
    expect(own.map((event) => event.position)).toEqual(expected);
    expect(own.every((event) => event.position > position)).toBe(true);
    expect(events.find(({ topic }) => topic === 'approvals')).toMatchObject({
      type: 'approval.requested',
      runId,
      stepKey: 'publish',
    });
  });

  it('go on without a gap or a repeat after a cut, wherever it was', async () => {
    const runId = await startRun();
    await atGate(runId);
    const expected = await revisions(runId);
    for (const cut of [0, 1, 3, expected.length - 1]) {
      const socket = await connect();
      const events = collect(socket);
      const after = (expected[cut] ?? 1) - 1;
      await subscribe(socket, [`run:${runId}`], after);
      await come(events, expected.at(-1) ?? 0);
      expect(events.map((event) => event.position)).toEqual(expected.slice(cut));
      socket.disconnect();
    }
  });

  it('go on without a gap while facts are still coming', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, startRun));
    const socket = await connect();
    const events = collect(socket);
    await subscribe(socket, ['runs'], 0);
    await Promise.all(runs.map(atGate));
    const all = (await Promise.all(runs.map(revisions))).flat();
    await come(events, Math.max(...all));
    const seen = events.map((event) => event.position);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(all.filter((position) => !seen.includes(position))).toEqual([]);
  });

  it('stream what an agent writes', async () => {
    const socket = await connect();
    await admin.put('gateways/simulated', { kind: 'simulated', options: { defaults: 'delay=1s' } });
    const pieces: { runId: string; seq: number; text: string }[] = [];
    socket.on('output', (piece) => pieces.push(piece));
    const runId = await startRun();
    await subscribe(socket, [`run:${runId}`]);
    await atGate(runId);
    expect(pieces.length).toBeGreaterThan(0);
    expect(pieces.every((piece) => piece.runId === runId)).toBe(true);
  });

  it('end with the session', async () => {
    const person = await signedIn(admin, 'kim', ['viewer']);
    const { cookie } = (person as unknown as { who: { cookie: string } }).who;
    const socket = await connect({ extraHeaders: { cookie } });
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await person.delete('auth/session');
    expect(await gone).toBe('io server disconnect');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  answerKey,
  type ConsoleDatabase,
  claimKey,
  eventsOfKey,
  forgetKeys,
  openConsoleDatabase,
  Projector,
  releaseKey,
} from '../src';
import { ANA, type House, openHouse } from './house';

let house: House;
let database: ConsoleDatabase;

beforeAll(async () => {
  house = await openHouse();
  database = openConsoleDatabase(house.appUrl, 10);
});
afterAll(async () => {
  await database?.destroy();
  await house?.close();
});

const claim = (key: string, change: Partial<Parameters<typeof claimKey>[1]> = {}) =>
  claimKey(database, { actorId: 'ana', key, bodyHash: 'h1', owner: 'p1', leaseMs: 60_000, ...change });
const ANSWER = { status: 201, headers: { etag: '"1"' }, response: '{"nul":"\\u0000"}', stream: 'run-1', position: 7 };

describe('an idempotency key', () => {
  it('is claimed by one of many at the same time', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, (_, index) => claim('race', { owner: `p${index}` })));
    expect(claims.filter(({ kind }) => kind === 'mine')).toHaveLength(1);
    expect(claims.filter(({ kind }) => kind === 'working')).toHaveLength(19);
  });

  it('gives the first answer again, and tells of another body', async () => {
    expect(await claim('answer')).toEqual({ kind: 'mine' });
    expect(await answerKey(database, { actorId: 'ana', key: 'answer', owner: 'p1' }, ANSWER)).toBe(true);
    expect(await claim('answer', { owner: 'p2', bodyHash: 'h2' })).toEqual({ kind: 'answered', bodyHash: 'h1', answer: ANSWER });
  });

  it('belongs to one actor', async () => {
    await claim('same');
    expect(await claim('same', { actorId: 'ben' })).toEqual({ kind: 'mine' });
  });

  it('is taken over from a process that is gone, and the old one cannot answer any more', async () => {
    await claim('gone', { owner: 'dead' });
    expect(await claim('gone', { owner: 'p2' })).toMatchObject({ kind: 'working' });
    expect(await claim('gone', { owner: 'p2', gone: ['dead'], bodyHash: 'h2' })).toEqual({ kind: 'working', bodyHash: 'h1' });
    expect(await claim('gone', { owner: 'p2', gone: ['dead'] })).toEqual({ kind: 'mine' });
    expect(await answerKey(database, { actorId: 'ana', key: 'gone', owner: 'dead' }, ANSWER)).toBe(false);
    await claim('lapsed', { owner: 'dead', leaseMs: -1 });
    expect(await claim('lapsed', { owner: 'p2' })).toEqual({ kind: 'mine' });
  });

  it('can be given back, and is forgotten after its time', async () => {
    await claim('back');
    await releaseKey(database, { actorId: 'ana', key: 'back', owner: 'p1' });
    expect(await claim('back', { bodyHash: 'h2' })).toEqual({ kind: 'mine' });
    expect(await forgetKeys(database, '2000-01-01T00:00:00.000Z')).toBe(0);
    expect(await forgetKeys(database, '2099-01-01T00:00:00.000Z')).toBeGreaterThan(0);
  });

  it('finds in the audit log what it made', async () => {
    const commandId = randomUUID();
    const event = {
      type: 'SignedOut',
      version: 1,
      data: {},
      actor: ANA,
      at: '2026-11-01T00:00:00.000Z',
      correlationId: commandId,
      causationId: null,
      commandId,
      idempotency: { key: 'k', bodyHash: 'h' },
    };
    const head = await house.store.streamHead('access-ana');
    await house.store.append('access-ana', head, [
      { ...event, id: randomUUID() },
      { ...event, id: randomUUID() },
    ]);
    const projector = new Projector({
      reader: house.store,
      databaseUrl: house.appUrl,
      owner: 'test',
      alone: true,
      onCommitted: () => undefined,
    });
    await projector.start();
    expect(await projector.waitFor(2, 10_000)).toBe(true);
    expect(await eventsOfKey(database, 'ana', 'k')).toEqual({
      bodyHash: 'h',
      stream: 'access-ana',
      revision: 1,
      position: 2,
      types: ['SignedOut', 'SignedOut'],
    });
    expect(await eventsOfKey(database, 'ben', 'k')).toBeNull();
    await projector.stop();
  });
});

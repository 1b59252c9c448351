import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLogDiffers, Projector, rebuildProjections } from '../src';
import { randomHistory } from './history';
import { type House, openHouse } from './house';
import { shapes } from './shape';
import { allRows } from './tables';

let house: House;
let projector: Projector;
const seen: number[] = [];

beforeAll(async () => {
  house = await openHouse();
  projector = new Projector({
    reader: house.store,
    databaseUrl: house.appUrl,
    owner: 'live',
    alone: true,
    onCommitted: (events) => seen.push(...events.map(({ position }) => position)),
  });
  await projector.start();
  await directoryEvents();
});
afterAll(async () => {
  await projector?.stop();
  await house?.close();
});
afterEach(() => expect(projector.status().fatal).toBeNull());

const directoryEvents = async (): Promise<void> => {
  const agent = {
    name: 'worker',
    gateway: 'sim',
    engineAgent: null,
    model: 'm1',
    description: null,
    instructions: null,
    maxOutputTokens: 10,
  };
  await house.append('agent-worker', [{ type: 'AgentRegistered', data: agent }]);
  await house.append('agent-worker', [{ type: 'AgentChanged', data: { ...agent, model: 'm2' } }]);
  await house.append('operator-ana', [
    { type: 'OperatorAdded', data: { operatorId: 'ana', username: 'ana', email: 'ana@example.com', roles: ['admin'] } },
  ]);
  await house.append('operator-ana', [{ type: 'OperatorRolesChanged', data: { roles: ['viewer'] } }]);
  await house.append('access-ana', [
    {
      type: 'CommandRefused',
      data: {
        command: 'AbortRun',
        code: 'forbidden',
        message: 'no',
        runId: 'r1',
        stepKey: null,
        approvalId: null,
        workflowId: null,
        limitId: null,
      },
    },
  ]);
};

const shown = async (): Promise<void> => {
  expect(await projector.waitFor(await house.store.head(), 20_000)).toBe(true);
};

describe('a rebuild', () => {
  it('gives the same tables, row for row, in tables of the same shape', async () => {
    await randomHistory(house, 11, 12, 300);
    await directoryEvents().catch(() => undefined);
    await shown();
    const before = { rows: await allRows(house.owner), shape: await shapes(house.owner) };
    const { events, differences, keptIn } = await rebuildProjections({ reader: house.store, ownerUrl: house.ownerUrl });
    expect([events, differences, keptIn]).toEqual([await house.store.head(), 0, null]);
    expect(await allRows(house.owner)).toEqual(before.rows);
    expect(await shapes(house.owner)).toEqual(before.shape);
  }, 60_000);

  it('may happen while events arrive and are projected', async () => {
    let building = true;
    const writing = (async () => {
      for (let seed = 100; building && seed < 140; seed++) await randomHistory(house, seed, 2, 40, `during${seed}-`);
    })();
    try {
      await rebuildProjections({ reader: house.store, ownerUrl: house.ownerUrl });
    } finally {
      building = false;
      await writing;
    }
    await shown();
    const live = await allRows(house.owner);
    await rebuildProjections({ reader: house.store, ownerUrl: house.ownerUrl });
    expect(await allRows(house.owner)).toEqual(live);
    expect(seen).toEqual(Array.from({ length: await house.store.head() }, (_, index) => index + 1));
  }, 60_000);

  it('does not silently replace an audit log that the event log does not tell', async () => {
    await shown();
    await house.owner.query(`ALTER TABLE workflow_events DISABLE TRIGGER ALL`);
    await house.owner.query(`UPDATE workflow_events SET data = '{"forged":true}' WHERE position = 3`);
    await house.owner.query(`ALTER TABLE workflow_events ENABLE ALWAYS TRIGGER workflow_events_stay`);
    await house.owner.query(`ALTER TABLE workflow_events ENABLE ALWAYS TRIGGER workflow_events_stay_rows`);
    const options = { reader: house.store, ownerUrl: house.ownerUrl };
    const refused = await rebuildProjections(options).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AuditLogDiffers);
    expect(refused).toMatchObject({ differences: 1, firstPosition: 3 });
    const rebuilt = await rebuildProjections({ ...options, acceptDifferences: true });
    expect(rebuilt.differences).toBe(1);
    const forged = await house.owner.query(`SELECT data FROM ${rebuilt.keptIn}.workflow_events WHERE position = 3`);
    expect(forged.rows).toEqual([{ data: '{"forged":true}' }]);
    const mended = await house.owner.query('SELECT data FROM workflow_events WHERE position = 3');
    expect(mended.rows).not.toEqual(forged.rows);
  }, 60_000);
});

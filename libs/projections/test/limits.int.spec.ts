import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ConsoleDatabase,
  findLimit,
  listLimitDraws,
  listLimits,
  openConsoleDatabase,
  Projector,
  rebuildProjections,
  unsettledDraws,
} from '../src';
import { Dice } from './history';
import { type House, openHouse } from './house';
import { LimitHistory } from './limit-history';
import { allRows } from './tables';

const DAY = 'installation-day-2026-11-28';
const MONTH = 'workflow-w1-month-2026-11';
const NOON = '2026-11-28T12:00:00.000Z';

let house: House;
let database: ConsoleDatabase;
let projector: Projector;
let history: LimitHistory;

beforeAll(async () => {
  house = await openHouse();
  database = openConsoleDatabase(house.appUrl, 2);
  projector = new Projector({
    reader: house.store,
    databaseUrl: house.appUrl,
    owner: 'limits',
    alone: true,
    onCommitted: () => undefined,
  });
  await projector.start();
  history = new LimitHistory(house, new Dice(1), 'r');
});
afterAll(async () => {
  await projector?.stop();
  await database?.destroy();
  await house?.close();
});

const shown = async (): Promise<void> => {
  expect(await projector.waitFor(await house.store.head(), 20_000)).toBe(true);
};

const wanted = { orphanedBefore: '2026-11-28T11:00:00.000Z', changedSince: '2026-11-01T00:00:00.000Z', limit: 10 };

describe('limits, as the tables show them', () => {
  it('have what was spent, what runs hold, what nobody knows, and what is left of the period', async () => {
    await history.set(null, 'day', { capNanoUsd: 5_000_000, capTokens: null });
    await history.set('w1', 'month', { capNanoUsd: 2_000_000, capTokens: 9_000 });
    expect(await history.start('1', 'w1', 600_000)).toBeNull();
    expect(await history.start('2', 'w2', null)).toBeNull();
    expect(await history.start('3', 'w1', 1_500_000)).toMatchObject({ code: 'limit_exceeded' });
    await history.complete('1', 'a', [10, 20]);
    await history.complete('1', 'b', null);
    await history.settle('1');
    await history.complete('2', 'a', [10, 30]);
    await shown();
    const day = await findLimit(database, 'installation-day', NOON);
    // Of the run that goes on, what its first step has cost is spent, and what is left of its worst case is held.
    expect(day).toMatchObject({
      scope: 'installation',
      workflow: null,
      from: '2026-11-28T00:00:00.000Z',
      to: '2026-11-29T00:00:00.000Z',
      usd: { capCents: 0.5, spentCents: 0.012, unknownCents: 0.0234, reservedCents: 0.0468 - 0.007 },
      tokens: null,
      runsHolding: 1,
    });
    expect(day?.usd?.leftCents).toBeCloseTo(0.5 - 0.012 - 0.0234 - (0.0468 - 0.007), 7);
    expect(await findLimit(database, 'workflow-w1-month', NOON)).toMatchObject({
      tokens: { cap: 9_000, spent: 30 },
      usd: { spentCents: 0.005 },
      runsHolding: 0,
    });
  });

  it('are forecast by the pace since they count, and not before a tenth of the period is over', async () => {
    const forecastAt = async (now: string) => (await findLimit(database, 'installation-day', now))?.usd?.forecastCents;
    // Set at ten; two hours of twenty-four are too few, so the pace is that of a tenth of the day: 0.012 x 12 / 2.4 more.
    expect(await forecastAt(NOON)).toBe(0.072);
    expect(await forecastAt('2026-11-28T17:00:00.000Z')).toBe(0.024);
    expect((await findLimit(database, 'installation-day', '2026-11-29T17:00:00.000Z'))?.usd).toMatchObject({
      spentCents: 0,
      forecastCents: null,
    });
  });

  it('are listed page by page, or as far as they cover a workflow', async () => {
    const first = await listLimits(database, {}, { limit: 1 }, NOON);
    expect([first.items.map(({ id }) => id), first.total]).toEqual([['installation-day'], { value: 2, exact: true }]);
    const second = await listLimits(database, {}, { limit: 1, cursor: first.nextCursor ?? '' }, NOON);
    expect([second.items.map(({ id }) => id), second.nextCursor]).toEqual([['workflow-w1-month'], null]);
    const covering = await listLimits(database, { workflowId: 'w2' }, {}, NOON);
    expect(covering.items.map(({ id }) => id)).toEqual(['installation-day']);
  });

  it('show which runs hold what', async () => {
    const all = await listLimitDraws(database, DAY, {}, {});
    expect(all.items).toEqual([
      expect.objectContaining({ runId: 'r2', holding: true, drawnCents: 0.0468, spentCents: 0.007, status: 'running' }),
      expect.objectContaining({
        runId: 'r1',
        holding: false,
        drawnCents: 0.06,
        spentCents: 0.005,
        unknownCents: 0.0234,
        status: 'completed',
      }),
    ]);
    expect((await listLimitDraws(database, DAY, { holding: true }, {})).items.map(({ runId }) => runId)).toEqual(['r2']);
    const first = await listLimitDraws(database, DAY, {}, { limit: 1 });
    const second = await listLimitDraws(database, DAY, {}, { limit: 1, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items]).toEqual(all.items);
  });

  it('say where a look is worth it: reservations of runs that never came to be, of ended runs, and late costs', async () => {
    expect(await unsettledDraws(database, wanted)).toEqual([]);
    // The process dies with the first of two reservations in hand, with all of them, and before it could raise.
    await history.start('4', 'w1', 100_000, 1);
    await history.start('5', 'w2', 100_000, 1);
    await history.raise('2', 900_000, 2);
    await history.complete('2', 'b', [10, 10]);
    await history.late('1', 'a', [1, 1]);
    await shown();
    const found = await unsettledDraws(database, wanted);
    expect(found.map(({ ledger, draw }) => `${ledger} ${draw}`).sort()).toEqual(
      [`${DAY} r1/1`, `${DAY} r2/1`, `${DAY} r2/2`, `${DAY} r4/1`, `${DAY} r5/1`, `${MONTH} r1/1`].sort(),
    );
    expect(await unsettledDraws(database, { ...wanted, orphanedBefore: '2026-11-28T09:00:00.000Z' })).toHaveLength(3);
    for (const { runId, ledger, draw } of found) await history.mend(runId.slice(1), ledger, draw);
    await shown();
    expect(await unsettledDraws(database, wanted)).toEqual([]);
    expect(await findLimit(database, 'installation-day', NOON)).toMatchObject({
      usd: { spentCents: 0.0153, reservedCents: 0 },
      runsHolding: 0,
    });
  });

  it('go with a rebuild like all other tables, whatever was given up before its run began', async () => {
    // Draw 1 was given up; a second try of the same run starts with draw 2.
    expect(await history.start('4', 'w1', 100_000)).toBeNull();
    await shown();
    expect((await history.run('4')).revision).toBeGreaterThan(1);
    const before = await allRows(house.owner);
    expect(before.run_allowances).toContainEqual(expect.objectContaining({ run_id: 'r4', draw: 'r4/1', status: 'voided' }));
    expect(before.run_allowances).toContainEqual(expect.objectContaining({ run_id: 'r4', draw: 'r4/2', status: 'drawn' }));
    await rebuildProjections({ reader: house.store, ownerUrl: house.ownerUrl });
    expect(await allRows(house.owner)).toEqual(before);
  });
});

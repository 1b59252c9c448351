import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type LogBatch, type LoggedEvent, type LogReader, ProjectionOutdated, Projector, type ProjectorOptions } from '../src';
import { randomHistory } from './history';
import { type House, openHouse } from './house';
import { allRows } from './tables';

let house: House;
const running = new Set<Projector>();

beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  for (const projector of running) await projector.stop();
  running.clear();
});
afterAll(() => house?.close());

interface Led {
  readonly projector: Projector;
  readonly positions: number[];
}

const lead = async (options: Partial<ProjectorOptions> = {}): Promise<Led> => {
  const positions: number[] = [];
  const projector = new Projector({
    reader: house.store,
    databaseUrl: house.appUrl,
    owner: `p${running.size}`,
    alone: false,
    onCommitted: (events) => positions.push(...events.map(({ position }) => position)),
    leaseMs: 600,
    ...options,
  });
  running.add(projector);
  await projector.start();
  return { projector, positions };
};

const shown = async ({ projector }: Led): Promise<void> => {
  const reached = await projector.waitFor(await house.store.head(), 20_000);
  expect(projector.status().fatal).toBeNull();
  expect(reached).toBe(true);
};

const from = (first: number, last: number) => Array.from({ length: last - first }, (_, index) => first + index + 1);

/** What the tables must hold, from a fresh pass over the whole log. */
const rebuilt = async (): Promise<unknown> => {
  const other = await openHouse();
  const projector = new Projector({
    reader: house.store,
    databaseUrl: other.appUrl,
    owner: 'fresh',
    alone: true,
    onCommitted: () => undefined,
  });
  await projector.start();
  expect(await projector.waitFor(await house.store.head(), 20_000)).toBe(true);
  await projector.stop();
  const rows = await allRows(other.owner);
  await other.close();
  return rows;
};

/** A log whose reader fails after so many batches, as a process that dies between two commits. */
const dyingAfter = (batches: number, limit: number): LogReader => ({
  readStream: (stream, options) => house.store.readStream(stream, options),
  readAll: (options) => house.store.readAll(options),
  head: () => house.store.head(),
  async *subscribeAll(options): AsyncGenerator<LogBatch> {
    let left = batches;
    for await (const batch of house.store.subscribeAll({ ...options, limit })) {
      if (left-- === 0) throw new Error('killed');
      yield batch;
    }
  },
});

describe('projecting', () => {
  it('goes on after a crash between batches, without a gap or a repeat, and ends as one pass would', async () => {
    await randomHistory(house, 21, 10, 250, 'crash');
    const head = await house.store.head();
    for (let crash = 0; crash < 6; crash++) {
      const { projector } = await lead({ reader: dyingAfter(3, 7 + crash), owner: `crash-${crash}`, alone: true });
      await projector.waitFor(head, 10_000);
      expect(projector.status().fatal).toBe('killed');
      await projector.stop();
      running.delete(projector);
    }
    const last = await lead({ alone: true });
    await shown(last);
    expect(await allRows(house.owner)).toEqual(await rebuilt());
  }, 60_000);

  it('is done by one of two processes, and both publish everything once and in order', async () => {
    const first = await lead();
    const begin = first.projector.position;
    await randomHistory(house, 22, 2, 20, 'two-a');
    await shown(first);
    const second = await lead();
    const secondBegin = second.projector.position;
    await randomHistory(house, 23, 3, 60, 'two-b');
    await shown(first);
    await shown(second);
    const head = await house.store.head();
    expect(first.positions).toEqual(from(begin, head));
    expect(second.positions).toEqual(from(secondBegin, head));
    expect([first, second].filter(({ projector }) => projector.status().batches > 0)).toHaveLength(1);
  }, 30_000);

  it('is taken over when the one that led gives up, and again when its lease is taken by force', async () => {
    const first = await lead();
    const second = await lead();
    await randomHistory(house, 24, 1, 10, 'over-a');
    await shown(first);
    await shown(second);
    await first.projector.stop();
    running.delete(first.projector);
    await randomHistory(house, 25, 1, 10, 'over-b');
    await shown(second);
    expect(second.projector.status().leading).toBe(true);
    // A third that believes to be alone takes it away; the second notices by its fence and follows.
    const third = await lead({ alone: true });
    await randomHistory(house, 26, 1, 10, 'over-c');
    await shown(third);
    await shown(second);
    expect(await allRows(house.owner)).toEqual(await rebuilt());
  }, 30_000);

  it('loses nothing when two that each believe to be alone fight over every batch', async () => {
    const rivals = [await lead({ alone: true, owner: 'a' }), await lead({ alone: true, owner: 'b' })];
    const begin = await house.store.head();
    await randomHistory(house, 27, 4, 150, 'fight');
    for (const rival of rivals) await shown(rival);
    const head = await house.store.head();
    for (const { positions } of rivals) expect(positions).toEqual(from(begin, head));
    // Each took the lease from the other at least once, or this proves nothing.
    for (const { projector } of rivals) expect(projector.status().batches).toBeGreaterThan(0);
    expect(await allRows(house.owner)).toEqual(await rebuilt());
  }, 60_000);

  it('shrugs off a batch that is delivered twice', async () => {
    const again: LogReader = {
      ...dyingAfter(Number.POSITIVE_INFINITY, 5),
      async *subscribeAll(options): AsyncGenerator<LogBatch> {
        for await (const batch of house.store.subscribeAll({ ...options, limit: 5 })) {
          yield batch;
          yield batch;
        }
      },
    };
    const led = await lead({ reader: again, alone: true });
    const begin = led.projector.position;
    await randomHistory(house, 28, 2, 40, 'twice');
    await shown(led);
    expect(led.positions).toEqual(from(begin, await house.store.head()));
    expect(await allRows(house.owner)).toEqual(await rebuilt());
  }, 30_000);

  it('comes back by itself when the database cuts its connection', async () => {
    const troubles: unknown[] = [];
    const led = await lead({ alone: true, onTrouble: (error) => troubles.push(error) });
    await randomHistory(house, 29, 1, 10, 'cut-a');
    await shown(led);
    await house.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'mission-control projector' AND datname = current_database()`,
    );
    await randomHistory(house, 30, 1, 10, 'cut-b');
    await shown(led);
    expect(troubles.length).toBeGreaterThan(0);
    expect(led.projector.status().trouble).toBeNull();
    expect(await allRows(house.owner)).toEqual(await rebuilt());
  }, 30_000);

  it('stops for good at an event that it does not know, and says so', async () => {
    const head = await house.store.head();
    const strange: LogReader = {
      ...dyingAfter(0, 1),
      async *subscribeAll(): AsyncGenerator<LogBatch> {
        const event = { stream: 'run-x', revision: 0, position: head + 1, type: 'RunTeleported', data: {}, at: '' };
        yield { events: [event as unknown as LoggedEvent], position: head + 1 };
      },
    };
    const { projector } = await lead({ reader: strange, alone: true });
    expect(await projector.waitFor(head + 1, 5_000)).toBe(false);
    expect(projector.status().fatal).toBe(`unknown event RunTeleported at position ${head + 1} (run-x revision 0)`);
    const tables = await house.owner.query('SELECT count(*)::int AS events FROM workflow_events WHERE position > $1', [head]);
    expect(tables.rows).toEqual([{ events: 0 }]);
  });

  it('refuses tables of another version of the projection', async () => {
    await house.owner.query(`UPDATE checkpoints SET version = version + 1 WHERE name = 'console'`);
    await expect(lead()).rejects.toBeInstanceOf(ProjectionOutdated);
    await house.owner.query(`UPDATE checkpoints SET version = version - 1 WHERE name = 'console'`);
  });
});

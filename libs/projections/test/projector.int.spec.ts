import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exposure } from '@mc/domain';
import type { LoggedEvent, LogReader } from '../src';
import {
  type ConsoleDatabase,
  firstDifference,
  openConsoleDatabase,
  Projector,
  runCosts,
  runCostsFromRows,
  runView,
  runViewFromRows,
} from '../src';
import { BATCH_EVENTS_MAX, COMMIT_INTERVAL_MS } from '../src/limits';
import { approvalRow } from '../src/rows/approval.row';
import { type RandomRun, randomHistory } from './history';
import { type House, openHouse } from './house';

let house: House;
let database: ConsoleDatabase;
const projectors: Projector[] = [];

const project = async (seen: LoggedEvent[] = []): Promise<Projector> => {
  const projector = new Projector({
    reader: house.store,
    databaseUrl: house.appUrl,
    owner: `test-${projectors.length}`,
    alone: true,
    onCommitted: (events) => seen.push(...events),
  });
  projectors.push(projector);
  await projector.start();
  return projector;
};

beforeAll(async () => {
  house = await openHouse();
  database = openConsoleDatabase(house.appUrl, 2);
});
afterAll(async () => {
  for (const projector of projectors) await projector.stop();
  await database?.destroy();
  await house?.close();
});

const differences = async (run: RandomRun): Promise<unknown> => {
  const { state } = run.world;
  const where = { run_id: run.runId };
  const execution = await database
    .selectFrom('workflow_executions')
    .selectAll()
    .where('run_id', '=', where.run_id)
    .executeTakeFirstOrThrow();
  const steps = await database
    .selectFrom('workflow_steps')
    .selectAll()
    .where('run_id', '=', where.run_id)
    .orderBy('plan_order')
    .execute();
  const costs = await database
    .selectFrom('cost_entries')
    .selectAll()
    .where('run_id', '=', where.run_id)
    .orderBy('step_key')
    .orderBy('attempt')
    .orderBy('call_id')
    .execute();
  // What people see adds up to what the ledger holds against the cap.
  const held = exposure(state.ledger);
  const shown = execution.spent_nano_usd + execution.reserved_nano_usd + execution.unknown_nano_usd;
  // Where there was no price to reserve by, what the calls turned out to cost is shown, and no cap holds it.
  const unreserved = [...state.steps.values()].some(({ attempts }) =>
    attempts.some((attempt) => attempt.reservedNanoUsd === null),
  );
  if (unreserved) expect(shown).toBeGreaterThanOrEqual(held.nanoUsd);
  else expect(shown).toBe(held.nanoUsd);
  expect(execution.tokens + execution.reserved_tokens).toBe(held.tokens);
  const folded = runCosts(state);
  const read = runCostsFromRows(run.runId, execution.spent_nano_usd, costs);
  const sorted = (entries: typeof folded.entries) =>
    [...entries].map((entry) => JSON.stringify(entry)).sort((a, b) => (a < b ? -1 : 1));
  for (const approval of state.approvals.values()) {
    const { max_cost_cents: _, ...row } = (
      await house.app.query('SELECT * FROM approvals WHERE approval_id = $1', [approval.approvalId])
    ).rows[0];
    expect(row).toEqual(approvalRow(state, approval));
  }
  expect(read.reconciles).toBe(true);
  expect(folded.reconciles).toBe(true);
  return (
    firstDifference(runView(state), runViewFromRows(execution, steps)) ??
    firstDifference(sorted(folded.entries), sorted(read.entries))
  );
};

describe('the projector', () => {
  it.each([7, 8, 9])(
    'makes tables that equal the fold of every run (history %i)',
    async (seed) => {
      const seen: LoggedEvent[] = [];
      const projector = await project(seen);
      const begin = projector.position;
      const runs = await randomHistory(house, seed, 15, 400, `h${seed}-`);
      const head = await house.store.head();
      const reached = await projector.waitFor(head, 20_000);
      expect(projector.status().fatal).toBeNull();
      expect(reached).toBe(true);
      for (const run of runs) expect([run.runId, await differences(run)]).toEqual([run.runId, null]);
      expect(seen.map(({ position }) => position)).toEqual(Array.from({ length: head - begin }, (_, index) => begin + index + 1));
      await projector.stop();
    },
    60_000,
  );

  it('waits for more only behind a batch that is not full', async () => {
    const fullBatches = 4;
    const signedIn = { type: 'SignedIn', data: { method: 'password' } };
    const before = await house.store.head();
    await house.append('access-ana', Array<typeof signedIn>(fullBatches * BATCH_EVENTS_MAX + 1).fill(signedIn));
    const waits: number[] = [];
    let committedAt = 0;
    const reader: LogReader = Object.create(house.store, {
      subscribeAll: {
        async *value(options: Parameters<LogReader['subscribeAll']>[0]) {
          for await (const batch of house.store.subscribeAll(options)) {
            yield batch;
            waits.push(performance.now() - committedAt);
          }
        },
      },
    });
    const projector = new Projector({
      ...{ reader, databaseUrl: house.appUrl, owner: 'catching up', alone: true },
      onCommitted: () => {
        committedAt = performance.now();
      },
    });
    projectors.push(projector);
    await projector.start();
    // Nobody waits for a position here: that would be a reason to hurry.
    while (waits.length <= fullBatches) await new Promise((next) => setTimeout(next, 10));
    await projector.stop();
    expect(projector.position).toBe(before + fullBatches * BATCH_EVENTS_MAX + 1);
    expect(waits.at(-1)).toBeGreaterThan(COMMIT_INTERVAL_MS / 2);
    // One is enough on a loaded machine: with a pause none could be so short.
    expect(Math.min(...waits.slice(0, fullBatches))).toBeLessThan(COMMIT_INTERVAL_MS / 2);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BudgetEvent, deriveId, nanoFromCents, systemActor } from '@mc/domain';
import { type NewEvent, NO_STREAM } from '@mc/event-store';
import type { App } from '../src/app';
import { type Answer, Client, until, World } from './api/world';

const STARTS = 200;
const CAP_CENTS = 0.7654321;
/** Room for so many, and a nanodollar too little for one more. */
const ROOM = 50;
const LIMIT_NANO = nanoFromCents(CAP_CENTS) * (ROOM + 1) - 1;
const DAY = 'installation-day';

describe('two processes against one limit', () => {
  let world: World;
  let apps: readonly App[];
  let clients: readonly Client[];
  let workflowId: string;

  const admin = (): Client => clients[0] as Client;
  const events = async (query: string): Promise<Answer['body'][]> => {
    const all: Answer['body'][] = [];
    for (let cursor = ''; ; ) {
      const { body } = await admin().get(`audit/events?limit=200&${query}${cursor}`);
      all.push(...body.items);
      if (body.nextCursor === null) return all.reverse();
      cursor = `&cursor=${body.nextCursor}`;
    }
  };
  const settled = () =>
    until(
      () => admin().get(`limits/${DAY}`),
      ({ body }) => body.runsHolding === 0,
      60_000,
    );

  beforeAll(async () => {
    world = await World.open();
    apps = [await world.start(), await world.start()];
    clients = apps.map(({ url }) => new Client(url));
    await admin().put('gateways/simulated', { kind: 'simulated', options: { defaults: 'delay=4s tokens=17/31' } });
    const steps = [{ key: 'a', agent: 'writer', risk: 'read', prompt: 'go', maxOutputTokens: 50 }];
    const saved = await admin().post('workflows', { name: 'race', steps, budget: { totalBudgetCents: CAP_CENTS } });
    workflowId = saved.body.id;
    const set = await admin().put(`limits/${DAY}`, { capCents: LIMIT_NANO / 1e7, reason: 'a race' });
    // Acknowledged means that the other process knows it too.
    expect(set.status).toBe(200);
  });
  afterAll(() => world.close());

  it(`starts exactly as many of ${STARTS} runs as it carries, never above it, and books what they spent to the nanodollar`, async () => {
    const started = performance.now();
    const answers = await Promise.all(
      Array.from({ length: STARTS }, (_, index) => (clients[index % 2] as Client).post(`workflows/${workflowId}/runs`, {})),
    );
    const tookMs = Math.round(performance.now() - started);
    const byStatus = (status: number) => answers.filter((answer) => answer.status === status);
    expect([byStatus(201).length, byStatus(409).length]).toEqual([ROOM, STARTS - ROOM]);
    for (const { body } of byStatus(409)) expect(body).toMatchObject({ code: 'limit_exceeded', limit: { id: DAY }, kind: 'usd' });
    const { body: runs } = await until(
      () => admin().get('runs?limit=200'),
      ({ body }) => body.items.length >= ROOM && body.items.every(({ endedAt }: Answer['body']) => endedAt !== null),
      60_000,
    );
    expect(runs.items).toHaveLength(ROOM);
    const { body: limit } = await settled();
    expect(ledgerPeak(await events('q=budget-'))).toBe(ROOM * nanoFromCents(CAP_CENTS));
    const spentNano = runs.items.reduce((sum: number, run: Answer['body']) => sum + nanoFromCents(run.budget.spentCents), 0);
    expect(nanoFromCents(limit.usd.spentCents)).toBe(spentNano);
    expect(limit.usd).toMatchObject({ reservedCents: 0, unknownCents: 0 });
    expect(nanoFromCents(limit.usd.leftCents)).toBe(LIMIT_NANO - spentNano);
    if (process.env.MC_FIGURES) console.log(`${STARTS} starts in ${tookMs} ms, ${ROOM} of them accepted`);
  }, 90_000);

  it('finds what a process that died had reserved, lets its run give it up, and only then takes it back', async () => {
    const [app] = apps as readonly [App];
    const { store, newId } = app.installation;
    const runId = newId();
    const ledger = `${DAY}-${new Date().toISOString().slice(0, 10)}`;
    const stream = `budget-${ledger}`;
    const data = { draw: `${runId}/1`, runId, nanoUsd: 1_000, tokens: null };
    const fact: NewEvent<BudgetEvent> = {
      ...{ id: deriveId(runId, 'orphan', 0), type: 'AllowanceReserved', version: 2, data, actor: systemActor('test') },
      ...{
        at: new Date(Date.now() - 60_000).toISOString(),
        correlationId: runId,
        causationId: null,
        commandId: runId,
        idempotency: null,
      },
    };
    await store.append(stream, await store.streamHead(stream), [fact]);
    const released = await until(
      () => admin().get(`audit/events?type=AllowanceReleased&q=${runId}`),
      ({ body }) => body.items.length > 0,
    );
    const [voided] = (await admin().get(`audit/events?type=AllowanceVoided&q=${runId}`)).body.items;
    expect(voided).toMatchObject({
      stream: `run-${runId}`,
      revision: 0,
      data: { ledger, draw: `${runId}/1` },
      actor: { id: 'limits' },
    });
    expect(released.body.items[0].position).toBeGreaterThan(voided.position);
    // What never started is no run.
    expect(await admin().get(`runs/${runId}`)).toMatchObject({ status: 404 });
    expect(await admin().get(`runs/${runId}/replay`)).toMatchObject({ status: 404 });
    expect((await admin().get(`runs/${runId}/events`)).status).toBe(200);
    expect((await settled()).body.usd.reservedCents).toBe(0);
    expect((await store.streamHead('run-none')).revision).toBe(NO_STREAM.revision);
  }, 60_000);
});

/** The most that a ledger ever had taken of its limit, folded from its facts alone. */
const ledgerPeak = (facts: readonly Answer['body'][]): number => {
  const draws = new Map<string, number>();
  let peak = 0;
  for (const { stream, type, data } of facts) {
    if (!stream.startsWith('budget-') || type === 'BudgetCapSet') continue;
    const taken = type === 'AllowanceReleased' ? 0 : data.nanoUsd + (data.unknownNanoUsd ?? 0);
    draws.set(`${stream} ${data.draw}`, taken);
    peak = Math.max(
      peak,
      [...draws.values()].reduce((sum, amount) => sum + amount, 0),
    );
  }
  return peak;
};

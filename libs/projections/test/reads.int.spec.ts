import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunState } from '@mc/domain';
import {
  type ApprovalSummary,
  type ConsoleDatabase,
  dueRuns,
  exportAuditEvents,
  findApproval,
  findRun,
  findRunCosts,
  findWorkflow,
  firstDifference,
  InvalidCursor,
  listApprovals,
  listAuditEvents,
  listCosts,
  listRunEvents,
  listRuns,
  listWorkflows,
  listWorkflowVersions,
  openConsoleDatabase,
  openRuns,
  type Page,
  Projector,
  runCosts,
  runView,
} from '../src';
import { randomHistory } from './history';
import { type House, openHouse } from './house';

let house: House;
let database: ConsoleDatabase;
let projector: Projector;
let states: RunState[];

const LONG = {
  aboveInputTokens: 200_000,
  inputNanoUsdPerMTok: 2_000_000_000,
  outputNanoUsdPerMTok: 3_000_000_000,
  cacheReadNanoUsdPerMTok: null,
  cacheWriteNanoUsdPerMTok: null,
};
const price = (version: number, effectiveFrom: string) => ({
  type: 'ModelPriced',
  data: {
    model: 'm1',
    inputNanoUsdPerMTok: 1_000_000_000,
    outputNanoUsdPerMTok: 2_000_000_001,
    cacheReadNanoUsdPerMTok: null,
    cacheWriteNanoUsdPerMTok: null,
    longContext: version === 2 ? LONG : null,
    effectiveFrom,
    priceVersion: version,
    source: { kind: 'operator', name: 'ana', date: null },
  },
});

const agent = (name: string) => ({
  type: 'AgentRegistered',
  data: {
    name,
    gateway: 'sim',
    engineAgent: null,
    model: 'm1',
    description: `the ${name}`,
    instructions: null,
    maxOutputTokens: null,
  },
});

beforeAll(async () => {
  house = await openHouse();
  database = openConsoleDatabase(house.appUrl, 3);
  projector = new Projector({
    reader: house.store,
    databaseUrl: house.appUrl,
    owner: 'test',
    alone: true,
    onCommitted: () => undefined,
  });
  await projector.start();
  await house.append('operator-ana', [
    { type: 'OperatorAdded', data: { operatorId: 'ana', username: 'ana', email: 'ana@example.com', roles: ['admin'] } },
    { type: 'ApiKeyIssued', data: { keyId: 'k1', name: 'ci', keyHash: 'h', roles: ['viewer'], expiresAt: null } },
    { type: 'ApiKeyRevoked', data: { keyId: 'k1', reason: null } },
  ]);
  await house.append('access-ana', [{ type: 'SignedIn', data: { method: 'password' } }]);
  await house.append('pricing-m1', [
    price(1, '2026-01-01T00:00:00.000Z'),
    price(2, '2026-06-01T00:00:00.000Z'),
    price(3, '2030-01-01T00:00:00.000Z'),
  ]);
  await house.append('agent-worker', [agent('worker')]);
  await house.append('agent-gone', [agent('gone'), { type: 'AgentRemoved', data: { name: 'gone' } }]);
  states = (await randomHistory(house, 5, 30, 900)).map(({ world }) => world.state);
  const started = await house.store.readStream('run-r0', { to: 0, texts: 'reference' })[Symbol.asyncIterator]().next();
  const { definition } = started.value[0].data;
  await house.append('workflow-w1', [
    { type: 'WorkflowDefined', data: { workflowId: 'w1', workflowVersion: 1, definition, source: null } },
    {
      type: 'WorkflowDefined',
      data: {
        workflowId: 'w1',
        workflowVersion: 2,
        definition: { ...definition, description: 'said 100%_sure' },
        source: '# said',
      },
    },
  ]);
  await projector.waitFor(await house.store.head(), 30_000);
  expect(projector.status().fatal).toBeNull();
}, 60_000);
afterAll(async () => {
  await projector?.stop();
  await database?.destroy();
  await house?.close();
});

/** Every item of a list, page by page. */
const whole = async <Item>(
  ask: (cursor: string | undefined) => Promise<Page<Item>>,
): Promise<{ items: Item[]; total: Page<Item>['total'] }> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await ask(cursor);
    items.push(...page.items);
    if (page.nextCursor === null) return { items, total: page.total };
    cursor = page.nextCursor;
  }
};

const runsBy = (filters: Parameters<typeof listRuns>[1]) => whole((cursor) => listRuns(database, filters, { limit: 4, cursor }));

/** The ids of the runs that a filter must find, newest first. */
const expected = (matches: (state: RunState) => boolean): string[] =>
  states
    .filter(matches)
    .sort((a, b) => ((b.startedAt ?? '') + b.runId < (a.startedAt ?? '') + a.runId ? -1 : 1))
    .map(({ runId }) => runId);

const ids = ({ items }: { items: readonly { runId: string }[] }) => items.map(({ runId }) => runId);

describe('runs', () => {
  it('are listed whole and in order, whatever the page', async () => {
    const all = await runsBy({});
    expect(ids(all)).toEqual(expected(() => true));
    expect(all.total).toEqual({ value: states.length, exact: true });
  });

  it('are found by workflow, exact or with a star', async () => {
    expect(ids(await runsBy({ workflow: 'alpha' }))).toEqual(expected(({ workflowName }) => workflowName === 'alpha'));
    expect(ids(await runsBy({ workflow: '*a*m*' }))).toEqual(expected(({ workflowName }) => workflowName === 'gamma'));
    expect(ids(await runsBy({ workflow: 'al%' }))).toEqual([]);
  });

  it('are found by status, hold, agent and time', async () => {
    expect(ids(await runsBy({ status: ['completed', 'failed'] }))).toEqual(
      expected(({ status }) => status === 'completed' || status === 'failed'),
    );
    expect(ids(await runsBy({ hold: ['paused'] }))).toEqual(
      expected(({ paused, status }) => paused !== null && status === 'running'),
    );
    expect(ids(await runsBy({ agent: 'worker' }))).toEqual(expected(() => true));
    expect(ids(await runsBy({ agent: 'nobody' }))).toEqual([]);
    const middle = [...states].map(({ startedAt }) => startedAt ?? '').sort((a, b) => (a < b ? -1 : 1))[15] ?? '';
    expect(ids(await runsBy({ from: middle }))).toEqual(expected(({ startedAt }) => (startedAt ?? '') >= middle));
    expect(ids(await runsBy({ to: middle }))).toEqual(expected(({ startedAt }) => (startedAt ?? '') < middle));
  });

  it('are found by a part of a name, in any case', async () => {
    const found = await runsBy({ q: 'GAMM' });
    expect(ids(found)).toEqual(expected(({ workflowName }) => workflowName === 'gamma'));
    expect(ids(await runsBy({ q: 'g_mma' }))).toEqual([]);
  });

  it('are shown one by one as their fold is', async () => {
    for (const state of states) {
      expect(firstDifference(await findRun(database, state.runId), runView(state))).toBeNull();
    }
    expect(await findRun(database, 'no-such-run')).toBeNull();
  });

  it('refuse a cursor of another list, of other filters, or made up', async () => {
    const { nextCursor } = await listRuns(database, {}, { limit: 1 });
    for (const [filters, cursor] of [
      [{ workflow: 'alpha' }, nextCursor ?? ''],
      [{}, 'bm90IGEgY3Vyc29y'],
      [{}, Buffer.from(JSON.stringify(['x', "'; DROP TABLE workflow_executions; --", 1])).toString('base64url')],
    ] as const) {
      await expect(listRuns(database, filters, { cursor })).rejects.toBeInstanceOf(InvalidCursor);
    }
    await expect(listApprovals(database, {}, { cursor: nextCursor ?? '' })).rejects.toBeInstanceOf(InvalidCursor);
  });

  it('tell what is due', async () => {
    const due = await dueRuns(database, '2099-01-01T00:00:00.000Z');
    const open = states.filter(({ status }) => status === 'running');
    expect(due.length).toBeGreaterThan(0);
    expect(open.map(({ runId }) => runId)).toEqual(expect.arrayContaining(due.map(({ runId }) => runId)));
    expect(await dueRuns(database, '2000-01-01T00:00:00.000Z')).toEqual([]);
    expect(await openRuns(database, '', 100)).toHaveLength(open.length);
  });
});

/** A request that waits, in all else like another one. */
const pretend = async (id: string, risk: string, minute: number, expiresAt: string | null): Promise<void> => {
  const own = `'approval_id', 'workflow_name', 'status', 'risk', 'requested_at', 'expires_at'`;
  const { rows } = await house.owner.query(
    `SELECT string_agg(column_name, ', ') AS others FROM information_schema.columns
      WHERE table_name = 'approvals' AND is_generated = 'NEVER' AND column_name NOT IN (${own})`,
  );
  await house.owner.query(
    `INSERT INTO approvals (approval_id, workflow_name, status, risk, requested_at, expires_at, ${rows[0].others})
     SELECT $1, 'pretended', 'pending', $2, $3, $4, ${rows[0].others} FROM approvals LIMIT 1`,
    [id, risk, `2029-01-01T00:0${minute}:00.000Z`, expiresAt],
  );
};

describe('approvals', () => {
  it('are listed by status and shown with their run', async () => {
    const pending = await whole((cursor) => listApprovals(database, { status: ['pending'] }, { limit: 2, cursor }));
    const all = await whole((cursor) => listApprovals(database, {}, { limit: 3, cursor }));
    const folded = states.flatMap(({ approvals }) => [...approvals.values()]);
    expect(new Set(all.items.map(({ id }) => id))).toEqual(new Set(folded.map(({ approvalId }) => approvalId)));
    const waiting = folded.filter(({ status }) => status === 'pending').map(({ approvalId }) => approvalId);
    expect(new Set(pending.items.map(({ id }) => id))).toEqual(new Set(waiting));
    const newest = all.items.map(({ requestedAt, id }) => requestedAt + id);
    expect(newest.every((key, at) => at === 0 || key < (newest[at - 1] ?? ''))).toBe(true);
    const one = await findApproval(database, all.items[0]?.id ?? '');
    expect(one).toMatchObject({ id: all.items[0]?.id, run: { runId: all.items[0]?.runId }, digest: all.items[0]?.digest });
    expect(await findApproval(database, 'none')).toBeNull();
  });

  it('that wait are in the order of what expires first, then of risk, then of age, whatever the page', async () => {
    const [soon, later] = ['2030-01-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z'];
    await pretend('old write', 'write', 1, null);
    await pretend('young write', 'write', 2, null);
    await pretend('grave', 'irreversible', 3, null);
    await pretend('later write', 'write', 4, later);
    await pretend('later and grave', 'irreversible', 5, later);
    await pretend('soon', 'write', 6, soon);
    const filters = { status: ['pending'], workflow: 'pretended' } as const;
    const { items } = await whole((cursor) => listApprovals(database, filters, { limit: 2, cursor }));
    const order = ['soon', 'later and grave', 'later write', 'grave', 'old write', 'young write'];
    expect(items.map(({ id }) => id)).toEqual(order);
    await house.owner.query(`DELETE FROM approvals WHERE workflow_name = 'pretended'`);
  });

  it('are found by risk, kind, workflow, agent and words', async () => {
    const all = await whole((cursor) => listApprovals(database, {}, { limit: 100, cursor }));
    const find = async (filters: Parameters<typeof listApprovals>[1]) => {
      const { items } = await whole((cursor) => listApprovals(database, filters, { limit: 3, cursor }));
      return new Set(items.map(({ id }) => id));
    };
    const those = (matches: (item: ApprovalSummary) => boolean) => new Set(all.items.filter(matches).map(({ id }) => id));
    expect(await find({ risk: ['irreversible'] })).toEqual(those(({ risk }) => risk === 'irreversible'));
    expect(await find({ risk: ['write'], workflow: 'al*' })).toEqual(
      those(({ risk, workflow }) => risk === 'write' && workflow.name === 'alpha'),
    );
    expect(await find({ kind: ['step'] })).toEqual(those(({ kind }) => kind === 'step'));
    expect(await find({ kind: ['question'] })).toEqual(new Set());
    const { agent } = all.items[0] as ApprovalSummary;
    expect(await find({ agent })).toEqual(those((item) => item.agent === agent));
    expect(await find({ agent: agent.slice(1) })).toEqual(new Set());
    expect(await find({ q: 'IRREVERSIBLE step' })).toEqual(those(({ summary }) => summary.startsWith('Irreversible step')));
  });

  it('carry what their run is called', async () => {
    const { items } = await listApprovals(database, {}, { limit: 50 });
    for (const { runId, runLabel } of items) expect(runLabel).toBe((await findRun(database, runId))?.label);
  });
});

const eventsBy = (filters: Parameters<typeof listAuditEvents>[1]) =>
  whole((cursor) => listAuditEvents(database, filters, { limit: 200, cursor }));

describe('the audit log', () => {
  it('tells every event once, the newest first, as it is in the log', async () => {
    const { events } = await house.store.readAll({ after: 0, limit: 5_000, texts: 'reference' });
    const { items, total } = await eventsBy({});
    expect(total).toEqual({ value: events.length, exact: true });
    const told = items.toReversed().map(({ position, stream, revision, id, type, data, hash, previousHash }) => ({
      position,
      stream,
      revision,
      id,
      type,
      data,
      hash,
      previousHash,
    }));
    expect(told).toEqual(
      events.map(({ position, stream, revision, id, type, data, hash, previousHash }) => ({
        position,
        stream,
        revision,
        id,
        type,
        data,
        hash,
        previousHash,
      })),
    );
  });

  it('is searched by workflow, agent, actor, type, run and time, and finds only what matches', async () => {
    const { items } = await eventsBy({});
    const check = async (filters: Parameters<typeof listAuditEvents>[1], matches: (event: (typeof items)[number]) => boolean) => {
      const found = (await eventsBy(filters)).items.map(({ position }) => position);
      const wanted = items.filter(matches).map(({ position }) => position);
      expect(wanted.length).toBeGreaterThan(0);
      expect([filters, found]).toEqual([filters, wanted]);
    };
    await check({ workflow: 'beta' }, ({ workflow }) => workflow?.name === 'beta');
    await check({ agent: 'worker' }, ({ agent: name }) => name === 'worker');
    await check({ actor: 'ben' }, ({ actor }) => actor.username === 'ben');
    await check({ actor: 'dispatcher' }, ({ actor }) => actor.id === 'dispatcher');
    await check(
      { type: ['StepCompleted', 'ApprovalGranted'] },
      ({ type }) => type === 'StepCompleted' || type === 'ApprovalGranted',
    );
    await check({ runId: 'r3' }, ({ runId }) => runId === 'r3');
    await check(
      { from: '2026-11-01T00:20:00.000Z', to: '2026-11-01T00:40:00.000Z' },
      ({ at }) => at >= '2026-11-01T00:20:00.000Z' && at < '2026-11-01T00:40:00.000Z',
    );
  });

  it('is searched by text in values, and by whole names of properties', async () => {
    const { items } = await eventsBy({});
    const holding = items.filter(({ data }) => JSON.stringify(data).includes('looked at it')).map(({ position }) => position);
    expect(holding.length).toBeGreaterThan(0);
    expect((await eventsBy({ q: 'LOOKED AT it' })).items.map(({ position }) => position)).toEqual(holding);
    expect((await eventsBy({ q: 'effectKe' })).items).toEqual([]);
    const dispatched = items.filter(({ type }) => type === 'StepDispatched').map(({ position }) => position);
    expect((await eventsBy({ q: 'effectkey' })).items.map(({ position }) => position)).toEqual(dispatched);
    expect((await eventsBy({ q: '100%_sure' })).items.map(({ stream }) => stream)).toEqual(['workflow-w1']);
  });

  it('is exported in log order, up to where it stood', async () => {
    const positions: number[] = [];
    for await (const page of exportAuditEvents(database, { workflow: 'alpha' }, 500))
      positions.push(...page.map(({ position }) => position));
    const { items } = await eventsBy({ workflow: 'alpha' });
    expect(positions).toEqual(
      items
        .map(({ position }) => position)
        .toReversed()
        .filter((position) => position <= 500),
    );
  });

  it('tells the events of one run by revision', async () => {
    const state = states[3];
    const { items } = await whole((cursor) => listRunEvents(database, 'r3', {}, { limit: 3, cursor }));
    expect(items.map(({ revision }) => revision)).toEqual(
      Array.from({ length: (state?.revision ?? 0) + 1 }, (_, index) => index),
    );
    const some = await listRunEvents(database, 'r3', { from: 1, to: 3 }, {});
    expect(some.items.map(({ revision }) => revision)).toEqual([1, 2, 3]);
  });
});

describe('costs', () => {
  it('add up, by every grouping, to what the runs have spent', async () => {
    const spent = states.reduce((sum, state) => sum + (runCosts(state).totalCents ?? 0), 0);
    for (const groupBy of ['agent', 'model', 'workflow', 'day'] as const) {
      const { totalCents, groups, reconciles } = await listCosts(database, groupBy, {});
      expect(reconciles).toBe(true);
      expect(totalCents).toBeCloseTo(spent, 7);
      expect(groups.reduce((sum, { cents }) => sum + (cents ?? 0), 0)).toBeCloseTo(spent, 7);
    }
    const unpriced = states.flatMap((state) => runCosts(state).unpriced).reduce((sum, { calls }) => sum + calls, 0);
    expect(unpriced).toBeGreaterThan(0);
    const { unpriced: told } = await listCosts(database, 'agent', {});
    expect(told.reduce((sum, { calls }) => sum + calls, 0)).toBe(unpriced);
    expect(await listCosts(database, 'agent', { agent: 'nobody' })).toMatchObject({ totalCents: 0, groups: [] });
  });

  it('of a run reconcile with its row', async () => {
    for (const { runId } of states) expect(await findRunCosts(database, runId)).toMatchObject({ reconciles: true });
  });
});

describe('directories', () => {
  it('keep every version of a price, with what long inputs cost', async () => {
    const prices = await database.selectFrom('model_pricing').selectAll().orderBy('price_version').execute();
    expect(prices).toMatchObject([
      { model: 'm1', price_version: 1, output_nano_usd_per_mtok: 2_000_000_001, long_context: null },
      { price_version: 2, effective_from: '2026-06-01T00:00:00.000Z', long_context: { aboveInputTokens: 200_000 } },
      { price_version: 3, source_kind: 'operator', long_context: null },
    ]);
  });

  it('list workflows with what became of their runs', async () => {
    const { items } = await listWorkflows(database, { agent: 'worker' }, {});
    const failed = states.filter(({ status }) => status === 'failed').length;
    expect(items).toMatchObject([{ id: 'w1', version: 2, runs: { total: states.length, failed } }]);
    expect(await findWorkflow(database, 'w1')).toMatchObject({ workflow_version: 2, revision: 1 });
    const versions = await whole((cursor) => listWorkflowVersions(database, 'w1', { limit: 1, cursor }));
    expect(versions.items.map(({ workflow_version: version }) => version)).toEqual([2, 1]);
  });
});

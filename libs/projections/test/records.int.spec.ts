import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunState } from '@mc/domain';
import {
  agentFigures,
  auditFacets,
  type ConsoleDatabase,
  findAuditEvent,
  listAuditEvents,
  lookUp,
  openConsoleDatabase,
  Projector,
  runCosts,
} from '../src';
import { randomHistory } from './history';
import { type House, openHouse } from './house';

let house: House;
let database: ConsoleDatabase;
let projector: Projector;
let states: RunState[];

const anew = <Event extends object>(event: Event) => ({ ...event, id: randomUUID() });
const RULE = { quorum: 2, selfApproval: false, roles: ['approver'], expiresAfterMs: null };
const ruleSet = (risk: string, quorum: number) => ({
  type: 'ApprovalRuleSet',
  data: { risk, rule: { ...RULE, quorum }, reason: `now ${quorum}` },
});
const freezing = (type: string, name: string) => ({ type, data: { scope: 'agent', name, reason: 'odd answers' } });
const agent = (type: string, model: string) => ({
  type,
  data: {
    name: 'worker',
    gateway: 'sim',
    engineAgent: null,
    model,
    description: 'has a nul: \u0000',
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
    { type: 'OperatorAdded', data: { operatorId: 'ana', username: 'ana', email: null, roles: ['admin'] } },
    { type: 'OperatorRolesChanged', data: { roles: ['admin', 'auditor'] } },
  ]);
  await house.append('agent-worker', [agent('AgentRegistered', 'm1'), agent('AgentChanged', 'm2')]);
  await house.append('policy-main', [
    ruleSet('write', 2),
    ruleSet('irreversible', 3),
    freezing('Frozen', 'worker'),
    freezing('Frozen', 'other'),
    ruleSet('write', 1),
    freezing('Unfrozen', 'worker'),
  ]);
  await house.append('access-ana', [
    { type: 'SignedIn', data: { method: 'password' } },
    { type: 'SignInRefused', data: { method: 'password', reason: 'wrong password' } },
    { type: 'AuditExported', data: { format: 'csv', filters: {} } },
  ]);
  states = (await randomHistory(house, 11, 20, 600)).map(({ world }) => world.state);
  await projector.waitFor(await house.store.head(), 30_000);
  expect(projector.status().fatal).toBeNull();
}, 60_000);
afterAll(async () => {
  await projector?.stop();
  await database?.destroy();
  await house?.close();
});

type Found = { stream: string; type: string; position: number; actor: { kind: string } };
type Filters = Parameters<typeof listAuditEvents>[1];
const found = async (filters: Filters) => (await listAuditEvents(database, filters, { limit: 200 })).items;
const detail = async (filters: Filters, index = 0) =>
  findAuditEvent(database, (await found(filters))[index]?.id ?? '00000000-0000-4000-8000-000000000000');

describe('a search of the record', () => {
  it.each<[string, Filters, (event: Found) => boolean]>([
    ['a kind of thing', { object: 'policy' }, ({ stream }) => stream === 'policy-main'],
    ['one thing', { object: 'agent/worker' }, ({ stream }) => stream === 'agent-worker'],
    ['things by the beginning of their id', { object: 'run/r1*' }, ({ stream }) => stream.startsWith('run-r1')],
    ['a stream by its name', { object: 'access-ana' }, ({ stream }) => stream === 'access-ana'],
    ['types by a pattern', { type: ['Approval*', 'Sign*'] }, ({ type }) => /^(Approval|Sign)/.test(type)],
    ['what people did', { actor: '@people' }, ({ actor }) => actor.kind === 'operator'],
    ['what was refused', { outcome: ['refused'] }, ({ type }) => ['CommandRefused', 'SignInRefused'].includes(type)],
    ['what failed', { outcome: ['failed'] }, ({ type }) => ['StepFailed', 'RunFailed', 'ApprovalExpired'].includes(type)],
  ])('finds %s', async (_what, filters, matches) => {
    const all: Found[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAuditEvents(database, {}, { limit: 200, cursor });
      all.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const wanted = all.filter(matches).map(({ position }) => position);
    expect(wanted.length).toBeGreaterThan(0);
    expect((await found(filters)).map(({ position }) => position)).toEqual(wanted.slice(0, 200));
  });

  it('counts as done what neither failed nor was refused, held or left in doubt', async () => {
    const done = await found({ outcome: ['done'] });
    expect(done.every(({ outcome }) => outcome === 'done')).toBe(true);
    const both = await found({ outcome: ['done', 'refused'], object: 'access' });
    expect(both.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'done']);
  });

  it('takes an id, whether of the event, of its command or of a person', async () => {
    const [one] = await found({ type: ['AuditExported'] });
    expect((await found({ q: one?.id })).map(({ id }) => id)).toContain(one?.id);
    expect((await found({ q: one?.commandId ?? '' })).map(({ id }) => id)).toContain(one?.id);
    expect((await found({ correlationId: one?.correlationId ?? '' })).map(({ type }) => type)).toEqual([
      'AuditExported',
      'SignInRefused',
      'SignedIn',
    ]);
  });

  it('tells the reason and the outcome beside each event', async () => {
    expect(await found({ type: ['SignInRefused'] })).toMatchObject([{ outcome: 'refused', reason: 'wrong password' }]);
    expect(await found({ type: ['AuditExported'] })).toMatchObject([{ outcome: 'done', reason: null }]);
  });

  it('says which values there are, the most frequent first', async () => {
    const facets = await auditFacets(database, { object: 'policy' });
    expect(facets.exact).toBe(true);
    expect(facets.type).toEqual([
      { value: 'ApprovalRuleSet', count: 3 },
      { value: 'Frozen', count: 2 },
      { value: 'Unfrozen', count: 1 },
    ]);
    expect(facets.actor).toEqual([{ value: 'ana', count: 6 }]);
    expect(facets.object).toEqual([{ value: 'policy', count: 6 }]);
    expect((await auditFacets(database, { q: 'odd answers' })).type.map(({ value }) => value)).toEqual(['Frozen', 'Unfrozen']);
  });
});

describe('one event of the record', () => {
  it('shows a rule beside the one of the same tier that it replaced, and the policy of its time', async () => {
    const last = await detail({ type: ['ApprovalRuleSet'] });
    expect(last).toMatchObject({
      change: { earlier: { type: 'ApprovalRuleSet', revision: 0 }, before: { quorum: 2 }, after: { quorum: 1 } },
      policyVersion: 4,
    });
    const first = await detail({ type: ['ApprovalRuleSet'] }, 1);
    expect(first?.change).toMatchObject({ earlier: null, before: { quorum: 1, selfApproval: false }, after: { quorum: 3 } });
  });

  it('shows an agent, roles and a freeze beside what they were', async () => {
    expect((await detail({ type: ['AgentChanged'] }))?.change).toMatchObject({ before: { model: 'm1' }, after: { model: 'm2' } });
    expect((await detail({ type: ['AgentRegistered'] }))?.change).toMatchObject({ earlier: null, before: null });
    expect((await detail({ type: ['OperatorRolesChanged'] }))?.change).toMatchObject({
      before: { roles: ['admin'] },
      after: { roles: ['admin', 'auditor'] },
    });
    expect((await detail({ type: ['Unfrozen'] }))?.change).toMatchObject({
      earlier: { type: 'Frozen', revision: 2 },
      before: { state: 'frozen' },
      after: { state: 'not frozen' },
    });
  });

  it('shows a decision beside its request, and a raised budget beside the one before', async () => {
    const granted = await detail({ type: ['ApprovalGranted'] });
    expect(granted?.change).toMatchObject({
      before: { status: 'pending' },
      after: { status: 'approved', reason: 'looked at it' },
    });
    expect(granted?.change?.earlier?.stream).toBe(granted?.event.stream);
    const raised = await detail({ type: ['BudgetRaised'] });
    expect(Object.keys(raised?.change?.before ?? {})).toEqual(['capNanoUsd', 'capTokens']);
  });

  it('follows causes across requests, and shows what is near in a long one', async () => {
    const cause = (await found({ type: ['ApprovalRuleSet'] }))[0];
    const event = (type: string, causationId: string | null, correlationId: string) => ({
      ...{
        id: randomUUID(),
        type,
        version: 1,
        data: {},
        at: '2026-11-02T00:00:00.000Z',
        commandId: randomUUID(),
        idempotency: null,
      },
      ...{
        actor: { kind: 'operator', id: 'ana', username: 'ana', email: null, via: 'session' } as const,
        causationId,
        correlationId,
      },
    });
    const many = Array.from({ length: 200 }, () => event('SignedOut', null, 'long'));
    const caused = event('SignedOut', cause?.id ?? null, 'long');
    await house.store.append('access-ben', await house.store.streamHead('access-ben'), [...many, caused, ...many.map(anew)]);
    await projector.waitFor(await house.store.head(), 30_000);
    const { chain } = (await findAuditEvent(database, caused.id)) ?? {};
    expect(chain?.complete).toBe(false);
    expect(chain?.items).toHaveLength(1 + 60 + 60);
    expect(chain?.items[0]?.id).toBe(cause?.id);
    expect(chain?.items.map(({ id }) => id)).toContain(caused.id);
  });

  it('lists what belongs to the same request, and knows no event that never was', async () => {
    const exported = await detail({ type: ['AuditExported'] });
    expect(exported).toMatchObject({
      change: null,
      chain: { complete: true, items: [{ type: 'SignedIn' }, { type: 'SignInRefused' }, { type: 'AuditExported' }] },
    });
    expect(await detail({ type: ['Nothing'] })).toBeNull();
  });
});

describe('the figures of an agent', () => {
  it('are those of its steps in the runs of the time', async () => {
    const [worker, ...others] = await agentFigures(database, {});
    expect(others).toEqual([]);
    const steps = states.flatMap((state) => [...state.steps.values()]).filter(({ attempts }) => attempts.length > 0);
    const completed = steps.filter(({ status }) => status === 'completed');
    const failed = steps.filter(({ status }) => status === 'failed');
    expect(worker).toMatchObject({
      agent: 'worker',
      steps: steps.length,
      attempts: steps.reduce((sum, { attempts }) => sum + attempts.length, 0),
      completed: completed.length,
      failed: failed.length,
      failedShare: failed.length / (completed.length + failed.length),
    });
    const took = completed
      .map(({ startedAt, endedAt }) => Date.parse(endedAt ?? '') - Date.parse(startedAt ?? ''))
      .sort((a, b) => a - b);
    expect(worker?.p50Ms).toBeGreaterThanOrEqual(took[0] ?? 0);
    expect(worker?.p95Ms).toBeLessThanOrEqual(took.at(-1) ?? 0);
    expect(worker?.p50Ms).toBeLessThanOrEqual(worker?.p95Ms ?? 0);
    const spent = states.reduce((sum, state) => sum + (runCosts(state).totalCents ?? 0), 0);
    expect(worker?.cents).toBeCloseTo(spent, 6);
  });

  it('are none in a time without runs, and for an agent that did nothing', async () => {
    expect(await agentFigures(database, { to: '2020-01-01T00:00:00.000Z' })).toEqual([]);
    expect(await agentFigures(database, { agent: 'nobody' })).toEqual([]);
    expect(await agentFigures(database, { agent: 'worker', from: '2026-01-01T00:00:00.000Z' })).toHaveLength(1);
  });
});

describe('looking an id up', () => {
  it('finds events, and nothing for what is no id', async () => {
    const [one] = await found({ type: ['AuditExported'] });
    expect(await lookUp(database, one?.id ?? '', 'ana')).toEqual([
      { kind: 'event', id: one?.id, label: 'AuditExported', within: 'access-ana' },
    ]);
    expect(await lookUp(database, 'no id; DROP TABLE agents', 'ana')).toEqual([]);
    expect(await lookUp(database, '01980000-0000-7000-8000-00000000dead/step', 'ana')).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hurry, signedIn, until, World } from '../api/world';
import { CheckedClient } from './checked-client';

interface Event {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly position: number;
}

describe('the record, searched and opened over HTTP', () => {
  let world: World;
  let admin: CheckedClient;
  let runId: string;

  beforeAll(async () => {
    world = await World.open();
    admin = new CheckedClient((await world.start()).url);
    await hurry(admin);
    const { id } = (await admin.get('workflows')).body.items[0];
    ({ runId } = (await admin.post(`workflows/${id}/runs`, { inputs: { topic: 'tea' } })).body);
    await until(
      () => admin.get(`runs/${runId}`),
      ({ body }) => body.hold === 'approval',
    );
    await admin.post('operators', { username: 'kim', roles: ['approver'] });
    const { approvals } = (await admin.get('policy')).body;
    const rule = { ...approvals.write, quorum: 1, selfApproval: false };
    await admin.put('policy', { approvals: { write: rule }, reason: 'four eyes from now on' });
    await until(
      () => admin.get('audit/events?type=ApprovalRuleSet'),
      ({ body }) => body.items.length > 0,
    );
  });
  afterAll(() => world.close());

  const search = async (query: string): Promise<Event[]> => (await admin.get(`audit/events?limit=200&${query}`)).body.items;

  it('finds by object, by outcome, by patterns of types and by the one who asks', async () => {
    const ofRun = await search(`object=run/${runId}`);
    expect(ofRun.every(({ stream }) => stream === `run-${runId}`)).toBe(true);
    expect(ofRun.map(({ id }) => id)).toEqual((await search(`runId=${runId}`)).map(({ id }) => id));
    expect(new Set((await search('object=agent')).map(({ type }) => type))).toEqual(new Set(['AgentRegistered']));
    expect(new Set((await search('type=Approval*')).map(({ type }) => type))).toEqual(
      new Set(['ApprovalRequested', 'ApprovalRuleSet']),
    );
    expect((await search('actor=@me&type=ApprovalRuleSet')).length).toBe(1);
    expect(await search('outcome=unknown')).toEqual([]);
    expect(await search('q=four eyes from')).toMatchObject([{ type: 'ApprovalRuleSet', reason: 'four eyes from now on' }]);
  });

  it.each([
    ['outcome=splendid', 'invalid_parameter'],
    ['object=', 'invalid_parameter'],
    ['kind=run', 'unknown_parameter'],
    ['brief=maybe', 'invalid_parameter'],
  ])('refuses %s', async (query, code) => {
    expect(await admin.get(`audit/events?${query}`)).toMatchObject({ status: 400, body: { code } });
  });

  it('leaves the data out of a brief list, and tells them with the event itself', async () => {
    const [brief] = (await admin.get(`audit/events?brief=true&type=RunStarted`)).body.items;
    expect(brief).toMatchObject({ data: {}, summary: expect.stringContaining('started a run') });
    const { body } = await admin.get(`audit/events/${brief.id}`);
    expect(body.event).toEqual({ ...brief, data: expect.objectContaining({ runId }) });
  });

  it('opens an event with what it changed, its chain and the policy of its time', async () => {
    const [set] = await search('type=ApprovalRuleSet');
    const { body } = await admin.get(`audit/events/${set?.id}`);
    expect(body).toMatchObject({
      event: { id: set?.id, actor: { username: 'admin', via: 'key' } },
      change: { earlier: null, before: { selfApproval: true }, after: { selfApproval: false } },
      policyVersion: expect.any(Number),
    });
    expect(body.chain.items.map(({ id }: Event) => id)).toContain(set?.id);
    const [dispatched] = (await search(`runId=${runId}&type=StepDispatched`)).toReversed();
    const sent = (await admin.get(`audit/events/${dispatched?.id}`)).body;
    expect(sent.chain.items.map(({ type }: Event) => type)).toEqual(expect.arrayContaining(['RunStarted', 'StepDispatched']));
    expect(sent.policyVersion).toBeLessThan(body.policyVersion);
  });

  it('knows no event that never was', async () => {
    const nowhere = await admin.get('audit/events/01980000-0000-7000-8000-00000000dead');
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'event_not_found' } });
    expect(await admin.get('audit/events/9214')).toMatchObject({ status: 404, body: { code: 'event_not_found' } });
  });

  it('says which values a search could ask for', async () => {
    const { body } = await admin.get(`audit/facets?runId=${runId}`);
    expect(body).toMatchObject({ exact: true, object: [{ value: 'run', count: expect.any(Number) }] });
    expect(body.type.map(({ value }: { value: string }) => value)).toContain('StepCompleted');
    expect(body.workflow).toMatchObject([{ value: 'launch-post' }]);
  });

  it('exports just what the search finds', async () => {
    for (const query of ['object=agent', 'outcome=refused', 'type=Step*', 'actor=@me', 'q=launch-post']) {
      const exported = (await admin.get(`audit/export?${query}`)).text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).id);
      const events = (await search(query)).filter(({ type }) => type !== 'AuditExported').map(({ id }) => id);
      expect([query, exported.filter((id) => events.includes(id))]).toEqual([query, events.toReversed()]);
    }
  });

  it('is shut to who may not read it', async () => {
    const viewer = await signedIn(admin, 'vera', ['viewer']);
    for (const path of ['audit/facets', 'audit/events/01980000-0000-7000-8000-00000000dead'])
      expect(await viewer.get(path)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('gives the figures of each agent, and of one', async () => {
    const { body } = await admin.get('agent-figures');
    expect(body.items.map(({ agent }: { agent: string }) => agent)).toEqual(['researcher', 'writer']);
    expect(body.items[0]).toMatchObject({ steps: 1, attempts: 1, completed: 1, failed: 0, failedShare: 0, unpricedTokens: 0 });
    expect(body.items[0].cents).toBeGreaterThan(0);
    expect((await admin.get('agent-figures?agent=writer')).body.items).toHaveLength(1);
    expect((await admin.get('agent-figures?to=2020-01-01')).body).toMatchObject({ to: '2020-01-01T00:00:00.000Z', items: [] });
    expect(await admin.get('agent-figures?from=lately')).toMatchObject({ status: 400, body: { code: 'invalid_parameter' } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/app';
import { type Client, signedIn, until, World } from '../api/world';
import { CheckedClient } from './checked-client';

const REASON = 'reads well';

describe('approvals over HTTP', () => {
  let world: World;
  let app: App;
  let admin: CheckedClient;
  let starter: Client;
  let ben: Client;
  let bea: Client;
  let workflowId: string;

  const checked = async (name: string, roles: Parameters<typeof signedIn>[2]): Promise<CheckedClient> => {
    const client = await signedIn(admin, name, roles);
    // The same person with the same cookie, whose answers are now held against the contract as well.
    return Object.setPrototypeOf(client, CheckedClient.prototype);
  };

  beforeAll(async () => {
    world = await World.open();
    app = await world.start();
    admin = new CheckedClient(app.url);
    [starter, ben, bea] = await Promise.all([
      checked('ana', ['operator', 'approver']),
      checked('ben', ['approver']),
      checked('bea', ['approver']),
    ]);
    const steps = [
      { key: 'draft', agent: 'writer', risk: 'read', prompt: 'Write about {{ inputs.topic }}.' },
      {
        key: 'publish',
        agent: 'publisher',
        risk: 'irreversible',
        dependsOn: ['draft'],
        prompt: 'Publish: {{ steps.draft.output }}',
      },
    ];
    await admin.put('gateways/simulated', { kind: 'simulated', options: { defaults: 'delay=1ms' } });
    workflowId = (await admin.post('workflows', { name: 'gated', inputs: { topic: { type: 'string' } }, steps })).body.id;
  });
  afterAll(() => world.close());

  /** A run that has come to its gate. */
  const atGate = async (): Promise<{ runId: string; id: string; digest: string }> => {
    const { runId } = (await starter.post(`workflows/${workflowId}/runs`, { inputs: { topic: 'bees' } })).body;
    const run = await until(
      () => starter.get(`runs/${runId}`),
      ({ body }) => body.hold === 'approval',
    );
    const { approvalId: id } = run.body.steps[1];
    return { runId, id, digest: (await ben.get(`approvals/${id}`)).body.digest };
  };

  it('shows exactly what would be sent, and who may decide', async () => {
    const { id, runId } = await atGate();
    const seen = (await ben.get(`approvals/${id}`)).body;
    expect(seen).toMatchObject({
      runId,
      stepKey: 'publish',
      risk: 'irreversible',
      status: 'pending',
      request: { agent: 'publisher', gateway: 'simulated', model: 'gpt-4o-mini' },
      reasonRequired: { approve: true, reject: true },
      mayDecide: { allowed: true, code: null },
      run: { runId, startedBy: { username: 'ana' } },
      upstream: [{ stepKey: 'draft', output: expect.any(String) }],
    });
    expect(seen.request.input.prompt).toBe(`Publish: ${seen.upstream[0].output}`);
    const { estimatedCostCents, maxCostCents, inputTokensEstimate, maxOutputTokens } = seen.request;
    // The list price of gpt-4o-mini: 15 and 60 cents per million tokens.
    expect(estimatedCostCents).toBeCloseTo((inputTokensEstimate * 15 + (maxOutputTokens / 2) * 60) / 1e6, 7);
    expect(maxCostCents).toBeGreaterThan(estimatedCostCents);
    expect((await starter.get(`approvals/${id}`)).body.mayDecide).toMatchObject({ allowed: false, code: 'self_approval' });
    expect((await admin.get(`approvals/${id}`)).body.mayDecide).toMatchObject({ allowed: false, code: 'not_an_approver' });
    const inbox = (await ben.get('approvals?status=pending&mine=true')).body.items;
    expect(inbox).toContainEqual(expect.objectContaining({ id, mayDecide: true }));
    expect((await starter.get('approvals?mine=true')).body.items).toEqual([]);
    expect((await ben.get(`approvals?runId=${runId}`)).body.total).toEqual({ value: 1, exact: true });
  });

  it('approves what was seen, records who, when and why, and lets the run go on', async () => {
    const { id, runId, digest } = await atGate();
    const approved = await ben.post(`approvals/${id}/approve`, { digest, reason: REASON });
    expect(approved).toMatchObject({
      status: 200,
      body: {
        status: 'approved',
        decisions: [{ operator: { username: 'ben', email: 'ben@example.com' }, decision: 'approved', reason: REASON }],
      },
    });
    expect(Number(approved.headers.get('x-position'))).toBe(approved.body.position);
    await until(
      () => starter.get(`runs/${runId}`),
      ({ body }) => body.status === 'completed',
    );
    const facts = await admin.get(`audit/events?runId=${runId}&type=ApprovalGranted`);
    expect(facts.body.items).toMatchObject([
      { actor: { username: 'ben', email: 'ben@example.com' }, data: { reason: REASON, digest } },
    ]);
    const { rows } = await app.installation.pool.query(
      `SELECT actor_username, actor_email FROM workflow_events WHERE run_id = $1 AND type = 'ApprovalGranted'`,
      [runId],
    );
    expect(rows).toEqual([{ actor_username: 'ben', actor_email: 'ben@example.com' }]);
  });

  it('rejects with a reason, and the run says so', async () => {
    const { id, runId, digest } = await atGate();
    expect(await ben.post(`approvals/${id}/reject`, { digest })).toMatchObject({
      status: 422,
      body: { code: 'reason_required' },
    });
    const rejected = await ben.post(`approvals/${id}/reject`, { digest, reason: 'too long' });
    expect(rejected.body).toMatchObject({ status: 'rejected', mayDecide: { allowed: false, code: 'already_decided' } });
    const run = await until(
      () => starter.get(`runs/${runId}`),
      ({ body }) => body.status === 'failed',
    );
    expect(run.body.steps[1].error).toMatchObject({ class: 'rejected', message: expect.stringContaining('too long') });
    expect(run.body.statusReason).toContain('rejected');
  });

  it('lets the first of two approvers win, a hundred times', async () => {
    const gates = 100;
    const steps = Array.from({ length: gates }, (_, index) => ({
      key: `s${index}`,
      agent: 'publisher',
      risk: 'irreversible',
      prompt: '[[sim: noop]]',
    }));
    const { id: manyGates } = (await admin.post('workflows', { name: 'many-gates', steps })).body;
    const { runId } = (await starter.post(`workflows/${manyGates}/runs`, {})).body;
    const open = await until(
      () => ben.get(`approvals?runId=${runId}&status=pending&limit=200`),
      ({ body }) => body.items.length === gates,
    );
    for (const { id, digest } of open.body.items) {
      const decision = { digest, reason: REASON };
      const answers = await Promise.all([ben, bea].map((who) => who.post(`approvals/${id}/approve`, decision)));
      const winner = answers.find(({ status }) => status === 200);
      const loser = answers.find(({ status }) => status === 409);
      expect(loser?.body).toMatchObject({
        code: 'already_decided',
        decision: { decision: 'approved', operator: winner?.body.decisions[0].operator, reason: REASON },
      });
    }
    const run = await until(
      () => starter.get(`runs/${runId}`),
      ({ body }) => body.status === 'completed',
    );
    expect(run.body.steps.every(({ attempt }: { attempt: number }) => attempt === 1)).toBe(true);
  });

  it('refuses what may not be, and records that it was tried', async () => {
    const { id, runId, digest } = await atGate();
    const key = (await admin.post(`operators/${(await ben.get('me')).body.id}/keys`, { name: 'robot' })).body.key;
    const robot = new CheckedClient(app.url, { key });
    const approve = (who: Client, body: object) => who.post(`approvals/${id}/approve`, { digest, reason: REASON, ...body });
    expect(await approve(starter, {})).toMatchObject({ status: 403, body: { code: 'self_approval' } });
    expect(await approve(admin, {})).toMatchObject({ status: 403, body: { code: 'not_an_approver' } });
    expect(await approve(robot, {})).toMatchObject({ status: 403, body: { code: 'not_an_approver' } });
    expect(await approve(ben, { digest: 'something else' })).toMatchObject({
      status: 409,
      body: { code: 'digest_mismatch', digest },
    });
    expect(await approve(ben, { reason: ' ' })).toMatchObject({ status: 422, body: { code: 'reason_required' } });

    const head = String(await app.installation.store.head());
    const tried = await admin.get(`audit/events?type=CommandRefused&q=${id}`, { headers: { 'x-min-position': head } });
    const codes = tried.body.items.map(({ data }: { data: { code: string } }) => data.code).sort();
    expect(codes).toEqual(['digest_mismatch', 'not_an_approver', 'not_an_approver', 'reason_required', 'self_approval']);

    await starter.post(`runs/${runId}/abort`, { reason: 'never mind' });
    expect(await approve(ben, {})).toMatchObject({ status: 409, body: { code: 'run_not_active' } });
    expect(await ben.post('approvals/01900000-0000-7000-8000-00000000dead/approve', { digest })).toMatchObject({
      status: 404,
      body: { code: 'approval_not_found' },
    });
  });

  it('finds requests by risk, kind, workflow, agent, run and words, and refuses filters that are none', async () => {
    const { id, runId } = await atGate();
    const found = async (filters: string): Promise<string[]> =>
      (await ben.get(`approvals?runId=${runId}&${filters}`)).body.items.map((item: { id: string }) => item.id);
    for (const filters of [
      ...['risk=irreversible', 'risk=write,irreversible', 'kind=step', 'kind=step,question', 'workflow=gated', 'workflow=ga*'],
      ...['agent=publisher', 'q=irreversible%20step', `q=${runId}`, 'risk=irreversible&kind=step&workflow=g*d&agent=publisher'],
    ])
      expect([filters, await found(filters)]).toEqual([filters, [id]]);
    for (const filters of ['risk=write', 'kind=question', 'workflow=other', 'agent=publish', 'q=nothing-like-it', 'q=%25'])
      expect([filters, await found(filters)]).toEqual([filters, []]);
    for (const [filters, code] of [
      ['risk=harmless', 'invalid_parameter'],
      ['risk=', 'invalid_parameter'],
      ['kind=answer', 'invalid_parameter'],
      ['runId=mine', 'invalid_parameter'],
      ['agent=', 'invalid_parameter'],
      ['q=a%00b', 'invalid_parameter'],
      ['cursor=bm90IGEgY3Vyc29y', 'invalid_cursor'],
      ['step=publish', 'unknown_parameter'],
    ])
      expect([filters, await ben.get(`approvals?${filters}`)]).toMatchObject([filters, { status: 400, body: { code } }]);
  });

  it('shows what was approved last for the same step, to compare with, and says when nothing was', async () => {
    const steps = [{ key: 'post', agent: 'publisher', risk: 'write', prompt: 'Post {{ inputs.topic }}' }];
    const inputs = { topic: { type: 'string' } };
    const { id: posts } = (await admin.post('workflows', { name: 'posts', inputs, steps })).body;
    const asked = async (topic: string) => {
      const { runId } = (await starter.post(`workflows/${posts}/runs`, { inputs: { topic }, label: `about ${topic}` })).body;
      const { body } = await until(
        () => ben.get(`approvals?runId=${runId}`),
        (answer) => answer.body.items.length > 0,
      );
      expect(body.items[0]).toMatchObject({ runLabel: `about ${topic}` });
      return body.items[0] as { id: string; digest: string };
    };
    const [bees, ants, owls] = [await asked('bees'), await asked('ants'), await asked('owls')];
    expect((await ben.get(`approvals/${owls.id}/similar`)).body).toEqual({ approval: null });
    await ben.post(`approvals/${bees.id}/approve`, { digest: bees.digest });
    await ben.post(`approvals/${ants.id}/reject`, { digest: ants.digest, reason: 'not this one' });
    const { body } = await until(
      () => ben.get(`approvals/${owls.id}/similar`),
      (answer) => answer.body.approval !== null,
    );
    expect(body).toMatchObject({
      approval: {
        id: bees.id,
        status: 'approved',
        request: { input: { prompt: 'Post bees' } },
        decisions: [{ decision: 'approved' }],
      },
    });
    expect(await ben.get('approvals/01900000-0000-7000-8000-00000000dead/similar')).toMatchObject({
      status: 404,
      body: { code: 'approval_not_found' },
    });
  });

  it('binds the approval to what was seen: when the agent changes, a new request takes its place', async () => {
    const { id, runId, digest } = await atGate();
    const publisher = (await admin.get('agents/publisher')).body;
    const { gateway, model } = publisher;
    await admin.put('agents/publisher', { gateway, model, instructions: 'Publish it twice.' });
    const refused = await ben.post(`approvals/${id}/approve`, { digest, reason: REASON });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'digest_mismatch', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(refused.body.digest).not.toBe(digest);
    const run = await until(
      () => starter.get(`runs/${runId}`),
      ({ body }) => body.steps[1].approvalId !== id,
    );
    const anew = (await ben.get(`approvals/${run.body.steps[1].approvalId}`)).body;
    expect(anew).toMatchObject({
      status: 'pending',
      digest: refused.body.digest,
      request: { input: { instructions: 'Publish it twice.' } },
    });
    expect((await ben.get(`approvals/${id}`)).body).toMatchObject({
      status: 'cancelled',
      closedReason: expect.stringContaining('system'),
    });
  });
});

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '../../src/app';
import { type Answer, until, World } from '../api/world';
import { CheckedClient } from './checked-client';

const step = (key: string, prompt: string, more: object = {}) => ({ key, agent: 'writer', risk: 'read', prompt, ...more });
const NOBODY = '01900000-0000-7000-8000-00000000dead';

describe('runs over HTTP', () => {
  let world: World;
  let app: App;
  let admin: CheckedClient;
  let made = 0;

  beforeAll(async () => {
    world = await World.open();
    app = await world.start();
    admin = new CheckedClient(app.url);
    await admin.put('gateways/simulated', { kind: 'simulated', options: { defaults: 'delay=1ms' } });
  });
  afterAll(() => world.close());

  const workflow = async (steps: object[], more: object = {}): Promise<string> => {
    const saved = await admin.post('workflows', { name: `w${made++}`, steps, ...more });
    expect(saved.status).toBe(201);
    return saved.body.id;
  };
  const start = async (steps: object[], more: object = {}, run: object = {}): Promise<string> => {
    const started = await admin.post(`workflows/${await workflow(steps, more)}/runs`, { inputs: {}, ...run });
    expect(started.status).toBe(201);
    return started.body.runId;
  };
  const seen = (runId: string, wanted: (body: Answer['body']) => boolean): Promise<Answer> =>
    until(
      () => admin.get(`runs/${runId}`),
      ({ body, status }) => status === 200 && wanted(body),
    );
  const ended = (runId: string) => seen(runId, ({ endedAt }) => endedAt !== null);

  it('lets steps without a path between them run at the same time, and shows input and output of each', async () => {
    const steps = [
      step('a', 'A {{ inputs.x }} [[sim: delay=300ms]]'),
      step('b', 'B [[sim: delay=300ms]]'),
      step('c', 'C {{ steps.a.output }}', { dependsOn: ['a', 'b'] }),
    ];
    const runId = await start(steps, { inputs: { x: { type: 'string' } } }, { inputs: { x: '{{ inputs.x }}' }, label: 'hello' });
    const { body: run } = await ended(runId);
    const [a, b] = run.steps;
    expect(run).toMatchObject({ status: 'completed', label: 'hello', inputs: { x: '{{ inputs.x }}' } });
    expect(a.startedAt < b.endedAt && b.startedAt < a.endedAt).toBe(true);
    const { body: first } = await admin.get(`runs/${runId}/steps/a`);
    expect(first.attempts[0].input).toMatchObject({ prompt: 'A {{ inputs.x }} [[sim: delay=300ms]]', agent: 'writer' });
    const { body: last } = await admin.get(`runs/${runId}/steps/c`);
    expect(last.attempts[0].input.prompt).toBe(`C ${first.output}`);
    expect(last.attempts[0]).toMatchObject({
      status: 'completed',
      tokensFinal: true,
      usage: [{ source: 'engine', final: true }],
    });
    expect(await admin.get(`runs/${runId}/steps/zz`)).toMatchObject({ status: 404, body: { code: 'step_not_found' } });
  });

  it('starts an old version by its number, and the same run once for one key', async () => {
    const id = await workflow([step('a', 'old')]);
    const { name } = (await admin.get(`workflows/${id}`)).body;
    await admin.put(`workflows/${id}`, { name, steps: [step('a', 'new')] });
    const old = await admin.post(`workflows/${id}/runs`, { version: 1 });
    const { body } = await ended(old.body.runId);
    expect(body.workflow.version).toBe(1);
    expect((await admin.get(`runs/${body.runId}/steps/a`)).body.prompt).toBe('old');
    expect(await admin.post(`workflows/${id}/runs`, { version: 3 })).toMatchObject({
      status: 404,
      body: { code: 'workflow_version_not_found' },
    });
  });

  it.each([
    ['an input that is missing', {}, 'invalid_inputs'],
    ['an input of another type', { inputs: { n: 'three' } }, 'invalid_inputs'],
    ['an input that nobody asked for', { inputs: { n: 3, m: 1 } }, 'invalid_inputs'],
    ['a wider budget', { inputs: { n: 3 }, budget: { maxTokens: 200_000 } }, 'invalid_budget'],
  ])('refuses %s', async (_what, body, code) => {
    const id = await workflow([step('a', '{{ inputs.n }}')], {
      inputs: { n: { type: 'integer' } },
      budget: { maxTokens: 100_000 },
    });
    const refused = await admin.post(`workflows/${id}/runs`, body);
    expect(refused).toMatchObject({ status: 422, body: { code } });
    if (code === 'invalid_inputs')
      expect(refused.body.errors[0]).toMatchObject({ path: expect.stringMatching(/^\/inputs\/[nm]$/) });
  });

  it('sends nothing when the cheapest course is above the cap, says why, and goes on when the cap is raised', async () => {
    const runId = await start([step('a', 'go')], { budget: { totalBudgetCents: 0.0000001 } });
    const { body: held } = await seen(runId, ({ hold }) => hold === 'budget');
    expect(held).toMatchObject({
      steps: [{ attempt: 0 }],
      refusal: { code: 'budget_exceeded' },
      nextAction: { action: 'raise_budget' },
    });
    const none = await admin.post(`runs/${runId}/raise-budget`, { reason: 'more' });
    expect(none).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    const less = await admin.post(`runs/${runId}/raise-budget`, { totalBudgetCents: 0, reason: 'less' });
    expect(less).toMatchObject({ status: 422, body: { code: 'invalid_budget' } });
    const raised = await admin.post(`runs/${runId}/raise-budget`, { totalBudgetCents: 100, reason: 'it matters' });
    expect(raised).toMatchObject({ status: 200, body: { runId, hold: null } });
    expect((await ended(runId)).body).toMatchObject({
      status: 'completed',
      budget: { totalBudgetCents: 100, reservedCents: 0, unknownCents: 0 },
    });
  });

  it('never exceeds the cap with fifty steps side by side, at any position, and goes on when it is raised', async () => {
    const steps = Array.from({ length: 50 }, (_, index) =>
      step(`s${index}`, '[[sim: delay=20ms tokens=10/100]]', { maxOutputTokens: 100 }),
    );
    const { minCents, maxCents } = (await admin.post('workflows/validate', { name: 'fifty', steps })).body.estimate;
    const totalBudgetCents = Math.max(minCents, Number((maxCents / 5).toFixed(4)));
    const runId = await start(steps, { budget: { totalBudgetCents } });
    const { body: held } = await seen(runId, ({ hold, progress }) => hold === 'budget' && progress.running === 0);
    expect(held.progress.completed).toBeGreaterThan(0);
    expect(held.progress.completed).toBeLessThan(50);
    expect((await admin.post(`runs/${runId}/raise-budget`, { totalBudgetCents: maxCents, reason: 'all of it' })).status).toBe(
      200,
    );
    const { body: run } = await ended(runId);
    expect(run).toMatchObject({ status: 'completed', progress: { completed: 50 } });
    for (let at = 0; at <= run.revision; at += 1) {
      const { budget } = (await admin.get(`runs/${runId}/replay?at=${at}`)).body.state;
      expect(budget.spentCents + budget.reservedCents + budget.unknownCents).toBeLessThanOrEqual(budget.totalBudgetCents);
    }
  });

  it('pauses, resumes and aborts, and refuses what the state does not allow', async () => {
    const runId = await start([step('a', '[[sim: delay=200ms]]'), step('b', 'go', { dependsOn: ['a'] })]);
    expect(await admin.post(`runs/${runId}/pause`, { reason: 'wait' })).toMatchObject({ status: 200, body: { hold: 'paused' } });
    expect(await admin.post(`runs/${runId}/pause`, {})).toMatchObject({
      status: 409,
      body: { code: 'illegal_transition', runStatus: 'running' },
    });
    const { body: paused } = await seen(runId, ({ steps }) => steps[0].status === 'completed');
    expect(paused).toMatchObject({ hold: 'paused', steps: [{}, { status: 'waiting', attempt: 0 }] });
    expect((await admin.post(`runs/${runId}/resume`, {})).body.hold).toBeNull();
    expect((await ended(runId)).body.status).toBe('completed');
    expect(await admin.post(`runs/${runId}/abort`, {})).toMatchObject({ status: 409, body: { runStatus: 'completed' } });

    const slow = await start([step('a', '[[sim: delay=30s]]'), step('b', 'go', { dependsOn: ['a'] })]);
    await admin.post(`runs/${slow}/abort`, { reason: 'enough' });
    const { body: aborted } = await ended(slow);
    expect(aborted).toMatchObject({
      status: 'aborted',
      abort: { reason: 'enough', requestedBy: { username: 'admin' } },
      steps: [{}, { status: 'skipped' }],
    });
  });

  it('brings a retry forward when it is asked for', async () => {
    const retry = { maxAttempts: 2, backoffMs: 600_000 };
    const runId = await start([step('a', '[[sim: fail-first=1]]', { retry })]);
    await seen(runId, ({ steps }) => steps[0].times.retryAt !== null);
    expect(await admin.post(`runs/${runId}/steps/zz/retry`, {})).toMatchObject({ status: 404, body: { code: 'step_not_found' } });
    expect((await admin.post(`runs/${runId}/steps/a/retry`, { reason: 'now' })).status).toBe(200);
    expect((await ended(runId)).body).toMatchObject({ status: 'completed', steps: [{ attempt: 2 }] });
    expect(await admin.post(`runs/${runId}/steps/a/retry`, {})).toMatchObject({
      status: 409,
      body: { code: 'illegal_transition' },
    });
    const { attempts } = (await admin.get(`runs/${runId}/steps/a`)).body;
    expect(attempts).toMatchObject([{ status: 'failed', error: { class: 'engine_error' } }, { status: 'completed' }]);
  });

  it('explains a failure without a look into any log', async () => {
    const runId = await start([step('a', '[[sim: fail=refused]]'), step('b', 'go', { dependsOn: ['a'] })]);
    const { body } = await ended(runId);
    expect(body).toMatchObject({
      status: 'failed',
      statusReason: expect.stringContaining('a'),
      firstError: { stepKey: 'a', class: 'refused', nextAction: { action: 'fix_agent' } },
      steps: [{ status: 'failed', error: { message: expect.any(String), retryable: false, attempt: 1 } }, { status: 'skipped' }],
    });
  });

  it('leaves an unanswered write unknown until somebody settles it, and takes no word for a proof', async () => {
    await admin.put('policy', { singleOperator: true, reason: 'no gate for this' });
    const steps = [
      step('pay', '[[sim: fail=connection_lost executed=unknown]]', { risk: 'write', retry: { maxAttempts: 1 } }),
      step('tell', '{{ steps.pay.output }}', { dependsOn: ['pay'] }),
    ];
    const unknown = async (): Promise<string> => {
      const runId = await start(steps);
      const { body } = await seen(runId, ({ hold }) => hold === 'approval');
      const { approvalId } = body.steps[0];
      const { digest } = (await admin.get(`approvals/${approvalId}`)).body;
      await approve(approvalId, digest);
      await seen(runId, ({ hold }) => hold === 'outcome_unknown');
      return runId;
    };
    const runId = await unknown();
    const settle = (body: object, id = runId) => admin.post(`runs/${id}/steps/pay/settle`, body);
    const { body: run } = await admin.get(`runs/${runId}`);
    expect(run.steps[0]).toMatchObject({ status: 'blocked', blockedReason: 'outcome_unknown', nextAction: { action: 'settle' } });
    expect(run.budget.unknownCents).toBeGreaterThan(0);
    const claimed = await settle({ outcome: 'not_executed', proof: 'I am sure', reason: 'trust me' });
    expect(claimed).toMatchObject({ status: 422, body: { code: 'proof_not_accepted' } });
    expect(await settle({ outcome: 'completed', reason: 'saw it' })).toMatchObject({
      status: 422,
      body: { code: 'output_required' },
    });
    expect((await settle({ outcome: 'completed', output: 'paid', proof: { receipt: 7 }, reason: 'saw it' })).status).toBe(200);
    const { body: done } = await ended(runId);
    expect(done).toMatchObject({ status: 'completed', budget: { reservedCents: 0 } });
    expect((await admin.get(`runs/${runId}/steps/tell`)).body.input).toBe('paid');
    expect(await settle({ outcome: 'written_off', reason: 'late' })).toMatchObject({
      status: 409,
      body: { code: 'illegal_transition' },
    });

    const second = await unknown();
    expect((await settle({ outcome: 'written_off', reason: 'cannot know' }, second)).status).toBe(200);
    expect((await admin.get(`runs/${second}/steps/pay`)).body.attempts).toMatchObject([{ status: 'written_off' }]);
    await admin.put('policy', { singleOperator: false, reason: 'as it was' });
  });

  /** By a person, since keys never decide. */
  const approve = async (approvalId: string, digest: string): Promise<void> => {
    const { id } = (await admin.get('me')).body;
    const { signInToken } = (await admin.post(`operators/${id}/sign-in-link`)).body;
    const session = await new CheckedClient(app.url, {}).post('auth/session', { signInToken });
    const person = new CheckedClient(app.url, { cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' });
    const decided = await person.post(`approvals/${approvalId}/approve`, { digest, reason: 'go' });
    expect(decided.status).toBe(200);
  };

  it('keeps a large output whole, shows how it begins, and gives it only to those who ask at the right run', async () => {
    const runId = await start([step('a', '[[sim: output=200KB]]', { maxOutputTokens: 200_000 }), step('b', 'short')]);
    await ended(runId);
    const { output } = (await admin.get(`runs/${runId}/steps/a`)).body;
    expect(output).toMatchObject({ bytes: 200 * 1024, href: `/api/v1/runs/${runId}/payloads/${output.sha256}` });
    const whole = await admin.get(output.href);
    expect(whole.status).toBe(200);
    expect(createHash('sha256').update(whole.text).digest('hex')).toBe(output.sha256);
    expect(whole.text.startsWith(output.preview)).toBe(true);
    const part = await admin.get(output.href, { headers: { range: 'bytes=10-19' } });
    expect([part.status, part.text]).toEqual([206, whole.text.slice(10, 20)]);
    const beyond = await admin.get(output.href, { headers: { range: 'bytes=999999999-' } });
    expect(beyond).toMatchObject({ status: 416, body: { code: 'range_not_satisfiable' } });
    const other = await start([step('a', 'go')]);
    expect(await admin.get(`runs/${other}/payloads/${output.sha256}`)).toMatchObject({
      status: 404,
      body: { code: 'payload_not_found' },
    });
  });

  it('tells where the time of each step went, now and at any revision', async () => {
    const runId = await start([
      step('a', 'A [[sim: fail-first=1]]', { retry: { maxAttempts: 3, backoffMs: 50 } }),
      step('b', 'B', { dependsOn: ['a'] }),
    ]);
    const { body: run } = await ended(runId);
    const { body: timeline } = await admin.get(`runs/${runId}/timeline`);
    expect(timeline).toMatchObject({ at: run.revision, steps: [{ key: 'a' }, { key: 'b' }] });
    const [a, b] = timeline.steps;
    expect(a.spans.map(({ phase, attempt, outcome }: Record<string, unknown>) => [phase, attempt, outcome])).toEqual([
      ['run', 1, 'failed'],
      ['backoff', null, null],
      ['run', 2, 'completed'],
    ]);
    expect(b.spans).toMatchObject([{ phase: 'run', attempt: 1, from: run.steps[1].startedAt, to: run.endedAt }]);
    for (const [index, span] of a.spans.entries()) if (index > 0) expect(span.from).toBe(a.spans[index - 1].to);
    const { body: first } = await admin.get(`runs/${runId}/timeline?at=1`);
    expect(first.steps[0].spans).toMatchObject([{ phase: 'run', attempt: 1, to: null, outcome: null }]);
    expect(first.steps[1].spans).toEqual([]);
    expect((await admin.get(`runs/${NOBODY}/timeline`)).body.code).toBe('run_not_found');
    expect((await admin.get(`runs/${runId}/timeline?at=${run.revision + 1}`)).body.code).toBe('revision_not_found');
    expect((await admin.get(`runs/${runId}/timeline?at=-1`)).status).toBe(400);
  });

  it('replays every revision from the stream alone, and agrees with the tables at the head', async () => {
    const runId = await start([step('a', 'one'), step('b', '{{ steps.a.output }}', { dependsOn: ['a'] })]);
    const { body: run } = await ended(runId);
    const { body: now } = await admin.get(`runs/${runId}/replay`);
    expect(now).toMatchObject({
      at: run.revision,
      head: run.revision,
      verified: { foldEqualsReadModel: true, chainIntact: true },
    });
    const { steps, ...head } = run;
    const { steps: replayed, ...state } = now.state;
    expect(state).toEqual(head);
    for (const [index, shown] of steps.entries()) expect(replayed[index]).toMatchObject(shown);
    for (let at = 0; at <= run.revision; at++) {
      const { body } = await admin.get(`runs/${runId}/replay?at=${at}`);
      expect(body).toMatchObject({ at, state: { revision: at } });
    }
    expect((await admin.get(`runs/${runId}/replay?at=0`)).body.state.steps).toMatchObject([{ attempt: 0 }, { attempt: 0 }]);
    const beyond = await admin.get(`runs/${runId}/replay?at=${run.revision + 1}`);
    expect(beyond).toMatchObject({ status: 404, body: { code: 'revision_not_found' } });
  });

  it('gives events by revision, type and step, and costs that add up', async () => {
    const runId = await start([step('a', 'one'), step('b', 'two', { dependsOn: ['a'] })]);
    const { body: run } = await ended(runId);
    const page = (await admin.get(`runs/${runId}/events?from=1&to=3&limit=2`)).body;
    expect(page.items.map(({ revision }: { revision: number }) => revision)).toEqual([1, 2]);
    const rest = (await admin.get(`runs/${runId}/events?from=1&to=3&limit=2&cursor=${page.nextCursor}`)).body;
    expect(rest.items).toMatchObject([{ revision: 3, previousHash: page.items[1].hash }]);
    const typed = (await admin.get(`runs/${runId}/events?type=StepCompleted&step=b`)).body.items;
    expect(typed).toMatchObject([{ type: 'StepCompleted', stepKey: 'b', attempt: 1 }]);
    expect(await admin.get(`runs/${NOBODY}/events`)).toMatchObject({ status: 404 });

    const { body: costs } = await admin.get(`runs/${runId}/costs`);
    expect(costs).toMatchObject({ totalCents: run.budget.spentCents, reconciles: true, unpriced: [] });
    for (const group of ['byAgent', 'byModel', 'byStep', 'entries']) {
      const sum = costs[group].reduce((total: number, { cents }: { cents: number }) => total + cents, 0);
      expect(sum).toBeCloseTo(costs.totalCents, 7);
    }
  });

  it('lists by status, hold, workflow, agent and text, newest first', async () => {
    const { runId } = (
      await admin.post(`workflows/${await workflow([step('gate', 'go', { risk: 'write' })])}/runs`, { label: 'needle' })
    ).body;
    await seen(runId, ({ hold }) => hold === 'approval');
    const held = (await admin.get('runs?hold=approval&status=pending,running')).body;
    expect(held.items).toMatchObject([
      { runId, waitingOn: { kind: 'approval', stepKey: 'gate' }, progress: { blocked: 1, total: 1 } },
    ]);
    expect((await admin.get('runs?q=needle')).body.items).toMatchObject([{ runId }]);
    const all: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await admin.get(`runs?limit=3${cursor}`);
      all.push(...body.items.map(({ startedAt }: { startedAt: string }) => startedAt));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(all).toEqual([...all].sort().reverse());
    expect(all).toHaveLength((await admin.get('runs')).body.total.value);
  });
});

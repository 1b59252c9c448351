import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SimulatedEngine } from '../../src/gateways/simulated/simulated-engine';
import { type Client, signedIn, until, World } from '../api/world';
import { CheckedClient } from './checked-client';

const COMMAND = 'rm -rf build';

describe('what an engine asks within a step', () => {
  let world: World;
  let admin: CheckedClient;
  let ana: Client;
  let ben: Client;
  const engine = new SimulatedEngine();

  const started = () => world.start({}, { simulatedEngine: () => engine });

  beforeAll(async () => {
    world = await World.open();
    admin = new CheckedClient((await started()).url);
    const checked = (client: Client): CheckedClient => Object.setPrototypeOf(client, CheckedClient.prototype);
    ana = checked(await signedIn(admin, 'ana', ['operator']));
    ben = checked(await signedIn(admin, 'ben', ['approver']));
    // An engine that keeps its runs, so that what it asks outlives the process that had sent the step.
    await admin.put('gateways/simulated', {
      kind: 'simulated',
      options: { defaults: 'delay=1ms', capabilities: { resultSurvivesSender: true, lookup: true } },
    });
  });
  afterAll(() => world.close());

  const approve = async (runId: string, kind: 'step' | 'question'): Promise<void> => {
    const { id, digest } = await pending(runId, kind);
    expect((await ben.post(`approvals/${id}/approve`, { digest, reason: 'looked at it' })).status).toBe(200);
  };

  const pending = async (runId: string, kind: 'step' | 'question') => {
    const { body } = await until(
      () => ben.get(`approvals?runId=${runId}&status=pending`),
      ({ body }) => body.items[0]?.kind === kind,
    );
    return (await ben.get(`approvals/${body.items[0].id}`)).body;
  };

  /** A run whose gated step was approved and whose engine now asks. */
  const asking = async (words: string): Promise<string> => {
    const steps = [{ key: 'tidy', agent: 'publisher', risk: 'irreversible', prompt: `Tidy up. [[sim: ${words}]]` }];
    const { id } = (await admin.post('workflows', { name: `tidy-${words.length}`, steps })).body;
    const { runId } = (await ana.post(`workflows/${id}/runs`, {})).body;
    await approve(runId, 'step');
    await pending(runId, 'question');
    return runId;
  };

  const ended = (runId: string) =>
    until(
      () => ana.get(`runs/${runId}`),
      ({ body }) => body.endedAt !== null,
    );
  const facts = async (runId: string, type: string) => (await admin.get(`audit/events?runId=${runId}&type=${type}`)).body.items;

  it('stands in the inbox with the command itself, while the step stays with its engine', async () => {
    const runId = await asking(`ask="${COMMAND}"`);
    expect(await pending(runId, 'question')).toMatchObject({
      kind: 'question',
      stepKey: 'tidy',
      risk: 'irreversible',
      summary: `Step tidy of tidy-18 asks: ${COMMAND}`,
      question: { command: COMMAND, cwd: '/srv/work', risks: ['deletes files'] },
      answer: null,
      mayDecide: { allowed: true },
      request: { agent: 'publisher' },
    });
    const { body: run } = await ana.get(`runs/${runId}`);
    expect(run).toMatchObject({ status: 'running', hold: 'approval', waitingOn: { kind: 'approval', stepKey: 'tidy' } });
    expect(run.steps[0]).toMatchObject({ status: 'running', blockedReason: null });
    expect((await ana.get('approvals?mine=true')).body.items).toEqual([]);

    await approve(runId, 'question');
    expect((await ended(runId)).body.status).toBe('completed');
    expect(await facts(runId, 'EngineApprovalAnswered')).toMatchObject([
      { data: { decision: 'allow', applied: true, status: 'allowed' }, stepKey: 'tidy' },
    ]);
    expect((await facts(runId, 'ApprovalGranted')).length).toBe(2);
    expect((await ana.get(`runs/${runId}/replay`)).body.verified).toMatchObject({ foldEqualsReadModel: true, chainIntact: true });
  });

  it('that is denied is told to the engine, which goes on without', async () => {
    const runId = await asking(`ask="${COMMAND}"  `);
    const { id, digest } = await pending(runId, 'question');
    expect(await ben.post(`approvals/${id}/reject`, { digest })).toMatchObject({
      status: 422,
      body: { code: 'reason_required' },
    });
    expect(await ben.post(`approvals/${id}/reject`, { digest: 'f'.repeat(64), reason: 'no' })).toMatchObject({
      status: 409,
      body: { code: 'digest_mismatch' },
    });
    expect((await ben.post(`approvals/${id}/reject`, { digest, reason: 'keep it' })).body.status).toBe('rejected');
    expect((await ended(runId)).body.status).toBe('completed');
    expect((await ana.get(`runs/${runId}/steps/tidy`)).body.attempts[0].output).toContain('not allowed');
  });

  it('is withdrawn when its run is aborted', async () => {
    const runId = await asking(`ask="${COMMAND}"    `);
    const { id, digest } = await pending(runId, 'question');
    await ana.post(`runs/${runId}/abort`, { reason: 'enough' });
    expect((await ended(runId)).body.status).toBe('aborted');
    expect((await ben.get(`approvals/${id}`)).body).toMatchObject({
      status: 'cancelled',
      closedReason: 'The attempt that asked has ended.',
    });
    expect((await ben.post(`approvals/${id}/approve`, { digest, reason: 'too late' })).body.code).toBe('run_not_active');
  });

  it('outlives the process that had sent the step, and is answered by the next one', async () => {
    const runId = await asking(`ask="${COMMAND}"      `);
    const [app] = world.apps;
    if (app) await world.stop(app);
    const next = await started();
    for (const client of [ana, ben, admin]) Object.assign(client, { url: next.url });
    await approve(runId, 'question');
    expect((await ended(runId)).body.status).toBe('completed');
    expect(await facts(runId, 'EngineApprovalRequested')).toHaveLength(1);
    expect(await facts(runId, 'StepDispatched')).toHaveLength(1);
  });
});

import { expect } from '@jest/globals';
import { type Client, signedIn, until } from './world';

/** The main job over HTTP, asked for by one person and approved by another; leaves a completed run behind. */
export const doMainJob = async (admin: Client): Promise<string> => {
  const ana = await signedIn(admin, 'ana', ['operator']);
  const ben = await signedIn(admin, 'ben', ['approver']);
  const { body: workflows } = await ana.get('workflows');
  const workflow = workflows.items.find(({ name }: { name: string }) => name === 'launch-post');

  const started = await ana.post(`workflows/${workflow.id}/runs`, { inputs: { topic: 'bees' } });
  expect(started).toMatchObject({ status: 201, body: { status: 'running' } });
  const { runId } = started.body;

  const held = await until(
    () => ana.get(`runs/${runId}`),
    ({ body }) => body.hold === 'approval',
  );
  const gate = held.body.steps.find(({ key }: { key: string }) => key === 'publish');
  expect(gate).toMatchObject({ status: 'blocked', blockedReason: 'approval' });

  const approval = await ben.get(`approvals/${gate.approvalId}`);
  expect(approval.body).toMatchObject({ status: 'pending', risk: 'irreversible', runId });
  const decision = { digest: approval.body.digest, reason: 'reads well' };
  expect(await ana.post(`approvals/${gate.approvalId}/approve`, decision)).toMatchObject({ status: 403 });
  expect(await ben.post(`approvals/${gate.approvalId}/approve`, { digest: decision.digest })).toMatchObject({
    status: 422,
    body: { code: 'reason_required' },
  });
  const approved = await ben.post(`approvals/${gate.approvalId}/approve`, decision);
  expect(approved).toMatchObject({ status: 200, body: { status: 'approved', decisions: [{ operator: { username: 'ben' } }] } });
  expect(await ben.post(`approvals/${gate.approvalId}/approve`, decision)).toMatchObject({
    status: 409,
    body: { code: 'already_decided' },
  });

  const done = await until(
    () => ana.get(`runs/${runId}`),
    ({ body }) => body.status === 'completed',
  );
  for (const step of done.body.steps) {
    expect(step).toMatchObject({ status: 'completed', tokensFinal: true });
    expect(step.inputTokens).toBeGreaterThan(0);
    expect(step.outputTokens).toBeGreaterThan(0);
  }
  const replay = await ana.get(`runs/${runId}/replay`);
  expect(replay.body).toMatchObject({
    at: done.body.revision,
    head: done.body.revision,
    state: { status: 'completed' },
    verified: { foldEqualsReadModel: true, chainIntact: true, firstBroken: null },
  });
  const costs = await ana.get(`runs/${runId}/costs`);
  expect(costs.body).toMatchObject({ reconciles: true, totalCents: done.body.budget.spentCents });
  const step = await ana.get(`runs/${runId}/steps/draft`);
  expect(step.body.attempts).toHaveLength(1);
  expect(step.body.attempts[0].input.prompt).toContain('Write a post from:');
  const events = await ana.get(`runs/${runId}/events?limit=1000`);
  expect(events.body.items.map(({ revision }: { revision: number }) => revision)).toEqual(
    Array.from({ length: done.body.revision + 1 }, (_, revision) => revision),
  );
  return runId;
};

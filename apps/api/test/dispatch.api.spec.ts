import { afterEach, describe, expect, it } from '@jest/globals';
import { NO_CAPABILITIES, type RunState } from '@mc/domain';
import { catalogue, step } from '@mc/domain/testing';
import { RunProcess, SharedWorld } from './run-world';

const processes: RunProcess[] = [];
const open = (world: SharedWorld): RunProcess => {
  const process = new RunProcess(world);
  processes.push(process);
  return process;
};
afterEach(async () => {
  for (const process of processes.splice(0)) {
    await process.close();
    expect(process.errors).toEqual([]);
  }
});

const ended = (state: RunState): boolean => state.status !== 'running';

const grant = async (process: RunProcess, runId: string): Promise<void> => {
  const state = await process.until(runId, ({ approvals }) => [...approvals.values()].some(({ status }) => status === 'pending'));
  const request = [...state.approvals.values()].find(({ status }) => status === 'pending');
  const data = { approvalId: request?.approvalId ?? '', digest: request?.digest ?? '', reason: 'checked' };
  expect((await process.do(runId, { type: 'GrantApproval', data }, 'ben')).refusal).toBeUndefined();
};

describe('the dispatcher', () => {
  it('carries a run through the engine: each attempt once, with the prompt that the fact holds', async () => {
    const world = new SharedWorld(catalogue());
    const process = open(world);
    const runId = await process.start([
      step('a', { prompt: 'one [[sim: say="alpha"]]' }),
      step('b', { prompt: 'two [[sim: delay=30ms say="beta"]]' }),
      step('c', { dependsOn: ['a', 'b'], prompt: '{{ steps.a.output }} {{ steps.b.output }} [[sim: say="gamma"]]' }),
    ]);
    const state = await process.until(runId, ended);
    expect(state.status).toBe('completed');
    expect(state.steps.get('c')?.attempts[0]?.spec.prompt).toContain('alpha beta');
    expect(world.engine.journal.entries().map(({ startedAt }) => startedAt.length)).toEqual([1, 1, 1]);
    expect(state.ledger).toMatchObject({ reservedNanoUsd: 0, unknownNanoUsd: 0 });
    expect(state.ledger.settledNanoUsd).toBeGreaterThan(0);
  });

  it('records live usage before the result, and streams text', async () => {
    const process = open(new SharedWorld(catalogue()));
    const runId = await process.start([step('a', { prompt: '[[sim: delay=900ms tokens=50/80]]' })]);
    const live = await process.until(runId, (state) => (state.steps.get('a')?.attempts[0]?.outputTokens ?? 0) > 0);
    expect(live.status).toBe('running');
    expect((await process.until(runId, ended)).steps.get('a')?.attempts[0]).toMatchObject({
      inputTokens: 50,
      outputTokens: 80,
      tokensFinal: true,
    });
    expect(process.output.length).toBeGreaterThan(0);
  });

  it('ignores a repeated result', async () => {
    const process = open(new SharedWorld(catalogue()));
    const runId = await process.start([step('a', { prompt: '[[sim: duplicate]]' })]);
    const state = await process.until(runId, ended);
    expect(state.steps.get('a')?.attempts).toHaveLength(1);
    expect(state.status).toBe('completed');
  });

  it('keeps its own deadline: silence is stopped, a read step goes on by its policy', async () => {
    const process = open(new SharedWorld(catalogue()));
    const runId = await process.start([
      step('a', { prompt: '[[sim: silence]]', timeoutMs: 150, retry: { maxAttempts: 2, backoffMs: 1 } }),
    ]);
    const state = await process.until(runId, ended);
    expect(state.status).toBe('failed');
    expect(state.steps.get('a')?.attempts.map(({ error }) => error?.class)).toEqual(['timeout', 'timeout']);
    expect(state.ledger.unknownNanoUsd).toBeGreaterThan(0);
  });

  it('aborts at the engine', async () => {
    const world = new SharedWorld(catalogue());
    const process = open(world);
    const runId = await process.start([step('a', { prompt: '[[sim: delay=60s]]' })]);
    await process.until(runId, (state) => state.steps.get('a')?.attempts[0]?.acceptedAt !== null);
    await process.do(runId, { type: 'AbortRun', data: { reason: 'enough' } });
    expect((await process.until(runId, ended)).status).toBe('aborted');
  });

  it('goes on after the loss of its process: a read step starts over, an irreversible one stands as unknown', async () => {
    const world = new SharedWorld(catalogue());
    const first = open(world);
    const runId = await first.start([
      step('a', { prompt: '[[sim: delay=300ms]]' }),
      step('b', { risk: 'irreversible', prompt: '[[sim: delay=60s]]' }),
    ]);
    await grant(first, runId);
    await first.until(runId, (state) => ['a', 'b'].every((key) => state.steps.get(key)?.attempts[0]?.acceptedAt));
    await first.kill();
    const second = open(world);
    await second.sweep.start();
    const state = await second.until(runId, ({ steps }) => steps.get('a')?.status === 'completed');
    expect(state.steps.get('a')?.attempts).toHaveLength(2);
    expect(state.steps.get('b')).toMatchObject({ status: 'blocked', blockedReason: 'outcome_unknown' });
    expect(
      world.engine.journal
        .entries()
        .filter(({ effectKey }) => effectKey.includes('/b/'))
        .map(({ startedAt }) => startedAt.length),
    ).toEqual([1]);
  });

  it('takes the answer from an engine that keeps it, when the process that had asked is gone: nothing is sent twice', async () => {
    const capabilities = { ...NO_CAPABILITIES, stop: true, usagePerCall: true, lookup: true, resultSurvivesSender: true };
    const gateway = { ...SIMULATED, options: { capabilities: { lookup: true, resultSurvivesSender: true } } };
    const keeping = { capabilities: () => capabilities, gateway: () => gateway, gateways: () => [gateway] };
    const world = new SharedWorld(catalogue(keeping));
    const first = open(world);
    const runId = await first.start([
      step('a', { risk: 'irreversible', prompt: '[[sim: delay=700ms say="published" tokens=9/4]]' }),
    ]);
    await grant(first, runId);
    await first.until(runId, (state) => state.steps.get('a')?.attempts[0]?.acceptedAt !== null);
    await first.kill();
    const second = open(world);
    await second.sweep.start();
    const state = await second.until(runId, ended);
    expect(state.status).toBe('completed');
    expect(state.steps.get('a')).toMatchObject({
      output: 'published',
      attempts: [{ inputTokens: 9, outputTokens: 4, tokensFinal: true }],
    });
    expect(world.engine.journal.entries().map(({ sentAt }) => sentAt.length)).toEqual([1]);
  });
});

const SIMULATED = { name: 'sim', kind: 'simulated', url: null, auth: { type: 'none', secretRef: null } } as const;

import { describe, expect, it } from '@jest/globals';
import { NO_CAPABILITIES } from '../gateway/capabilities';
import type { RunEvent } from './run.events';
import { person, RunWorld, step, workflow } from './testing';

const types = (facts: readonly RunEvent[]): string[] => facts.map(({ type }) => type);

const failed = (stepKey: string, attempt: number, executed: 'yes' | 'no' | 'unknown', retryable = true) =>
  ({
    type: 'RecordResult',
    data: {
      stepKey,
      attempt,
      engineRunId: null,
      calls: [],
      result: {
        kind: 'failed',
        retryable,
        executed,
        error: { class: 'engine_error', code: 'boom', message: 'boom', details: null },
      },
    },
  }) as const;

describe('a run', () => {
  it('sends every step whose inputs exist, in the append of what made them exist', () => {
    const run = new RunWorld();
    const started = run.start(
      workflow([step('a'), step('b'), step('c', { dependsOn: ['a', 'b'], prompt: '{{ steps.a.output }}!' })]),
    );
    expect(types(started.facts)).toEqual(['RunStarted', 'StepDispatched', 'StepDispatched']);
    expect(types(run.complete('a', 'one').facts)).toEqual(['StepCompleted']);
    expect(types(run.complete('b').facts)).toContain('StepDispatched');
    expect(run.of('StepDispatched').at(-1)?.spec.prompt).toBe('one!');
    run.complete('c');
    expect(run.state.status).toBe('completed');
    expect(run.state.ledger).toMatchObject({ reservedNanoUsd: 0, unknownNanoUsd: 0, settledNanoUsd: 3 * 30_000 });
  });

  it('asks for approval before a write step, and sends it in the append of the grant', () => {
    const run = new RunWorld();
    run.start(workflow([step('a'), step('b', { dependsOn: ['a'], risk: 'write' })]));
    const asked = run.complete('a');
    expect(types(asked.facts)).toContain('ApprovalRequested');
    const [request] = run.of('ApprovalRequested');
    expect(run.status('b')).toBe('blocked:approval');
    const grant = { approvalId: request?.approvalId ?? '', digest: request?.digest ?? '', reason: null };
    expect(run.do({ type: 'GrantApproval', data: grant }, person('vic')).refused).toBe('not_an_approver');
    expect(run.do({ type: 'GrantApproval', data: grant }, person('ben', 'key')).refused).toBe('not_an_approver');
    expect(run.do({ type: 'GrantApproval', data: { ...grant, digest: 'x' } }, person('ben')).refused).toBe('digest_mismatch');
    expect(types(run.do({ type: 'GrantApproval', data: grant }, person('ben')).facts)).toEqual([
      'ApprovalGranted',
      'StepDispatched',
    ]);
    expect(run.do({ type: 'GrantApproval', data: grant }, person('eve')).refused).toBe('already_decided');
  });

  it('holds under a cap that carries no further step, and goes on when the cap is raised', () => {
    const run = new RunWorld();
    const steps = ['a', 'b', 'c'].map((key) => step(key));
    // One step may cost (2 * 1.25 + 32) tokens in and 100 out: 35,000 + 200,000 nanodollars.
    run.start(workflow(steps, { budget: { totalBudgetNanoUsd: 300_000, maxTokens: null, onExceeded: 'hold' } }));
    expect(run.of('StepDispatched')).toHaveLength(1);
    expect(run.state.held).toBeNull();
    run.complete('a', 'x', [10, 95]);
    expect(run.state.held?.reason).toBe('budget');
    run.do({ type: 'RaiseBudget', data: { capNanoUsd: 10_000_000, reason: 'go' } }, person('ana'));
    expect(run.of('StepDispatched')).toHaveLength(3);
  });

  it('reserves what its engine adds to every prompt', () => {
    const run = new RunWorld({ capabilities: () => ({ ...NO_CAPABILITIES, inputTokensOverhead: 8_000 }) });
    run.start(workflow([step('a')]));
    // (1 * 1.25 + 32) tokens in and 100 out, as without it.
    expect(run.of('StepDispatched')).toMatchObject([{ reservedTokens: 34 + 100 + 8_000, reservedNanoUsd: 234_000 + 8_000_000 }]);
  });

  it('starts a read step over when its sender is gone, and asks nobody', () => {
    const run = new RunWorld();
    run.start(workflow([step('a')]));
    run.do({ type: 'RecordAccepted', data: { stepKey: 'a', attempt: 1, engineRunId: null } });
    run.gone.add('boot-1');
    run.sender = 'boot-2';
    run.advance();
    expect(run.of('StepDispatched')).toHaveLength(2);
    expect(run.state.ledger.unknownNanoUsd).toBeGreaterThan(0);
    run.complete('a');
    expect(run.state.status).toBe('completed');
  });

  it('never sends an irreversible step twice: its outcome is unknown until a person settles it', () => {
    const run = new RunWorld();
    run.start(workflow([step('a', { risk: 'irreversible' })]));
    const [request] = run.of('ApprovalRequested');
    const grant = { approvalId: request?.approvalId ?? '', digest: request?.digest ?? '', reason: 'checked' };
    expect(run.do({ type: 'GrantApproval', data: grant }, person('ana')).refused).toBe('not_an_approver');
    run.do({ type: 'GrantApproval', data: grant }, person('ben'));
    run.gone.add('boot-1');
    run.sender = 'boot-2';
    run.advance(10_000);
    expect(run.status('a')).toBe('blocked:outcome_unknown');
    expect(run.of('StepDispatched')).toHaveLength(1);
    const settle = { stepKey: 'a', output: null, statement: null, engineProof: null, reason: 'looked' } as const;
    expect(run.do({ type: 'SettleStep', data: { ...settle, outcome: 'not_executed' } }, person('ana')).refused).toBe(
      'proof_not_accepted',
    );
    run.do({ type: 'SettleStep', data: { ...settle, outcome: 'completed', output: 'was published' } }, person('ana'));
    expect(run.state.status).toBe('completed');
  });

  it('aborts: nothing new starts, what is open is stopped, what never answers is written off', () => {
    const run = new RunWorld();
    run.start(workflow([step('a'), step('b'), step('c', { dependsOn: ['a'] })]));
    const aborted = run.do({ type: 'AbortRun', data: { reason: 'wrong' } }, person('ana'));
    expect(types(aborted.facts)).toEqual(['RunAbortRequested', 'StepSkipped', 'StepStopRequested', 'StepStopRequested']);
    run.do({
      type: 'RecordStop',
      data: { stepKey: 'a', attempt: 1, proof: 'connection_closed', executed: 'unknown', calls: [] },
    });
    expect(run.state.status).toBe('running');
    run.advance(20_000);
    expect(run.of('StepWrittenOff')).toHaveLength(1);
    expect(run.state.status).toBe('aborted');
    const late = run.complete('b', 'late', [5, 5]);
    expect(types(late.facts)).toEqual(['LateResultRecorded']);
    expect(run.state.status).toBe('aborted');
    expect(run.state.ledger.settledNanoUsd).toBe(15_000);
  });

  it('retries a read step by its policy, and fails the run when the policy is used up', () => {
    const run = new RunWorld();
    run.start(workflow([step('a', { retry: { maxAttempts: 2, backoffMs: 1_000 } }), step('b', { dependsOn: ['a'] })]));
    expect(types(run.do(failed('a', 1, 'yes')).facts)).toEqual(['StepFailed', 'StepRetryScheduled']);
    expect(run.advance(500).facts).toEqual([]);
    expect(types(run.advance(600).facts)).toEqual(['StepDispatched']);
    expect(types(run.do(failed('a', 2, 'yes')).facts)).toEqual(['StepFailed', 'StepSkipped', 'RunFailed']);
  });

  it('waits for an engine that is down, and goes on by itself', () => {
    const run = new RunWorld();
    run.down.add('sim');
    run.start(workflow([step('a')]));
    expect(run.status('a')).toBe('blocked:engine_unavailable');
    run.down.clear();
    run.advance(5_000);
    expect(run.status('a')).toBe('running');
  });
});

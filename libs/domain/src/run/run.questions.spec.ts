import { describe, expect, it } from '@jest/globals';
import { nextDueAt } from './run.due';
import { QUESTIONS_PER_ATTEMPT_MAX } from './run.limits';
import { person, RunWorld, step, workflow } from './testing';

// What an engine asks within an attempt: decided like a gate, and never mistaken for one.

const EXPIRES = '2026-11-01T00:00:30.000Z';

const ask = (world: RunWorld, questionId = 'q1', attempt = 1) =>
  world.do({
    type: 'RecordQuestion',
    data: {
      stepKey: 'a',
      attempt,
      question: { questionId, engineAgent: 'e', engineRunId: 'r', command: 'rm -rf build', cwd: '/srv', risks: ['delete'] },
      expiresAt: EXPIRES,
    },
  });

const asking = (risk: 'read' | 'write' | 'irreversible' = 'write'): RunWorld => {
  const world = new RunWorld();
  world.start(workflow([step('a', { risk })]));
  if (risk !== 'read') decide(world, 'GrantApproval');
  ask(world);
  return world;
};

const lastRequest = (world: RunWorld) =>
  [...world.state.approvals.values()].at(-1) ?? { approvalId: '', digest: '', status: 'none' };

const decide = (world: RunWorld, type: 'GrantApproval' | 'RejectApproval', reason: string | null = 'looked', by = 'ben') => {
  const { approvalId, digest } = lastRequest(world);
  return world.do({ type, data: { approvalId, digest, reason } }, person(by));
};

const answer = (world: RunWorld) =>
  world.do({ type: 'RecordAnswer', data: { approvalId: lastRequest(world).approvalId, applied: true, status: 'allowed' } });

describe('a question of an engine', () => {
  it('comes to people with what would be done, and the step stays with the engine', () => {
    const world = asking();
    expect(world.of('EngineApprovalRequested')).toMatchObject([
      { stepKey: 'a', attempt: 1, question: { command: 'rm -rf build' }, expiresAt: EXPIRES, policy: { roles: ['approver'] } },
    ]);
    expect([world.status('a'), world.state.ready.size]).toEqual(['running', 0]);
  });

  it('comes once, however often and from however many processes it is heard', () => {
    const world = asking();
    expect(ask(world).facts).toEqual([]);
    decide(world, 'GrantApproval');
    expect(ask(world).facts).toEqual([]);
  });

  it('is decided by approvers only, about exactly this question', () => {
    const world = asking('irreversible');
    expect(decide(world, 'GrantApproval', 'looked', 'vic').refused).toBe('not_an_approver');
    expect(decide(world, 'GrantApproval', null).refused).toBe('reason_required');
    const { approvalId } = lastRequest(world);
    const data = { approvalId, digest: world.of('ApprovalRequested')[0]?.digest ?? '', reason: 'looked' };
    expect(world.do({ type: 'GrantApproval', data }, person('ben')).refused).toBe('digest_mismatch');
    expect(decide(world, 'GrantApproval').facts).toMatchObject([{ type: 'ApprovalGranted', data: { sealed: true } }]);
    expect(decide(world, 'RejectApproval', 'late', 'eve').refused).toBe('already_decided');
  });

  it('is asked of approvers of writing where a step was to read only', () => {
    expect(asking('read').of('EngineApprovalRequested')).toMatchObject([{ policy: { selfApproval: true } }]);
  });

  it('that is rejected leaves the step to its engine', () => {
    const world = asking();
    expect(decide(world, 'RejectApproval', 'no').facts).toMatchObject([{ type: 'ApprovalRejected' }]);
    expect(world.status('a')).toBe('running');
    answer(world);
    expect(world.of('EngineApprovalAnswered')).toMatchObject([{ decision: 'deny', applied: true }]);
    world.complete('a');
    expect(world.state.status).toBe('completed');
  });

  it('is due again until its decision has reached the engine, and then no more', () => {
    const world = asking();
    world.do({ type: 'RecordAccepted', data: { stepKey: 'a', attempt: 1, engineRunId: null } });
    decide(world, 'GrantApproval');
    expect(nextDueAt(world.state)).toBe('2026-11-01T00:00:05.000Z');
    answer(world);
    expect(answer(world).facts).toEqual([]);
    expect(nextDueAt(world.state)).not.toBe('2026-11-01T00:00:05.000Z');
  });

  it('expires with the engine, and fails nothing', () => {
    const world = asking();
    expect(world.advance(30_000).facts).toMatchObject([{ type: 'ApprovalExpired' }]);
    expect([lastRequest(world).status, world.status('a')]).toEqual(['expired', 'running']);
    expect(decide(world, 'GrantApproval').refused).toBe('approval_expired');
  });

  it('is void when it was answered at the engine', () => {
    const world = asking();
    const closed = { stepKey: 'a', attempt: 1, questionId: 'q1', status: 'deny' };
    world.do({ type: 'RecordQuestionClosed', data: closed });
    expect(world.of('ApprovalVoided')).toMatchObject([{ cause: 'engine_closed', field: 'deny' }]);
    expect(decide(world, 'GrantApproval').refused).toBe('run_not_active');
    expect(world.do({ type: 'RecordQuestionClosed', data: closed }).facts).toEqual([]);
  });

  it.each([
    ['has completed', (world: RunWorld) => world.complete('a')],
    ['is being stopped', (world: RunWorld) => world.do({ type: 'AbortRun', data: { reason: null } }, person('ana'))],
    ['has passed its deadline', (world: RunWorld) => world.advance(60_000)],
  ])('is void when its attempt %s', (_, end) => {
    const world = asking();
    world.state.approvals.forEach((approval) => {
      if (approval.question) world.state.approvals.set(approval.approvalId, { ...approval, expiresAt: null });
    });
    end(world);
    expect([lastRequest(world).status, world.state.questions.size]).toEqual(['cancelled', 0]);
    expect(ask(world, 'q2').facts).toEqual([]);
  });

  it('may be decided while the rest of the run is failing', () => {
    const world = new RunWorld();
    world.start(workflow([step('a', { risk: 'write' }), step('b')]));
    decide(world, 'GrantApproval');
    ask(world);
    const error = { class: 'refused', code: 'no', message: 'no', details: null } as const;
    const result = { kind: 'failed', error, retryable: false, executed: 'yes' } as const;
    world.do({ type: 'RecordResult', data: { stepKey: 'b', attempt: 1, engineRunId: null, calls: [], result } });
    expect(world.state.failing).not.toBeNull();
    expect(decide(world, 'GrantApproval').refused).toBeUndefined();
  });

  it('beyond the limit of an attempt, or of an attempt that nobody sent, is left to the engine', () => {
    const world = asking();
    for (let n = 2; n <= QUESTIONS_PER_ATTEMPT_MAX + 5; n++) ask(world, `q${n}`);
    expect(world.of('EngineApprovalRequested')).toHaveLength(QUESTIONS_PER_ATTEMPT_MAX);
    expect(ask(world, 'q1', 2).refused).toBe('attempt_not_found');
  });

  it('cannot be answered for where none was asked', () => {
    const world = asking();
    const [gate] = world.of('ApprovalRequested');
    const data = { approvalId: gate?.approvalId ?? '', applied: true, status: 'allowed' };
    expect(world.do({ type: 'RecordAnswer', data }).refused).toBe('approval_not_found');
  });
});

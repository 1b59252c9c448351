import { describe, expect, it } from '@jest/globals';
import type { RunCommand } from './run.commands';
import { nextDueAt } from './run.due';
import type { ErrorClass, Executed } from './run.events';
import { catalogue, person, price, RunWorld, step, usage, workflow } from './testing';

// Sequences in which a run once stood still, counted twice or promised too much.

const capped = (totalBudgetNanoUsd: number | null, maxTokens: number | null = null, onExceeded: 'hold' | 'fail' = 'hold') => ({
  budget: { totalBudgetNanoUsd, maxTokens, onExceeded },
});

const failed = (world: RunWorld, stepKey: string, errorClass: ErrorClass, executed: Executed, attempt = 1) => {
  const error = { class: errorClass, code: 'said_so', message: 'said so', details: null };
  const result = { kind: 'failed', error, retryable: true, executed } as const;
  return world.do({ type: 'RecordResult', data: { stepKey, attempt, engineRunId: null, calls: [], result } });
};

const grantLast = (world: RunWorld) => {
  const { approvalId, digest } = world.of('ApprovalRequested').at(-1) ?? { approvalId: '', digest: '' };
  return world.do({ type: 'GrantApproval', data: { approvalId, digest, reason: 'checked' } }, person('ben'));
};

const resume: RunCommand = { type: 'ResumeRun', data: { reason: null } };
const types = (facts: readonly { readonly type: string }[]): string[] => facts.map(({ type }) => type);

describe('a run that nobody pushes', () => {
  it('goes on with whoever waits for a step that failed before it was sent', () => {
    const world = new RunWorld();
    world.start(workflow([step('a', { agent: 'nobody', onFailure: 'continue' }), step('b', { dependsOn: ['a'] })]));
    expect([world.status('a'), world.status('b')]).toEqual(['failed', 'running']);
  });

  it('is due at once while a step is ready and nothing speaks against it', () => {
    const world = new RunWorld();
    world.start(workflow([step('a')]));
    world.state.inFlight.clear();
    world.state.ready.add('a');
    expect(nextDueAt(world.state)).toBe('2026-11-01T00:00:00.000Z');
    world.state.paused = { at: '2026-11-01T00:00:00.000Z', reason: null };
    expect(nextDueAt(world.state)).toBeNull();
  });
});

describe('a retry that is pressed while its approval is pending', () => {
  it('is refused, so that one attempt never has two requests', () => {
    const world = new RunWorld();
    world.start(workflow([step('a', { risk: 'write', retry: { maxAttempts: 3, backoffMs: 1_000 } })]));
    grantLast(world);
    failed(world, 'a', 'rate_limited', 'no');
    world.advance(2_000);
    expect(world.status('a')).toBe('blocked:approval');
    const { refused } = world.do({ type: 'RetryStep', data: { stepKey: 'a', reason: null } }, person('ana'));
    expect([refused, world.of('ApprovalRequested').length]).toEqual(['illegal_transition', 2]);
  });
});

describe('a grant by somebody who is no approver any more', () => {
  const without = (gone: string) => ({
    operator: (id: string) => {
      const known = catalogue().operator(id);
      return known && id === gone ? { ...known, disabled: true } : known;
    },
  });
  const rule = (quorum: number) => ({ quorum, selfApproval: true, roles: ['approver' as const], expiresAfterMs: null });

  it('does not count towards a quorum', () => {
    const world = new RunWorld({ approvalRule: () => rule(2) });
    world.start(workflow([step('a', { risk: 'write' })]));
    grantLast(world);
    world.catalogue = catalogue({ approvalRule: () => rule(2), ...without('ben') });
    const { approvalId = '', digest = '' } = world.of('ApprovalRequested').at(-1) ?? {};
    world.do({ type: 'GrantApproval', data: { approvalId, digest, reason: 'checked' } }, person('eve'));
    expect([world.of('ApprovalGranted').at(-1)?.sealed, world.status('a')]).toEqual([false, 'blocked:approval']);
  });

  it('is not used when the step goes out later: it is asked for anew, and the audit says why', () => {
    const world = new RunWorld({ approvalRule: () => rule(1) });
    world.start(workflow([step('a', { risk: 'write' })]));
    world.do({ type: 'PauseRun', data: { reason: null } }, person('ana'));
    grantLast(world);
    world.catalogue = catalogue({ approvalRule: () => rule(1), ...without('ben') });
    world.do(resume, person('ana'));
    expect(world.of('ApprovalVoided')).toMatchObject([{ cause: 'drift', field: 'approver' }]);
    expect([world.status('a'), world.of('ApprovalRequested').length]).toEqual(['blocked:approval', 2]);
  });
});

describe('an attempt of our own that the engine has not accepted', () => {
  it('is left alone until its deadline, and then stopped at the engine', () => {
    const world = new RunWorld();
    world.start(workflow([step('a', { timeoutMs: 60_000 })]));
    expect(world.advance(30_000).facts).toEqual([]);
    expect(world.advance(30_000).facts).toMatchObject([{ type: 'StepStopRequested', data: { cause: 'deadline' } }]);
  });

  it('is not sent again after its deadline, whatever the engine drops', () => {
    const idempotency = { windowMs: 3_600_000, survivesRestart: true };
    const world = new RunWorld({ capabilities: () => ({ ...catalogue().capabilities('sim'), idempotency }) });
    world.start(workflow([step('a', { timeoutMs: 60_000 })]));
    world.gone.add(world.sender);
    world.sender = 'boot-2';
    expect(types(world.advance(60_000).facts)).not.toContain('StepResent');
  });
});

describe('a gated step', () => {
  it.each(['engine_unavailable', 'rate_limited'] as const)('that was carried out is not repeated after %s', (errorClass) => {
    const world = new RunWorld();
    world.start(workflow([step('a', { risk: 'write', retry: { maxAttempts: 3, backoffMs: 1 } })]));
    grantLast(world);
    failed(world, 'a', errorClass, 'yes');
    expect(world.status('a')).toBe('failed');
  });

  it.each([
    ['the engine never declared it', false, []],
    ['the engine has charged for the attempt', true, [usage(10, 5, { final: false })]],
  ] as const)('is not proven unexecuted by a tombstone when %s', (_, tombstone, calls) => {
    const world = new RunWorld({ capabilities: () => ({ ...catalogue().capabilities('sim'), tombstone }) });
    world.start(workflow([step('a')]));
    world.do({ type: 'RecordUsage', data: { stepKey: 'a', attempt: 1, calls } });
    world.do({ type: 'AbortRun', data: { reason: null } }, person('ana'));
    world.do({ type: 'RecordStop', data: { stepKey: 'a', attempt: 1, proof: 'tombstone', executed: 'no', calls: [] } });
    expect(world.of('StepStopped')).toMatchObject([{ executed: 'unknown' }]);
    expect(world.state.ledger.unknownNanoUsd).toBeGreaterThan(0);
  });
});

describe('a step that the budget blocked', () => {
  it('is looked at again when a person resumes the run, since a price may have moved', () => {
    const world = new RunWorld();
    world.start(workflow([step('a')], capped(200_000)));
    expect(world.state.held?.reason).toBe('budget');
    world.catalogue = catalogue({ price: () => ({ ...price, outputNanoUsdPerMTok: 1_000_000_000, priceVersion: 2 }) });
    world.do(resume, person('ana'));
    expect(world.status('a')).toBe('running');
  });

  it('holds the run for what it needs now, not for what it needed then', () => {
    const world = new RunWorld();
    world.start(workflow([step('a'), step('b')], capped(400_000)));
    expect([world.status('a'), world.status('b')]).toEqual(['running', 'blocked:budget']);
    world.catalogue = catalogue({ price: () => ({ ...price, outputNanoUsdPerMTok: 9_000_000_000, priceVersion: 2 }) });
    world.complete('a');
    expect(world.of('BudgetExceeded')).toMatchObject([{ stepKey: 'b', kind: 'usd', needed: 934_000, available: 300_000 }]);
  });

  it('goes out after all when it needs less by the time the budget is free', () => {
    const world = new RunWorld();
    world.start(workflow([step('a'), step('b')], capped(240_000)));
    world.catalogue = catalogue({ price: () => ({ ...price, outputNanoUsdPerMTok: 1_000_000_000, priceVersion: 2 }) });
    world.complete('a', 'done', [10, 10]);
    expect([world.status('b'), world.state.held]).toEqual(['running', null]);
  });

  it('fails by its own name when no price is known and the run may not be held', () => {
    const world = new RunWorld({ price: () => undefined });
    world.start(workflow([step('a')], capped(1_000_000, null, 'fail')));
    expect(world.of('StepFailed')).toMatchObject([{ error: { class: 'unpriced_model', code: 'unpriced_model' } }]);
  });
});

describe('consumption that is not known for certain', () => {
  it('keeps the whole reservation against the cap in tokens', () => {
    const world = new RunWorld();
    world.start(workflow([step('a')], capped(null, 1_000)));
    world.complete('a', 'ok', null);
    expect(world.state.ledger).toMatchObject({ settledTokens: 0, unknownTokens: world.of('StepDispatched')[0]?.reservedTokens });
    expect(world.state.steps.get('a')?.attempts[0]).toMatchObject({ outputTokens: 1, tokensFinal: false });
  });
});

describe('an attempt that was cut off between two calls', () => {
  it('is not settled at the calls that were told', () => {
    const world = new RunWorld();
    world.start(workflow([step('a'), step('b')]));
    for (const stepKey of ['a', 'b']) world.do({ type: 'RecordUsage', data: { stepKey, attempt: 1, calls: [usage(10, 10)] } });
    failed(world, 'a', 'connection_lost', 'unknown');
    world.do({ type: 'AbortRun', data: { reason: null } }, person('ana'));
    world.do({ type: 'RecordStop', data: { stepKey: 'b', attempt: 1, proof: 'stopped', executed: 'unknown', calls: [] } });
    expect(world.state.ledger).toMatchObject({ settledNanoUsd: 0, unknownNanoUsd: 468_000 });
  });
});

describe('consumption that is told after the end of an attempt', () => {
  it('is booked, and above the reservation it holds the run', () => {
    const world = new RunWorld();
    world.start(workflow([step('a'), step('b')], capped(10_000_000)));
    world.complete('a', 'ok', [10, 10]);
    const calls = [usage(1_000, 1_000, { callId: 'c2' })];
    world.do({ type: 'RecordUsage', data: { stepKey: 'a', attempt: 1, calls } });
    expect(world.state.ledger).toMatchObject({ settledNanoUsd: 3_030_000, settledTokens: 2_020 });
    expect(world.state.held?.reason).toBe('overrun');
  });

  it('makes a settled cost unknown when nobody can price it', () => {
    const world = new RunWorld();
    world.start(workflow([step('a'), step('b')], capped(10_000_000)));
    world.complete('a', 'ok', [10, 10]);
    const calls = [usage(5, 5, { callId: 'c2', model: 'stranger' })];
    world.do({ type: 'RecordUsage', data: { stepKey: 'a', attempt: 1, calls } });
    expect(world.state.ledger).toMatchObject({ settledNanoUsd: 0, unknownNanoUsd: 234_000 });
  });

  it('holds the run when it comes with a late result', () => {
    const world = new RunWorld();
    const steps = [step('a', { timeoutMs: 6_000, onFailure: 'continue' }), step('b'), step('c', { dependsOn: ['b'] })];
    world.start(workflow(steps, capped(100_000_000)));
    world.advance(6_000);
    world.advance(20_000);
    world.complete('a', 'late', [1_000, 9_000]);
    expect(world.state.held?.reason).toBe('overrun');
    expect(world.state.ledger.settledNanoUsd).toBe(19_000_000);
  });

  it('holds the run once for one overrun', () => {
    const world = new RunWorld();
    world.start(workflow([step('a'), step('b', { dependsOn: ['a'] })], capped(100_000_000, 100_000)));
    world.do({ type: 'RecordUsage', data: { stepKey: 'a', attempt: 1, calls: [usage(10, 500, { final: false })] } });
    expect(world.state.held?.reason).toBe('overrun');
    world.do(resume, person('ana'));
    world.complete('a', 'ok', [10, 500]);
    expect([world.status('b'), world.state.held]).toEqual(['running', null]);
  });
});

describe('a run whose cheapest course is above its cap', () => {
  it('sends nothing, also when somebody resumes it, and goes on when the cap is raised', () => {
    const world = new RunWorld();
    world.start(workflow([step('a', { prompt: 'x'.repeat(4_000) })], capped(1_000)));
    expect([world.state.held?.reason, world.of('StepDispatched')]).toEqual(['budget', []]);
    world.do(resume, person('ana'));
    expect([world.state.held?.reason, world.of('StepDispatched')]).toEqual(['budget', []]);
    world.do({ type: 'RaiseBudget', data: { capNanoUsd: 100_000_000, reason: 'worth it' } }, person('ana'));
    expect(world.status('a')).toBe('running');
  });
});

describe('a fan-out that is too wide for one append', () => {
  it('goes out in portions, each due at once', () => {
    const world = new RunWorld();
    const steps = Array.from({ length: 700 }, (_, index) => step(`s${index}`));
    world.start(workflow(steps));
    const first = world.of('StepDispatched').length;
    expect(first).toBeLessThan(700);
    expect(nextDueAt(world.state)).toBe(new Date(world.clock).toISOString());
    while (world.advance().facts.length > 0);
    expect(world.of('StepDispatched')).toHaveLength(700);
  });
});

describe('an attempt that was stopped before anything had left', () => {
  const stopped = {
    type: 'RecordStop',
    data: { stepKey: 'a', attempt: 1, proof: 'connection_closed', executed: 'no', calls: [] },
  } as const;

  it('gives its reservation back when its own sender says so', () => {
    const world = new RunWorld();
    world.start(workflow([step('a')]));
    world.do({ type: 'AbortRun', data: { reason: null } }, person('ana'));
    world.do(stopped);
    expect([world.state.status, world.state.ledger.unknownNanoUsd]).toEqual(['aborted', 0]);
  });

  it('keeps it when another process says so', () => {
    const world = new RunWorld();
    world.start(workflow([step('a')]));
    world.do({ type: 'AbortRun', data: { reason: null } }, person('ana'));
    world.sender = 'boot-2';
    world.do(stopped);
    expect(world.state.ledger.unknownNanoUsd).toBeGreaterThan(0);
  });
});

describe('a model whose price rises with the size of the input', () => {
  /** Two or three times the usual price above 40 tokens of input. */
  const tiered = catalogue({
    price: () => ({
      ...price,
      longContext: {
        aboveInputTokens: 40,
        inputNanoUsdPerMTok: 2_000_000_000,
        outputNanoUsdPerMTok: 6_000_000_000,
        cacheReadNanoUsdPerMTok: null,
        cacheWriteNanoUsdPerMTok: null,
      },
    }),
  });
  const started = (chars: number, capNanoUsd: number) => {
    const world = new RunWorld();
    world.catalogue = tiered;
    world.start(workflow([step('a', { prompt: 'x'.repeat(chars), maxOutputTokens: 10 })], capped(capNanoUsd)));
    return world;
  };

  it('is reserved at the price of the longest input that is reserved', () => {
    // 6 tokens are reserved as 40, 7 as 41.
    expect(started(24, 1_000_000).state.ledger.reservedNanoUsd).toBe(40 * 1_000 + 10 * 2_000);
    expect(started(28, 1_000_000).state.ledger.reservedNanoUsd).toBe(41 * 2_000 + 10 * 6_000);
    expect(started(28, 41 * 2_000 + 10 * 6_000 - 1).of('StepDispatched')).toEqual([]);
  });

  it('is charged call by call, each by its own input', () => {
    const world = started(28, 1_000_000);
    const calls = [
      { ...usage(40, 1), callId: 'short' },
      { ...usage(41, 1), callId: 'long' },
    ];
    const result = { kind: 'completed', output: 'done' } as const;
    world.do({ type: 'RecordResult', data: { stepKey: 'a', attempt: 1, engineRunId: null, calls, result } });
    expect(world.state.ledger.settledNanoUsd).toBe(40 * 1_000 + 2_000 + 41 * 2_000 + 6_000);
  });
});

describe('a live count of ours that runs high', () => {
  it('stays within the bound, and holds nothing', () => {
    const world = new RunWorld();
    world.start(workflow([step('a')], capped(100_000_000, 100_000)));
    const calls = [usage(10, 5_000, { final: false, source: 'estimate' })];
    world.do({ type: 'RecordUsage', data: { stepKey: 'a', attempt: 1, calls } });
    expect(world.state.held).toBeNull();
    expect(world.state.steps.get('a')?.attempts[0]?.outputTokens).toBe(100);
    world.complete('a', 'ok', [10, 90]);
    expect(world.state.status).toBe('completed');
  });
});

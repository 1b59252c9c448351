import { describe, expect, it } from '@jest/globals';
import { evolveRun, type RunEvent } from '@mc/domain';
import { person, RunWorld, step, usage, workflow } from '@mc/domain/testing';
import { runCosts } from '../views/costs.view';
import { runView } from '../views/run.view';

const CAP = { budget: { totalBudgetNanoUsd: 400_000, maxTokens: null, onExceeded: 'hold' as const } };

const running = (): RunWorld => {
  const world = new RunWorld();
  world.start(workflow([step('a'), step('b')]));
  return world;
};

describe('the status and hold of a run', () => {
  it('is pending while nothing has gone out', () => {
    const world = new RunWorld();
    world.down.add('sim');
    world.start(workflow([step('a')]));
    expect(runView(world.state)).toMatchObject({
      status: 'pending',
      hold: null,
      waitingOn: { kind: 'engine_unavailable', stepKey: 'a' },
    });
  });

  it('is held by an approval only when nothing runs', () => {
    const world = new RunWorld();
    world.start(workflow([step('a'), step('gate', { risk: 'write' })]));
    expect(runView(world.state)).toMatchObject({
      status: 'running',
      hold: null,
      waitingOn: { kind: 'approval', stepKey: 'gate' },
    });
    world.complete('a');
    const view = runView(world.state);
    expect(view).toMatchObject({ status: 'running', hold: 'approval', nextAction: { action: 'approve' } });
    expect(view.waitingOn?.approvalId).toBe(view.steps[1]?.approvalId);
  });

  it('names the strongest: paused before budget', () => {
    const world = new RunWorld();
    world.start(
      workflow([step('a'), step('b', { dependsOn: ['a'] })], { budget: { ...CAP.budget, totalBudgetNanoUsd: 250_000 } }),
    );
    world.complete('a', 'done', [10, 90]);
    expect(runView(world.state)).toMatchObject({
      hold: 'budget',
      refusal: { code: 'budget_exceeded', stepKey: 'b' },
      nextAction: { action: 'raise_budget' },
    });
    world.do({ type: 'PauseRun', data: { reason: 'lunch' } });
    if (world.state.paused) expect(runView(world.state)).toMatchObject({ hold: 'paused', waitingOn: { message: 'lunch' } });
  });

  it('names as the first thing to wait for one that is of the kind of its hold', () => {
    const world = new RunWorld();
    world.start(workflow([step('cold'), step('lost'), step('works')]));
    const fact = (event: RunEvent) =>
      evolveRun(world.state, event, {
        at: new Date(world.clock).toISOString(),
        actor: person('ana'),
        revision: world.state.revision + 1,
      });
    fact({ type: 'StepBlocked', data: { stepKey: 'cold', reason: 'frozen', detail: 'agent worker is frozen', need: null } });
    fact({ type: 'StepOutcomeUnknown', data: { stepKey: 'lost', attempt: 1, reason: 'the line broke' } });
    expect(runView(world.state)).toMatchObject({
      hold: 'outcome_unknown',
      nextAction: { action: 'settle' },
      waitingOn: { kind: 'outcome_unknown', stepKey: 'lost' },
    });
  });
});

describe('money', () => {
  it('moves from reserved to spent while a step runs, and the sum stays', () => {
    const world = running();
    const before = runView(world.state);
    world.do({ type: 'RecordUsage', data: { stepKey: 'a', attempt: 1, calls: [usage(10, 20, { final: false })] } });
    const during = runView(world.state);
    const sum = ({ budget }: typeof before) =>
      (budget.spentCents ?? 0) + (budget.reservedCents ?? 0) + (budget.unknownCents ?? 0);
    expect(before.budget.spentCents).toBe(0);
    expect(during.budget.spentCents).toBe(0.005);
    expect(sum(during)).toBeCloseTo(sum(before), 10);
    expect(during.steps[0]).toMatchObject({
      inputTokens: 10,
      outputTokens: 20,
      tokensFinal: false,
      costCents: 0.005,
      costFinal: false,
    });
    world.complete('a', 'done', [10, 30]);
    expect(runView(world.state).steps[0]).toMatchObject({
      costCents: 0.007,
      costFinal: true,
      tokensFinal: true,
      reservedCents: 0,
    });
  });

  it('is unknown, not nothing, where a bill never came', () => {
    const world = running();
    world.complete('a', 'done', null);
    const view = runView(world.state);
    expect(view.steps[0]).toMatchObject({ status: 'completed', costCents: null, costFinal: false, tokensFinal: false });
    expect(view.budget.unknownCents).toBeGreaterThan(0);
    expect(view.budget.spentCents).toBe(0);
    const costs = runCosts(world.state);
    expect(costs).toMatchObject({
      reconciles: true,
      entries: [{ callId: 'settlement', cents: null, final: false }],
      unpriced: [],
    });
    expect(costs.byAgent).toMatchObject([{ agent: 'worker', cents: null }]);
  });

  it('adds up by agent, by model and by step to what is spent', () => {
    const world = running();
    world.complete('a', 'done', [10, 10]);
    world.do({ type: 'RecordUsage', data: { stepKey: 'b', attempt: 1, calls: [usage(5, 5, { final: false })] } });
    const costs = runCosts(world.state);
    expect(costs.reconciles).toBe(true);
    expect(costs.totalCents).toBe(runView(world.state).budget.spentCents);
    expect(costs.byStep).toMatchObject([
      { step: 'a', cents: 0.003, calls: 1 },
      { step: 'b', cents: 0.0015, calls: 1 },
    ]);
  });
});

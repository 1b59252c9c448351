import { describe, expect, it } from '@jest/globals';
import { budgetDecider } from '../budget/budget.decider';
import type { BudgetState } from '../budget/budget.state';
import type { LimitState } from '../limit/limit.decider';
import { limitIdOf, readLedger } from '../limit/period';
import type { RunCommands } from '../run/run.commands';
import { person, RunWorld, step, workflow } from '../run/testing';
import { raiseUnderLimits, startUnderLimits } from './draw';
import { mendAllowance, settleEnded } from './give-back';
import type { AllowanceStep, AllowanceSteps, StepAnswer } from './steps';

const DAY = 'installation-day-2026-11-01';
const MONTH = 'workflow-w1-month-2026-11';

const limit = (period: 'day' | 'month', change: Partial<LimitState>): LimitState => {
  const scope =
    period === 'day'
      ? ({ scope: 'installation', workflowId: null } as const)
      : ({ scope: 'workflow', workflowId: 'w1' } as const);
  return {
    ...scope,
    limitId: limitIdOf(scope, period),
    period,
    capNanoUsd: null,
    capTokens: null,
    version: 1,
    removed: false,
    ...change,
  };
};

/** A run, its ledgers, and somebody who carries the steps out one after the other. */
class World {
  readonly run: RunWorld;
  readonly ledgers = new Map<string, BudgetState>();
  readonly steps: AllowanceStep[] = [];

  constructor(...limits: readonly LimitState[]) {
    this.run = new RunWorld({ limitsOn: () => limits, limit: (limitId) => limits.find((known) => known.limitId === limitId) });
  }

  carryOut<Result>(steps: AllowanceSteps<Result>): Result {
    let { value, done } = steps.next();
    while (!done) {
      this.steps.push(value as AllowanceStep);
      ({ value, done } = steps.next(this.#perform(value as AllowanceStep)));
    }
    return value as Result;
  }

  start(change: Partial<RunCommands['StartRun']> = {}) {
    const definition = workflow([step('a')]);
    const data = {
      runId: 'r1',
      workflowId: 'w1',
      workflowVersion: 1,
      definition,
      inputs: {},
      budget: null,
      label: null,
      ...change,
    };
    return this.carryOut(startUnderLimits(data, this.run.context(person('ana'))));
  }

  sums(ledger: string) {
    const { usd, tokens } = this.ledgers.get(ledger) ?? budgetDecider.initial();
    return { usd, tokens };
  }

  #perform(asked: AllowanceStep): StepAnswer {
    if (asked.on === 'run') {
      const refused = asked.command === null ? undefined : this.run.do(asked.command, person('ana')).refused;
      return { refusal: refused ? { code: refused as 'run_exists', message: refused } : null, run: this.run.state };
    }
    const state = this.ledgers.get(asked.ledger) ?? budgetDecider.initial();
    this.ledgers.set(asked.ledger, state);
    const { meta } = this.run.context();
    const { facts, refusal } = budgetDecider.decide(asked.command, state, { meta });
    for (const fact of facts) budgetDecider.evolve(state, fact, { at: meta.now, actor: meta.actor, revision: 0 });
    return { refusal: refusal ?? null, run: null };
  }
}

const capped = (totalBudgetNanoUsd: number | null, maxTokens: number | null = null) => ({
  definition: workflow([step('a')], { budget: { totalBudgetNanoUsd, maxTokens, onExceeded: 'hold' } }),
});

describe('a run under limits', () => {
  it('draws its own cap from every limit that covers it, in the kinds that each limits, before it starts', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }), limit('month', { capTokens: 5_000 }));
    expect(world.start(capped(600_000, 300))).toBeNull();
    expect(world.steps.map(({ on }) => on)).toEqual(['ledger', 'ledger', 'run']);
    expect(world.run.of('AllowanceDrawn')).toEqual([
      { ledger: DAY, draw: 'r1/1', nanoUsd: 600_000, tokens: null },
      { ledger: MONTH, draw: 'r1/1', nanoUsd: null, tokens: 300 },
    ]);
    expect(world.sums(DAY).usd).toEqual({ spent: 0, reserved: 600_000, unknown: 0 });
  });

  it('draws the most that it may come to when it has no cap, and is bound by that from then on', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }));
    world.start();
    // 34 input tokens at most, 100 of output.
    expect(world.run.state.budget.capNanoUsd).toBe(234_000);
    expect(world.run.state.ownBudget.capNanoUsd).toBeNull();
  });

  it('is refused where a limit does not carry it, and what another limit had given is given back', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }), limit('month', { capNanoUsd: 200_000 }));
    expect(world.start()).toMatchObject({
      code: 'limit_exceeded',
      message:
        'the run needs $0.000234, but of the $0.0002 that runs of this workflow may take in 2026-11 (UTC) only $0.0002 is left',
      details: { ledger: MONTH, kind: 'usd', needed: 234_000, left: 200_000, cap: 200_000 },
    });
    expect(world.run.state.status).toBe('none');
    expect(world.run.log).toEqual([{ type: 'AllowanceVoided', data: { ledger: DAY, draw: 'r1/1' } }]);
    expect(world.sums(DAY).usd.reserved).toBe(0);
  });

  it('asks the limit first that lately had no room, so that a refusal leaves no trace', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }), limit('month', { capNanoUsd: 200_000 }));
    const data = { runId: 'r1', workflowId: 'w1', workflowVersion: 1, ...capped(null), inputs: {}, budget: null, label: null };
    world.carryOut(startUnderLimits(data, world.run.context(person('ana')), (ledger) => ledger === MONTH));
    expect(world.run.log).toEqual([]);
  });

  it('is refused with the findings of a start before anything is reserved', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }));
    expect(world.start({ ...capped(100), budget: { capNanoUsd: 200 } })).toMatchObject({ code: 'invalid_budget' });
    expect(world.steps).toEqual([]);
  });

  it('is refused under a limit in money when nobody knows what it may cost, unless it has a cap', () => {
    const unpriced = (totalBudgetNanoUsd: number | null) => ({
      definition: workflow([step('a', { model: 'local' })], {
        budget: { totalBudgetNanoUsd, maxTokens: null, onExceeded: 'hold' },
      }),
    });
    const inMoney = limit('day', { capNanoUsd: 1_000_000 });
    expect(new World(inMoney).start(unpriced(null))).toMatchObject({ code: 'unpriced_model', details: { models: ['local'] } });
    expect(new World(inMoney).start(unpriced(500))).toBeNull();
    expect(new World(limit('day', { capTokens: 1_000 })).start(unpriced(null))).toBeNull();
  });

  it('cannot start past a limit: without a draw the run itself refuses', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }));
    expect(world.run.start(workflow([step('a')])).refused).toBe('allowance_missing');
    const draws = [{ ledger: 'installation-day-2026-10-31', draw: 'r1/1', nanoUsd: 234_000, tokens: null }];
    expect(world.run.start(workflow([step('a')]), { draws }).refused).toBe('allowance_missing');
  });

  it('takes another draw when the first was given up meanwhile', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }));
    world.run.do({ type: 'VoidAllowance', data: { ledger: DAY, draw: 'r1/1' } });
    expect(world.start()).toBeNull();
    expect(world.run.of('AllowanceDrawn')).toEqual([{ ledger: DAY, draw: 'r1/2', nanoUsd: 234_000, tokens: null }]);
    expect(world.sums(DAY).usd.reserved).toBe(234_000);
  });

  it('has a ceiling like any cap: a raise draws the difference first, and no more than its limit has', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }));
    world.start(capped(300_000));
    const raise = (capNanoUsd: number) =>
      world.carryOut(raiseUnderLimits('r1', { capNanoUsd, reason: 'go on' }, world.run.context(person('ana'))));
    expect(raise(800_000)).toBeNull();
    expect(world.run.state.budget.capNanoUsd).toBe(800_000);
    expect(raise(1_100_000)).toMatchObject({ code: 'limit_exceeded', details: { needed: 300_000, left: 200_000 } });
    expect(raise(700_000)).toMatchObject({ code: 'invalid_budget' });
    expect(world.run.of('AllowanceDrawn').map(({ draw, nanoUsd }) => [draw, nanoUsd])).toEqual([
      ['r1/1', 300_000],
      ['r1/2', 500_000],
    ]);
    expect(world.sums(DAY).usd.reserved).toBe(800_000);
  });

  it('gives back at its end what it has not spent, once, over all of its draws', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }));
    world.start(capped(300_000));
    world.carryOut(raiseUnderLimits('r1', { capNanoUsd: 500_000, reason: 'go on' }, world.run.context(person('ana'))));
    world.carryOut(mendAllowance('r1', DAY, 'r1/1'));
    expect(world.sums(DAY).usd.reserved).toBe(500_000);
    world.run.complete('a', 'done', [10, 20]);
    for (let times = 0; times < 2; times++) world.carryOut(settleEnded(world.run.state));
    expect(world.sums(DAY).usd).toEqual({ spent: 50_000, reserved: 0, unknown: 0 });
    expect([...(world.ledgers.get(DAY)?.draws.values() ?? [])].map(({ charge }) => charge?.nanoUsd)).toEqual([50_000, 0]);
  });

  it('stays charged with what nobody can know, and with all that an engine took beyond its bound', () => {
    const unknown = new World(limit('day', { capNanoUsd: 1_000_000 }));
    unknown.start();
    unknown.run.complete('a', 'done', null);
    unknown.carryOut(settleEnded(unknown.run.state));
    expect(unknown.sums(DAY).usd).toEqual({ spent: 0, reserved: 0, unknown: 234_000 });
    const over = new World(limit('day', { capNanoUsd: 300_000 }));
    over.start();
    over.run.complete('a', 'done', [10, 400]);
    over.carryOut(settleEnded(over.run.state));
    expect(over.sums(DAY).usd.spent).toBe(810_000);
  });

  it('leaves a draw that no run uses to be given up and given back, and never one that a run uses', () => {
    const world = new World(limit('day', { capNanoUsd: 1_000_000 }));
    world.start();
    world.carryOut(mendAllowance('r1', DAY, 'r1/1'));
    expect(world.sums(DAY).usd.reserved).toBe(234_000);
    const { limitId } = readLedger(DAY);
    const terms = { version: 1, capNanoUsd: 1_000_000, capTokens: null };
    const data = { ledger: DAY, draw: 'r1/2', runId: 'r1', nanoUsd: 500, tokens: null, limit: terms };
    world.carryOut(
      (function* () {
        yield { on: 'ledger', ledger: DAY, command: { type: 'ReserveAllowance', data } };
      })() as AllowanceSteps<void>,
    );
    expect([limitId, world.sums(DAY).usd.reserved]).toEqual(['installation-day', 234_500]);
    world.carryOut(mendAllowance('r1', DAY, 'r1/2'));
    expect(world.sums(DAY).usd.reserved).toBe(234_000);
  });
});

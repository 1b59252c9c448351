import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { givenFor, META } from '../../test/given';
import { holds } from '../../test/holds';
import { type BudgetCommand, budgetDecider } from './budget.decider';
import type { BudgetEvent, BudgetEvents } from './budget.events';

const given = givenFor(budgetDecider, { meta: META });
const capSet = (capNanoUsd: number | null, capTokens: number | null = null): BudgetEvent => ({
  type: 'BudgetCapSet',
  data: { scope: 'day', capNanoUsd, capTokens, reason: null },
});
const setCap = (capNanoUsd: number | null, capTokens: number | null = null): BudgetCommand => ({
  type: 'SetCap',
  data: { scope: 'day', capNanoUsd, capTokens, reason: null },
});
const reserved = (draw: string, nanoUsd: number, tokens = 0): BudgetEvent => ({
  type: 'AllowanceReserved',
  data: { draw, runId: 'r', nanoUsd, tokens },
});
const reserve = (draw: string, nanoUsd: number, tokens = 0): BudgetCommand => ({
  type: 'ReserveAllowance',
  data: { draw, runId: 'r', nanoUsd, tokens },
});
const settled = (draw: string, nanoUsd: number, tokens = 0): BudgetEvent => ({
  type: 'AllowanceSettled',
  data: { draw, nanoUsd, tokens },
});
const settle = (draw: string, nanoUsd: number, tokens = 0): BudgetCommand => ({
  type: 'SettleAllowance',
  data: { draw, nanoUsd, tokens },
});
const released = (draw: string): BudgetEvent => ({ type: 'AllowanceReleased', data: { draw, voidedAtRevision: 3 } });
const release = (draw: string, voidedAtRevision = 3): BudgetCommand => ({
  type: 'ReleaseAllowance',
  data: { draw, voidedAtRevision },
});

describe('a shared budget', () => {
  it('has a cap', () => {
    given().when(setCap(100, 5)).leadsTo(capSet(100, 5));
    given(capSet(100)).when(setCap(100)).leadsTo();
    given(capSet(100)).when(setCap(null)).leadsTo(capSet(null));
    given().when(setCap(-1)).refused('invalid_amount');
    given().when(setCap(null, 0.5)).refused('invalid_amount');
  });

  it('gives up to its cap', () => {
    given(capSet(100)).when(reserve('a', 100)).leadsTo(reserved('a', 100));
    given(capSet(100), reserved('a', 60))
      .when(reserve('b', 41))
      .refused('cap_exceeded', { kind: 'usd', needed: 41, available: 40, cap: 100 });
    given(capSet(null, 10), reserved('a', 60, 6))
      .when(reserve('b', 41, 5))
      .refused('cap_exceeded', { kind: 'tokens', needed: 5, available: 4, cap: 10 });
    given()
      .when(reserve('a', 2 ** 52))
      .leadsTo(reserved('a', 2 ** 52));
  });

  it('gives nothing more when the cap was lowered below what is out', () =>
    given(capSet(100), reserved('a', 60), capSet(50)).when(reserve('b', 0)).refused('cap_exceeded', { available: 0 }));

  it('gives a draw once', () => {
    given(capSet(100), reserved('a', 100)).when(reserve('a', 100)).leadsTo();
    given(reserved('a', 10)).when(reserve('a', 11)).refused('draw_conflict');
    given(reserved('a', 10), released('a')).when(reserve('a', 10)).refused('draw_closed', { status: 'released' });
    given(reserved('a', 10), settled('a', 10)).when(reserve('a', 10)).refused('draw_closed', { status: 'settled' });
  });

  it('settles what was spent and gets back the rest', () => {
    given(reserved('a', 60)).when(settle('a', 20)).leadsTo(settled('a', 20));
    given(capSet(100), reserved('a', 60), settled('a', 20)).when(reserve('b', 80)).leadsTo(reserved('b', 80));
    given(reserved('a', 60), settled('a', 20)).when(settle('a', 20)).leadsTo();
    given(reserved('a', 60), settled('a', 20)).when(settle('a', 21)).refused('draw_closed');
    given().when(settle('a', 20)).refused('draw_not_found');
  });

  it('books an overrun in full', () => {
    given(capSet(100), reserved('a', 60)).when(settle('a', 200)).leadsTo(settled('a', 200));
    given(capSet(100), reserved('a', 60), settled('a', 200)).when(reserve('b', 1)).refused('cap_exceeded', { available: 0 });
  });

  it('takes a draw back only from a run that voided it', () => {
    given(reserved('a', 60)).when(release('a')).leadsTo(released('a'));
    given(reserved('a', 60)).when(release('a', -1)).refused('void_required');
    given(reserved('a', 60), released('a')).when(release('a')).leadsTo();
    given(reserved('a', 60), settled('a', 20)).when(release('a')).refused('draw_closed');
    given().when(release('a')).refused('draw_not_found');
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses the amount %p', (amount) => {
    given().when(reserve('a', amount)).refused('invalid_amount');
    given()
      .when(reserve('a', 0, amount))
      .refused('invalid_amount');
    given(reserved('a', 1)).when(settle('a', amount)).refused('invalid_amount');
  });

  it('refuses sums that no safe integer holds', () => {
    given(reserved('a', 2 ** 53 - 1))
      .when(reserve('b', 1))
      .refused('invalid_amount');
  });

  it('never gives more than its cap, in any order of commands, and keeps its sums', () => {
    const draw = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const amount = fc.nat({ max: 60 });
    const command: fc.Arbitrary<BudgetCommand> = fc.oneof(
      fc.tuple(draw, amount, amount).map(([name, usd, tokens]) => reserve(name, usd, tokens)),
      fc.tuple(draw, amount, amount).map(([name, usd, tokens]) => settle(name, usd, tokens)),
      draw.map((name) => release(name)),
    );
    holds(
      fc.property(
        fc.array(command, { maxLength: 40 }),
        fc.nat({ max: 150 }),
        fc.nat({ max: 150 }),
        (commands, capNanoUsd, capTokens) => {
          const state = budgetDecider.initial();
          const log: BudgetEvent[] = [];
          const run = (next: BudgetCommand): void => {
            for (const fact of budgetDecider.decide(next, state, { meta: META }).facts) {
              budgetDecider.evolve(state, fact, { at: META.now, actor: META.actor, revision: log.length });
              log.push(fact);
              const sums = independentSums(log);
              expect(state).toMatchObject(sums);
              expect(sums.spentNanoUsd + sums.reservedNanoUsd).toBeLessThanOrEqual(capNanoUsd);
              expect(sums.spentTokens + sums.reservedTokens).toBeLessThanOrEqual(capTokens);
            }
          };
          run(setCap(capNanoUsd, capTokens));
          // A run never spends more than it drew: that is its own ledger's promise. Overruns have a spec of their own.
          for (const next of commands) run(next.type === 'SettleAllowance' ? within(next.data, log) : next);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const within = (data: BudgetEvents['AllowanceSettled'], log: readonly BudgetEvent[]): BudgetCommand => {
  const drawn = log.find((fact) => fact.type === 'AllowanceReserved' && fact.data.draw === data.draw)?.data as
    | BudgetEvents['AllowanceReserved']
    | undefined;
  return settle(data.draw, Math.min(data.nanoUsd, drawn?.nanoUsd ?? 0), Math.min(data.tokens, drawn?.tokens ?? 0));
};

/** The sums again, from the facts alone: a draw that is settled counts as spent, one that is neither settled nor released as reserved. */
const independentSums = (log: readonly BudgetEvent[]) => {
  const closed = new Set(
    log.flatMap((fact) => (fact.type === 'AllowanceSettled' || fact.type === 'AllowanceReleased' ? [fact.data.draw] : [])),
  );
  const open = log.flatMap((fact) => (fact.type === 'AllowanceReserved' && !closed.has(fact.data.draw) ? [fact.data] : []));
  const spent = log.flatMap((fact) => (fact.type === 'AllowanceSettled' ? [fact.data] : []));
  const sum = (list: readonly { nanoUsd: number; tokens: number }[], key: 'nanoUsd' | 'tokens'): number =>
    list.reduce((total, item) => total + item[key], 0);
  return {
    spentNanoUsd: sum(spent, 'nanoUsd'),
    reservedNanoUsd: sum(open, 'nanoUsd'),
    spentTokens: sum(spent, 'tokens'),
    reservedTokens: sum(open, 'tokens'),
  };
};

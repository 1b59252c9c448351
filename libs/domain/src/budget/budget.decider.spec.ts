import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { givenFor, META } from '../../test/given';
import { holds } from '../../test/holds';
import { type BudgetCommand, budgetDecider } from './budget.decider';
import type { AllowanceCharge, BudgetEvent } from './budget.events';

const LEDGER = 'installation-day-2026-11-22';
const given = givenFor(budgetDecider, { meta: META });

const cap = (capNanoUsd: number | null, capTokens: number | null = null, limitVersion = 1) => ({
  ...{ scope: LEDGER, capNanoUsd, capTokens, reason: null, limitVersion },
});
const capSet = (...parts: Parameters<typeof cap>): BudgetEvent => ({ type: 'BudgetCapSet', data: cap(...parts) });
const setCap = (...parts: Parameters<typeof cap>): BudgetCommand => ({ type: 'SetCap', data: cap(...parts) });
const reserved = (draw: string, nanoUsd: number | null, tokens: number | null = 0): BudgetEvent => ({
  type: 'AllowanceReserved',
  data: { draw, runId: 'r', nanoUsd, tokens },
});
const reserve = (draw: string, nanoUsd: number | null, tokens: number | null = 0, limit: Limit = null): BudgetCommand => ({
  type: 'ReserveAllowance',
  data: { draw, runId: 'r', nanoUsd, tokens, ledger: LEDGER, limit },
});
type Limit = Extract<BudgetCommand, { type: 'ReserveAllowance' }>['data']['limit'];

const charge = (draw: string, nanoUsd: number | null, change: Partial<AllowanceCharge> = {}): AllowanceCharge => ({
  ...{ draw, nanoUsd, tokens: 0, unknownNanoUsd: 0, unknownTokens: 0, runRevision: 9 },
  ...change,
});
const settled = (...parts: Parameters<typeof charge>): BudgetEvent => ({ type: 'AllowanceSettled', data: charge(...parts) });
const corrected = (...parts: Parameters<typeof charge>): BudgetEvent => ({ type: 'AllowanceCorrected', data: charge(...parts) });
const settle = (...parts: Parameters<typeof charge>): BudgetCommand => ({ type: 'SettleAllowance', data: charge(...parts) });
const released = (draw: string): BudgetEvent => ({ type: 'AllowanceReleased', data: { draw, voidedAtRevision: 3 } });
const release = (draw: string, voidedAtRevision = 3): BudgetCommand => ({
  type: 'ReleaseAllowance',
  data: { draw, voidedAtRevision },
});

describe('the ledger of a limit', () => {
  it('has the caps of the newest version of its limit, however late an older one comes', () => {
    given().when(setCap(100, 5)).leadsTo(capSet(100, 5));
    given(capSet(100, 5, 2))
      .when(setCap(500, 5, 1))
      .leadsTo();
    given(capSet(100, 5, 2))
      .when(setCap(100, 5, 2))
      .leadsTo();
    given(capSet(100, null, 2))
      .when(setCap(null, null, 3))
      .leadsTo(capSet(null, null, 3));
    given().when(setCap(-1)).refused('invalid_amount');
    given().when(setCap(null, 0.5)).refused('invalid_amount');
  });

  it('takes over what whoever draws knows better, before it judges the draw', () => {
    const limit = { version: 2, capNanoUsd: 50, capTokens: null };
    given(capSet(100))
      .when(reserve('a', 50, 0, limit))
      .leadsTo(capSet(50, null, 2), reserved('a', 50));
    given(capSet(100))
      .when(reserve('a', 51, 0, limit))
      .refused('limit_exceeded', { cap: 50 });
    given(capSet(100, null, 3))
      .when(reserve('a', 51, 0, limit))
      .leadsTo(reserved('a', 51));
  });

  it('gives up to its cap', () => {
    given(capSet(100)).when(reserve('a', 100)).leadsTo(reserved('a', 100));
    given(capSet(100), reserved('a', 60))
      .when(reserve('b', 41))
      .refused('limit_exceeded', { ledger: LEDGER, kind: 'usd', needed: 41, left: 40, cap: 100 });
    given(capSet(null, 10), reserved('a', 60, 6))
      .when(reserve('b', 41, 5))
      .refused('limit_exceeded', { kind: 'tokens', needed: 5, left: 4, cap: 10 });
    given()
      .when(reserve('a', 2 ** 52))
      .leadsTo(reserved('a', 2 ** 52));
  });

  it('holds nothing of a kind that is not drawn', () => {
    given(capSet(100), reserved('a', 100, null))
      .when(reserve('b', null, 5))
      .leadsTo(reserved('b', null, 5));
    given(capSet(100), reserved('a', null, 5))
      .when(reserve('b', 100, null))
      .leadsTo(reserved('b', 100, null));
  });

  it('gives nothing more when the cap was lowered below what is out', () =>
    given(capSet(100), reserved('a', 60), capSet(50, null, 2))
      .when(reserve('b', 1))
      .refused('limit_exceeded', { left: 0 }));

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
    given(reserved('a', 60), released('a')).when(settle('a', 20)).refused('draw_closed');
    given().when(settle('a', 20)).refused('draw_not_found');
  });

  it('keeps charged what nobody can know', () =>
    given(capSet(100), reserved('a', 60), settled('a', 20, { unknownNanoUsd: 30 }))
      .when(reserve('b', 51))
      .refused('limit_exceeded', { left: 50 }));

  it('books an overrun in full', () => {
    given(capSet(100), reserved('a', 60)).when(settle('a', 200)).leadsTo(settled('a', 200));
    given(capSet(100), reserved('a', 60), settled('a', 200)).when(reserve('b', 1)).refused('limit_exceeded', { left: 0 });
  });

  it('corrects a charge by what a later revision of the run says, and by that alone', () => {
    const later = { runRevision: 12 };
    given(reserved('a', 60), settled('a', 20))
      .when(settle('a', 45, later))
      .leadsTo(corrected('a', 45, later));
    given(reserved('a', 60), settled('a', 20, later))
      .when(settle('a', 45))
      .leadsTo();
    given(reserved('a', 60), settled('a', 20))
      .when(settle('a', 20, later))
      .leadsTo();
    given(capSet(100), reserved('a', 60), settled('a', 20), corrected('a', 90, later))
      .when(reserve('b', 11))
      .refused('limit_exceeded', { left: 10 });
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
    given(reserved('a', 1))
      .when(settle('a', 0, { unknownTokens: amount }))
      .refused('invalid_amount');
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
      fc
        .tuple(draw, amount, amount, fc.nat({ max: 20 }))
        .map(([name, usd, unknownNanoUsd, runRevision]) => settle(name, usd, { unknownNanoUsd, runRevision })),
      draw.map((name) => release(name)),
    );
    holds(
      fc.property(fc.array(command, { maxLength: 40 }), fc.nat({ max: 150 }), (commands, capNanoUsd) => {
        const state = budgetDecider.initial();
        const log: BudgetEvent[] = [];
        for (const next of [setCap(capNanoUsd, null), ...commands]) {
          for (const fact of budgetDecider.decide(within(next, log), state, { meta: META }).facts) {
            budgetDecider.evolve(state, fact, { at: META.now, actor: META.actor, revision: log.length });
            log.push(fact);
            const taken = independentSum(log);
            expect(state.usd.spent + state.usd.reserved + state.usd.unknown).toBe(taken);
            expect(taken).toBeLessThanOrEqual(capNanoUsd);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** A run never spends more than it drew: that is its own ledger's promise. Overruns have a spec of their own. */
const within = (next: BudgetCommand, log: readonly BudgetEvent[]): BudgetCommand => {
  if (next.type !== 'SettleAllowance') return next;
  const drawn = log.find((fact) => fact.type === 'AllowanceReserved' && fact.data.draw === next.data.draw)?.data;
  const most = drawn && 'nanoUsd' in drawn ? (drawn.nanoUsd ?? 0) : 0;
  const nanoUsd = Math.min(next.data.nanoUsd ?? 0, most);
  return { ...next, data: { ...next.data, nanoUsd, unknownNanoUsd: Math.min(next.data.unknownNanoUsd ?? 0, most - nanoUsd) } };
};

/** What is taken, from the facts alone: of each draw the last that was said. */
const independentSum = (log: readonly BudgetEvent[]): number => {
  const draws = new Map<string, number>();
  for (const { type, data } of log) {
    if (type === 'AllowanceReserved') draws.set(data.draw, data.nanoUsd ?? 0);
    else if (type === 'AllowanceReleased') draws.set(data.draw, 0);
    else if (type !== 'BudgetCapSet') draws.set(data.draw, (data.nanoUsd ?? 0) + (data.unknownNanoUsd ?? 0));
  }
  return [...draws.values()].reduce((sum, amount) => sum + amount, 0);
};

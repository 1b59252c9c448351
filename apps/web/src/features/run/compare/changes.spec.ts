import { describe, expect, it } from '@jest/globals';
import { type Change, type Comparable, changesBetween } from './changes';

const step = (key: string, change: object = {}) => ({
  ...{ key, status: 'waiting', blockedReason: null, attempt: 0, agent: 'a', model: null, costCents: null },
  ...{ reservedCents: null, inputTokens: null, outputTokens: null, error: null, input: null, output: null },
  ...change,
});
const run = (steps: readonly object[], budget: object = {}): Comparable =>
  ({
    status: 'running',
    hold: null,
    statusReason: null,
    budget: { spentCents: 0, reservedCents: 0, unknownCents: 0, totalBudgetCents: null, tokens: 0, ...budget },
    steps,
  }) as unknown as Comparable;
const words = (changes: readonly Change[]) =>
  changes.map(({ stepKey, what, before, after }) => `${stepKey ?? 'run'} ${what}: ${before} -> ${after}`);

describe('what is different between two states of a run', () => {
  it('is said of the run first, then of each step, in words', () => {
    const before = run([step('a'), step('b')]);
    const after = run([step('a', { status: 'running', attempt: 1, reservedCents: 2 }), step('b')], { reservedCents: 2 });
    expect(words(changesBetween(before, after))).toEqual([
      'run reserved: $0.00 -> $0.02',
      'a status: Waiting -> Running',
      'a attempt:  -> 1',
      'a cost:  -> n/a',
      'a reserved:  -> $0.02',
    ]);
  });

  it('is nothing between a state and itself', () => {
    const one = run([step('a', { output: 'x' })]);
    expect(changesBetween(one, run([step('a', { output: 'x' })]))).toEqual([]);
  });

  it('tells large texts apart that begin alike', () => {
    const large = (sha256: string) => ({ preview: 'same', bytes: 10_000_000, sha256, href: null });
    const [change] = changesBetween(
      run([step('a', { output: large('a'.repeat(64)) })]),
      run([step('a', { output: large('b'.repeat(64)) })]),
    );
    expect(change).toMatchObject({ stepKey: 'a', what: 'output' });
  });

  it('names steps that only one of two runs has', () => {
    expect(words(changesBetween(run([step('a'), step('old')]), run([step('a'), step('new')])))).toEqual([
      'new step: is not there -> is',
      'old step: is there -> is not',
    ]);
  });
});

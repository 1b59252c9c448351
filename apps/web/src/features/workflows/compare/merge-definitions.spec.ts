import { describe, expect, it } from '@jest/globals';
import { type AuthoredStep, type AuthoredWorkflow, normaliseWorkflow } from '@mc/domain';
import { editText } from '../document/edit-text';
import { openText } from '../document/text-document';
import { yamlText } from '../text/workflow-text';
import { editsToTake, type MergeItem, mergeItems, type Side } from './merge-definitions';

const step = (key: string, more: Partial<AuthoredStep> = {}): AuthoredStep => ({
  key,
  agent: 'w',
  risk: 'read',
  prompt: 'hi',
  ...more,
});
const base: AuthoredWorkflow = {
  name: 'flow',
  inputs: { topic: { type: 'string' } },
  budget: { totalBudgetCents: 5 },
  steps: [step('a'), step('b', { dependsOn: ['a'] }), step('c')],
};
const but = (change: Partial<AuthoredWorkflow>): AuthoredWorkflow => ({ ...base, ...change });
const changes = (items: readonly MergeItem[]) => items.map(({ id, changedBy }) => `${id} ${changedBy}`);

/** My document after a choice, which must keep my comment. */
const merged = (theirs: AuthoredWorkflow, mine: AuthoredWorkflow, choose: (item: MergeItem) => Side): AuthoredWorkflow => {
  const items = mergeItems(base, theirs, mine);
  const edits = editsToTake(items, (item) => choose(item) === 'theirs', theirs, mine);
  const result = editText(openText(`# mine\n${yamlText(mine)}`), edits);
  if (!result.ok) throw new Error(result.message);
  expect(result.document.text).toContain('# mine');
  return result.document.value as AuthoredWorkflow;
};
const isSame = (one: AuthoredWorkflow, other: AuthoredWorkflow) =>
  expect(normaliseWorkflow(one)).toEqual(normaliseWorkflow(other));

const theirs = but({
  name: 'theirs',
  budget: { totalBudgetCents: 9, maxTokens: 7 },
  inputs: { topic: { type: 'string' }, more: { type: 'integer' } },
  steps: [step('a', { prompt: 'theirs' }), step('d', { dependsOn: ['a'] }), step('b', { dependsOn: ['a', 'd'] })],
});
const mine = but({
  description: 'mine',
  budget: { totalBudgetCents: 8 },
  inputs: {},
  steps: [
    step('a', { prompt: 'mine', risk: 'write' }),
    step('b', { dependsOn: ['a'] }),
    step('c', { prompt: 'mine' }),
    step('e'),
  ],
});

describe('mergeItems', () => {
  it('names what either of us changed, and first what both did', () => {
    expect(changes(mergeItems(base, theirs, mine))).toEqual([
      '/budget/totalBudgetNanoUsd both',
      'steps/a/prompt both',
      'steps/c both',
      '/name theirs',
      '/budget/maxTokens theirs',
      'steps/b/dependsOn theirs',
      'inputs/more theirs',
      'steps/d theirs',
      '/description mine',
      'inputs/topic mine',
      'steps/a/risk mine',
      'steps/a/retry mine',
      'steps/e mine',
    ]);
  });

  it('finds nothing to choose where both came to the same', () => {
    expect(mergeItems(base, theirs, theirs)).toEqual([]);
    expect(mergeItems(base, base, base)).toEqual([]);
  });
});

describe('editsToTake', () => {
  it('leaves mine as it is when nothing is taken, and makes it theirs when all is', () => {
    isSame(
      merged(theirs, mine, () => 'mine'),
      mine,
    );
    const all = merged(theirs, mine, () => 'theirs');
    const order = (one: AuthoredWorkflow) => ({ ...one, steps: [...one.steps].sort((a, b) => (a.key < b.key ? -1 : 1)) });
    isSame(order(all), order(theirs));
  });

  it('takes the sides that were chosen, and puts a step where they have it', () => {
    const both = merged(theirs, mine, ({ changedBy }) => (changedBy === 'mine' ? 'mine' : 'theirs'));
    isSame(both, {
      name: 'theirs',
      description: 'mine',
      budget: { totalBudgetCents: 9, maxTokens: 7 },
      inputs: { more: { type: 'integer' } },
      steps: [
        step('a', { prompt: 'theirs', risk: 'write' }),
        step('d', { dependsOn: ['a'] }),
        step('b', { dependsOn: ['a', 'd'] }),
        step('e'),
      ],
    });
  });
});

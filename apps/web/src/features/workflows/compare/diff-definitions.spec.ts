import { describe, expect, it } from '@jest/globals';
import { type AuthoredStep, type AuthoredWorkflow, normaliseWorkflow } from '@mc/domain';
import { type DefinitionDiff, diffDefinitions, isEmptyDiff } from './diff-definitions';

const step = (key: string, more: Partial<AuthoredStep> = {}): AuthoredStep => ({
  key,
  agent: 'writer',
  risk: 'read',
  prompt: `Do ${key} well.`,
  ...more,
});
const flow = (steps: readonly AuthoredStep[], more: Partial<AuthoredWorkflow> = {}): AuthoredWorkflow => ({
  name: 'flow',
  steps,
  ...more,
});
const diff = (before: AuthoredWorkflow, after: AuthoredWorkflow): DefinitionDiff =>
  diffDefinitions(normaliseWorkflow(before), normaliseWorkflow(after));
const named = ({ steps }: DefinitionDiff) => steps.map(({ kind, name, was }) => [kind, name, was]);

describe('diffDefinitions', () => {
  it('finds nothing between two ways of writing the same', () => {
    const usual = { timeoutMs: 120_000, retry: { maxAttempts: 3, backoffMs: 1_000 }, onFailure: 'fail' } as const;
    const before = flow([step('a'), step('b'), step('c', { dependsOn: ['a', 'b'] })]);
    const after = flow([step('b', usual), step('c', { dependsOn: ['b', 'a'] }), step('a')], { budget: { onExceeded: 'hold' } });
    expect(isEmptyDiff(diff(before, after))).toBe(true);
  });

  it('tells what came, what went and what changed, field by field', () => {
    const before = flow([step('a'), step('b', { dependsOn: ['a'] }), step('old', { agent: 'x', prompt: 'Something else.' })]);
    const after = flow([step('a', { risk: 'write', prompt: 'Do a better.' }), step('b'), step('new', { maxOutputTokens: 5 })], {
      name: 'flood',
      budget: { totalBudgetCents: 5 },
      inputs: { topic: { type: 'string' } },
    });
    const found = diff(before, after);
    expect(found.workflow).toEqual([{ field: 'name', before: 'flow', after: 'flood' }]);
    expect(found.budget).toEqual([{ field: 'totalBudgetNanoUsd', before: null, after: 50_000_000 }]);
    expect(found.inputs).toMatchObject([{ kind: 'added', name: 'topic' }]);
    expect(named(found)).toEqual([
      ['changed', 'a', null],
      ['changed', 'b', null],
      ['added', 'new', null],
      ['removed', 'old', null],
    ]);
    expect(found.steps[0]?.fields.map(({ field }) => field)).toEqual(['risk', 'prompt', 'maxAttempts']);
    expect(found.steps[1]?.fields).toEqual([{ field: 'dependsOn', before: ['a'], after: [] }]);
    // Of a new step only what its author had to think of.
    expect(found.steps[2]?.fields.map(({ field }) => field)).toEqual(['agent', 'risk', 'prompt', 'maxOutputTokens']);
  });

  it('knows a renamed step again, and that those who follow did not change', () => {
    const before = flow([
      step('draft', { prompt: 'Write a short post.' }),
      step('send', { dependsOn: ['draft'], prompt: '{{ steps.draft.output }}' }),
    ]);
    const after = flow([
      step('write', { prompt: 'Write a long post.' }),
      step('send', { dependsOn: ['write'], prompt: '{{ steps.write.output }}' }),
    ]);
    const found = diff(before, after);
    expect(named(found)).toEqual([['changed', 'write', 'draft']]);
    expect(found.steps[0]?.fields).toEqual([{ field: 'prompt', before: 'Write a short post.', after: 'Write a long post.' }]);
    const other = flow([step('write', { prompt: 'Count to ten, quickly.' })]);
    expect(named(diff(flow([step('draft', { prompt: 'Write a short post.' })]), other))).toEqual([
      ['added', 'write', null],
      ['removed', 'draft', null],
    ]);
  });
});

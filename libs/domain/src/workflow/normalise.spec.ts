import { describe, expect, it } from '@jest/globals';
import { type AuthoredWorkflow, normaliseWorkflow, toAuthored } from './normalise';

const launchPost: AuthoredWorkflow = {
  name: 'launch-post',
  description: 'Research, write, review and publish one post',
  inputs: { topic: { type: 'string', required: true }, tone: { type: 'string', default: 'plain' } },
  budget: { totalBudgetCents: 250.0000001, maxTokens: 100_000, onExceeded: 'hold' },
  steps: [
    { key: 'research', agent: 'researcher', risk: 'read', prompt: 'Find five facts about {{ inputs.topic }}.' },
    {
      key: 'draft',
      agent: 'writer',
      risk: 'write',
      dependsOn: ['research'],
      prompt: 'p',
      maxOutputTokens: 800,
      retry: { maxAttempts: 2 },
    },
    {
      key: 'publish',
      agent: 'publisher',
      risk: 'irreversible',
      prompt: 'p',
      timeoutMs: 5,
      onFailure: 'continue',
      outputSchema: { type: 'object' },
    },
  ],
};

describe('normaliseWorkflow', () => {
  it('fills in what the author left out', () => {
    const { inputs, budget, steps } = normaliseWorkflow(launchPost);
    expect(inputs).toEqual({
      topic: { type: 'string', required: true, description: null },
      tone: { type: 'string', required: false, default: 'plain', description: null },
    });
    expect(budget).toEqual({ totalBudgetNanoUsd: 2_500_000_001, maxTokens: 100_000, onExceeded: 'hold' });
    expect(steps[0]).toEqual({
      key: 'research',
      name: null,
      agent: 'researcher',
      model: null,
      risk: 'read',
      prompt: 'Find five facts about {{ inputs.topic }}.',
      dependsOn: [],
      maxOutputTokens: null,
      timeoutMs: 120_000,
      retry: { maxAttempts: 3, backoffMs: 1_000 },
      onFailure: 'fail',
      outputSchema: null,
    });
    expect(steps.map(({ retry }) => retry.maxAttempts)).toEqual([3, 2, 1]);
  });

  it('makes objects of the schemas true and false', () => {
    const schemas = [true, false, undefined].map(
      (outputSchema) => ({ key: 's', agent: 'a', risk: 'read', prompt: '', outputSchema }) as const,
    );
    expect(normaliseWorkflow({ name: 'w', steps: schemas }).steps.map(({ outputSchema }) => outputSchema)).toEqual([
      {},
      { not: {} },
      null,
    ]);
  });

  it('goes back and forth without loss', () => {
    const definition = normaliseWorkflow(launchPost);
    expect(toAuthored(definition)).toMatchObject(launchPost);
    expect(normaliseWorkflow(toAuthored(definition))).toEqual(definition);
    const bare = normaliseWorkflow({ name: 'bare', steps: [] });
    expect(normaliseWorkflow(toAuthored(bare))).toEqual(bare);
    expect(JSON.stringify(toAuthored(definition))).not.toContain('null');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { WorkflowView } from '@mc/contracts';
import { openText } from '../document/text-document';
import { definitionOf, jsonText, textOf, yamlText } from './workflow-text';

const stored = (more: object = {}) =>
  ({
    name: 'x',
    inputs: { topic: { type: 'string', required: true }, count: { type: 'integer', required: false, default: 3 } },
    budget: { onExceeded: 'hold' },
    steps: [
      {
        key: 'a',
        agent: 'w',
        risk: 'read',
        dependsOn: [],
        prompt: 'hi',
        timeoutMs: 120000,
        retry: { maxAttempts: 3, backoffMs: 1000 },
        onFailure: 'fail',
      },
    ],
    id: 'i',
    version: 3,
    estimate: null,
    source: null,
    ...more,
  }) as unknown as WorkflowView;

describe('text of a definition', () => {
  it('round-trips through YAML and JSON', () => {
    const definition = { name: 'x', steps: [{ key: 'a', prompt: 'one\ntwo', dependsOn: ['b', 'c'] }] };
    expect(openText(yamlText(definition)).value).toEqual(definition);
    expect(openText(jsonText(definition)).value).toEqual(definition);
  });

  it('leaves out what the server adds and what goes without saying', () => {
    expect(definitionOf(stored())).toEqual({
      name: 'x',
      inputs: { topic: { type: 'string', required: true }, count: { type: 'integer', default: 3 } },
      steps: [{ key: 'a', agent: 'w', risk: 'read', prompt: 'hi' }],
    });
  });

  it('reads as a person would write it', () => {
    const steps = [
      { key: 'a', prompt: 'one\ntwo\n' },
      { key: 'b', dependsOn: ['a', 'c'], prompt: 'x: {{ y }}' },
    ];
    expect(yamlText({ name: 'flow', budget: { maxTokens: 5 }, steps })).toBe(`name: flow

budget:
  maxTokens: 5

steps:
  - key: a
    prompt: |
      one
      two

  - key: b
    dependsOn: [a, c]
    prompt: "x: {{ y }}"
`);
  });

  it("is the author's own, comments and all, as long as it means the same", () => {
    const source =
      '# mine\nname: x\ninputs: { topic: { type: string }, count: { type: integer, default: 3 } }\nsteps: [{ key: a, agent: w, risk: read, prompt: hi }]\n';
    expect(textOf(stored({ source }))).toBe(source);
    for (const other of [source.replace('hi', 'ho'), 'name: [', 'name: x', null]) {
      expect(textOf(stored({ source: other }))).toBe(yamlText(definitionOf(stored())));
    }
  });
});

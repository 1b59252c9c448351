import { describe, expect, it } from '@jest/globals';
import type { AuthoredWorkflow } from '@mc/domain';
import { samplePrompts, withSample } from './sample';

const definition: AuthoredWorkflow = {
  name: 'flow',
  inputs: { topic: { type: 'string' }, count: { type: 'integer', default: 3 } },
  steps: [
    { key: 'a', agent: 'w', risk: 'read', prompt: '{{ inputs.count }} facts about {{ inputs.topic }}, \\{{ plain }}' },
    {
      key: 'b',
      agent: 'w',
      risk: 'read',
      dependsOn: ['a'],
      prompt: 'From {{ steps.a.output.items[0].title }} and {{ steps["a"].output }}',
    },
  ],
};

describe('a dry run', () => {
  it('tells what each step would be told, with what is not known named', () => {
    expect([...samplePrompts(definition)]).toEqual([
      ['a', '3 facts about ‹topic›, {{ plain }}'],
      ['b', 'From ‹output of a› and ‹output of a›'],
    ]);
  });

  it('takes sample inputs in the place of defaults', () => {
    const sample = withSample(definition, { topic: 'tea {{ inputs.count }}', count: 5 });
    expect(samplePrompts(sample).get('a')).toBe('5 facts about tea {{ inputs.count }}, {{ plain }}');
    expect(definition.inputs?.count?.default).toBe(3);
  });
});

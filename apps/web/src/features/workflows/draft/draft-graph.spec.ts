import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../check/problem';
import { readDraft } from './draft';
import { draftGraph } from './draft-graph';

const problem = (change: Partial<Problem>): Problem => ({
  code: 'x',
  severity: 'error',
  message: '',
  path: '',
  stepIndex: null,
  cycle: null,
  from: 0,
  to: 0,
  line: 1,
  found: { code: 'x', message: '', path: '' },
  ...change,
});

describe('draftGraph', () => {
  it('draws every step, however little of it is written', () => {
    const steps = [
      { key: 'a' },
      { key: 'b', dependsOn: ['a', 7, 'z'], risk: 'boom' },
      { agent: 'x' },
      null,
      'text',
      { key: 'a', agent: 'twice', dependsOn: ['b'] },
    ];
    expect(draftGraph(readDraft({ steps }), [])).toMatchObject([
      { key: 'a', agent: 'no agent' },
      { key: 'b', dependsOn: ['a'], risk: 'read' },
      { key: '#2', label: 'step 3', agent: 'x' },
      { key: '#3' },
      { key: '#4' },
      { key: '#5', label: 'a', agent: 'twice', dependsOn: ['b'] },
    ]);
    for (const value of [undefined, null, 'x', [], { steps: 'no' }]) expect(draftGraph(readDraft(value), [])).toEqual([]);
  });

  it('marks the step of a finding and all steps of a cycle', () => {
    const draft = readDraft({ steps: [{ key: 'a' }, { key: 'b' }, { key: 'c' }] });
    const found = draftGraph(draft, [
      problem({ stepIndex: 0, cycle: ['a', 'b', 'a'] }),
      problem({ stepIndex: 2, severity: 'warning' }),
    ]);
    expect(found.map(({ problems }) => problems)).toEqual([1, 1, 0]);
  });
});

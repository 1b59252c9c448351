import { describe, expect, it } from '@jest/globals';
import type { Problem } from './check-text';
import { draftGraph } from './draft-graph';

const problem = (change: Partial<Problem>): Problem => ({
  code: 'x',
  severity: 'error',
  message: '',
  path: '',
  step: null,
  cycle: null,
  from: 0,
  to: 0,
  line: 1,
  ...change,
});

describe('draftGraph', () => {
  it('draws what has a key, however little else', () => {
    const steps = [
      { key: 'a' },
      { key: 'b', dependsOn: ['a', 7], risk: 'boom' },
      { agent: 'x' },
      null,
      'text',
      { key: 'a', agent: 'twice' },
    ];
    expect(draftGraph({ steps }, [])).toMatchObject([
      { key: 'a', agent: 'no agent' },
      { key: 'b', dependsOn: ['a'], risk: 'read' },
    ]);
    for (const value of [undefined, null, 'x', [], { steps: 'no' }]) expect(draftGraph(value, [])).toEqual([]);
  });

  it('marks the steps of a finding and all steps of a cycle', () => {
    const steps = [{ key: 'a' }, { key: 'b' }, { key: 'c' }];
    const found = draftGraph({ steps }, [
      problem({ step: 'a', cycle: ['a', 'b', 'a'] }),
      problem({ step: 'c', severity: 'warning' }),
    ]);
    expect(found.map(({ problems }) => problems)).toEqual([1, 1, 0]);
  });
});

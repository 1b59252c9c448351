import { describe, expect, it } from '@jest/globals';
import { differences } from './changes';

describe('what differs between before and after', () => {
  it('is named by its path, and nothing else is', () => {
    const before = { quorum: 1, roles: ['approver'], rule: { selfApproval: true, hours: 24 } };
    const after = { quorum: 2, roles: ['approver'], rule: { selfApproval: false, hours: 24 } };
    expect(differences(before, after)).toEqual([
      { path: 'quorum', before: 1, after: 2 },
      { path: 'rule.selfApproval', before: true, after: false },
    ]);
    expect(differences(before, before)).toEqual([]);
  });

  it('tells what came and what went', () => {
    expect(differences({ gone: 1 }, { fresh: null })).toEqual([
      { path: 'fresh', before: undefined, after: null },
      { path: 'gone', before: 1, after: undefined },
    ]);
  });

  it('finds a step again by its key, wherever it stands', () => {
    const step = (key: string, prompt: string) => ({ key, prompt });
    const before = { steps: [step('a', 'x'), step('b', 'y')] };
    const after = { steps: [step('new', 'z'), step('a', 'x'), step('b', 'other')] };
    expect(differences(before, after)).toEqual([
      { path: 'steps.new.key', before: undefined, after: 'new' },
      { path: 'steps.new.prompt', before: undefined, after: 'z' },
      { path: 'steps.b.prompt', before: 'y', after: 'other' },
    ]);
  });

  it('takes what was not there apart', () => {
    expect(differences({}, { by: { username: 'ana' } })).toEqual([{ path: 'by.username', before: undefined, after: 'ana' }]);
  });

  it('compares other lists as a whole', () => {
    expect(differences({ roles: ['a'] }, { roles: ['a', 'b'] })).toEqual([{ path: 'roles', before: ['a'], after: ['a', 'b'] }]);
  });
});

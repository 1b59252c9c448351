import { describe, expect, it } from '@jest/globals';
import { checkText } from './check-text';

const known = { agent: (name: string) => (name === 'writer' ? { model: 'm' } : undefined), price: () => 1 };
const text = (steps: string) => `name: flow\nsteps:\n${steps}`;
const problems = (steps: string) => checkText(text(steps), known).problems;

describe('checkText', () => {
  it('accepts what is right', () => {
    expect(problems('  - { key: a, agent: writer, risk: read, prompt: hi }\n')).toEqual([]);
  });

  it('names a whole cycle and its line', () => {
    const [found] = problems(
      '  - { key: a, agent: writer, risk: read, prompt: hi, dependsOn: [b] }\n  - { key: b, agent: writer, risk: read, prompt: hi, dependsOn: [a] }\n',
    );
    expect(found).toMatchObject({ code: 'cycle', severity: 'error' });
    expect(found?.message).toMatch(/a -> b -> a|b -> a -> b/);
    expect([3, 4]).toContain(found?.line);
  });

  it('finds everything at once, with places', () => {
    const found = problems('  - { key: a, agent: janitor, risk: read, prompt: "{{ steps.z.output }}", dependsOn: [q] }\n');
    expect(found.map(({ code }) => code).sort((a, b) => a.localeCompare(b))).toEqual([
      'unknown_agent',
      'unknown_dependency',
      'unknown_step_reference',
    ]);
    expect(found.every(({ line, from, to }) => line === 3 && to > from)).toBe(true);
  });

  it('explains a wrong shape, and a text that is none', () => {
    expect(problems('  - { key: a, agent: writer, prompt: hi }\n')).toMatchObject([{ code: 'required', path: '/steps/0/risk' }]);
    expect(checkText('steps: [', known)).toMatchObject({ value: undefined, problems: [{ code: 'unreadable' }] });
  });

  it('does not guess what exists before it is known', () => {
    expect(checkText(text('  - { key: a, agent: janitor, risk: read, prompt: hi }\n'), null).problems).toEqual([]);
  });
});

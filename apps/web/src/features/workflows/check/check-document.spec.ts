import { describe, expect, it } from '@jest/globals';
import { openText } from '../document/text-document';
import { checkDocument } from './check-document';

const known = { agent: (name: string) => (name === 'writer' ? { model: 'm' } : undefined), price: () => 1 };
const text = (steps: string) => `name: flow\nsteps:\n${steps}`;
const check = (whole: string, by: typeof known | null = known) => checkDocument(openText(whole), by);
const problems = (steps: string) => check(text(steps)).problems;

describe('checkDocument', () => {
  it('accepts what is right', () => {
    expect(check(text('  - { key: a, agent: writer, risk: read, prompt: hi }\n'))).toEqual({ problems: [], wellFormed: true });
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
    expect(found.every(({ line, from, to, stepIndex }) => line === 3 && to > from && stepIndex === 0)).toBe(true);
  });

  it('points at the reference inside a long prompt', () => {
    const whole = text('  - key: a\n    agent: writer\n    risk: read\n    prompt: |\n      one\n      two {{ inputs.q }}\n');
    const [found] = check(whole).problems;
    expect(found).toMatchObject({ code: 'unknown_input', line: 8 });
    expect(whole.slice(found?.from, found?.to)).toBe('inputs.q');
  });

  it('explains a wrong shape, and a text that is none', () => {
    expect(problems('  - { key: a, agent: writer, prompt: hi }\n')).toMatchObject([{ code: 'required', path: '/steps/0/risk' }]);
    expect(check('steps: [')).toMatchObject({ problems: [{ code: 'unreadable', line: 1 }], wellFormed: false });
  });

  it('takes no text within the text', () => {
    expect(check('name: x\nsource: y\nsteps: []\n').problems).toMatchObject([{ code: 'unknown_field', path: '/source' }]);
  });

  it('finds a cycle and an unknown agent although a risk is missing elsewhere', () => {
    const found = problems(
      '  - { key: a, agent: writer, prompt: hi, dependsOn: [b] }\n  - { key: b, agent: janitor, risk: read, prompt: hi, dependsOn: [a] }\n  - {}\n',
    );
    const codes = found.map(({ code, path }) => `${code} ${path}`);
    expect(codes).toEqual(
      expect.arrayContaining(['required /steps/0/risk', 'unknown_agent /steps/1/agent', 'required /steps/2/agent']),
    );
    expect(codes.some((code) => code.startsWith('cycle'))).toBe(true);
    // What the contract has said already is said once.
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => code.includes('/steps/2/agent'))).toEqual(['required /steps/2/agent']);
  });

  it('does not guess what exists before it is known', () => {
    expect(check(text('  - { key: a, agent: janitor, risk: read, prompt: hi }\n'), null).problems).toEqual([]);
  });
});

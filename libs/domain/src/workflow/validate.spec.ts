import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { holds } from '../../test/holds';
import { known, step, workflow } from '../../test/workflow.samples';
import type { Finding } from './finding';
import { FINDINGS_MAX, WORKFLOW_STEPS_MAX } from './limits';
import type { AuthoredStep, AuthoredWorkflow } from './normalise';
import { hasErrors, validateWorkflow } from './validate';

const check = (steps: readonly AuthoredStep[], rest: Partial<AuthoredWorkflow> = {}): readonly Finding[] =>
  validateWorkflow(workflow(steps, rest), known);
const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);
const cyclesOf = (findings: readonly Finding[]): unknown[] =>
  findings.filter(({ code }) => code === 'cycle').map(({ cycle }) => cycle);

describe('validateWorkflow', () => {
  it('finds nothing wrong with a sound definition', () => {
    const steps = [
      step('research', [], { prompt: 'Find facts about {{ inputs.topic }}.' }),
      step('draft', ['research'], { prompt: 'Write from {{ steps.research.output }}' }),
      step('publish', ['draft'], {
        prompt: 'From {{ steps.research.output.items[0] }}: {{ steps.draft.output }}',
        risk: 'irreversible',
      }),
    ];
    const budget = { totalBudgetCents: 250, maxTokens: 100_000 };
    expect(check(steps, { inputs: { topic: { type: 'string', required: true } }, budget })).toEqual([]);
  });

  it('names everything at once, with step, field and the missing thing', () => {
    const findings = check(
      [
        step('a', ['c', 'ghost', 'ghost'], { agent: 'nobody', prompt: '{{ inputs.x }} {{ steps.b.output }}' }),
        step('b', ['a'], { prompt: '{{ steps.ghost.output }} {{ oops }}' }),
        step('c', ['b'], { model: 'm2' }),
        step('b'),
      ],
      { budget: { totalBudgetCents: 1, maxTokens: 0 }, inputs: { n: { type: 'integer', default: 'one' } } },
    );
    expect(findings).toEqual([
      expect.objectContaining({ code: 'invalid_default', path: '/inputs/n/default', input: 'n' }),
      expect.objectContaining({ code: 'invalid_budget', path: '/budget/maxTokens', field: 'maxTokens' }),
      expect.objectContaining({
        code: 'cycle',
        path: '/steps/0/dependsOn/0',
        step: 'a',
        dependency: 'c',
        cycle: ['a', 'b', 'c', 'a'],
        message: 'steps wait for each other: a -> b -> c -> a',
      }),
      expect.objectContaining({ code: 'unknown_agent', path: '/steps/0/agent', step: 'a', field: 'agent', agent: 'nobody' }),
      expect.objectContaining({ code: 'unknown_dependency', path: '/steps/0/dependsOn/1', step: 'a', dependency: 'ghost' }),
      expect.objectContaining({ code: 'duplicate_dependency', path: '/steps/0/dependsOn/2', step: 'a', dependency: 'ghost' }),
      expect.objectContaining({ code: 'unknown_input', path: '/steps/0/prompt', step: 'a', reference: 'inputs.x', offset: 0 }),
      expect.objectContaining({ code: 'unknown_step_reference', path: '/steps/1/prompt', reference: 'steps.ghost.output' }),
      expect.objectContaining({ code: 'template_syntax', path: '/steps/1/prompt', reference: 'oops' }),
      expect.objectContaining({ code: 'unpriced_model', severity: 'error', path: '/steps/2/model', step: 'c', model: 'm2' }),
      expect.objectContaining({
        code: 'duplicate_step',
        path: '/steps/3/key',
        step: 'b',
        message: 'steps 2 and 4 are both called b',
      }),
    ]);
    expect(hasErrors(findings)).toBe(true);
  });

  it('takes references to steps further up, and to no others', () => {
    const of = (prompt: string): readonly Finding[] =>
      check([step('a'), step('b', ['a']), step('c', ['b'], { prompt }), step('d', ['c']), step('e')]);
    expect(of('{{ steps.a.output }}{{ steps.b.output }}')).toEqual([]);
    for (const key of ['c', 'd', 'e']) {
      expect(of(`{{ steps.${key}.output }}`)).toEqual([
        expect.objectContaining({ code: 'reference_not_upstream', step: 'c', field: 'prompt', reference: `steps.${key}.output` }),
      ]);
    }
  });

  it('reports a step that waits for itself, and every separate cycle once', () => {
    expect(cyclesOf(check([step('a', ['a'])]))).toEqual([['a', 'a']]);
    const steps = [
      step('x', ['y']),
      step('a', ['c', 'b']),
      step('y', ['x', 'y']),
      step('b', ['a']),
      step('c', ['b']),
      step('z', ['a', 'x']),
    ];
    expect(cyclesOf(check(steps))).toEqual([
      ['x', 'y', 'x'],
      ['a', 'b', 'a'],
      ['y', 'y'],
    ]);
  });

  it('warns of unpriced models unless the budget is in money', () => {
    const steps = [step('a', [], { model: 'm2' })];
    const findings = check(steps, { budget: { maxTokens: 10 } });
    expect(findings).toEqual([expect.objectContaining({ code: 'unpriced_model', severity: 'warning' })]);
    expect(hasErrors(findings)).toBe(false);
    expect(check(steps, { budget: { totalBudgetCents: 0 } })).toEqual([expect.objectContaining({ severity: 'error' })]);
  });

  it('points at the agent when the unpriced model is its own', () => {
    const unpriced = { ...known, price: () => undefined };
    expect(validateWorkflow(workflow([step('a')]), unpriced)).toEqual([
      expect.objectContaining({ code: 'unpriced_model', path: '/steps/0/agent', model: 'm1' }),
    ]);
  });

  it('warns of an optional input without a default where a template takes it', () => {
    const inputs = { tone: { type: 'string', required: false }, unused: { type: 'string', required: false } } as const;
    expect(check([step('a', [], { prompt: '{{ inputs.tone }}' })], { inputs })).toEqual([
      expect.objectContaining({ code: 'optional_input', severity: 'warning', path: '/inputs/tone', input: 'tone' }),
    ]);
  });

  it('does not take the words of every object for inputs, agents or steps', () => {
    const prompt = '{{ inputs.constructor }}{{ inputs.__proto__ }}{{ steps.constructor.output }}';
    expect(codes(check([step('a', ['constructor'], { prompt })]))).toEqual([
      'unknown_dependency',
      'unknown_input',
      'unknown_input',
      'unknown_step_reference',
    ]);
  });

  it.each([
    ['no steps', [], ['no_steps']],
    ['too many steps', Array.from({ length: WORKFLOW_STEPS_MAX + 1 }, (_, n) => step(`s${n}`)), ['too_many_steps']],
    [
      'numbers out of range',
      [step('a', [], { maxOutputTokens: 0, timeoutMs: -1, retry: { maxAttempts: 0, backoffMs: 0.5 } })],
      Array(4).fill('invalid_step'),
    ],
  ])('refuses %s', (_, steps, expected) => expect(codes(check(steps))).toEqual(expected));

  it('lists no more findings than the limit', () => {
    const prompt = '{{ inputs.x }}'.repeat(150);
    const findings = check(Array.from({ length: 10 }, (_, n) => step(`s${n}`, [], { prompt })));
    expect(findings).toHaveLength(FINDINGS_MAX + 1);
    expect(findings.at(-1)).toMatchObject({ code: 'too_many_findings', severity: 'error' });
  });

  describe('at 1,000 steps stays under 250 ms', () => {
    const many = (dependsOn: (n: number) => number[], prompt: (n: number) => string = () => 'x'): AuthoredStep[] =>
      Array.from({ length: WORKFLOW_STEPS_MAX }, (_, n) =>
        step(
          `s${n}`,
          dependsOn(n).map((to) => `s${to}`),
          { prompt: prompt(n) },
        ),
      );
    const last = WORKFLOW_STEPS_MAX - 1;
    const layer = (n: number): number[] =>
      Array.from({ length: 40 }, (_, i) => Math.floor(n / 40) * 40 - 40 + i).filter((to) => to >= 0);
    const all = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
    const cases: [string, AuthoredStep[], number][] = [
      [
        'a chain',
        many(
          (n) => (n > 0 ? [n - 1] : []),
          (n) => (n > 0 ? '{{ steps.s0.output }}' : 'x'),
        ),
        0,
      ],
      ['one long cycle', many((n) => [n > 0 ? n - 1 : last]), 1],
      ['every step after all before it', many(all, (n) => (n > 0 ? '{{ steps.s0.output }}' : 'x')), 0],
      ['layers closed to a circle', many((n) => (n < 40 ? [last] : layer(n))), 1],
      ['layers closed by many arrows', many((n) => (n < 40 ? Array.from({ length: 40 }, (_, i) => last - i) : layer(n))), 1],
      ['a fan', many((n) => (n === last ? all(last) : [])), 0],
      ['pairs', many((n) => [n % 2 === 0 ? n + 1 : n - 1]), WORKFLOW_STEPS_MAX / 2],
    ];
    it.each(cases)('%s', (_, steps, expected) => {
      const definition = workflow(steps);
      const findings = validateWorkflow(definition, known);
      expect(Math.min(...[1, 2, 3].map(() => millisecondsOf(() => validateWorkflow(definition, known))))).toBeLessThan(250);
      expect(cyclesOf(findings)).toHaveLength(expected);
      expect(findings).toHaveLength(expected);
    });
  });

  it('agrees with brute force on small graphs', () => {
    const graph = fc
      .integer({ min: 1, max: 6 })
      .chain((size) => fc.array(fc.uniqueArray(fc.nat({ max: size - 1 })), { minLength: size, maxLength: size }));
    holds(
      fc.property(graph, (edges) => {
        const name = (n: number): string => `s${n}`;
        const reach = closure(edges);
        const prompt = edges.map((_, n) => `{{ steps.${name(n)}.output }}`).join('');
        const findings = check(edges.map((to, n) => step(name(n), to.map(name), { prompt })));
        const cycles = findings.filter(({ code }) => code === 'cycle');

        // Each is a real closed walk in flow order, and as short as any in its component.
        for (const { cycle = [], path } of cycles) {
          const nodes = cycle.map((key) => Number(key.slice(1)));
          expect(nodes[0]).toBe(nodes.at(-1));
          expect(new Set(nodes).size).toBe(nodes.length - 1);
          for (let at = 1; at < nodes.length; at += 1) expect(edges[nodes[at] as number]).toContain(nodes[at - 1]);
          const [, from, , at] = /^\/steps\/(\d+)(\/dependsOn\/)(\d+)$/.exec(path) as unknown as [string, string, string, string];
          expect([Number(from), edges[Number(from)]?.[Number(at)]]).toEqual([nodes[0], nodes.at(-2)]);
          if (nodes.length > 2) expect(nodes.length - 1).toBe(girth(edges, reach, nodes[0] as number));
        }
        const loops = edges.flatMap((to, n) => (to.includes(n) ? [n] : []));
        const components = new Set(
          edges.flatMap((_, n) =>
            [edges.findIndex((__, m) => m !== n && reach[n]?.[m] && reach[m]?.[n])]
              .filter((m) => m >= 0)
              .map((m) => Math.min(n, m)),
          ),
        );
        expect(cycles).toHaveLength(loops.length + components.size);

        const upstream = findings
          .filter(({ code }) => code === 'reference_not_upstream')
          .map((finding) => `${finding.step}<-${finding.reference}`);
        const expected = edges.flatMap((_, n) =>
          edges.flatMap((__, m) => (reach[n]?.[m] ? [] : [`${name(n)}<-steps.${name(m)}.output`])),
        );
        expect(upstream).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('is deterministic', () => {
    const steps = [step('a', ['b', 'z']), step('b', ['a'], { agent: 'x' }), step('c', ['c'])];
    expect(check(steps)).toEqual(check(structuredClone(steps)));
  });
});

/** Processor time, for other work on the machine does not count. */
const millisecondsOf = (work: () => unknown): number => {
  const started = process.cpuUsage();
  work();
  return process.cpuUsage(started).user / 1_000;
};

/** `[n][m]`: n waits for m at some distance. */
const closure = (edges: readonly (readonly number[])[]): boolean[][] => {
  const reach = edges.map((to) => edges.map((_, m) => to.includes(m)));
  for (const k of edges.keys())
    for (const n of edges.keys())
      for (const m of edges.keys()) if (reach[n]?.[k] && reach[k]?.[m]) (reach[n] as boolean[])[m] = true;
  return reach;
};

/** Length of the shortest cycle of at least two nodes in the component of `node`, by trying all walks without repeats. */
const girth = (edges: readonly (readonly number[])[], reach: readonly (readonly boolean[])[], node: number): number => {
  const inside = (n: number): boolean => n === node || Boolean(reach[node]?.[n] && reach[n]?.[node]);
  const walk = (start: number, path: readonly number[]): number =>
    Math.min(
      ...(edges[path.at(-1) as number] ?? []).map((to) => {
        if (to === start && path.length > 1) return path.length;
        return inside(to) && !path.includes(to) ? walk(start, [...path, to]) : Number.POSITIVE_INFINITY;
      }),
    );
  return Math.min(...[...edges.keys()].filter(inside).map((start) => walk(start, [start])));
};

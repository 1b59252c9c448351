import { describe, expect, it } from '@jest/globals';
import { editText } from '../document/edit-text';
import { openText } from '../document/text-document';
import { isRefused, type Outcome } from './change';
import { type Draft, type DraftStep, readDraft, upstreamOf } from './draft';
import {
  addBetween,
  addStep,
  connect,
  connectableTo,
  cycleWarning,
  deleteSteps,
  disconnect,
  moveAfter,
  renameStep,
  setStepField,
  waitableFor,
} from './step-commands';
import { addInput, removeInput, renameInput, setBudget } from './workflow-commands';

const flow = (...steps: (readonly [key: string, ...dependsOn: string[]])[]): string =>
  `name: flow # kept\nsteps:\n${steps
    .map(
      ([key, ...dependsOn]) =>
        `  - key: ${key} # is ${key}\n    dependsOn: [${dependsOn.join(', ')}]\n    prompt: "{{ steps.${dependsOn[0]}.output }}"\n`,
    )
    .join('')}`;

const CHAIN = flow(['a'], ['b', 'a'], ['c', 'b'], ['d', 'c']);

/** The draft after a command, which must go through and keep every comment of steps that stay. */
const afterwards = (text: string, command: (draft: Draft, step: (key: string) => DraftStep) => Outcome): Draft => {
  const document = openText(text);
  const draft = readDraft(document.value);
  const outcome = command(draft, (key) => draft.byId.get(key) as DraftStep);
  if (isRefused(outcome)) throw new Error(outcome.refused);
  const result = editText(document, ...outcome.rounds);
  if (!result.ok) throw new Error(result.message);
  expect(result.document.text).toContain('# kept');
  return readDraft(result.document.value);
};

const graph = (draft: Draft) => Object.fromEntries(draft.steps.map(({ key, dependsOn }) => [key, dependsOn.join(' ')]));
const order = (draft: Draft) => draft.steps.map(({ key }) => key).join(' ');

describe('steps', () => {
  it('adds a step behind what it waits for, under a free key', () => {
    const made = afterwards(CHAIN, (draft) => addStep(draft, { agent: 'b', risk: 'read', after: ['a', 'b'] }));
    expect(order(made)).toBe('a b b-2 c d');
    expect(graph(made)).toMatchObject({ 'b-2': 'a b', c: 'b' });
    expect(
      order(afterwards('name: x # kept\n', (draft) => addStep(draft, { agent: 'Die Ärzte!', risk: 'read', after: [] }))),
    ).toBe('die-arzte');
  });

  it('puts a step between two', () => {
    const made = afterwards(CHAIN, (draft, step) => addBetween(draft, step('b'), step('c'), { agent: 'x', risk: 'read' }));
    expect(graph(made)).toEqual({ a: '', b: 'a', x: 'b', c: 'x', d: 'c' });
  });

  it('connects, also into a cycle that it names, but never twice or to itself', () => {
    expect(graph(afterwards(CHAIN, (_draft, step) => connect(step('a'), step('d'))))).toMatchObject({ d: 'c a' });
    expect(graph(afterwards(CHAIN, (_draft, step) => connect(step('d'), step('a'))))).toMatchObject({ a: 'd' });
    const draft = readDraft(openText(CHAIN).value);
    const [a, b, d] = ['a', 'b', 'd'].map((key) => draft.byId.get(key)) as [DraftStep, DraftStep, DraftStep];
    expect(cycleWarning(draft, d, a)).toBe('closes a cycle: a → b → c → d → a');
    expect(cycleWarning(draft, a, d)).toBeNull();
    expect(connect(a, b)).toEqual({ refused: 'b waits for a already.' });
    expect(connect(a, a)).toHaveProperty('refused');
    const keys = (candidates: ReturnType<typeof waitableFor>) =>
      candidates.map(({ step, closesCycle }) => `${step.key}${closesCycle ? ' closes a cycle' : ''}`);
    expect(keys(waitableFor(draft, b))).toEqual(['c closes a cycle', 'd closes a cycle']);
    expect(keys(connectableTo(draft, b))).toEqual(['d', 'a closes a cycle']);
  });

  it('lets what waited for a deleted step wait for what that one waited for', () => {
    expect(graph(afterwards(CHAIN, (draft) => deleteSteps(draft, ['b'])))).toEqual({ a: '', c: 'a', d: 'c' });
    expect(graph(afterwards(CHAIN, (draft) => deleteSteps(draft, ['b', 'c'])))).toEqual({ a: '', d: 'a' });
    expect(graph(afterwards(CHAIN, (draft) => deleteSteps(draft, ['a'])))).toEqual({ b: '', c: 'b', d: 'c' });
    expect(graph(afterwards(CHAIN, (draft) => deleteSteps(draft, ['a', 'b', 'c', 'd'])))).toEqual({});
  });

  it('takes a dependency away', () => {
    expect(graph(afterwards(CHAIN, (_draft, step) => disconnect('b', step('c'))))).toMatchObject({ c: '' });
  });

  it('moves a step behind another without ever closing a cycle', () => {
    expect(graph(afterwards(CHAIN, (draft, step) => moveAfter(draft, step('b'), step('c'))))).toEqual({
      a: '',
      b: 'c',
      c: 'a',
      d: 'c',
    });
    const keys = ['a', 'b', 'c', 'd'];
    for (const one of keys) {
      for (const other of keys.filter((key) => key !== one)) {
        const made = afterwards(CHAIN, (draft, step) => moveAfter(draft, step(one), step(other)));
        expect(made.steps.every((step) => !upstreamOf(made, step).includes(step))).toBe(true);
        expect(made.byKey.get(one)?.dependsOn).toEqual([other]);
        expect(order(made)).toContain(`${other} ${one}`);
      }
    }
  });

  it('renames a step everywhere that means it', () => {
    const written = "{{steps['ab'].output.x}} \\\\{{ steps.ab.output }} {{ steps.abc.output }}";
    const text = flow(['a'], ['ab', 'a'], ['c', 'ab', 'a']).replace('{{ steps.ab.output }}', written);
    const made = afterwards(text, (draft, step) => renameStep(draft, step('ab'), 'z'));
    expect(graph(made)).toEqual({ a: '', z: 'a', c: 'z a' });
    // Escaped braces are text, and another step's name only begins alike.
    expect(made.steps[2]?.prompt).toBe('{{steps.z.output.x}} \\{{ steps.ab.output }} {{ steps.abc.output }}');
    const twice = flow(['a'], ['a'], ['c', 'a']);
    expect(graph(afterwards(twice, (draft) => renameStep(draft, draft.steps[1] as DraftStep, 'z')))).toMatchObject({ c: 'a' });
  });

  it('takes a field out, and with its last member its parent', () => {
    const text = 'name: x # kept\nsteps:\n  - key: a\n    retry: { maxAttempts: 2 }\n    timeoutMs: 5\n';
    const without = afterwards(text, (_draft, step) => setStepField(step('a'), 'retry/maxAttempts', undefined));
    expect(without.steps[0]?.fields).toEqual({ key: 'a', timeoutMs: 5 });
    const more = afterwards(text, (_draft, step) => setStepField(step('a'), 'retry/backoffMs', 9));
    expect(more.steps[0]?.fields.retry).toEqual({ maxAttempts: 2, backoffMs: 9 });
  });
});

describe('the workflow', () => {
  const TEXT =
    'name: x # kept\ninputs:\n  topic: { type: string }\nsteps:\n  - { key: a, prompt: "{{ inputs.topic }} {{ inputs.topics }}" }\n';

  it('renames an input in every prompt, and refuses a name that is none or taken', () => {
    const made = afterwards(TEXT, (draft) => renameInput(draft, 'topic', 'subject'));
    expect([made.inputs[0]?.name, made.steps[0]?.prompt]).toEqual(['subject', '{{ inputs.subject }} {{ inputs.topics }}']);
    expect(renameInput(made, 'subject', 'a b')).toHaveProperty('refused');
    expect(renameInput(made, 'subject', 'subject')).toHaveProperty('refused');
  });

  it('adds and removes inputs and caps, and what has none left', () => {
    const two = afterwards(TEXT, (draft) => addInput(draft, 'topic'));
    expect(two.inputs.map(({ name }) => name)).toEqual(['topic', 'topic-2']);
    expect(afterwards(TEXT, (draft) => removeInput(draft, 'topic')).inputs).toEqual([]);
    const capped = afterwards(TEXT, (draft) => setBudget(draft, 'maxTokens', 5));
    expect(capped.budget).toEqual({ maxTokens: 5 });
    const text = 'name: x # kept\nbudget: { maxTokens: 5 }\nsteps: []\n';
    expect(openText(text).value).toHaveProperty('budget');
    expect(afterwards(text, (draft) => setBudget(draft, 'maxTokens', undefined)).budget).toEqual({});
  });
});

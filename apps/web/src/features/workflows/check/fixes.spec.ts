import { describe, expect, it } from '@jest/globals';
import { editText } from '../document/edit-text';
import { openText, type TextDocument } from '../document/text-document';
import { readDraft } from '../draft/draft';
import { checkDocument } from './check-document';
import type { Fix } from './fix';
import { fixesFor } from './fixes';
import { type Problem, problemId } from './problem';

const agents = ['researcher', 'writer'];
const known = {
  agent: (name: string) => (agents.includes(name) ? { model: 'm' } : undefined),
  price: (model: string) => (model === 'm' ? 1 : undefined),
};

const step = (fields: string) => `  - { agent: writer, risk: read, prompt: hi, ${fields} }\n`;
const flow = (...steps: string[]) =>
  `name: flow\ninputs: { topic: { type: string } }\nbudget: { totalBudgetCents: 5 }\nsteps:\n${steps.join('')}`;

const problemsIn = (document: TextDocument) => checkDocument(document, known).problems;
const fixes = (document: TextDocument, problem: Problem) =>
  fixesFor(problem, { draft: readDraft(document.value), agents, capCents: 250 });

const fixed = (document: TextDocument, fix: Fix): TextDocument => {
  if (!('change' in fix)) throw new Error(`${fix.label} leads elsewhere`);
  const result = editText(document, ...fix.change.rounds);
  if (!result.ok) throw new Error(result.message);
  return result.document;
};

const BROKEN: readonly (readonly [what: string, text: string, labels: readonly string[]])[] = [
  ['a cycle of two', flow(step('key: a, dependsOn: [b]'), step('key: b, dependsOn: [a]')), ['Remove b → a', 'Remove a → b']],
  [
    'a cycle of which a prompt needs one edge',
    flow(step('key: a, dependsOn: [b]').replace('hi', '"{{ steps.b.output }}"'), step('key: b, dependsOn: [a]')),
    ['Remove a → b', 'Remove b → a'],
  ],
  ['a step that waits for itself', flow(step('key: a, dependsOn: [a]')), ['Remove a → a']],
  ['a mistyped agent', flow(step('key: a').replace('writer', 'wirter')), ['Use writer']],
  ['a mistyped dependency', flow(step('key: facts'), step('key: b, dependsOn: [fatcs]')), ['Use facts', 'Remove fatcs']],
  ['a repeat', flow(step('key: a'), step('key: b, dependsOn: [a, a]')), ['Remove the repeat']],
  [
    'an unknown input',
    flow(step('key: a').replace('hi', '"{{ inputs.subject }}"')),
    ['Create the input subject', 'Remove the reference'],
  ],
  [
    'a mistyped input',
    flow(step('key: a').replace('hi', '"x {{inputs.topik}} y"')),
    ['Use topic', 'Create the input topik', 'Remove the reference'],
  ],
  [
    'a mistyped step',
    flow(step('key: facts'), step('key: b, dependsOn: [facts]').replace('hi', '"{{ steps.fact.output.x }}"')),
    ['Use facts', 'Remove the reference'],
  ],
  [
    'what is not upstream',
    flow(step('key: a'), step('key: b').replace('hi', '"{{ steps.a.output }}"')),
    ['Wait for a', 'Remove the reference'],
  ],
  ['braces that mean nothing', flow(step('key: a').replace('hi', '"{{ now }}"')), ['Make the braces plain text']],
  ['a key twice', flow(step('key: a'), step('key: a')), ['Rename the second to a-2']],
  ['no steps', 'name: flow\nsteps: []\n', ['Add a step']],
  ['a model without a price', flow(step('key: a, model: z')), ["Use the agent's model"]],
  ['a budget that is none', flow(step('key: a')).replace('5', '-1'), ['Remove it']],
  [
    'a default of another type',
    flow(step('key: a')).replace('string }', 'string, default: 3 }'),
    ['Remove the default', 'Make the type integer'],
  ],
  [
    'an input that may be absent',
    flow(step('key: a').replace('hi', '"{{ inputs.topic }}"')).replace('string }', 'string, required: false }'),
    ['Make it required', 'Default to no text'],
  ],
  ['no risk', flow(step('key: a').replace('risk: read, ', '')), ['read', 'write', 'irreversible']],
  ['a mistyped risk', flow(step('key: a').replace('read', 'wrte')), ['Use write']],
  ['a field in another spelling', flow(step('key: a, dependson: []')), ['Rename it to dependsOn', 'Remove it']],
  ['a key that is none', flow(step('key: Find Facts')), ['Call it find-facts']],
];

describe('fixesFor', () => {
  it.each(BROKEN)('offers ways out of %s, and each of them is one', (_what, text, labels) => {
    const document = openText(text);
    const [problem] = problemsIn(document);
    if (problem === undefined) throw new Error('there is no problem');
    const found = fixes(document, problem).filter((fix) => 'change' in fix);
    expect(found.map(({ label }) => label)).toEqual(labels);
    for (const fix of found) expect(problemsIn(fixed(document, fix)).map(problemId)).not.toContain(problemId(problem));
  });

  it('takes only the reference out, and never offers to close a cycle', () => {
    const document = openText(
      flow(step('key: a').replace('hi', '"Say {{ steps.b.output }}, then {{ inputs.topic }}."'), step('key: b, dependsOn: [a]')),
    );
    const [problem] = problemsIn(document) as [Problem];
    const [fix, ...more] = fixes(document, problem);
    expect(more).toEqual([]);
    expect(readDraft(fixed(document, fix as Fix).value).steps[0]?.prompt).toBe('Say, then {{ inputs.topic }}.');
  });

  it('leads to the page where what is missing is made', () => {
    const document = openText(flow(step('key: a, model: z').replace('writer', 'somebody')));
    const pages = problemsIn(document).flatMap((problem) => fixes(document, problem).filter((fix) => 'page' in fix));
    expect(pages).toEqual([
      { label: 'Register an agent…', page: 'agents' },
      { label: 'Set a price…', page: 'prices' },
    ]);
  });
});

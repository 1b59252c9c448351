import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editText } from './edit-text';
import { type Edit, edited } from './edits';
import { jsonSample, type Sample, yamlSample } from './text.samples';
import { openText } from './text-document';

const TEXT = `# head
name: x # nm

budget: { totalBudgetCents: 1 } # bud
steps:
  # first
  - key: a # k
    agent: "writer" # who
    prompt: |  # pc
      one
    dependsOn: [q, r]   # deps
    # further in, so a's

  # second
  - key: b
    agent: writer
    dependsOn:
      - a # from a
      - c
  # end
`;

const changed = (text: string, ...edits: readonly Edit[]): string => {
  const result = editText(openText(text), edits);
  if (!result.ok) throw new Error(result.message);
  return result.document.text;
};
const set = (value: unknown, ...path: (string | number)[]): Edit => ({ kind: 'set', path, value });
const remove = (...path: (string | number)[]): Edit => ({ kind: 'remove', path });
/** The text with one part of it written differently. */
const but = (from: string, to: string): string => {
  expect(TEXT.split(from)).toHaveLength(2);
  return TEXT.replace(from, to);
};

describe('editText', () => {
  it('changes a value and leaves its quotes, its comment and all else', () => {
    expect(changed(TEXT, set('reader', 'steps', 0, 'agent'))).toBe(but('"writer"', '"reader"'));
    expect(changed(TEXT, set(9, 'budget', 'totalBudgetCents'))).toBe(but('Cents: 1', 'Cents: 9'));
    expect(changed(TEXT, set('z', 'steps', 1, 'dependsOn', 0))).toBe(but('- a # from a', '- z # from a'));
  });

  it('puts a new member where it is usually written', () => {
    expect(changed(TEXT, set('write', 'steps', 0, 'risk'))).toBe(but('# who\n', '# who\n    risk: write\n'));
    expect(changed(TEXT, set(5, 'budget', 'maxTokens'))).toBe(but('Cents: 1 }', 'Cents: 1, maxTokens: 5 }'));
    expect(changed(TEXT, set(1, 'steps', 1, 'retry', 'maxAttempts'))).toBe(
      but('      - c\n', '      - c\n    retry:\n      maxAttempts: 1\n'),
    );
  });

  it('writes several lines as a block below the comment of the line, and one line where a block was', () => {
    expect(changed(TEXT, set('p\nq\n', 'steps', 1, 'agent'))).toBe(
      but('    agent: writer\n', '    agent: |\n      p\n      q\n'),
    );
    expect(changed(TEXT, set('p\nq', 'name'))).toBe(but('name: x # nm\n', 'name: |- # nm\n  p\n  q\n'));
    expect(changed(TEXT, set(7, 'steps', 0, 'prompt'))).toBe(but('prompt: |  # pc\n      one\n', 'prompt: 7  # pc\n'));
  });

  it('adds and removes items in either style', () => {
    const add = (...path: (string | number)[]): Edit => ({ kind: 'insert', path, at: 2, value: 'n' });
    expect(changed(TEXT, add('steps', 0, 'dependsOn'))).toBe(but('[q, r]', '[q, r, n]'));
    expect(changed(TEXT, add('steps', 1, 'dependsOn'))).toBe(but('      - c\n', '      - c\n      - n\n'));
    expect(changed(TEXT, remove('steps', 0, 'dependsOn', 0))).toBe(but('[q, r]', '[r]'));
    expect(changed(TEXT, remove('steps', 1, 'dependsOn', 1))).toBe(but('      - c\n', ''));
    expect(changed(TEXT, remove('steps', 1, 'dependsOn', 0), remove('steps', 1, 'dependsOn', 1))).toBe(
      but('dependsOn:\n      - a # from a\n      - c\n', 'dependsOn: []\n'),
    );
  });

  it('takes the comments of a step with it, and no others', () => {
    const first = TEXT.slice(TEXT.indexOf('  # first'), TEXT.indexOf('  # second'));
    expect(changed(TEXT, remove('steps', 0))).toBe(but(first, ''));
    const second = TEXT.slice(TEXT.indexOf('\n  # second'), TEXT.indexOf('  # end'));
    expect(changed(TEXT, remove('steps', 1))).toBe(but(second, ''));
    const moved = changed(TEXT, { kind: 'move', path: ['steps'], from: 0, before: 2 });
    expect(moved).toBe(`${TEXT.slice(0, TEXT.indexOf('  # first'))}${second.slice(1)}\n${first.trimEnd()}\n  # end\n`);
  });

  it('separates a new step as the others are', () => {
    const step = { key: 'n', prompt: 'a\nb', dependsOn: ['a', 'b'] };
    expect(changed(TEXT, { kind: 'insert', path: ['steps'], at: 2, value: step })).toBe(
      but('      - c\n', '      - c\n\n  - key: n\n    prompt: |-\n      a\n      b\n    dependsOn: [a, b]\n'),
    );
    expect(changed('name: x\nsteps: [] # none', { kind: 'insert', path: ['steps'], at: 0, value: { key: 'n' } })).toBe(
      'name: x\nsteps: # none\n  - key: n',
    );
  });

  it('gives members another name', () => {
    const text = 'inputs:\n  a: { type: string } # a\n';
    expect(changed(text, { kind: 'rename', path: ['inputs', 'a'], name: 'b' })).toBe(text.replace('  a:', '  b:'));
    expect(changed('{"inputs":{"a":1}}', { kind: 'rename', path: ['inputs', 'a'], name: 'b' })).toBe('{"inputs":{"b":1}}');
  });

  it('refuses what would change more than was asked for, and changes nothing', () => {
    expect(editText(openText('a: &x 1\nb: *x\n'), [set(2, 'a')])).toMatchObject({ ok: false });
    expect(editText(openText('a: &x { c: 1 }\nb: *x\n'), [set(2, 'b', 'c')])).toMatchObject({ ok: false });
    expect(editText(openText('a: [\n'), [set(2, 'a')])).toMatchObject({ ok: false });
    expect(changed('a: &x 1\nb: *x\n', set(2, 'b'))).toBe('a: &x 1\nb: 2\n');
  });
});

const texts = fc.constantFrom(
  'reader',
  'two\nlines',
  'end\n',
  '\n',
  ' \n x',
  'a: b # c',
  '{{ inputs.topic }}',
  '12',
  '',
  "it's",
  '  in\n\n\n',
);
const anyEdit = (sample: Sample): fc.Arbitrary<readonly Edit[]> => {
  const data = openText(sample.text).value as { steps: { dependsOn?: string[] }[] };
  const index = fc.nat(data.steps.length - 1);
  const field = fc.constantFrom('agent', 'prompt', 'name', 'model', 'key');
  return fc
    .oneof(
      fc.record({ kind: fc.constant('set' as const), path: fc.tuple(fc.constant('steps'), index, field), value: texts }),
      fc.record({
        kind: fc.constant('set' as const),
        path: fc.tuple(fc.constant('steps'), index, fc.constant('outputSchema')),
        value: fc.constant({ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }),
      }),
      fc.constant({ kind: 'set' as const, path: ['budget', 'maxTokens'], value: 5 }),
      fc.constant({ kind: 'set' as const, path: ['inputs', 'more', 'type'], value: 'string' }),
      fc.constant({ kind: 'remove' as const, path: ['inputs', 'topic'] }),
      fc.constant({ kind: 'rename' as const, path: ['inputs', 'topic'], name: 'subject' }),
      index.map((at) => ({ kind: 'remove' as const, path: ['steps', at] })),
      index.map((at) => ({ kind: 'remove' as const, path: ['steps', at, 'agent'] })),
      fc.nat(data.steps.length).map((at) => ({
        kind: 'insert' as const,
        path: ['steps'],
        at,
        value: { key: 'new', agent: 'writer', risk: 'read', dependsOn: ['s0'], prompt: 'Do\nit.' },
      })),
      index.map((at) => {
        const length = data.steps[at]?.dependsOn?.length ?? 0;
        return { kind: 'insert' as const, path: ['steps', at, 'dependsOn'], at: length, value: 'new' };
      }),
      index.map((at) => ({ kind: 'remove' as const, path: ['steps', at, 'dependsOn', 0] })),
    )
    .map((edit) => [edit as Edit]);
};

const commentsIn = (text: string): string[] => text.match(/# comment \d+\./g) ?? [];

/** Which lines of a text belong to the step that an edit is about, or to the part of the whole. */
const isAbout = (edit: Edit, sample: Sample): ((line: string) => boolean) => {
  const { text } = sample;
  const part = edit.path[0] === 'steps' ? `key: s${String(edit.path[1])}` : `${String(edit.path[0])}:`;
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes(part));
  const isStart = (line: string) => /^\S/.test(line) || /^ {2}- /.test(line);
  let from = at;
  while (from > 0 && /^\s*(#.*)?$/.test(lines[from - 1] ?? '')) from -= 1;
  let to = at + 1;
  while (to < lines.length && !isStart(lines[to] ?? '')) to += 1;
  const own = new Set(lines.slice(from, to));
  // The list that loses its only item says so on its own line.
  const emptied = edit.kind === 'remove' && edit.path.length === 2 && sample.keys.length === 1;
  return (line) => own.has(line) || (emptied && line.startsWith('steps:'));
};

/** Those of some lines that others hold, in the same order. */
const foundInOrder = (wanted: readonly string[], lines: readonly string[]): string[] => {
  const found: string[] = [];
  for (const line of lines) if (line === wanted[found.length]) found.push(line);
  return found;
};

describe('editText, for any text and edit', () => {
  it('makes exactly the change that was asked for, and keeps the lines and comments of everything else', () => {
    const cases = fc.oneof(yamlSample, jsonSample).chain((sample) => fc.tuple(fc.constant(sample), anyEdit(sample)));
    fc.assert(
      fc.property(cases, ([sample, edits]) => {
        const before = openText(sample.text);
        expect(before.problems).toEqual([]);
        const result = editText(before, edits);
        if (!result.ok) throw new Error(result.message);
        const { text, value } = result.document;
        expect(value).toEqual(edited(before.value, edits));
        const [edit] = edits as [Edit];
        const foreign = sample.text.split('\n').filter((line) => line.trim() !== '' && !isAbout(edit, sample)(line));
        if (!/^\s*\{/.test(sample.text)) expect(foundInOrder(foreign, text.split('\n'))).toEqual(foreign);
        if (edit.kind === 'set' || edit.kind === 'insert' || edit.kind === 'rename')
          expect(commentsIn(text)).toEqual(commentsIn(sample.text));
      }),
      { numRuns: 800 },
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { holds } from '../../test/holds';
import { REFERENCE_DEPTH_MAX, REFERENCE_LENGTH_MAX, TEMPLATE_FINDINGS_MAX, TEMPLATE_REFERENCES_MAX } from './limits';
import { type Rendered, renderTemplate } from './render';
import { parseTemplate, templateReferences } from './template';

const render = (template: string, inputs: Record<string, unknown> = {}, outputs: Record<string, string> = {}): Rendered =>
  renderTemplate(template, { inputs, outputs: (key) => (Object.hasOwn(outputs, key) ? (outputs[key] as string) : null) });
const text = (rendered: Rendered): string => (rendered.ok ? rendered.text : `${rendered.code}: ${rendered.reference}`);
const codes = (template: string): string[] => parseTemplate(template).findings.map(({ code }) => code);

describe('parseTemplate', () => {
  it('splits text and references', () => {
    expect(parseTemplate('a {{ inputs.x }} b {{steps.s-1.output.items[0]["a b"]}}')).toEqual({
      parts: [
        { kind: 'text', text: 'a ' },
        { kind: 'reference', reference: { source: 'inputs', name: 'x', path: [], text: 'inputs.x', offset: 2 } },
        { kind: 'text', text: ' b ' },
        {
          kind: 'reference',
          reference: {
            source: 'steps',
            name: 's-1',
            path: ['items', 0, 'a b'],
            text: 'steps.s-1.output.items[0]["a b"]',
            offset: 19,
          },
        },
      ],
      findings: [],
    });
  });

  it.each([
    '{{ }}',
    '{{ inputs }}',
    '{{ inputs. }}',
    '{{ inputsx }}',
    '{{ inputs[0] }}',
    '{{ steps.a }}',
    '{{ steps.a.outputs }}',
    '{{ steps.a.error }}',
    '{{ inputs.x + 1 }}',
    '{{ inputs.x | upper }}',
    '{{ env.HOME }}',
    '{{ inputs.x[-1] }}',
    '{{ inputs.x[01] }}',
    '{{ inputs.x',
    '{{{ inputs.x }}}',
  ])('refuses %s', (template) => expect(codes(template)).toEqual(['template_syntax']));

  it('finds all mistakes, with their places', () => {
    expect(parseTemplate('{{ a }} {{ inputs.x }} {{ b }} {{').findings.map(({ offset }) => offset)).toEqual([0, 23, 31]);
  });

  it('takes plain braces behind a backslash', () => {
    expect(text(render('\\{{ inputs.x }} and {{ inputs.x }} }} \\{{', { x: 'y' }))).toBe('{{ inputs.x }} and y }} {{');
  });

  it('has limits', () => {
    expect(codes('{{ inputs.x }}'.repeat(TEMPLATE_REFERENCES_MAX))).toEqual([]);
    expect(codes('{{ inputs.x }}'.repeat(TEMPLATE_REFERENCES_MAX + 5))).toEqual(['too_many_references']);
    expect(codes(`{{ inputs${'.a'.repeat(REFERENCE_DEPTH_MAX)} }}`)).toEqual([]);
    expect(codes(`{{ inputs${'.a'.repeat(REFERENCE_DEPTH_MAX + 1)} }}`)).toEqual(['reference_too_deep']);
    expect(codes(`{{ inputs.${'a'.repeat(REFERENCE_LENGTH_MAX)} }}`)).toEqual(['reference_too_long']);
    expect(codes('{{ a }}'.repeat(100))).toHaveLength(TEMPLATE_FINDINGS_MAX);
  });

  it('is linear in hostile texts', () => {
    const started = performance.now();
    for (const hostile of ['{{', '}}', '{{}}', '{{ inputs.x', '\\{{', '{', '[0', '{{ inputs["a', ' ']) {
      parseTemplate(hostile.repeat(200_000));
      parseTemplate(`{{ inputs${hostile.repeat(200_000)} }}`);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('never throws, and its parts make up the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{{', '}}', ' inputs.x ', 'steps.a.output', '[0]', '\\', '.', '"'),
    );
    holds(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const template = pieces.join('');
        const { parts, findings } = parseTemplate(template);
        if (findings.length > 0 || template.includes('\\{{')) return;
        const shown = parts.map((part) => (part.kind === 'text' ? part.text : `{{${part.reference.text}}}`)).join('');
        expect(shown.replaceAll(/\s/g, '')).toBe(template.replaceAll(/\s/g, ''));
      }),
    );
  });
});

describe('renderTemplate', () => {
  it('inserts strings as they are and other values as compact JSON', () => {
    const inputs = { s: 'a "b"', n: 1.5, b: true, nothing: null, o: { p: [1, { q: 'r' }] } };
    expect(
      text(render('{{inputs.s}}|{{inputs.n}}|{{inputs.b}}|{{inputs.nothing}}|{{inputs.o}}|{{inputs.o.p[1].q}}', inputs)),
    ).toBe('a "b"|1.5|true|null|{"p":[1,{"q":"r"}]}|r');
  });

  it('takes an output whole, JSON or not, and paths into JSON', () => {
    const outputs = { a: ' {"items":[{"title":"T"}]} ', b: 'plain' };
    expect(text(render('[{{ steps.a.output }}][{{ steps.a.output.items[0].title }}][{{ steps.b.output }}]', {}, outputs))).toBe(
      '[ {"items":[{"title":"T"}]} ][T][plain]',
    );
  });

  it('keeps the digits of numbers that a double cannot hold', () => {
    const outputs = { a: '{"id":12345678901234567890,"big":1e400,"small":1.50}' };
    expect(text(render('{{ steps.a.output.id }} {{ steps.a.output.big }} {{ steps.a.output.small }}', {}, outputs))).toBe(
      '12345678901234567890 1e400 1.50',
    );
    expect(text(render('{{ steps.a.output["id"].rawJSON }}', {}, outputs))).toMatch(/^missing_path/);
  });

  it.each([
    ['{{ inputs.y }}', 'missing_input: inputs.y'],
    ['{{ inputs.o.y }}', 'missing_path: inputs.o.y'],
    ['{{ inputs.o[0] }}', 'missing_path: inputs.o[0]'],
    ['{{ inputs.s.length }}', 'missing_path: inputs.s.length'],
    ['{{ inputs.l.length }}', 'missing_path: inputs.l.length'],
    ['{{ inputs.l["0"] }}', 'missing_path: inputs.l["0"]'],
    ['{{ steps.none.output }}', 'missing_output: steps.none.output'],
    ['{{ steps.plain.output.x }}', 'output_not_json: steps.plain.output.x'],
    ['{{ steps.deep.output[0] }}', 'output_not_json: steps.deep.output[0]'],
    ['{{ inputs.__proto__ }}', 'missing_input: inputs.__proto__'],
    ['{{ inputs.constructor }}', 'missing_input: inputs.constructor'],
    ['{{ inputs.o.__proto__ }}', 'missing_path: inputs.o.__proto__'],
    ['{{ inputs.o.constructor.name }}', 'missing_path: inputs.o.constructor.name'],
    ['{{ inputs.o["toString"] }}', 'missing_path: inputs.o["toString"]'],
    ['{{ steps.constructor.output }}', 'missing_output: steps.constructor.output'],
    ['{{ broken }}', 'invalid_template: broken'],
  ])('%s is refused by name', (template, expected) => {
    const outputs = { plain: 'plain', deep: `${'['.repeat(100_000)}${']'.repeat(100_000)}` };
    expect(text(render(template, { o: {}, s: 'abc', l: ['x'] }, outputs))).toBe(expected);
  });

  it('counts no brackets inside strings as nesting', () => {
    const output = JSON.stringify({ x: `"${'['.repeat(200)}`, y: 1 });
    expect(text(render('{{ steps.a.output.y }}', {}, { a: output }))).toBe('1');
  });

  it('makes lone surrogates well-formed, also those that an escape hid', () => {
    expect(text(render('{{ steps.a.output.x }}', {}, { a: '{"x":"\\ud800"}' }))).toBe('\ufffd');
  });

  it('stops a prompt that multiplies', () => {
    const outputs = { a: 'x'.repeat(1024 * 1024) };
    expect(render('{{ steps.a.output }}'.repeat(5), {}, outputs)).toMatchObject({ ok: false, code: 'input_too_large' });
  });

  it('never scans a value again', () => {
    const value = fc
      .array(fc.constantFrom('{{ inputs.secret }}', '{{', '}}', '\\', '$&', 'x'), { maxLength: 6 })
      .map((list) => list.join(''));
    holds(
      fc.property(value, value, (one, two) => {
        expect(text(render('a{{ inputs.one }}b{{ steps.two.output }}c', { one, secret: 'S' }, { two }))).toBe(`a${one}b${two}c`);
      }),
    );
  });

  it('never throws, whatever the template and the values', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('{{ inputs.a', '{{ steps.b.output', '.x', '[0]', '["', '"]', '__proto__', ' }}'),
    );
    holds(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.jsonValue(), fc.string(), (pieces, a, b) => {
        const rendered = render(pieces.join(''), { a }, { b });
        expect(rendered.ok ? rendered.text.isWellFormed() || !pieces.join('').isWellFormed() : rendered.message).toBeTruthy();
      }),
    );
  });

  it('finds every path of a JSON output', () => {
    holds(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,5}$/),
          fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1 }),
          { minKeys: 1 },
        ),
        (record) => {
          for (const [key, list] of Object.entries(record)) {
            list.forEach((value, index) => {
              expect(text(render(`{{ steps.a.output.${key}[${index}] }}`, {}, { a: JSON.stringify(record) }))).toBe(
                String(value),
              );
            });
          }
        },
      ),
    );
  });
});

it('lists references with repeats', () => {
  expect(templateReferences('{{ inputs.a }}{{ broken }}{{ inputs.a }}').map(({ name }) => name)).toEqual(['a', 'a']);
});

import fc from 'fast-check';

/** Workflows as people write them: any mixture of styles, comments everywhere, each comment with a number of its own. */
export interface Sample {
  readonly text: string;
  readonly keys: readonly string[];
}

interface StepSample {
  readonly fields: readonly string[];
  readonly flow: boolean;
  readonly above: boolean;
  readonly blank: boolean;
  readonly inside: boolean;
}

const RISKS = ['read', 'write', 'irreversible'];
const words = fc.constantFrom(
  'Find facts',
  'Say: "hi" # no comment',
  "it's {{ inputs.topic }}",
  '- a dash',
  '12',
  'true',
  'ä 🚀',
  ' x',
);
const lines = fc.array(fc.constantFrom('one', '  two', '', '# not a comment', 'key: three'), { minLength: 2, maxLength: 4 });

type Write = (indent: string) => string;

const quoted = (text: string): Write[] => [() => JSON.stringify(text), () => `'${text.replaceAll("'", "''")}'`];
const isPlain = (text: string) => /^[A-Za-zä][A-Za-z ä]*$/.test(text) && !['true'].includes(text);

const scalar: fc.Arbitrary<Write> = words.chain((text) =>
  fc.constantFrom(...quoted(text), ...(isPlain(text) ? [(() => text) as Write] : [])),
);

const block: fc.Arbitrary<Write> = fc
  .tuple(fc.constantFrom('|', '|-', '>', '>-', '|+', '| # header'), lines)
  .map(([header, body]) => (indent) => {
    const written = ['start', ...body].map((line) => (line === '' ? '' : `${indent}  ${line}`));
    return `${header}\n${written.join('\n')}`.replace(/\n+$/, '');
  });

const names = (index: number) => fc.subarray(Array.from({ length: index }, (_, at) => `s${at}`));

const dependsOn = (index: number, flow: boolean): fc.Arbitrary<Write | null> =>
  names(index).chain((list) =>
    list.length === 0
      ? fc.constant(null)
      : fc.boolean().map(
          (inline): Write =>
            (indent) => {
              if (inline || flow) return `[${list.join(', ')}]`;
              return `\n${list.map((name, at) => `${indent}  - ${name}${at % 2 === 0 ? ' # dep' : ''}`).join('\n')}`;
            },
        ),
  );

const pair = (name: string, value: Write, indent: string): string => {
  const text = value(indent);
  return `${name}:${text.startsWith('\n') ? '' : ' '}${text}`;
};

const step = (index: number): fc.Arbitrary<StepSample> =>
  fc
    .record({
      flow: fc.boolean(),
      above: fc.boolean(),
      blank: fc.boolean(),
      inside: fc.boolean(),
      risk: fc.constantFrom(...RISKS),
      agent: scalar,
      tokens: fc.option(fc.nat(900), { nil: null }),
    })
    .chain(({ flow, above, blank, inside, risk, agent, tokens }) =>
      fc.tuple(flow ? scalar : fc.oneof(scalar, block), dependsOn(index, flow)).map(([prompt, waits]) => {
        const indent = '    ';
        const fields = [`key: s${index}`, pair('agent', agent, indent), `risk: ${risk}`];
        if (waits !== null) fields.push(pair('dependsOn', waits, indent));
        fields.push(pair('prompt', prompt, indent));
        if (tokens !== null) fields.push(`maxOutputTokens: ${tokens}`);
        return { fields, flow, above, blank, inside };
      }),
    );

const written = ({ fields, flow, above, blank, inside }: StepSample, comment: () => string): string => {
  const head = `${blank ? '\n' : ''}${above ? `  ${comment()}\n` : ''}`;
  if (flow) return `${head}  - { ${fields.join(', ')} }${inside ? ` ${comment()}` : ''}`;
  const commented = fields.map((field, at) =>
    at % 2 === 1 && inside && !field.includes('\n') ? `${field} ${comment()}` : field,
  );
  return `${head}  - ${commented.join(`\n${inside ? `    ${comment()}\n` : ''}    `)}`;
};

/** YAML in block style around steps in any style. */
export const yamlSample: fc.Arbitrary<Sample> = fc
  .integer({ min: 1, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => step(index)), fc.boolean()))
  .map((parts) => {
    const end = parts.at(-1) as boolean;
    const steps = parts.slice(0, -1) as StepSample[];
    let number = 0;
    const comment = () => `# comment ${number++}.`;
    const top = [
      `${comment()}\nname: sample ${comment()}`,
      `${comment()}\ninputs:\n  topic: { type: string } ${comment()}\n  ${comment()}\n  count:\n    type: integer ${comment()}\n    default: 3`,
      `\n${comment()}\nbudget:\n  totalBudgetCents: 250 ${comment()}`,
      `\n${comment()}\nsteps: ${comment()}\n${steps.map((one) => written(one, comment)).join('\n')}`,
    ];
    return { text: `${top.join('\n')}${end ? `\n${comment()}\n` : '\n'}`, keys: steps.map((_, index) => `s${index}`) };
  });

/** The same in JSON, on one line or over many. */
export const jsonSample: fc.Arbitrary<Sample> = fc
  .record({ count: fc.integer({ min: 1, max: 4 }), wide: fc.boolean(), prompts: fc.array(words, { minLength: 4, maxLength: 4 }) })
  .map(({ count, wide, prompts }) => {
    const keys = Array.from({ length: count }, (_, index) => `s${index}`);
    const steps = keys.map((key, index) => ({
      key,
      agent: 'writer',
      risk: 'read',
      ...(index > 0 ? { dependsOn: keys.slice(0, index) } : {}),
      prompt: prompts[index],
    }));
    const value = { name: 'sample', inputs: { topic: { type: 'string' } }, budget: { totalBudgetCents: 250 }, steps };
    return { text: wide ? `${JSON.stringify(value, null, 2)}\n` : JSON.stringify(value), keys };
  });

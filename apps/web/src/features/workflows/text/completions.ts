import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';

const STEP_FIELDS: readonly (readonly [name: string, detail: string])[] = [
  ['key', 'name in references'],
  ['name', 'name on screen'],
  ['agent', 'who does it'],
  ['risk', 'read, write, irreversible'],
  ['prompt', 'what to do'],
  ['dependsOn', 'steps to wait for'],
  ['model', "instead of the agent's"],
  ['maxOutputTokens', 'limit of the output'],
  ['timeoutMs', 'deadline'],
  ['retry', 'maxAttempts, backoffMs'],
  ['onFailure', 'fail or continue'],
  ['outputSchema', 'JSON Schema'],
];
const TOP_FIELDS: readonly (readonly [name: string, detail: string])[] = [
  ['name', 'of the workflow'],
  ['description', ''],
  ['inputs', 'what a run is given'],
  ['budget', 'caps of a run'],
  ['steps', 'what is done'],
];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  risk: ['read', 'write', 'irreversible'],
  onFailure: ['fail', 'continue'],
  onExceeded: ['hold', 'fail'],
  type: ['string', 'number', 'integer', 'boolean', 'object', 'array'],
  required: ['true', 'false'],
};

const options = (list: readonly string[], type: string): Completion[] => list.map((label) => ({ label, type }));

/** Field names, fixed values, agents that exist, steps and inputs of this very text. */
export const completionsFrom =
  (agents: () => readonly string[]): CompletionSource =>
  (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const text = context.state.doc.toString();
    const template = /\{\{\s*([\w.-]*)$/.exec(before);
    if (template) return { from: context.pos - (template[1]?.length ?? 0), options: options(references(text), 'variable') };
    const value = /(?:^|[\s{,])(\w+):\s*([\w.-]*)$/.exec(before);
    if (value) {
      const known = value[1] === 'agent' ? agents() : value[1] === undefined ? [] : VALUES[value[1]];
      return known === undefined ? null : { from: context.pos - (value[2]?.length ?? 0), options: options(known, 'enum') };
    }
    const item = /dependsOn:.*[[,]\s*([\w-]*)$/.exec(before);
    if (item) return { from: context.pos - (item[1]?.length ?? 0), options: options(stepKeys(text), 'variable') };
    const field = /^(\s*)(?:- )?(\w*)$/.exec(before);
    if (field === null || (!context.explicit && field[2] === '')) return null;
    const fields = field[1] === '' && !before.includes('- ') ? TOP_FIELDS : STEP_FIELDS;
    return {
      from: context.pos - (field[2]?.length ?? 0),
      options: fields.map(([label, detail]) => ({ label, detail, type: 'property', apply: `${label}: ` })),
    };
  };

const stepKeys = (text: string): string[] => [...text.matchAll(/\bkey:\s*"?([a-z][a-z0-9_-]*)/g)].map((match) => match[1] ?? '');

const references = (text: string): string[] => {
  const block = /^inputs:\s*\n((?:[ \t]+.*\n?)*)/m.exec(text)?.[1] ?? '';
  const inputs = [...block.matchAll(/^ {2}(\w[\w-]*):/gm)].map((match) => `inputs.${match[1]}`);
  return [...inputs, ...stepKeys(text).map((key) => `steps.${key}.output`)];
};

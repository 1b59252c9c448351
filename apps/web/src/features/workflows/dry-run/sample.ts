import { type AuthoredWorkflow, normaliseWorkflow, renderTemplate, type WorkflowDefinition } from '@mc/domain';

/** What stands for the output of a step that has not run. */
const outputOf = (key: string): string => `‹output of ${key}›`;

/** The definition as it would be judged for these inputs: each given value in the place of the default. */
export const withSample = (definition: AuthoredWorkflow, inputs: Readonly<Record<string, unknown>>): AuthoredWorkflow => ({
  ...definition,
  inputs: Object.fromEntries(
    Object.entries(definition.inputs ?? {}).map(([name, input]) => [
      name,
      Object.hasOwn(inputs, name) ? { ...input, default: inputs[name] } : input,
    ]),
  ),
});

/** What each step would be told, by key. Outputs of earlier steps are named, since nothing runs. */
export const samplePrompts = (sample: AuthoredWorkflow): ReadonlyMap<string, string> => {
  const definition = normaliseWorkflow(sample);
  const inputs = Object.fromEntries(
    Object.entries(definition.inputs).map(([name, input]) => [name, input.default ?? `‹${name}›`]),
  );
  return new Map(definition.steps.map((step) => [step.key, promptOf(step, inputs)]));
};

const promptOf = ({ prompt }: WorkflowDefinition['steps'][number], inputs: Readonly<Record<string, unknown>>): string => {
  const rendered = renderTemplate(withoutPaths(prompt), { inputs, outputs: outputOf });
  return rendered.ok ? rendered.text : prompt;
};

/** A path into an output that does not exist yet leads nowhere: the whole output stands for it. */
const withoutPaths = (prompt: string): string =>
  prompt.replaceAll(/(\{\{\s*steps(?:\.[\w-]+|\["[^"]*"\]|\['[^']*'\])\.output)[^}]*\}\}/g, '$1 }}');

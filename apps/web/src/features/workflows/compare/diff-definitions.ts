import {
  DEFAULT_BACKOFF_MS,
  DEFAULT_MAX_ATTEMPTS,
  DEFAULT_TIMEOUT_MS,
  type InputDefinition,
  type StepDefinition,
  type WorkflowDefinition,
} from '@mc/domain';
import { isSame } from '../document/same';
import { renamedIn } from '../draft/references';

/** A field that is not what it was; `null` and `undefined`: there is none. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A step or an input that came, went or changed. */
export interface PartChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly name: string;
  /** What it was called before; `null` when the name stayed. */
  readonly was: string | null;
  /** Of a new or removed one all that is set. */
  readonly fields: readonly FieldChange[];
}

/** What differs between two versions of a workflow, as their meaning is concerned: no comments, no order, no defaults written out. */
export interface DefinitionDiff {
  readonly workflow: readonly FieldChange[];
  readonly budget: readonly FieldChange[];
  readonly inputs: readonly PartChange[];
  readonly steps: readonly PartChange[];
}

export const isEmptyDiff = ({ workflow, budget, inputs, steps }: DefinitionDiff): boolean =>
  workflow.length + budget.length + inputs.length + steps.length === 0;

/** Compares two definitions, step by step and field by field. A step with another key and the same work counts as renamed. */
export const diffDefinitions = (before: WorkflowDefinition, after: WorkflowDefinition): DefinitionDiff => {
  const renames = renamedSteps(before.steps, after.steps);
  const known = before.steps.map((step) => renamedStep(step, renames));
  return {
    workflow: fieldChanges(pick(before), pick(after)),
    budget: fieldChanges(before.budget, after.budget),
    inputs: partChanges(before.inputs, after.inputs, inputFields, new Map()),
    steps: partChanges(byKey(known), byKey(after.steps), stepFields, reversed(renames)),
  };
};

const pick = ({ name, description }: WorkflowDefinition) => ({ name, description });
const byKey = (steps: readonly StepDefinition[]): Record<string, StepDefinition> =>
  Object.fromEntries(steps.map((step) => [step.key, step]));
const reversed = (map: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...map].map(([from, to]) => [to, from]));

type Fields = Readonly<Record<string, unknown>>;

const stepFields = ({ key: _, retry, ...fields }: StepDefinition): Fields => ({ ...fields, ...retry });
const inputFields = (input: InputDefinition): Fields => ({ ...input });

const fieldChanges = (before: object, after: object): FieldChange[] => {
  const [old, next] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const names = [...new Set([...old.keys(), ...next.keys()])];
  return names
    .filter((field) => !isSame(sorted(field, old.get(field)), sorted(field, next.get(field))))
    .map((field) => ({ field, before: old.get(field), after: next.get(field) }));
};

/** What a step waits for has no order. */
const sorted = (field: string, value: unknown): unknown =>
  field === 'dependsOn' && Array.isArray(value)
    ? [...new Set(value as string[])].sort((a, b) => (a < b ? -1 : 1))
    : (value ?? null);

const partChanges = <Part>(
  before: Readonly<Record<string, Part>>,
  after: Readonly<Record<string, Part>>,
  fieldsOf: (part: Part) => Fields,
  wasCalled: ReadonlyMap<string, string>,
): PartChange[] => {
  const changes: PartChange[] = [];
  for (const [name, part] of Object.entries(after)) {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    const was = wasCalled.get(name) ?? null;
    const fields = fieldChanges(old === undefined ? {} : fieldsOf(old), fieldsOf(part)).filter(isSaid);
    if (old === undefined) changes.push({ kind: 'added', name, was, fields: fields.filter(isUnusual) });
    else if (fields.length > 0 || was !== null) changes.push({ kind: 'changed', name, was, fields });
  }
  for (const [name, part] of Object.entries(before)) {
    if (Object.hasOwn(after, name)) continue;
    changes.push({ kind: 'removed', name, was: null, fields: fieldChanges(fieldsOf(part), {}).filter(isSaid).filter(isUnusual) });
  }
  return changes;
};

/** Of a new or removed part, fields without a value say nothing. */
const isSaid = ({ before, after }: FieldChange): boolean => !isNothing(before) || !isNothing(after);
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

const USUAL: Readonly<Record<string, readonly unknown[]>> = {
  timeoutMs: [DEFAULT_TIMEOUT_MS],
  backoffMs: [DEFAULT_BACKOFF_MS],
  maxAttempts: Object.values(DEFAULT_MAX_ATTEMPTS),
  onFailure: ['fail'],
};

/** Of a new or removed part, what nobody had to write goes without saying. */
const isUnusual = ({ field, before, after }: FieldChange): boolean => !(USUAL[field] ?? []).includes(after ?? before);

const SIMILAR_MIN = 0.6;

/** Steps that went, by the key under which they came back: the same agent, and a prompt that is alike. */
const renamedSteps = (before: readonly StepDefinition[], after: readonly StepDefinition[]): ReadonlyMap<string, string> => {
  const [old, next] = [new Set(before.map(({ key }) => key)), new Set(after.map(({ key }) => key))];
  const came = after.filter(({ key }) => !old.has(key));
  const renames = new Map<string, string>();
  for (const gone of before.filter(({ key }) => !next.has(key))) {
    const candidates = came
      .filter((step) => step.agent === gone.agent && ![...renames.values()].includes(step.key))
      .map((step) => ({ key: step.key, alike: likeness(gone.prompt, step.prompt) }))
      .sort((one, other) => other.alike - one.alike);
    const [best] = candidates;
    if (best !== undefined && best.alike >= SIMILAR_MIN) renames.set(gone.key, best.key);
  }
  return renames;
};

/** Share of words that two texts have in common, from 0 to 1. */
const likeness = (one: string, other: string): number => {
  const [words, others] = [new Set(one.split(/\s+/)), new Set(other.split(/\s+/))];
  const common = [...words].filter((word) => others.has(word)).length;
  return (2 * common) / (words.size + others.size);
};

const renamedStep = (step: StepDefinition, renames: ReadonlyMap<string, string>): StepDefinition => {
  let { prompt } = step;
  for (const [from, to] of renames) prompt = renamedIn(prompt, 'steps', from, to);
  const name = (key: string): string => renames.get(key) ?? key;
  return { ...step, key: name(step.key), dependsOn: step.dependsOn.map(name), prompt };
};

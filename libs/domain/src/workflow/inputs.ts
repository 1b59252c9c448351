import { pointerPart } from './finding';
import { isPlainJson } from './json-path';
import type { InputDefinition, InputType } from './workflow.events';

export interface InputFinding {
  readonly code: 'missing_input' | 'wrong_type' | 'unknown_input';
  /** JSON Pointer into the inputs. */
  readonly path: string;
  readonly message: string;
  readonly input: string;
  readonly expected?: InputType;
}

export type CheckedInputs =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly findings: readonly InputFinding[] };

const IS: Record<InputType, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: (value) => Array.isArray(value),
};

/** Whether a value is plain JSON of a type; an integer is one that a double holds exactly. */
export const isOfType = (value: unknown, type: InputType): boolean => IS[type](value) && isPlainJson(value);

/**
 * The inputs of a run, complete: defaults are filled in, and an optional input that was not given is `null`.
 * `null` counts as not given. All findings at once, in the order of the definition, unknown inputs last.
 */
export const checkInputs = (
  definitions: Readonly<Record<string, InputDefinition>>,
  inputs: Readonly<Record<string, unknown>>,
): CheckedInputs => {
  const findings: InputFinding[] = [];
  const entries: [string, unknown][] = [];
  for (const [input, definition] of Object.entries(definitions)) {
    const given = Object.hasOwn(inputs, input) ? inputs[input] : undefined;
    const value = given ?? definition.default ?? null;
    entries.push([input, value]);
    if (value === null && !definition.required) continue;
    const finding = value === null ? missing(input, definition.type) : wrongType(input, definition.type, value);
    if (finding) findings.push(finding);
  }
  findings.push(
    ...Object.keys(inputs)
      .filter((input) => !Object.hasOwn(definitions, input))
      .map(unknown),
  );
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: Object.fromEntries(entries) };
};

const at = (input: string): string => `/${pointerPart(input)}`;

const missing = (input: string, expected: InputType): InputFinding => ({
  code: 'missing_input',
  path: at(input),
  message: `input ${input} is required`,
  input,
  expected,
});

const wrongType = (input: string, expected: InputType, value: unknown): InputFinding | null =>
  isOfType(value, expected)
    ? null
    : { code: 'wrong_type', path: at(input), message: `input ${input} must be of type ${expected}`, input, expected };

const unknown = (input: string): InputFinding => ({
  code: 'unknown_input',
  path: at(input),
  message: `the workflow has no input ${input}`,
  input,
});

import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { messageOf } from '../errors';

const SCHEMAS_MAX = 200;

/** A pattern of an author runs on text of an agent: without a linear-time engine a few characters could stall the process. */
const noPatterns = Object.assign(
  () => {
    throw new Error('"pattern" and "patternProperties" are not supported in an output schema');
  },
  { code: 'noPatterns' },
);

const validators = new Map<string, ValidateFunction>();

const compiled = (schema: Readonly<Record<string, unknown>>): ValidateFunction => {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  if (known) return known;
  const ajv = new Ajv({ allErrors: false, strict: false, code: { regExp: noPatterns } });
  addFormats.default(ajv, { mode: 'fast', formats: ['date', 'time', 'date-time', 'uri', 'email', 'uuid'] });
  const validate = ajv.compile(schema);
  if (validators.size >= SCHEMAS_MAX) validators.delete(validators.keys().next().value ?? '');
  validators.set(key, validate);
  return validate;
};

/** Why a JSON Schema cannot be used for outputs, or `null`. */
export const schemaProblem = (schema: Readonly<Record<string, unknown>>): string | null => {
  try {
    compiled(schema);
    return null;
  } catch (error) {
    return messageOf(error);
  }
};

/** Why an output does not meet a JSON Schema, or `null`. The output must be JSON. Deterministic. */
export const outputProblem = (schema: Readonly<Record<string, unknown>>, output: string): string | null => {
  const problem = schemaProblem(schema);
  if (problem !== null) return `the output schema is not usable: ${problem}`;
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    return 'the output is not JSON, but the step has an output schema';
  }
  const validate = compiled(schema);
  if (validate(value)) return null;
  const [first] = validate.errors ?? [];
  return `the output does not meet the schema: ${first?.instancePath || '/'} ${first?.message ?? 'is invalid'}`;
};

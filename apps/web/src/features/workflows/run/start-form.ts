import type { InputSpec, ProblemDetail } from '@mc/contracts';

type Specs = Readonly<Record<string, InputSpec>>;
/** What stands in the fields: text, or a switch. */
export type FieldValues = Readonly<Record<string, string | boolean>>;
export type FieldErrors = Readonly<Record<string, string>>;

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value, null, 2);

/** The defaults, as the fields show them. */
export const initialValues = (specs: Specs): FieldValues =>
  Object.fromEntries(
    Object.entries(specs).map(([name, { type, default: given }]) => [name, type === 'boolean' ? given === true : asText(given)]),
  );

interface Read {
  readonly value?: unknown;
  readonly error?: string;
}

/** Field values as the inputs of a run. An empty field is an absent input: its default, if any, is the server's part. */
export const readInputs = (values: FieldValues, specs: Specs): { inputs: Record<string, unknown>; errors: FieldErrors } => {
  const inputs: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const { value, error } = readField(values[name] ?? '', spec);
    if (error !== undefined) errors[name] = error;
    else if (value !== undefined) inputs[name] = value;
  }
  return { inputs, errors };
};

const isRequired = ({ required, default: given }: InputSpec): boolean => required ?? given === undefined;

const readField = (given: string | boolean, spec: InputSpec): Read => {
  if (typeof given === 'boolean') return { value: given };
  if (given.trim() === '') return isRequired(spec) ? { error: 'is needed' } : {};
  switch (spec.type) {
    case 'string':
      return { value: given };
    case 'number':
    case 'integer':
      return readNumber(given, spec.type === 'integer');
    case 'boolean':
      return { error: 'must be true or false' };
    case 'object':
    case 'array':
      return readJson(given, spec.type);
    default:
      return spec.type satisfies never;
  }
};

const readNumber = (given: string, whole: boolean): Read => {
  const value = Number(given.replaceAll(',', ''));
  if (!Number.isFinite(value)) return { error: 'must be a number' };
  return whole && !Number.isSafeInteger(value) ? { error: 'must be a whole number' } : { value };
};

const readJson = (given: string, type: 'object' | 'array'): Read => {
  try {
    const value: unknown = JSON.parse(given);
    const fits = type === 'array' ? Array.isArray(value) : typeof value === 'object' && value !== null && !Array.isArray(value);
    return fits
      ? { value }
      : { error: type === 'array' ? 'must be a JSON list, such as ["a", "b"]' : 'must be a JSON object, such as {"a": 1}' };
  } catch {
    return { error: 'is not valid JSON' };
  }
};

/** The server's findings, by the field they belong to. */
export const errorsByInput = (errors: readonly ProblemDetail[]): FieldErrors =>
  Object.fromEntries(
    errors.flatMap(({ path, message }) => {
      const name = /^\/inputs\/([^/]+)/.exec(path)?.[1];
      return name === undefined ? [] : [[name, message]];
    }),
  );

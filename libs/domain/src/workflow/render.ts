import { atPath, insertedText, type Parsed, parseOutput } from './json-path';
import { RENDERED_LENGTH_MAX } from './limits';
import { parseTemplate, type TemplateReference } from './template';

export interface TemplateValues {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The output of a step; `null` when there is none. */
  readonly outputs: (stepKey: string) => string | null;
}

export type RenderCode =
  | 'invalid_template'
  | 'missing_input'
  | 'missing_output'
  | 'output_not_json'
  | 'missing_path'
  | 'input_too_large';

export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: RenderCode; readonly message: string; readonly reference: string | null };

/** Fills a template. Values are inserted as text and never scanned again; whatever is missing is named. Never throws on plain JSON inputs. */
export const renderTemplate = (template: string, values: TemplateValues): Rendered => {
  const { parts, findings } = parseTemplate(template);
  const [finding] = findings;
  if (finding) return failed('invalid_template', finding.message, finding.reference);
  const json = new Map<string, Parsed>();
  const texts: string[] = [];
  let length = 0;
  for (const part of parts) {
    const piece: Rendered = part.kind === 'text' ? { ok: true, text: part.text } : resolve(part.reference, values, json);
    if (!piece.ok) return piece;
    length += piece.text.length;
    if (length > RENDERED_LENGTH_MAX)
      return failed('input_too_large', `the prompt exceeds ${RENDERED_LENGTH_MAX} characters`, null);
    texts.push(piece.text);
  }
  return { ok: true, text: texts.join('') };
};

const failed = (code: RenderCode, message: string, reference: string | null): Rendered => ({
  ok: false,
  code,
  message,
  reference,
});

const resolve = (reference: TemplateReference, values: TemplateValues, json: Map<string, Parsed>): Rendered => {
  const { source, name, path, text } = reference;
  if (source === 'inputs') {
    if (!Object.hasOwn(values.inputs, name)) return failed('missing_input', `there is no input ${name}`, text);
    return inserted(values.inputs[name], reference);
  }
  const output = values.outputs(name);
  if (output === null) return failed('missing_output', `step ${name} has no output`, text);
  if (path.length === 0) return { ok: true, text: output.toWellFormed() };
  // One output may be asked for many of its parts.
  const parsed = json.get(name) ?? parseOutput(output);
  json.set(name, parsed);
  return parsed.ok
    ? inserted(parsed.value, reference)
    : failed('output_not_json', `the output of step ${name} ${parsed.message}`, text);
};

const inserted = (value: unknown, { path, text }: TemplateReference): Rendered => {
  const found = atPath(value, path);
  return found === undefined ? failed('missing_path', `${text} does not exist`, text) : { ok: true, text: insertedText(found) };
};

import { REFERENCE_DEPTH_MAX, REFERENCE_LENGTH_MAX, TEMPLATE_FINDINGS_MAX, TEMPLATE_REFERENCES_MAX } from './limits';

/** `inputs.<name>` or `steps.<name>.output`, and a path into its JSON value. */
export interface TemplateReference {
  readonly source: 'inputs' | 'steps';
  /** Name of the input, or key of the step. */
  readonly name: string;
  readonly path: readonly (string | number)[];
  /** As the author wrote it, without the braces. */
  readonly text: string;
  /** Where its braces open, in UTF-16 units. */
  readonly offset: number;
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly reference: TemplateReference };

export interface TemplateFinding {
  readonly code: 'template_syntax' | 'reference_too_long' | 'reference_too_deep' | 'too_many_references';
  readonly message: string;
  readonly reference: string;
  readonly offset: number;
}

/** The good parts and all findings; a template with findings is not to be rendered. */
export interface ParsedTemplate {
  readonly parts: readonly TemplatePart[];
  readonly findings: readonly TemplateFinding[];
}

/**
 * Parses `{{ inputs.x }}` and `{{ steps.key.output }}` with paths such as `.items[0].title` or `["any key"]`.
 * `\{{` stands for two plain braces. Never throws; linear in the length of the text.
 */
export const parseTemplate = (text: string): ParsedTemplate => {
  const parts: TemplatePart[] = [];
  const findings: TemplateFinding[] = [];
  let references = 0;
  for (const piece of pieces(text)) {
    if (piece.kind === 'text') {
      parts.push(piece);
      continue;
    }
    references += 1;
    const parsed = references > TEMPLATE_REFERENCES_MAX ? tooMany(piece.offset) : parseReference(piece);
    if ('code' in parsed) findings.push(parsed);
    else parts.push({ kind: 'reference', reference: parsed });
    if (references > TEMPLATE_REFERENCES_MAX || findings.length >= TEMPLATE_FINDINGS_MAX) break;
  }
  return { parts, findings };
};

/** All well-formed references of a template, in order, repeats included. */
export const templateReferences = (text: string): readonly TemplateReference[] =>
  parseTemplate(text).parts.flatMap((part) => (part.kind === 'reference' ? [part.reference] : []));

type Piece = { readonly kind: 'text'; readonly text: string } | Braces;
/** `body: null` when the braces never close. */
interface Braces {
  readonly kind: 'braces';
  readonly body: string | null;
  readonly offset: number;
}

function* pieces(text: string): Generator<Piece> {
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    if (open < 0) return yield { kind: 'text', text: text.slice(at) };
    if (text[open - 1] === '\\' && open > at) {
      yield { kind: 'text', text: `${text.slice(at, open - 1)}{{` };
      at = open + 2;
      continue;
    }
    if (open > at) yield { kind: 'text', text: text.slice(at, open) };
    const close = text.indexOf('}}', open + 2);
    if (close < 0) return yield { kind: 'braces', body: null, offset: open };
    yield { kind: 'braces', body: text.slice(open + 2, close), offset: open };
    at = close + 2;
  }
}

const SEGMENT = /\.([A-Za-z_$][A-Za-z0-9_$-]*)|\[(0|[1-9][0-9]{0,8})\]|\["([^"\\\]]*)"\]|\['([^'\\\]]*)'\]/y;
const HEAD = /inputs|steps/y;

const parseReference = ({ body, offset }: Braces): TemplateReference | TemplateFinding => {
  if (body === null) return syntax('', offset, 'the braces opened here are never closed; write \\{{ for plain braces');
  if (body.length > REFERENCE_LENGTH_MAX) {
    const reference = body.slice(0, 40).toWellFormed();
    return {
      code: 'reference_too_long',
      message: `a reference has at most ${REFERENCE_LENGTH_MAX} characters`,
      reference,
      offset,
    };
  }
  const text = body.trim();
  HEAD.lastIndex = 0;
  const source = HEAD.exec(text)?.[0] as 'inputs' | 'steps' | undefined;
  const path = source === undefined ? null : segments(text, source.length);
  if (source === undefined || path === null) return malformed(text, offset);
  if (path.length > REFERENCE_DEPTH_MAX) {
    return {
      code: 'reference_too_deep',
      message: `a reference has at most ${REFERENCE_DEPTH_MAX} parts`,
      reference: text,
      offset,
    };
  }
  const [name, ...rest] = path;
  if (typeof name !== 'string' || (source === 'steps' && rest.shift() !== 'output')) return malformed(text, offset);
  return { source, name, path: rest, text, offset };
};

const segments = (text: string, start: number): (string | number)[] | null => {
  const found: (string | number)[] = [];
  SEGMENT.lastIndex = start;
  while (SEGMENT.lastIndex < text.length) {
    const match = SEGMENT.exec(text);
    if (match === null) return null;
    const [, word, index, double, single] = match;
    found.push(index === undefined ? (word ?? double ?? single ?? '') : Number(index));
  }
  return found;
};

const syntax = (reference: string, offset: number, message: string): TemplateFinding => ({
  code: 'template_syntax',
  message,
  reference,
  offset,
});

const malformed = (text: string, offset: number): TemplateFinding =>
  syntax(text, offset, `${JSON.stringify(text)} is neither inputs.<name> nor steps.<key>.output; write \\{{ for plain braces`);

const tooMany = (offset: number): TemplateFinding => ({
  code: 'too_many_references',
  message: `a template has at most ${TEMPLATE_REFERENCES_MAX} references`,
  reference: '',
  offset,
});

import { checkDefinition } from '@mc/contracts/definition';
import { type AuthoredWorkflow, type KnownToWorkflows, normaliseWorkflow, validateWorkflow } from '@mc/domain';
import { pathOf } from '../document/path';
import type { TextDocument, TextProblem } from '../document/text-document';
import { lenient, NO_AGENT } from './lenient';
import type { Found, Problem } from './problem';

export interface Checked {
  readonly problems: readonly Problem[];
  /** Whether the server could take it in at all, so that asking it makes sense. */
  readonly wellFormed: boolean;
}

/** The rules of the contract and of the domain, the very ones that the server applies, on a revision of the text. */
export const checkDocument = (document: TextDocument, known: KnownToWorkflows | null): Checked => {
  const unreadable = document.problems.map((problem) => unreadableAt(problem, document));
  if (document.value === undefined) return { problems: unreadable, wellFormed: false };
  const { found, wellFormed } = findings(document.value, known);
  return { problems: [...unreadable, ...located(found, document)], wellFormed };
};

const unreadableAt = ({ message, from, to }: TextProblem, document: TextDocument): Problem => ({
  code: 'unreadable',
  severity: 'error',
  message,
  path: '',
  stepIndex: null,
  cycle: null,
  from,
  to,
  line: document.lineOf(from),
  found: { code: 'unreadable', message, path: '' },
});

const findings = (value: unknown, known: KnownToWorkflows | null): { found: readonly Found[]; wellFormed: boolean } => {
  const shape = checkDefinition(value);
  if (shape.ok) {
    // checkDefinition has made it exactly this.
    const definition = normaliseWorkflow(shape.value as AuthoredWorkflow);
    return { found: known === null ? [] : validateWorkflow(definition, known), wellFormed: true };
  }
  const { errors } = shape.misfit;
  if (known === null) return { found: errors, wellFormed: false };
  const said = new Set(errors.map(({ path }) => path));
  const more = validateWorkflow(normaliseWorkflow(lenient(value)), forgiving(known));
  return { found: [...errors, ...more.filter(({ path, code }) => !said.has(path) && code !== 'no_steps')], wellFormed: false };
};

const forgiving = (known: KnownToWorkflows): KnownToWorkflows => ({
  agent: (name) => (name === NO_AGENT ? { model: NO_AGENT } : known.agent(name)),
  price: (model) => (model === NO_AGENT ? true : known.price(model)),
});

/** Findings of the server or of the browser, at their places in the text. */
export const located = (found: readonly Found[], document: TextDocument): Problem[] =>
  found.map((finding) => {
    const { code, message, path, severity = 'error', cycle = null } = finding;
    const { from, to } = rangeOf(finding, document);
    const [part, index] = pathOf(path);
    const stepIndex = part === 'steps' && typeof index === 'number' ? index : null;
    return { code, severity, message, path, stepIndex, cycle, from, to, line: document.lineOf(from), found: finding };
  });

/** The place in the text; inside a prompt, the reference itself. */
const rangeOf = ({ path, reference }: Found, document: TextDocument): { from: number; to: number } => {
  const range = document.rangeOf(path);
  if (!reference || !path.endsWith('/prompt')) return range;
  const at = document.text.indexOf(reference, range.from);
  return at === -1 ? range : { from: at, to: at + reference.length };
};

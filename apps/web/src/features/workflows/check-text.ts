import { checkBody, ENDPOINTS, type ProblemDetail } from '@mc/contracts';
import { type AuthoredWorkflow, type KnownToWorkflows, normaliseWorkflow, validateWorkflow } from '@mc/domain';
import { type ParsedText, parseText } from './workflow-text';

/** Something wrong with the text, and where. */
export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: string;
  readonly step: string | null;
  readonly cycle: readonly string[] | null;
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

export interface CheckedText {
  readonly parsed: ParsedText;
  /** What may be sent to the server; `undefined` when the text cannot be read. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** The rules of the contract and of the domain, the very ones that the server applies, on every change of the text. */
export const checkText = (text: string, known: KnownToWorkflows | null): CheckedText => {
  const parsed = parseText(text);
  const unreadable = parsed.problems.map(({ message, from, to }) => ({
    code: 'unreadable',
    severity: 'error' as const,
    message,
    path: '',
    step: null,
    cycle: null,
    from,
    to,
    line: parsed.lineOf(from),
  }));
  if (parsed.value === undefined) return { parsed, value: undefined, problems: unreadable };
  return { parsed, value: parsed.value, problems: [...unreadable, ...located(findings(parsed.value, known), parsed)] };
};

const findings = (value: unknown, known: KnownToWorkflows | null): readonly Found[] => {
  const shape = checkBody(ENDPOINTS.validateWorkflow, value);
  if (!shape.ok) return shape.misfit.errors;
  if (known === null) return [];
  // checkBody has made it exactly this.
  return validateWorkflow(normaliseWorkflow(shape.value as AuthoredWorkflow), known);
};

type Found = Pick<ProblemDetail, 'code' | 'message' | 'path'> & {
  readonly severity?: 'error' | 'warning' | undefined;
  readonly step?: string | undefined;
  readonly cycle?: readonly string[] | undefined;
};

/** Findings of the server or of the browser, at their places in the text. */
export const located = (found: readonly Found[], parsed: ParsedText): Problem[] =>
  found.map(({ code, message, path, severity, step, cycle }) => {
    const { from, to } = parsed.rangeOf(path);
    return {
      code,
      severity: severity ?? 'error',
      message,
      path,
      step: step ?? null,
      cycle: cycle ?? null,
      from,
      to,
      line: parsed.lineOf(from),
    };
  });

export type FindingCode =
  | 'no_steps'
  | 'too_many_steps'
  | 'too_many_inputs'
  | 'too_many_dependencies'
  | 'too_many_findings'
  | 'invalid_step'
  | 'duplicate_step'
  | 'unknown_agent'
  | 'unknown_dependency'
  | 'duplicate_dependency'
  | 'cycle'
  | 'template_syntax'
  | 'reference_too_long'
  | 'reference_too_deep'
  | 'too_many_references'
  | 'unknown_input'
  | 'unknown_step_reference'
  | 'reference_not_upstream'
  | 'invalid_default'
  | 'invalid_budget'
  | 'unpriced_model'
  | 'optional_input';

/** One thing that is wrong with a definition, and where. Which of the last members are there depends on the code. */
export interface Finding {
  readonly code: FindingCode;
  /** A warning does not stop a definition from being stored. */
  readonly severity: 'error' | 'warning';
  /** JSON Pointer into the definition as it was authored. */
  readonly path: string;
  readonly message: string;
  readonly step?: string;
  readonly field?: string;
  readonly agent?: string;
  readonly dependency?: string;
  readonly reference?: string;
  readonly input?: string;
  readonly model?: string;
  /** Flow order, closed: in `['a', 'b', 'a']` b waits for a and a for b. */
  readonly cycle?: readonly string[];
  /** Where in the field's text, in UTF-16 units. */
  readonly offset?: number;
}

type Details = Omit<Finding, 'code' | 'severity' | 'path' | 'message'>;

export const error = (code: FindingCode, path: string, message: string, details: Details = {}): Finding => ({
  code,
  severity: 'error',
  path,
  message,
  ...details,
});

export const warning = (code: FindingCode, path: string, message: string, details: Details = {}): Finding => ({
  ...error(code, path, message, details),
  severity: 'warning',
});

/** One part of a JSON Pointer (RFC 6901). */
export const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** A finding of the rules, here or on the server. Which of the last members are there depends on the code. */
export interface Found {
  readonly code: string;
  readonly message: string;
  readonly path: string;
  readonly severity?: 'error' | 'warning' | undefined;
  readonly cycle?: readonly string[] | undefined;
  readonly field?: string | undefined;
  readonly dependency?: string | undefined;
  readonly reference?: string | undefined;
  readonly model?: string | undefined;
  readonly input?: string | undefined;
  readonly offset?: number | undefined;
}

/** Something wrong with a workflow, by the code and path that the server uses too, with its place in the text. */
export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** JSON Pointer into the definition. */
  readonly path: string;
  /** Place of the step that it is about; `null`: the whole. */
  readonly stepIndex: number | null;
  /** Flow order, closed: `a, b, a`. */
  readonly cycle: readonly string[] | null;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly found: Found;
}

export const isError = ({ severity }: Problem): boolean => severity === 'error';

/** Tells one problem from all others of the same revision. */
export const problemId = ({ code, path, message }: Problem): string => `${code} ${path} ${message}`;

/** The field of the inspector that a problem belongs to, as in `retry/maxAttempts`; empty for the whole step or workflow. */
export const fieldOf = ({ path, stepIndex }: Problem): string => {
  const parts = path.split('/').slice(1);
  return (stepIndex === null ? parts : parts.slice(2)).join('/');
};

/** Problems of a field, and of everything inside it. */
export const problemsOf = (problems: readonly Problem[], stepIndex: number | null, field: string): readonly Problem[] =>
  problems.filter((problem) => {
    const own = fieldOf(problem);
    return problem.stepIndex === stepIndex && (own === field || own.startsWith(`${field}/`));
  });

/** One sentence for under a field, with arrows as on the canvas. */
export const sentenceOf = ({ message }: Problem): string => {
  const text = message.replaceAll(' -> ', ' → ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
};

import { useCallback, useRef } from 'react';
import { fieldOf, type Problem, problemId } from '../check/problem';
import type { Draft } from '../draft/draft';
import type { FocusRequest } from './builder-context';
import type { Mode } from './use-selection';

interface Options {
  readonly problems: readonly Problem[];
  readonly draft: Draft;
  readonly mode: Mode;
  readonly select: (steps: readonly string[]) => void;
  readonly show: (mode: Mode) => void;
  readonly focusField: (request: FocusRequest) => void;
}

/** Goes to problems: to the field in the inspector, or to the line where only the text is shown. */
export const useGoTo = (options: Options) => {
  const latest = useRef(options);
  latest.current = options;
  const last = useRef<string | null>(null);
  const goTo = useCallback((problem: Problem) => {
    const { draft, mode, show, select, focusField } = latest.current;
    const { stepIndex, from, code } = problem;
    last.current = problemId(problem);
    if (code === 'unreadable' && mode === 'canvas') show('yaml');
    const step = stepIndex === null ? undefined : draft.steps[stepIndex];
    select(step === undefined ? [] : [step.id]);
    focusField({ stepId: step?.id ?? null, field: fieldOf(problem), from });
  }, []);
  const nextProblem = useCallback(() => {
    const { problems } = latest.current;
    const at = problems.findIndex((problem) => problemId(problem) === last.current);
    const next = problems[(at + 1) % problems.length];
    if (next !== undefined) goTo(next);
  }, [goTo]);
  return { goTo, nextProblem };
};

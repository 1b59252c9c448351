import { useCallback, useMemo, useState } from 'react';
import { adviceOn, suggestedCap } from '../check/advice';
import { fixesFor } from '../check/fixes';
import { isError, type Problem } from '../check/problem';
import { useCheck } from '../check/use-check';
import { useKnown } from '../check/use-known';
import { deleteSteps, disconnect } from '../draft/step-commands';
import type { Asking, Builder, FocusRequest } from './builder-context';
import { readSelection, writeSelection } from './selection';
import { saidWithUndo } from './undo-notice';
import { comeBack, useAsking } from './use-asking';
import { useDocument } from './use-document';
import { useGoTo } from './use-go-to';
import { useLastGood } from './use-last-good';
import { useMode, useSelectionText } from './use-selection';

/** Puts the parts of the builder together: document, rules, selection and commands. */
export const useBuilderState = (
  initialText: string,
  first: Asking | null,
): Builder & { readonly text: string; readonly asking: Asking | null } => {
  const [selectionText, selectText] = useSelectionText();
  const [mode, show] = useMode();
  const { document, text, ...commands } = useDocument(initialText, { text: selectionText, select: selectText });
  const { draft, readable } = useLastGood(document);
  const known = useKnown();
  const check = useCheck(document, known);
  const [asking, ask] = useAsking(first);
  const problems = useMemo(
    () => sorted([...check.problems, ...adviceOn(draft, check.estimate, document)]),
    [check, draft, document],
  );
  const selection = useMemo(() => readSelection(selectionText), [selectionText]);
  const selected = useMemo(() => selection.steps.flatMap((id) => draft.byId.get(id) ?? []), [selection, draft]);
  const select = useCallback((steps: readonly string[]) => selectText(writeSelection({ steps, edge: null })), [selectText]);
  const selectEdge = useCallback(
    (from: string, to: string) => selectText(writeSelection({ steps: [], edge: { from, to } })),
    [selectText],
  );
  const [focus, focusField] = useState<FocusRequest | null>(null);
  const { agents, models } = known;
  const fixesOf = useCallback(
    (problem: Problem) =>
      fixesFor(problem, { draft, agents: agents.map(({ name }) => name), capCents: suggestedCap(check.estimate) }),
    [draft, agents, check.estimate],
  );
  const { apply, undo } = commands;
  const remove = useCallback(
    (ids: readonly string[]) => {
      let what = '';
      const isDone = apply((now) => {
        const change = deleteSteps(now, ids);
        what = change.what;
        return change;
      });
      if (!isDone) return;
      saidWithUndo(what, undo);
      requestAnimationFrame(() => comeBack(null));
    },
    [apply, undo],
  );
  const removeEdge = useCallback(
    (from: string, to: string) => {
      const isDone = apply((now) => {
        const step = now.byKey.get(to);
        return step === undefined ? null : { ...disconnect(from, step), select: [to] };
      });
      if (isDone) saidWithUndo(`Removed ${from} → ${to}`, undo);
    },
    [apply, undo],
  );
  const go = useGoTo({ problems, draft, mode, show, select, focusField });
  return {
    ...commands,
    ...go,
    text,
    document,
    readable,
    draft,
    check,
    problems,
    fixesOf,
    agents,
    models,
    mode,
    show,
    selection,
    selected,
    select,
    selectEdge,
    remove,
    removeEdge,
    asking,
    ask,
    focus,
    focusField,
  };
};

const sorted = (problems: readonly Problem[]): readonly Problem[] => [
  ...problems.filter(isError),
  ...problems.filter((problem) => !isError(problem)),
];

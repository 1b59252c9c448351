import { useCallback, useMemo, useState } from 'react';
import { adviceOn, suggestedCap } from '../check/advice';
import { fixesFor } from '../check/fixes';
import { isError, type Problem } from '../check/problem';
import { useCheck } from '../check/use-check';
import { useKnown } from '../check/use-known';
import type { Draft } from '../draft/draft';
import type { Asking, Builder, FocusRequest } from './builder-context';
import { readSelection, writeSelection } from './selection';
import { useAsking } from './use-asking';
import { useDocument } from './use-document';
import { useGoTo } from './use-go-to';
import { useLastGood } from './use-last-good';
import { useRemovals } from './use-removals';
import { useSame } from './use-same';
import { useMode, useSelectionText } from './use-selection';

interface BuilderState {
  /** The text as it is this moment; what the builder shows of it may be one key press behind. */
  readonly text: string;
  readonly asking: Asking | null;
  readonly builder: Builder;
}

/** Puts the parts of the builder together: document, rules, selection and commands. */
export const useBuilderState = (initialText: string, first: Asking | null): BuilderState => {
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
  const [focus, focusField] = useState<FocusRequest | null>(null);
  const { agents, models } = known;
  const fixesOf = useCallback(
    (problem: Problem) =>
      fixesFor(problem, { draft, agents: agents.map(({ name }) => name), capCents: suggestedCap(check.estimate) }),
    [draft, agents, check.estimate],
  );
  const selecting = useSelecting(selectionText, selectText, draft);
  const go = useGoTo({ problems, draft, mode, show, select: selecting.select, focusField });
  const builder = useSame({
    ...commands,
    ...selecting,
    ...go,
    ...useRemovals(commands),
    ...{ document, readable, draft, check, problems, fixesOf, agents, models },
    ...{ mode, show, ask, focus, focusField },
  });
  return { text, asking, builder };
};

const useSelecting = (selectionText: string, selectText: (text: string) => void, draft: Draft) => {
  const selection = useMemo(() => readSelection(selectionText), [selectionText]);
  const selected = useMemo(() => selection.steps.flatMap((id) => draft.byId.get(id) ?? []), [selection, draft]);
  const select = useCallback((steps: readonly string[]) => selectText(writeSelection({ steps, edge: null })), [selectText]);
  const selectEdge = useCallback(
    (from: string, to: string) => selectText(writeSelection({ steps: [], edge: { from, to } })),
    [selectText],
  );
  return { selection, selected, select, selectEdge };
};

const sorted = (problems: readonly Problem[]): readonly Problem[] => [
  ...problems.filter(isError),
  ...problems.filter((problem) => !isError(problem)),
];

import { Button, Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { formatUsd } from '../../ui/format/money';
import { cycleEdges } from '../../ui/graph/graph-model';
import { GraphView } from '../../ui/graph/graph-view';
import { Page } from '../../ui/page';
import { ReceiptLine } from '../../ui/receipt-line';
import { EmptyState } from '../../ui/states';
import { CodeEditor, type EditorHandle } from './code-editor';
import { draftGraph } from './draft-graph';
import classes from './editor.module.css';
import { ProblemList } from './problem-list';
import { SaveConflict } from './save-conflict';
import { useCheckedText } from './use-checked-text';
import { useDraft } from './use-draft';
import { type Base, useSave } from './use-save';
import { jsonText, yamlText } from './workflow-text';

/** A workflow as text, with its graph and its problems beside it; all three are of the same state of the text. */
export const Editor = ({ initialText: givenText, base: givenBase }: { initialText: string; base: Base | null }) => {
  // As it was when the editing began: a later read must not make a conflict look like none.
  const [{ initialText, base }] = useState({ initialText: givenText, base: givenBase });
  const draft = useDraft(base?.id ?? 'new', initialText);
  const [text, setText] = useState(draft.text);
  const editor = useRef<EditorHandle>(null);
  const checked = useCheckedText(text);
  const graph = useLastGood(checked.value, checked.problems);
  const wrong = useMemo(
    () => cycleEdges(checked.problems.flatMap(({ cycle }) => (cycle === null ? [] : [cycle]))),
    [checked.problems],
  );
  const errors = checked.problems.filter(({ severity }) => severity === 'error');
  const { save, command } = useSave(base, draft.forget);
  const nextProblem = useNextProblem(checked.problems, editor);
  const trySave = () => {
    if (errors.length > 0 || checked.value === undefined) nextProblem();
    else if (!command.busy) void save(checked.value);
  };
  const change = (next: string) => {
    setText(next);
    draft.keep(next);
  };
  const format = (next: string) => editor.current?.replace(next);
  const title = base === null ? 'New workflow' : `Edit ${base.name}`;
  return (
    <Page
      title={title}
      fill
      lead={
        <>
          {base === null ? 'Saving makes version 1.' : `Saving makes version ${base.version + 1}; runs under way stay on theirs.`}{' '}
          {checked.estimate === null
            ? ''
            : `One run costs about ${formatUsd(checked.estimate.expectedCents)}, at most ${formatUsd(checked.estimate.maxCents)}.`}
        </>
      }
      actions={
        <>
          <ReceiptLine receipt={command.receipt.phase === 'failed' ? { phase: 'idle' } : command.receipt} />
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" rightSection={<ChevronDown size={14} />}>
                Text
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item disabled={checked.value === undefined} onClick={() => format(yamlText(checked.value))}>
                Write as YAML (comments are lost)
              </Menu.Item>
              <Menu.Item disabled={checked.value === undefined} onClick={() => format(jsonText(checked.value))}>
                Write as JSON (comments are lost)
              </Menu.Item>
              <Menu.Item disabled={text === initialText} onClick={() => format(initialText)}>
                Discard my changes
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Button onClick={trySave} loading={command.busy}>
            {errors.length > 0
              ? `Fix ${errors.length} ${errors.length === 1 ? 'problem' : 'problems'}`
              : base === null
                ? 'Save workflow'
                : `Save version ${base.version + 1}`}
          </Button>
        </>
      }
    >
      {draft.restored ? (
        <div className={classes.notice} role="status">
          Your unsaved text of an earlier visit was restored.{' '}
          <Button size="compact-xs" variant="default" onClick={() => format(initialText)}>
            Discard it
          </Button>
        </div>
      ) : null}
      <SaveConflict base={base} receipt={command.receipt} onRetry={save} value={checked.value} />
      <div className={classes.split}>
        <div className={classes.text}>
          <CodeEditor
            ref={editor}
            initialText={draft.text}
            onChange={change}
            onSave={trySave}
            onNextProblem={nextProblem}
            problems={checked.problems}
            agents={checked.agents}
          />
        </div>
        <div className={classes.side}>
          <div className={classes.graph} data-stale={checked.value === undefined}>
            {graph.length === 0 ? (
              <EmptyState title="No step yet">Each step with a key is drawn here.</EmptyState>
            ) : (
              <GraphView
                steps={graph}
                wrong={wrong}
                label="Steps of the workflow"
                onSelect={(key) => editor.current?.focusAt(placeOf(text, key))}
              />
            )}
          </div>
          <ProblemList checked={checked} onOpen={(problem) => editor.current?.focusAt(problem.from)} />
        </div>
      </div>
    </Page>
  );
};

const placeOf = (text: string, key: string): number => Math.max(0, text.search(new RegExp(`\\bkey["']?:\\s*["']?${key}\\b`)));

/** While the text cannot be read, the graph stands at its last good state. */
const useLastGood = (value: unknown, problems: ReturnType<typeof useCheckedText>['problems']) => {
  const good = useRef<unknown>(undefined);
  if (value !== undefined) good.current = value;
  const shown = good.current;
  return useMemo(() => draftGraph(shown, problems), [shown, problems]);
};

/** F8 goes from problem to problem, around and around. */
const useNextProblem = (problems: readonly { readonly from: number }[], editor: RefObject<EditorHandle | null>) => {
  const at = useRef(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other problems, another round
  useEffect(() => {
    at.current = -1;
  }, [problems]);
  return () => {
    if (problems.length === 0) return;
    at.current = (at.current + 1) % problems.length;
    editor.current?.focusAt(problems[at.current]?.from ?? 0);
  };
};

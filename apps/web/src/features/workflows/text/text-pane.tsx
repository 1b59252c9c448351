import { useCallback, useEffect, useRef } from 'react';
import { useBuilder } from '../builder/builder-context';
import { later } from '../builder/later';
import { nodeAt, stepIndexAt } from '../document/text-document';
import type { CodeEditorProps, EditorHandle } from './code-editor';
import classes from './text-pane.module.css';

const CodeEditor = later<CodeEditorProps>(
  () => import('./code-editor').then((module) => module.CodeEditor),
  'The text editor could not be loaded',
);

const isInspectorShown = (): boolean => document.querySelector('[data-inspector]')?.checkVisibility() ?? false;

/** The document as text. What is selected elsewhere is brought into view; the step under the caret is selected. */
export const TextPane = ({ text }: { text: string }) => {
  const builder = useBuilder();
  const { document: shown, draft, check, agents, selection, select, write, focus, mode } = builder;
  const editor = useRef<EditorHandle>(null);
  const [id] = selection.steps;
  const atCaret = useRef<string | null>(null);
  const latest = useRef(shown);
  latest.current = shown;

  const place = id === undefined ? undefined : draft.byId.get(id)?.index;
  const reveal = useCallback(() => {
    if (id === undefined || id === atCaret.current || place === undefined) return;
    const range = nodeAt(latest.current.document, ['steps', place])?.range;
    if (range) editor.current?.reveal(range[0]);
  }, [id, place]);
  useEffect(reveal, [reveal]);

  const goTo = () => {
    if (focus === null || focus.from === null) return;
    if (mode === 'yaml' || !isInspectorShown()) editor.current?.focusAt(focus.from);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new request moves the caret
  useEffect(goTo, [focus]);

  const onCaret = (offset: number) => {
    if (latest.current.value === undefined) return;
    const index = stepIndexAt(latest.current, offset);
    const step = index === null ? undefined : draft.steps[index];
    atCaret.current = step?.id ?? null;
    if (step !== undefined && step.id !== id) select([step.id]);
  };
  return (
    <div className={classes.pane}>
      <CodeEditor
        ref={editor}
        text={text}
        problems={check.problems}
        agents={agents.map(({ name }) => name)}
        onChange={(next) => write(next, 'typing')}
        onCaret={onCaret}
        onReady={() => {
          reveal();
          goTo();
        }}
      />
    </div>
  );
};

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Problem } from './check-text';
import { completionsFrom } from './completions';
import { editorTheme, highlighting } from './editor-theme';
import { typeOver } from './type-over';

export interface EditorHandle {
  readonly focusAt: (from: number) => void;
  readonly replace: (text: string) => void;
}

interface Props {
  readonly initialText: string;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
  readonly onNextProblem: () => void;
  readonly problems: readonly Problem[];
  readonly agents: readonly string[];
  readonly ref: Ref<EditorHandle>;
}

/**
 * The text editor. It lives in a shadow root, because there its styles are adopted sheets and not style elements,
 * which the page's policy forbids.
 */
export const CodeEditor = ({ initialText, onChange, onSave, onNextProblem, problems, agents, ref }: Props) => {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, onSave, onNextProblem, agents });
  latest.current = { onChange, onSave, onNextProblem, agents };
  const first = useRef(initialText);

  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const editor = new EditorView({
      root,
      parent: root,
      state: EditorState.create({ doc: first.current, extensions: extensions(latest) }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        problems.map((problem) => diagnosticOf(problem, editor.state.doc.length)),
      ),
    );
  }, [problems]);

  useImperativeHandle(ref, () => ({
    focusAt: (from) => {
      const at = Math.min(from, view.current?.state.doc.length ?? 0);
      view.current?.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.current?.focus();
    },
    replace: (text) => {
      const editor = view.current;
      editor?.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
    },
  }));

  return <div ref={host} data-editor data-own-keys style={{ height: '100%', minHeight: 0 }} />;
};

type Latest = { readonly current: Pick<Props, 'onChange' | 'onSave' | 'onNextProblem' | 'agents'> };

const extensions = (latest: Latest) => [
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightActiveLine(),
  foldGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  lintGutter(),
  yaml(),
  indentUnit.of('  '),
  syntaxHighlighting(highlighting),
  editorTheme,
  typeOver,
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ 'aria-label': 'Definition of the workflow', spellcheck: 'false', tabindex: '0' }),
  autocompletion({ override: [completionsFrom(() => latest.current.agents)] }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) latest.current.onChange(update.state.doc.toString());
  }),
  keymap.of([
    { key: 'Mod-s', preventDefault: true, run: () => told(latest.current.onSave) },
    { key: 'F8', run: () => told(latest.current.onNextProblem) },
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...defaultKeymap,
    // Escape, then Tab, leaves the editor: the library's own way out of the keyboard trap.
    indentWithTab,
  ]),
];

const diagnosticOf = (problem: Problem, length: number): Diagnostic => ({
  from: Math.min(problem.from, length),
  to: Math.min(Math.max(problem.to, problem.from), length),
  severity: problem.severity,
  message: problem.message,
  source: problem.code,
});

/** A key that was handled, so that the browser does nothing of its own with it. */
const told = (action: () => void): true => {
  action();
  return true;
};

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Problem } from '../check/problem';
import { spliceBetween } from '../document/splice';
import { completionsFrom } from './completions';
import { editorTheme, highlighting } from './editor-theme';
import classes from './text-pane.module.css';
import { typeOver } from './type-over';

export interface EditorHandle {
  /** Puts the caret there and the focus into the text. */
  readonly focusAt: (from: number) => void;
  /** Brings a place into view and leaves the focus where it is. */
  readonly reveal: (from: number) => void;
}

export interface CodeEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** The person moved the caret. */
  readonly onCaret: (offset: number) => void;
  readonly onReady: () => void;
  readonly problems: readonly Problem[];
  readonly agents: readonly string[];
  readonly ref: Ref<EditorHandle>;
}

const REVEAL_MARGIN_PX = 40;

/** Marks changes that come from the document, which need not be told to it. */
const fromDocument = Annotation.define<boolean>();

/**
 * The text editor. Undo and redo are the page's, for the history is the document's. It lives in a shadow root, because there its styles are adopted sheets and not style elements,
 * which the page's policy forbids.
 */
export const CodeEditor = (props: CodeEditorProps) => {
  const { text, problems, ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const state = EditorState.create({ doc: latest.current.text, extensions: extensions(latest) });
    const editor = new EditorView({ root, parent: root, state });
    view.current = editor;
    latest.current.onReady();
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    const splice = editor && spliceBetween(editor.state.doc.toString(), text);
    if (splice) editor.dispatch({ changes: splice, annotations: fromDocument.of(true) });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { length } = editor.state.doc;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        problems.map((problem) => diagnosticOf(problem, length)),
      ),
    );
  }, [problems]);

  useImperativeHandle(ref, () => ({
    focusAt: (from) => {
      const at = Math.min(from, view.current?.state.doc.length ?? 0);
      view.current?.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.current?.focus();
    },
    reveal: (from) => {
      const editor = view.current;
      if (editor === null) return;
      const at = Math.min(from, editor.state.doc.length);
      editor.dispatch({ selection: { anchor: at } });
      // The text alone is scrolled, never the page around it.
      editor.requestMeasure({
        read: () => editor.lineBlockAt(at).top,
        write: (top) => editor.scrollDOM.scrollTo({ top: top - REVEAL_MARGIN_PX }),
      });
    },
  }));

  return <div ref={host} data-editor data-own-keys className={classes.host} />;
};

type Latest = { readonly current: CodeEditorProps };

const extensions = (latest: Latest) => [
  lineNumbers(),
  highlightActiveLineGutter(),
  highlightActiveLine(),
  foldGutter(),
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
    const isTold = update.transactions.some((transaction) => transaction.annotation(fromDocument));
    if (update.docChanged && !isTold) latest.current.onChange(update.state.doc.toString());
    if (update.selectionSet && update.transactions.some((transaction) => transaction.isUserEvent('select')))
      latest.current.onCaret(update.state.selection.main.head);
  }),
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
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

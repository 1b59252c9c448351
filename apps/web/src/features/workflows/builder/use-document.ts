import { notifications } from '@mantine/notifications';
import { useCallback, useDeferredValue, useMemo, useReducer, useRef } from 'react';
import { editText } from '../document/edit-text';
import { openText, type TextDocument } from '../document/text-document';
import { isRefused, type Outcome } from '../draft/change';
import { type Draft, readDraft } from '../draft/draft';
import { beginHistory, type History, redone, undone, wrote } from './history';

/** What is to be done to the draft as it is now; `null`: nothing. */
export type Command = (draft: Draft) => Outcome | null;

export interface Selecting {
  readonly text: string;
  readonly select: (text: string) => void;
}

/** A larger document is read and drawn after the key press that changed it, not in the middle of it. */
const AT_ONCE_CHARS_MAX = 60_000;

/** The one document behind all views: its text, its history, and commands that change it. */
export const useDocument = (initialText: string, selecting: Selecting) => {
  const history = useRef<History>(undefined as never);
  history.current ??= beginHistory(initialText);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const turns = useRef(0);
  const reader = useRef(makeReader());
  const latest = useRef(selecting);
  latest.current = selecting;

  const show = useCallback((next: History) => {
    if (next === history.current) return;
    history.current = next;
    redraw();
  }, []);
  const write = useCallback(
    (text: string, tag: string | null = null) =>
      show(wrote(history.current, { text, selection: latest.current.text, tag, atMs: Date.now() })),
    [show],
  );
  const apply = useCallback(
    (command: Command, tag: string | null = null): boolean => {
      const document = reader.current.read(history.current.text);
      if (document.value === undefined)
        return told('The text cannot be read. Mend it first; nothing else can be changed until then.');
      const outcome = command(readDraft(document.value));
      if (outcome === null) return false;
      if (isRefused(outcome)) return told(outcome.refused);
      const result = editText(document, ...outcome.rounds);
      if (!result.ok) return told(result.message);
      reader.current.keep(result.document);
      write(result.document.text, tag);
      if (outcome.select !== undefined) latest.current.select(outcome.select.join(','));
      return true;
    },
    [write],
  );
  const step = useCallback(
    (go: typeof undone) => {
      const next = go(history.current, latest.current.text);
      if (next === null) return;
      turns.current += 1;
      show(next.history);
      if (next.selection !== latest.current.text) latest.current.select(next.selection);
    },
    [show],
  );
  const { text, past, future } = history.current;
  const later = useDeferredValue(text);
  const shown = text.length > AT_ONCE_CHARS_MAX ? later : text;
  const document = useMemo(() => reader.current.read(shown), [shown]);
  return {
    text,
    document,
    write,
    apply,
    undo: useCallback(() => step(undone), [step]),
    redo: useCallback(() => step(redone), [step]),
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    turns: turns.current,
  };
};

const told = (message: string): false => {
  notifications.show({ message, color: 'yellow', autoClose: 6000 });
  return false;
};

const READ_MAX = 3;

/** Reads each text once, and knows what was read for the last few. */
const makeReader = () => {
  let recent: readonly TextDocument[] = [];
  const keep = (document: TextDocument): TextDocument => {
    recent = [document, ...recent.filter(({ text }) => text !== document.text)].slice(0, READ_MAX);
    return document;
  };
  return { keep, read: (text: string) => recent.find((one) => one.text === text) ?? keep(openText(text)) };
};

/** A state of the text that one can go back to. */
interface Moment {
  readonly text: string;
  /** What was selected then, as it stands in the address. */
  readonly selection: string;
}

/** The text with all that it was, and all that was taken back. */
export interface History {
  readonly text: string;
  readonly past: readonly Moment[];
  readonly future: readonly Moment[];
  /** What made the last change; changes of one kind in a row are one. */
  readonly tag: string | null;
  readonly atMs: number;
}

export interface Written {
  readonly text: string;
  readonly selection: string;
  /** `null`: a change of its own. */
  readonly tag: string | null;
  readonly atMs: number;
}

/** Changes of one kind that follow each other faster than this are taken back together. */
const TOGETHER_MS = 1500;
const MOMENTS_MAX = 200;
/** Of all moments together; a large text has fewer. */
const CHARS_MAX = 8_000_000;

export const beginHistory = (text: string): History => ({ text, past: [], future: [], tag: null, atMs: 0 });

/** The history with another text in front. */
export const wrote = (history: History, { text, selection, tag, atMs }: Written): History => {
  if (text === history.text) return history;
  const together = tag !== null && tag === history.tag && atMs - history.atMs < TOGETHER_MS && history.past.length > 0;
  const past = together ? history.past : within([...history.past, { text: history.text, selection }]);
  return { text, past, future: [], tag, atMs };
};

const within = (moments: readonly Moment[]): readonly Moment[] => {
  let first = moments.length;
  let chars = 0;
  while (first > 0 && moments.length - first < MOMENTS_MAX) {
    chars += moments[first - 1]?.text.length ?? 0;
    if (chars > CHARS_MAX) break;
    first -= 1;
  }
  return moments.slice(first);
};

interface Step {
  readonly history: History;
  /** To be selected now. */
  readonly selection: string;
}

/** One change back; `null` when there is none. */
export const undone = (history: History, selection: string): Step | null => {
  const moment = history.past.at(-1);
  if (moment === undefined) return null;
  const future = [...history.future, { text: history.text, selection }];
  return {
    history: { text: moment.text, past: history.past.slice(0, -1), future, tag: null, atMs: 0 },
    selection: moment.selection,
  };
};

/** One change forward again; `null` when there is none. */
export const redone = (history: History, selection: string): Step | null => {
  const moment = history.future.at(-1);
  if (moment === undefined) return null;
  const past = [...history.past, { text: history.text, selection }];
  return {
    history: { text: moment.text, past, future: history.future.slice(0, -1), tag: null, atMs: 0 },
    selection: moment.selection,
  };
};

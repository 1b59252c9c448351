import { diffArrays, diffWordsWithSpace } from 'diff';
import { screenLines } from '../text/line-index';

/** One line of a comparison. Numbers count from 1; `null` on the side where the line is not. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
  /** The line that stands in its place on the other side. */
  readonly other?: string;
}

export interface LineDiff {
  readonly lines: readonly DiffLine[];
  readonly added: number;
  readonly removed: number;
  /** False: too different to be matched in time, so the whole of one stands after the whole of the other. */
  readonly matched: boolean;
}

/** More differences, or more time, than this are not matched: nobody reads them line by line, and the page must not stall. */
const BOUNDS = { maxEditLength: 5_000, timeout: 400 } as const;

export const diffLines = (before: string, after: string): LineDiff => {
  const [a, b] = comparable(before, after).map(linesOf) as [string[], string[]];
  const changes = diffArrays(a, b, BOUNDS);
  if (changes === undefined) {
    const lines = [...a.map((text, at) => removedLine(text, at + 1)), ...b.map((text, at) => addedLine(text, at + 1))];
    return { lines, added: b.length, removed: a.length, matched: false };
  }
  const lines: DiffLine[] = [];
  let [atBefore, atAfter, added, removed] = [0, 0, 0, 0];
  for (const [index, change] of changes.entries()) {
    // What was taken out and what came in its place stand next to each other, line for line.
    const others = (change.removed ? changes[index + 1]?.added : changes[index - 1]?.removed)
      ? changes[index + (change.removed ? 1 : -1)]?.value
      : undefined;
    for (const [line, text] of change.value.entries()) {
      const other = others?.[line];
      if (change.removed) lines.push(removedLine(text, ++atBefore, other));
      else if (change.added) lines.push(addedLine(text, ++atAfter, other));
      else lines.push({ kind: 'same', text, before: ++atBefore, after: ++atAfter });
    }
    if (change.added) added += change.value.length;
    if (change.removed) removed += change.value.length;
  }
  return { lines, added, removed, matched: true };
};

const pair = (other: string | undefined) => (other === undefined ? {} : { other });
const removedLine = (text: string, before: number, other?: string): DiffLine => ({
  ...{ kind: 'removed', text, before, after: null },
  ...pair(other),
});
const addedLine = (text: string, after: number, other?: string): DiffLine => ({
  ...{ kind: 'added', text, before: null, after },
  ...pair(other),
});

/** Of nothing there are no lines: a text that is empty is no blank line. */
const linesOf = (text: string): string[] => (text === '' ? [] : screenLines(text));

/** JSON one value a line, where that hides no difference; anything else as it is. */
const comparable = (before: string, after: string): readonly [string, string] => {
  const [a, b] = [indented(before), indented(after)];
  return a === null || b === null || (a === b && before !== after) ? [before, after] : [a, b];
};

/** `null`: no JSON, or indenting would lose something, as a key that is there twice or how a number is written. */
const indented = (text: string): string | null => {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return null;
  try {
    const value: unknown = JSON.parse(text);
    const dense = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, kept: string | undefined) => kept ?? '');
    return JSON.stringify(value) === dense ? JSON.stringify(value, null, 2) : null;
  } catch {
    // Text that only begins like JSON.
    return null;
  }
};

export interface DiffPart {
  readonly text: string;
  readonly changed: boolean;
}

const WORDS_LINE_CHARS_MAX = 600;
/** Lines that have less in common than this are better read whole. */
const COMMON_SHARE_MIN = 0.3;

/** The words of a line that are not in its counterpart; without a likeness the whole line, as one part. */
export const wordParts = ({ kind, text, other }: DiffLine): readonly DiffPart[] => {
  const whole = [{ text, changed: false }];
  if (kind === 'same' || other === undefined || Math.max(text.length, other.length) > WORDS_LINE_CHARS_MAX) return whole;
  const parts = diffWordsWithSpace(other, text)
    .filter(({ removed }) => !removed)
    .map(({ value, added }) => ({ text: value, changed: added }));
  const common = parts.reduce((chars, part) => chars + (part.changed ? 0 : part.text.trim().length), 0);
  return common < COMMON_SHARE_MIN * text.trim().length ? whole : parts;
};

/** A row of the screen: a line, or a stretch of equal lines that is folded away. */
export type DiffRow = DiffLine | { readonly kind: 'gap'; readonly from: number; readonly count: number };

const CONTEXT_LINES = 3;
/** Folding fewer lines than this saves nothing. */
const FOLDED_MIN = 4;

/** Keeps a few equal lines around what differs and folds the rest; `open` names the folds to show, by their first line. */
export const foldSame = (lines: readonly DiffLine[], open: ReadonlySet<number>): readonly DiffRow[] => {
  const near = nearChange(lines);
  const rows: DiffRow[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && !near[end]) end++;
    if (end - at >= FOLDED_MIN && !open.has(at)) rows.push({ kind: 'gap', from: at, count: end - at });
    else rows.push(...lines.slice(at, end));
    for (at = end; at < lines.length && near[at]; at++) rows.push(lines[at] as DiffLine);
  }
  return rows;
};

const nearChange = (lines: readonly DiffLine[]): readonly boolean[] => {
  const near = lines.map(() => false);
  for (const [at, { kind }] of lines.entries())
    if (kind !== 'same') near.fill(true, Math.max(0, at - CONTEXT_LINES), at + CONTEXT_LINES + 1);
  return near;
};

import { diffLines, diffWordsWithSpace } from 'diff';

/** A stretch of a line; `isChanged` where the other side has something else. */
interface DiffPart {
  readonly text: string;
  readonly isChanged: boolean;
}

export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  readonly parts: readonly DiffPart[];
  /** Of the line on either side, counted from 1; of a gap, how many lines are left out. */
  readonly before: number | null;
  readonly after: number | null;
}

export interface TextDiff {
  readonly rows: readonly DiffRow[];
  readonly added: number;
  readonly removed: number;
}

/** Equal lines that are shown around a change. */
const CONTEXT = 3;
/** Beyond these the texts have nothing to do with each other, and finding out would take long. */
const EDITS_MAX = 4_000;
const TIMEOUT_MS = 400;
/** Longer lines are not compared word by word. */
const WORDS_CHARS_MAX = 2_000;

/** Line by line, changed lines word by word; `null`: they are too different to be compared. */
export const textDiff = (before: string, after: string): TextDiff | null => {
  const changes = diffLines(before, after, { maxEditLength: EDITS_MAX, timeout: TIMEOUT_MS });
  if (changes === undefined) return null;
  const rows: DiffRow[] = [];
  let [added, removed, left, right] = [0, 0, 1, 1];
  for (const [index, { value, added: isAdded, removed: isRemoved }] of changes.entries()) {
    const lines = linesOf(value);
    if (isAdded) {
      added += lines.length;
      const replaced = changes[index - 1]?.removed ? linesOf(changes[index - 1]?.value ?? '') : [];
      for (const [n, line] of lines.entries())
        rows.push({ kind: 'added', parts: words(replaced[n], line, 'after'), before: null, after: right++ });
    } else if (isRemoved) {
      removed += lines.length;
      const replacing = changes[index + 1]?.added ? linesOf(changes[index + 1]?.value ?? '') : [];
      for (const [n, line] of lines.entries())
        rows.push({ kind: 'removed', parts: words(line, replacing[n], 'before'), before: left++, after: null });
    } else {
      for (const line of lines)
        rows.push({ kind: 'same', parts: [{ text: line, isChanged: false }], before: left++, after: right++ });
    }
  }
  return { rows: withGaps(rows), added, removed };
};

const linesOf = (value: string): readonly string[] => (value.endsWith('\n') ? value.slice(0, -1) : value).split('\n');

const words = (before: string | undefined, after: string | undefined, side: 'before' | 'after'): readonly DiffPart[] => {
  const text = (side === 'before' ? before : after) ?? '';
  if (before === undefined || after === undefined || before.length + after.length > WORDS_CHARS_MAX)
    return [{ text, isChanged: true }];
  return diffWordsWithSpace(before, after)
    .filter(({ added, removed }) => (side === 'before' ? !added : !removed))
    .map(({ value, added, removed }) => ({ text: value, isChanged: added || removed }));
};

/** Long equal stretches are left out, but for what surrounds a change. */
const withGaps = (rows: readonly DiffRow[]): readonly DiffRow[] => {
  const isNear = rows.map(() => false);
  for (const [index, { kind }] of rows.entries())
    if (kind !== 'same') isNear.fill(true, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  const shown: DiffRow[] = [];
  let left = 0;
  for (const [index, row] of rows.entries()) {
    if (isNear[index]) {
      if (left > 0) shown.push(gap(left));
      left = 0;
      shown.push(row);
    } else left += 1;
  }
  if (left > 0 && shown.length > 0) shown.push(gap(left));
  return shown;
};

const gap = (lines: number): DiffRow => ({ kind: 'gap', parts: [], before: lines, after: lines });

/** A change of a text: what stands from `from` to `to` becomes `insert`. In UTF-16 units. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * The text after all splices, whose places are of the text before them. Those at one place keep their order, insertions first.
 * `null` when two of them change the same part.
 */
export const spliced = (text: string, splices: readonly Splice[]): string | null => {
  const sorted = splices
    .map((splice, order) => ({ ...splice, order }))
    .sort((a, b) => a.from - b.from || a.to - b.to || a.order - b.order);
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, insert } of sorted) {
    if (from < at) return null;
    parts.push(text.slice(at, from), insert);
    at = to;
  }
  return parts.join('') + text.slice(at);
};

/** The one smallest splice between two texts; `null` when they are the same. */
export const spliceBetween = (before: string, after: string): Splice | null => {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
};

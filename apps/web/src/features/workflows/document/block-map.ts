import { isNode, type Pair, type YAMLMap } from 'yaml';
import { type Block, replaceInBlock, written } from './block-value';
import { blankAbove, blankBelow, columnOf, commentsAbove, lineStart, ownedEnd, putLines } from './lines';
import { colonEnd, keyOf, nameOf, pairEnd, Unspliceable } from './places';
import { renderBlock, type Style } from './render';
import type { Splice } from './splice';

/** Gives a member of a block map another value. */
export const setMember = (block: Block, pair: Pair, value: unknown): Splice[] => {
  const key = keyOf(pair);
  const column = columnOf(block.text, key.range[0]);
  return replaceInBlock(block, isNode(pair.value) ? pair.value : null, colonEnd(pair), column, value);
};

/** Puts members into a block map, each behind the last one that comes before it in the usual order. */
export const addMembers = (
  { text, safe }: Block,
  map: YAMLMap,
  members: readonly (readonly [name: string, value: unknown])[],
  order: readonly string[],
): Splice[] => {
  const first = map.items[0];
  if (first === undefined) throw new Unspliceable('a block map without members');
  const start = keyOf(first).range[0];
  const column = columnOf(text, start);
  return members.map(([name, value]) => {
    const style: Style = { safe };
    const lines = `${keyText(name)}:${written(renderBlock(value, style), column)}`;
    const before = predecessor(map, name, order);
    if (before === null) return { from: start, to: start, insert: `${lines}\n${' '.repeat(column)}` };
    return putLines(text, ownedEnd(text, pairEnd(text, before), column), `${' '.repeat(column)}${lines}\n`);
  });
};

/** The member behind which a new one stands; `null`: it comes first. */
export const predecessor = (map: YAMLMap, name: string, order: readonly string[]): Pair | null => {
  const place = order.indexOf(name);
  if (place === -1) return map.items.at(-1) ?? null;
  const earlier = map.items.filter((pair) => {
    const other = order.indexOf(nameOf(pair));
    return other !== -1 && other < place;
  });
  const last = Math.max(...earlier.map((pair) => order.indexOf(nameOf(pair))));
  return earlier.find((pair) => order.indexOf(nameOf(pair)) === last) ?? null;
};

const keyText = (name: string): string => renderBlock(name, { safe: false }).head;

export const renameMember = (pair: Pair, name: string, json: boolean): Splice => {
  const [from, to] = keyOf(pair).range;
  return { from, to, insert: json ? JSON.stringify(name) : keyText(name) };
};

/** Takes members out of a block map that keeps at least one. */
export const removeMembers = ({ text, safe }: Block, map: YAMLMap, gone: ReadonlySet<Pair>): Splice[] => {
  const start = keyOf(map.items[0] as Pair).range[0];
  const column = columnOf(text, start);
  const behindDash = text.slice(lineStart(text, start), start).trim() !== '';
  return [...gone].map((pair) => {
    const key = keyOf(pair).range[0];
    const end = ownedEnd(text, pairEnd(text, pair), column);
    if (key === start && behindDash) {
      const next = map.items.find((other) => !gone.has(other)) as Pair;
      const to = keyOf(next).range[0];
      // Comments above the next member keep their lines, and the dash its own.
      return text.slice(end, to).trim() === '' ? { from: key, to, insert: '' } : { from: key, to: end - 1, insert: '' };
    }
    const from = commentsAbove(text, lineStart(text, key), column);
    if (key === start) return { from, to: blankBelow(text, end), insert: '' };
    const before = map.items[map.items.indexOf(pair) - 1] as Pair;
    const above = Math.max(blankAbove(text, from), ownedEnd(text, pairEnd(text, before), column));
    return { from: above, to: safe ? blankBelow(text, end) : end, insert: '' };
  });
};

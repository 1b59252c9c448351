import { isNode, type YAMLSeq } from 'yaml';
import { type Block, indented, replaceInBlock } from './block-value';
import { blankAbove, blankBelow, columnOf, commentsAbove, lineStart, ownedEnd, putLines } from './lines';
import { contentEnd, dashOf, isEmpty, Unspliceable } from './places';
import { renderItem } from './render';
import type { Splice } from './splice';

/** Gives an item of a block list another value. */
export const setItem = (block: Block, seq: YAMLSeq, index: number, value: unknown): Splice[] => {
  const dash = dashOf(seq, index);
  const node = seq.items[index];
  return replaceInBlock(block, isNode(node) ? node : null, dash + 1, columnOf(block.text, dash), value);
};

interface Region {
  readonly from: number;
  readonly to: number;
}

/** The lines of an item of a block list, with the comments directly above it and those that are further in. */
const itemRegion = (text: string, seq: YAMLSeq, index: number): Region => {
  const dash = dashOf(seq, index);
  const start = lineStart(text, dash);
  if (text.slice(start, dash).trim() !== '') throw new Unspliceable('a list within a line');
  const column = dash - start;
  const item = seq.items[index];
  const end = isEmpty(item) ? dash + 1 : contentEnd(text, item);
  return { from: commentsAbove(text, start, column), to: ownedEnd(text, end, column) };
};

/** Where the blank lines above an item begin; those at the end of a text block belong to its value. */
const gapAbove = (text: string, seq: YAMLSeq, index: number): number => {
  const { from } = itemRegion(text, seq, index);
  return Math.max(blankAbove(text, from), itemRegion(text, seq, index - 1).to);
};

/** In the safe form blank lines below go too: a text block above would take them for its own. */
export const removeItems = ({ text, safe }: Block, seq: YAMLSeq, gone: ReadonlySet<number>): Splice[] =>
  [...gone].map((index) => {
    const { from, to } = itemRegion(text, seq, index);
    const end = index === 0 || safe ? blankBelow(text, to) : to;
    return { from: index === 0 ? from : gapAbove(text, seq, index), to: end, insert: '' };
  });

/** Items of a list may stand apart by blank lines. The safe form has none: behind a text block they would be part of it. */
const gapIn = ({ text, safe }: Block, seq: YAMLSeq): string => {
  const last = seq.items.length - 1;
  if (safe || last < 1) return '';
  return gapAbove(text, seq, last) < itemRegion(text, seq, last).from ? '\n' : '';
};

export const insertItem = ({ text, safe }: Block, seq: YAMLSeq, at: number, value: unknown): Splice => {
  const column = columnOf(text, dashOf(seq, 0));
  const lines = `${indented(renderItem(value, { safe }), column).join('\n')}\n`;
  const gap = gapIn({ text, safe }, seq);
  if (at === 0) return { from: itemRegion(text, seq, 0).from, to: itemRegion(text, seq, 0).from, insert: `${lines}${gap}` };
  return putLines(text, itemRegion(text, seq, at - 1).to, `${gap}${lines}`);
};

/** Moves the lines of an item before another one, or behind the last. */
export const moveItem = (block: Block, seq: YAMLSeq, from: number, before: number): Splice[] => {
  const { text } = block;
  const item = itemRegion(text, seq, from);
  const lines = text.slice(item.from, item.to);
  const whole = lines.endsWith('\n') ? lines : `${lines}\n`;
  const gap = gapIn(block, seq);
  const [cut] = removeItems(block, seq, new Set([from])) as [Splice];
  if (before < seq.items.length) {
    const place = itemRegion(text, seq, before).from;
    return [cut, { from: place, to: place, insert: `${whole}${gap}` }];
  }
  return [cut, putLines(text, itemRegion(text, seq, seq.items.length - 1).to, `${gap}${whole}`)];
};

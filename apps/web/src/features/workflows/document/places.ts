import { isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';

/** An edit that this way of writing does not allow by splices; a person can do it in the text. */
export class Unspliceable extends Error {}

export const keyOf = (pair: Pair): Node & { range: [number, number, number] } => {
  if (!isNode(pair.key) || !pair.key.range) throw new Unspliceable('a key without a place');
  return pair.key as Node & { range: [number, number, number] };
};

/** Behind the colon of a member. */
export const colonEnd = (pair: Pair): number => {
  const colon = pair.srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
  if (colon === undefined) throw new Unspliceable('a member without a colon');
  return colon.offset + 1;
};

export const isEmpty = (node: unknown): boolean => isScalar(node) && node.value === null && (node.source ?? '') === '';

/** Where a member's own text ends: before the comment behind it and the line end. */
export const pairEnd = (text: string, pair: Pair): number =>
  isEmpty(pair.value) || pair.value === null ? colonEnd(pair) : contentEnd(text, pair.value);

export const contentEnd = (text: string, node: unknown): number => {
  if (isMap(node) && !node.flow && node.items.length > 0) return pairEnd(text, node.items.at(-1) as Pair);
  if (isSeq(node) && !node.flow && node.items.length > 0) {
    const last = node.items.at(-1);
    return isEmpty(last) ? dashOf(node, node.items.length - 1) + 1 : contentEnd(text, last);
  }
  if (!isNode(node) || !node.range) throw new Unspliceable('a value without a place');
  const end = node.range[1];
  // A block of text ends with the line; its end is the character before.
  return end > node.range[0] && text[end - 1] === '\n' ? end - 1 : end;
};

export const dashOf = (seq: YAMLSeq, index: number): number => {
  const source = seq.srcToken;
  const dash = source?.type === 'block-seq' ? source.items[index]?.start.find(({ type }) => type === 'seq-item-ind') : undefined;
  if (dash === undefined) throw new Unspliceable('an item without a dash');
  return dash.offset;
};

export const nameOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');

/** Whether a node is written over lines of its own. */
export const isBlock = (node: YAMLMap | YAMLSeq): boolean => node.flow !== true;

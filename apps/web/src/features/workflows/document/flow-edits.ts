import { isNode, isScalar, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { predecessor } from './block-map';
import { lineEnd, lineStart } from './lines';
import { colonEnd, isEmpty, keyOf, nameOf, Unspliceable } from './places';
import { renderFlow, renderJson } from './render';
import type { Splice } from './splice';

/** How values are written between brackets. */
export interface Flow {
  readonly text: string;
  readonly json: boolean;
  readonly safe: boolean;
}

type Collection = YAMLMap | YAMLSeq;

const isPair = (item: unknown): item is Pair => typeof item === 'object' && item !== null && 'key' in item && 'value' in item;

interface Span {
  readonly from: number;
  readonly to: number;
}

const spanOf = (item: unknown): Span => {
  if (!isPair(item)) {
    if (!isNode(item) || !item.range) throw new Unspliceable('an item without a place');
    return { from: item.range[0], to: item.range[1] };
  }
  const key = keyOf(item);
  if (item.value === null) return { from: key.range[0], to: key.range[1] };
  return { from: key.range[0], to: isEmpty(item.value) ? colonEnd(item) : spanOf(item.value).to };
};

/** The indentation of items that stand on lines of their own; `null` when they share one. */
const lineIndent = (text: string, collection: Collection): string | null => {
  const [first] = collection.items;
  if (first === undefined || !collection.range) return null;
  const { from } = spanOf(first);
  return text.slice(collection.range[0], from).includes('\n') ? text.slice(lineStart(text, from), from) : null;
};

const valueText = ({ json, safe }: Flow, value: unknown, type: string | undefined, indent: string | null): string =>
  json ? renderJson(value, indent) : renderFlow(value, { type, safe });

const memberText = (flow: Flow, name: string, value: unknown, indent: string | null): string =>
  `${valueText(flow, name, undefined, null)}: ${valueText(flow, value, undefined, indent)}`;

/** Another value in the place of one between brackets. */
const replaceInFlow = (flow: Flow, node: Node | null, behind: number, value: unknown, indent: string | null): Splice => {
  const type = isScalar(node) ? (node.type as string | undefined) : undefined;
  const insert = valueText(flow, value, type, indent);
  if (node === null || isEmpty(node) || !node.range) return { from: behind, to: behind, insert: ` ${insert}` };
  return { from: node.range[0], to: node.range[1], insert };
};

export const setFlowMember = (flow: Flow, map: YAMLMap, pair: Pair, value: unknown): Splice =>
  replaceInFlow(flow, isNode(pair.value) ? pair.value : null, colonEnd(pair), value, lineIndent(flow.text, map));

export const setFlowItem = (flow: Flow, seq: YAMLSeq, index: number, value: unknown): Splice => {
  const { from, to } = spanOf(seq.items[index]);
  const node = seq.items[index];
  if (!isNode(node)) throw new Unspliceable('a pair in a list');
  return { from, to, insert: valueText(flow, value, isScalar(node) ? node.type : undefined, lineIndent(flow.text, seq)) };
};

/** Puts items or members behind what is there already; the collection has at least one. */
const putBehind = (flow: Flow, collection: Collection, item: unknown, added: (indent: string | null) => string): Splice => {
  const indent = lineIndent(flow.text, collection);
  const { to } = spanOf(item);
  return { from: to, to, insert: `,${indent === null ? ' ' : `\n${indent}`}${added(indent)}` };
};

const putBefore = (flow: Flow, collection: Collection, item: unknown, added: (indent: string | null) => string): Splice => {
  const indent = lineIndent(flow.text, collection);
  const { from } = spanOf(item);
  return { from, to: from, insert: `${added(indent)},${indent === null ? ' ' : `\n${indent}`}` };
};

export const addFlowMembers = (
  flow: Flow,
  map: YAMLMap,
  members: readonly (readonly [name: string, value: unknown])[],
  order: readonly string[],
): Splice[] =>
  members.map(([name, value]) => {
    const added = (indent: string | null) => memberText(flow, name, value, indent);
    const before = predecessor(map, name, order);
    return before === null ? putBefore(flow, map, map.items[0], added) : putBehind(flow, map, before, added);
  });

export const insertFlowItem = (flow: Flow, seq: YAMLSeq, at: number, value: unknown): Splice => {
  const added = (indent: string | null) => valueText(flow, value, undefined, indent);
  return at === 0 ? putBefore(flow, seq, seq.items[0], added) : putBehind(flow, seq, seq.items[at - 1], added);
};

/** Takes items out, run by run; at least one stays. */
export const removeFromFlow = (collection: Collection, gone: ReadonlySet<number>): Splice[] => {
  const spans = collection.items.map(spanOf);
  const splices: Splice[] = [];
  for (let start = 0; start < spans.length; start += 1) {
    if (!gone.has(start)) continue;
    let end = start;
    while (gone.has(end + 1)) end += 1;
    const [before, next] = [spans[start - 1], spans[end + 1]];
    if (before !== undefined) splices.push({ from: before.to, to: (spans[end] as Span).to, insert: '' });
    else if (next !== undefined) splices.push({ from: (spans[start] as Span).from, to: next.from, insert: '' });
    start = end;
  }
  return splices;
};

/** The own text of an item, moved before another one or behind the last. */
export const moveFlowItem = (flow: Flow, seq: YAMLSeq, from: number, before: number): Splice[] => {
  const { from: start, to } = spanOf(seq.items[from]);
  const own = flow.text.slice(start, to);
  if (own.includes('#') && lineEnd(flow.text, start) < to) throw new Unspliceable('an item with comments');
  const place =
    before < seq.items.length
      ? putBefore(flow, seq, seq.items[before], () => own)
      : putBehind(flow, seq, seq.items.at(-1), () => own);
  return [...removeFromFlow(seq, new Set([from])), place];
};

export const memberOf = (map: YAMLMap, name: string): Pair | undefined => map.items.find((pair) => nameOf(pair) === name);

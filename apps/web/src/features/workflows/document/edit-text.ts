import { type Document, isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { insertItem, moveItem, removeItems, setItem } from './block-list';
import { addMembers, removeMembers, renameMember, setMember } from './block-map';
import { type Edit, edited, effective } from './edits';
import {
  addFlowMembers,
  type Flow,
  insertFlowItem,
  memberOf,
  moveFlowItem,
  removeFromFlow,
  setFlowItem,
  setFlowMember,
} from './flow-edits';
import { memberOrder, type Path, pointerOf } from './path';
import { isBlock, Unspliceable } from './places';
import { isSame } from './same';
import { type Splice, spliced } from './splice';
import { nodeAt, openText, type TextDocument } from './text-document';

export type EditedText =
  | { readonly ok: true; readonly document: TextDocument }
  /** The way in which the text is written stands against it; it can be done by hand. */
  | { readonly ok: false; readonly message: string };

const REFUSED = 'This part of the text is written in a way that only you can change: it shares a value, or is unusual YAML.';

/**
 * Carries out edits as the smallest changes of the text: comments, quotes, order and white space elsewhere stay as they are.
 * What comes out is read again and must be exactly the data that the edits ask for; else nothing is changed. Each round
 * names places as they are after the one before.
 */
export const editText = (document: TextDocument, ...rounds: readonly (readonly Edit[])[]): EditedText => {
  let current = document;
  for (const edits of rounds) {
    const next = round(current, edits);
    if (next === null) return { ok: false, message: REFUSED };
    current = next;
  }
  return { ok: true, document: current };
};

const round = (document: TextDocument, edits: readonly Edit[]): TextDocument | null => {
  if (document.value === undefined) return null;
  const wanted = edited(document.value, edits);
  for (const safe of [false, true]) {
    const text = attempt(document, effective(document.value, edits), safe);
    if (text === null) continue;
    const next = text === document.text ? document : openText(text);
    if (next.problems.length === 0 && isSame(next.value, wanted)) return next;
  }
  return null;
};

const attempt = (document: TextDocument, edits: readonly Edit[], safe: boolean): string | null => {
  try {
    return spliced(document.text, splicesOf(document, edits, safe));
  } catch (error) {
    if (error instanceof Unspliceable) return null;
    throw error;
  }
};

/** Edits by the collection that they change. */
const byParent = (edits: readonly Edit[]): Map<string, { readonly path: Path; readonly edits: Edit[] }> => {
  const groups = new Map<string, { path: Path; edits: Edit[] }>();
  for (const edit of edits) {
    const path = edit.kind === 'insert' || edit.kind === 'move' ? edit.path : edit.path.slice(0, -1);
    const at = pointerOf(path);
    const group = groups.get(at) ?? { path, edits: [] };
    group.edits.push(edit);
    groups.set(at, group);
  }
  return groups;
};

const splicesOf = ({ text, document }: TextDocument, edits: readonly Edit[], safe: boolean): Splice[] => {
  const flow: Flow = { text, json: /^\s*[{[]/.test(text), safe };
  return [...byParent(edits).values()].flatMap(({ path, edits: own }) => {
    const parent = path.length === 0 ? document.contents : nodeAt(document, path);
    if (isMap(parent)) return mapSplices(document, parent, path, own, flow);
    if (isSeq(parent)) return listSplices(document, parent, path, own, flow);
    throw new Unspliceable('neither members nor items');
  });
};

const nameIn = (edit: Edit): string => String(edit.path.at(-1) ?? '');

/** A collection without any items left is written anew: there is nothing that it could be put behind. */
const emptied = (document: Document, path: Path, value: unknown, flow: Flow): Splice[] => {
  if (path.length === 0) throw new Unspliceable('nothing left');
  return splicesOf({ text: flow.text, document } as TextDocument, [{ kind: 'set', path, value }], flow.safe);
};

const mapSplices = (document: Document, map: YAMLMap, path: Path, edits: readonly Edit[], flow: Flow): Splice[] => {
  const block = isBlock(map);
  const removed = edits.filter(({ kind }) => kind === 'remove').map((edit) => memberOf(map, nameIn(edit)));
  const gone = new Set(removed.filter((pair) => pair !== undefined));
  const sets = edits.filter((edit) => edit.kind === 'set');
  const added = sets.filter((edit) => memberOf(map, nameIn(edit)) === undefined);
  if (gone.size === map.items.length) {
    return emptied(document, path, Object.fromEntries(added.map((edit) => [nameIn(edit), edit.value])), flow);
  }
  const order = memberOrder(path);
  const members = added
    .map((edit) => [nameIn(edit), edit.value] as const)
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  const splices = block ? addMembers(flow, map, members, order) : addFlowMembers(flow, map, members, order);
  splices.push(...(block ? removeMembers(flow, map, gone) : removeFromFlow(map, indexesOf(map, gone))));
  for (const edit of edits) {
    const pair = memberOf(map, nameIn(edit));
    if (pair === undefined) continue;
    if (edit.kind === 'set')
      splices.push(...(block ? setMember(flow, pair, edit.value) : [setFlowMember(flow, map, pair, edit.value)]));
    if (edit.kind === 'rename') splices.push(renameMember(pair, edit.name, flow.json));
  }
  return splices;
};

const indexesOf = <Item>(map: { readonly items: readonly Item[] }, gone: ReadonlySet<Item>): Set<number> =>
  new Set([...map.items.keys()].filter((index) => gone.has(map.items[index] as Item)));

const listSplices = (document: Document, seq: YAMLSeq, path: Path, edits: readonly Edit[], flow: Flow): Splice[] => {
  const block = isBlock(seq);
  const gone = new Set(edits.filter(({ kind }) => kind === 'remove').map((edit) => Number(edit.path.at(-1))));
  const inserts = edits.filter((edit) => edit.kind === 'insert');
  if (gone.size === seq.items.length)
    return emptied(
      document,
      path,
      inserts.map(({ value }) => value),
      flow,
    );
  const splices = inserts.map(({ at, value }) =>
    block ? insertItem(flow, seq, at, value) : insertFlowItem(flow, seq, at, value),
  );
  splices.push(...(block ? removeItems(flow, seq, gone) : removeFromFlow(seq, gone)));
  for (const edit of edits) {
    if (edit.kind === 'set') {
      const index = Number(edit.path.at(-1));
      splices.push(...(block ? setItem(flow, seq, index, edit.value) : [setFlowItem(flow, seq, index, edit.value)]));
    }
    if (edit.kind === 'move')
      splices.push(...(block ? moveItem(flow, seq, edit.from, edit.before) : moveFlowItem(flow, seq, edit.from, edit.before)));
  }
  return splices;
};

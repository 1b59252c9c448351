import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { type Path, pathOf } from './path';

/** A place in the text, in UTF-16 units. */
interface TextRange {
  readonly from: number;
  readonly to: number;
}

export interface TextProblem extends TextRange {
  readonly message: string;
}

/** A workflow's text, read: the one document behind canvas, outline, inspector and text. */
export interface TextDocument {
  readonly text: string;
  readonly document: Document;
  /** Plain data; `undefined` when the text cannot be read. */
  readonly value: unknown;
  readonly problems: readonly TextProblem[];
  /** Where a JSON Pointer leads, or the nearest place above it that exists; one line of it. */
  readonly rangeOf: (pointer: string) => TextRange;
  /** Counts from 1. */
  readonly lineOf: (offset: number) => number;
}

/** Anchors could make a short text a huge one. */
const ALIASES_MAX = 50;

/** Reads YAML, of which JSON is a part. Comments live in the text and are not touched by reading. */
export const openText = (text: string): TextDocument => {
  const lines = new LineCounter();
  const options = { lineCounter: lines, uniqueKeys: true, strict: true, version: '1.2', keepSourceTokens: true } as const;
  const document: Document = parseDocument(text, options);
  const problems = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    message: message.split('\n')[0] ?? message,
    from: pos[0],
    to: Math.max(pos[0], pos[1]),
  }));
  const rangeOf = (pointer: string) => pointerRange(document, pointer, text);
  const lineOf = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const read = { text, document, rangeOf, lineOf };
  if (document.errors.length > 0) return { ...read, value: undefined, problems };
  try {
    return { ...read, value: document.toJS({ maxAliasCount: ALIASES_MAX }) as unknown, problems };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...read, value: undefined, problems: [...problems, { message, from: 0, to: 0 }] };
  }
};

/** The node at a path of the data, never the target of an alias; `undefined` when there is none. */
export const nodeAt = (document: Document, path: Path): Node | undefined => {
  let node: unknown = document.contents;
  for (const part of path) {
    if (isSeq(node) && typeof part === 'number') node = node.items[part];
    else if (isMap(node)) node = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))?.value;
    else return undefined;
  }
  return isNode(node) ? node : undefined;
};

const pointerRange = (document: Document, pointer: string, text: string): TextRange => {
  const path = pathOf(pointer);
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = nodeAt(document, path.slice(0, depth));
    if (node?.range) return firstLine({ from: node.range[0], to: node.range[1] }, text);
  }
  return firstLine({ from: 0, to: text.length }, text);
};

/** A squiggle under twenty lines helps nobody. */
const firstLine = ({ from, to }: TextRange, text: string): TextRange => {
  const end = text.indexOf('\n', from);
  return { from, to: Math.max(from, end === -1 ? to : Math.min(to, end)) };
};

/** Which step the text at an offset belongs to, by its place in the list; `null` outside of the steps. */
export const stepIndexAt = ({ document }: TextDocument, offset: number): number | null => {
  const steps = nodeAt(document, ['steps']);
  if (!isSeq(steps)) return null;
  let found: number | null = null;
  for (const [index, item] of steps.items.entries()) {
    if (!isNode(item) || !item.range) continue;
    if (item.range[0] > offset) break;
    if (offset <= item.range[1]) found = index;
  }
  return found;
};

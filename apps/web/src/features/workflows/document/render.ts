import { Document, isMap, isScalar, isSeq, Scalar, visit } from 'yaml';

/** How a value is written into a place of the text. */
export interface Style {
  /** Of the scalar that stood there, to keep its quotes. */
  readonly type?: string | undefined;
  /** Every text in double quotes on one line: the form that no place can misread. */
  readonly safe: boolean;
}

/** Lines of a value that follow each other; the first stands behind what is there already. */
export interface Rendered {
  /** On the line of the key or dash; empty when the value begins on the next line. */
  readonly head: string;
  /** Lines below, as if the key stood at the left edge. */
  readonly body: readonly string[];
}

const OPTIONS = {
  lineWidth: 0,
  flowCollectionPadding: false,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  commentString: (comment: string) => comment,
} as const;

/** Lists of names up to this many characters stand on one line. */
const LINE_LIST_CHARS_MAX = 72;

const shaped = (value: unknown, { type, safe }: Style, flow: boolean): Document => {
  const document = new Document([value], { aliasDuplicateObjects: false, version: '1.2' });
  dress(document, safe, flow);
  const root = isSeq(document.contents) ? document.contents.items[0] : undefined;
  if (!safe && isScalar(root) && typeof root.value === 'string' && keepsStyle(root.value, type, flow)) root.type = type as never;
  return document;
};

/** Texts of several lines as blocks, short lists on one line. */
const dress = (document: Document, safe: boolean, flow: boolean): void => {
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value !== 'string') return;
      if (safe || (flow && node.value.includes('\n'))) node.type = Scalar.QUOTE_DOUBLE;
      else if (node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
    },
    Collection: (_key, node, path) => {
      if (flow || (isSeq(node) && path.length > 1 && isShortList(node.items))) node.flow = true;
    },
  });
};

const isShortList = (items: readonly unknown[]): boolean => {
  if (!items.every((item) => isScalar(item) && !String(item.value).includes('\n'))) return false;
  return (
    items.reduce<number>((sum, item) => sum + (isScalar(item) ? String(item.value).length + 2 : 0), 0) <= LINE_LIST_CHARS_MAX
  );
};

const keepsStyle = (value: string, type: string | undefined, flow: boolean): boolean => {
  if (type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE) return !value.includes('\n');
  if (type === Scalar.BLOCK_LITERAL || type === Scalar.BLOCK_FOLDED) return !flow && value.trim() !== '';
  return false;
};

/** A value as an item of a block list: `- ` and what follows, as if the dash stood at the left edge. */
export const renderItem = (value: unknown, style: Style): readonly string[] =>
  shaped(value, style, false).toString(OPTIONS).replace(/\n$/, '').split('\n');

/** A value as block YAML behind a key. */
export const renderBlock = (value: unknown, style: Style): Rendered => {
  const [first = '', ...lines] = renderItem(value, style);
  const nested = typeof value === 'object' && value !== null && !/^- [[{]/.test(first);
  if (!nested) return { head: first.slice(2), body: lines };
  return { head: '', body: [`  ${first.slice(2)}`, ...lines] };
};

/** A value on one line, to stand between commas. */
export const renderFlow = (value: unknown, style: Style): string =>
  shaped(value, style, true).toString(OPTIONS).trimEnd().slice(1, -1);

/** A value as JSON; over several lines, indented like its surroundings, where those are. */
export const renderJson = (value: unknown, indent: string | null): string =>
  indent === null ? JSON.stringify(value) : JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);

const APART = ['inputs', 'budget', 'steps'];

/** A whole workflow as a person would write it: sections and steps stand apart. */
export const renderWorkflow = (value: unknown): string => {
  const document = new Document(value, { aliasDuplicateObjects: false, version: '1.2' });
  dress(document, false, false);
  const { contents } = document;
  if (!isMap(contents)) return document.toString(OPTIONS);
  for (const { key, value: part } of contents.items) {
    if (!isScalar(key) || !APART.includes(String(key.value))) continue;
    key.spaceBefore = true;
    if (!isSeq(part)) continue;
    for (const item of part.items.slice(1)) if (isMap(item)) item.spaceBefore = true;
  }
  return document.toString(OPTIONS);
};

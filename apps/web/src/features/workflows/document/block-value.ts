import { isScalar, type Node } from 'yaml';
import { lineEnd } from './lines';
import { contentEnd, isEmpty } from './places';
import { type Rendered, renderBlock } from './render';
import type { Splice } from './splice';

/** A text, and whether new texts in it are to be written in the safe form. */
export interface Block {
  readonly text: string;
  readonly safe: boolean;
}

export const indented = (lines: readonly string[], column: number): string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line));

/** `head` behind what is on the line, then the body. No line end at the end. */
export const written = ({ head, body }: Rendered, column: number): string =>
  [head === '' ? '' : ` ${head}`, ...indented(body, column)].join('\n');

/** Gives a member of a block map, or an item of a block list, another value. */
export const replaceInBlock = (
  { text, safe }: Block,
  node: Node | null,
  behind: number,
  column: number,
  value: unknown,
): Splice[] => {
  const type = isScalar(node) ? (node.type as string | undefined) : undefined;
  const rendered = renderBlock(value, { type, safe });
  if (node === null || isEmpty(node) || !node.range) return overLine(text, behind, behind, rendered, column);
  const to = contentEnd(text, node);
  const end = lineEnd(text, behind) - 1;
  const isBelow = end < node.range[0];
  if (isBelow) {
    const head = rendered.head === '' ? '' : ` ${rendered.head}`;
    return [
      { from: behind, to: behind, insert: head },
      { from: end, to, insert: written({ head: '', body: rendered.body }, column) },
    ];
  }
  if (isScalar(node) && String(node.type).startsWith('BLOCK')) {
    const header = text.slice(node.range[0], lineEnd(text, node.range[0])).trimEnd();
    const comment = /\s+#.*$/.exec(header)?.[0] ?? '';
    const insert = [`${rendered.head}${comment}`, ...indented(rendered.body, column)].join('\n');
    return [{ from: node.range[0], to, insert }];
  }
  return overLine(text, node.range[0], to, rendered, column);
};

/** Writes over a part of one line; a body goes below the comment at its end. */
const overLine = (text: string, from: number, to: number, { head, body }: Rendered, column: number): Splice[] => {
  const spaced = head !== '' && from > 0 && !/\s/.test(text[from - 1] ?? '') ? ` ${head}` : head;
  // Without a head the space before it goes too.
  const first = { from: head === '' && text[from - 1] === ' ' ? from - 1 : from, to, insert: spaced };
  if (body.length === 0) return [first];
  const end = lineEnd(text, to);
  const at = text[end - 1] === '\n' ? end - 1 : end;
  return [first, { from: at, to: at, insert: `\n${indented(body, column).join('\n')}` }];
};

import type { Splice } from './splice';

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** Where the line ends that holds `at`, behind its line end. */
export const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
};

export const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** The lines below that belong to what stands at a column: comments further in than it. */
export const ownedEnd = (text: string, at: number, column: number): number => {
  let end = lineEnd(text, at);
  for (let next = end; next < text.length; ) {
    const line = text.slice(next, lineEnd(text, next));
    if (line.trim() !== '') {
      if (!line.trimStart().startsWith('#') || line.search(/\S/) <= column) break;
      end = next + line.length;
    }
    next += line.length;
  }
  return end;
};

/** Where the comment lines begin that stand directly above a line, no further in than it. */
export const commentsAbove = (text: string, start: number, column: number): number => {
  let from = start;
  while (from > 0) {
    const above = lineStart(text, from - 1);
    const line = text.slice(above, from);
    if (!/^\s*#/.test(line) || line.search(/\S/) > column) break;
    from = above;
  }
  return from;
};

export const blankAbove = (text: string, start: number): number => {
  let from = start;
  while (from > 0 && text.slice(lineStart(text, from - 1), from).trim() === '') from = lineStart(text, from - 1);
  return from;
};

export const blankBelow = (text: string, end: number): number => {
  let to = end;
  while (to < text.length && text.slice(to, lineEnd(text, to)).trim() === '') to = lineEnd(text, to);
  return to;
};

/** Whole lines put in at the start of a line, or behind the last one where it has no line end. */
export const putLines = (text: string, at: number, lines: string): Splice => {
  const open = at > 0 && text[at - 1] !== '\n';
  return { from: at, to: at, insert: open ? `\n${lines.replace(/\n$/, '')}` : lines };
};

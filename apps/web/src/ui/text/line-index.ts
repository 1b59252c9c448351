/** How long a piece of one line may be before it is broken for the screen. */
const LINE_CHARS_MAX = 2000;

/** Where each line of the screen begins. A line of megabytes is broken, never dropped, and never within a character. */
export const lineStarts = (text: string): Uint32Array => {
  let starts = new Uint32Array(1024);
  let count = 0;
  const push = (at: number): void => {
    if (count === starts.length) {
      const more = new Uint32Array(starts.length * 2);
      more.set(starts);
      starts = more;
    }
    starts[count++] = at;
  };
  let from = 0;
  for (;;) {
    push(from);
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    while (to - from > LINE_CHARS_MAX) {
      from += LINE_CHARS_MAX;
      if (isSecondHalf(text.charCodeAt(from))) from -= 1;
      push(from);
    }
    if (end < 0) return starts.slice(0, count);
    from = end + 1;
  }
};

const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** One line, without its end. */
export const lineAt = (text: string, starts: Uint32Array, line: number): string => {
  const from = starts[line] ?? text.length;
  const to = starts[line + 1] ?? text.length;
  return text.slice(from, text[to - 1] === '\n' && to > from ? to - 1 : to);
};

/** All lines of a text as the screen has them. */
export const screenLines = (text: string): string[] => {
  const starts = lineStarts(text);
  return Array.from(starts, (_, line) => lineAt(text, starts, line));
};

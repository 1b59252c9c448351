import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonDocument, OPEN_ALL_LINES_MAX } from './json-document';

const words = (document: JsonDocument, from = 0, to = document.lines) =>
  document.rows(from, to).map(({ depth, name, text }) => `${'  '.repeat(depth)}${name}: ${text}`);

/** All lines of an entirely opened value, by plain recursion. */
const straight = (value: unknown, depth = 0): string[] =>
  Object.entries(value as object).flatMap(([name, child]) => {
    const isContainer = typeof child === 'object' && child !== null;
    const size = isContainer ? Object.keys(child).length : 0;
    const list = Array.isArray(child);
    const text = isContainer ? `${list ? '[' : '{'}${size === 0 ? '' : size}${list ? ']' : '}'}` : String(child);
    return [`${'  '.repeat(depth)}${name}: ${text}`, ...(isContainer ? straight(child, depth + 1) : [])];
  });

const container = fc.jsonValue({ maxDepth: 4 }).filter((value) => typeof value === 'object' && value !== null);

describe('a JSON document', () => {
  it('opens the first levels of a short one', () => {
    const document = new JsonDocument('{"a":{"b":[1,"x"]},"c":null,"d":{}}');
    expect(words(document)).toEqual(['a: {1}', '  b: [2]', '    0: 1', '    1: x', 'c: null', 'd: {}']);
    expect(document.rows(5, 6)).toMatchObject([{ isOpen: null }]);
  });

  it('keeps what is large closed, and gives any range of it', () => {
    const document = new JsonDocument(JSON.stringify({ list: Array.from({ length: 100_000 }, (_, n) => n), end: true }));
    expect(document.lines).toBe(2);
    expect(document.toggle('0')).toBe(true);
    expect(document.lines).toBe(100_002);
    expect(words(document, 77_778, 77_780)).toEqual(['  77777: 77777', '  77778: 77778']);
    expect(words(document, 100_001)).toEqual(['end: true']);
    expect(document.toggle('0')).toBe(false);
    expect(document.lines).toBe(2);
    expect(document.openAll()).toBe(OPEN_ALL_LINES_MAX > 100_002);
  });

  it('finds names and values, and shows where they are', () => {
    const document = new JsonDocument(
      JSON.stringify({ a: Array.from({ length: 500 }, (_, n) => ({ id: n, 'na/me': `n${n}` })) }),
    );
    document.closeAll();
    const [first] = document.find('N321', 10);
    expect(first).toBe('0.321.1');
    const line = document.reveal(first ?? '');
    expect(words(document, line, line + 1)).toEqual(['    na/me: n321']);
    expect(document.pointer(first ?? '')).toBe('/a/321/na~1me');
    expect(document.value('0.321')).toBe(JSON.stringify({ id: 321, 'na/me': 'n321' }, null, 2));
    expect(document.find('id', 7)).toHaveLength(7);
  });

  it('says when a number has more digits than it can show, and when a text is only begun', () => {
    const document = new JsonDocument(`[12345678901234567890,"${'x'.repeat(1_000)}"]`);
    expect(document.rows(0, 2)).toMatchObject([{ isInexact: true }, { isCut: true }]);
    expect(document.value('1')).toHaveLength(1_000);
  });

  it('refuses what is no object or list', () => {
    for (const text of ['"x"', '1', 'null', '{', '']) expect(() => new JsonDocument(text)).toThrow(SyntaxError);
  });

  it('entirely opened shows every value once, in order', () => {
    fc.assert(
      fc.property(container, (value) => {
        const document = new JsonDocument(JSON.stringify(value));
        expect(document.openAll()).toBe(true);
        expect(words(document)).toEqual(straight(JSON.parse(JSON.stringify(value))));
      }),
    );
  });

  it('opened and closed in any order, has as many lines as it shows, each revealed where it stands', () => {
    fc.assert(
      fc.property(container, fc.array(fc.nat(50), { maxLength: 20 }), (value, picks) => {
        const document = new JsonDocument(JSON.stringify(value));
        for (const pick of picks) {
          const rows = document.rows(0, document.lines).filter(({ isOpen }) => isOpen !== null);
          const row = rows[pick % Math.max(1, rows.length)];
          if (row) expect(document.toggle(row.id)).toBe(row.isOpen === false);
        }
        const rows = document.rows(0, document.lines + 5);
        expect(rows).toHaveLength(document.lines);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        for (const [line, { id }] of rows.entries()) expect(document.reveal(id)).toBe(line);
      }),
    );
  });
});

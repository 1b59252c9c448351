import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { looksLikeMarkdown, MARKDOWN_CHARS_MAX } from './looks-like-markdown';
import { type MarkdownNode, markdownOf } from './markdown-model';

const words = (nodes: readonly MarkdownNode[]): string =>
  nodes.map((node) => ('text' in node ? node.text : 'children' in node ? words(node.children) : '')).join('');

describe('Markdown of agents', () => {
  it('becomes headings, lists, tables and code', () => {
    const nodes = markdownOf('# A\n\n1. one\n2. **two**\n\n- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet x\n```');
    expect(nodes.map(({ kind }) => kind)).toEqual(['heading', 'list', 'list', 'table', 'code']);
    expect(nodes[1]).toMatchObject({ start: 1, children: [{ kind: 'item' }, { kind: 'item' }] });
    expect(nodes[2]).toMatchObject({ start: null, children: [{ checked: true }] });
    expect(nodes[3]).toMatchObject({ head: [{ kind: 'cell' }, { kind: 'cell' }], children: [{ kind: 'row' }] });
    expect(nodes[4]).toEqual({ kind: 'code', text: 'let x', language: 'js' });
  });

  it('never lets HTML be anything but the text that it is', () => {
    const hostile = 'a <img src=x onerror=alert(1)> b\n\n<script>alert(1)</script>\n\n<!-- hidden -->';
    const kinds = JSON.stringify(markdownOf(hostile));
    expect(words(markdownOf(hostile))).toContain('<img src=x onerror=alert(1)>');
    expect(words(markdownOf(hostile))).toContain('<script>alert(1)</script>');
    expect(words(markdownOf(hostile))).toContain('<!-- hidden -->');
    expect(kinds).not.toContain('"image"');
  });

  it('keeps addresses as data, for whoever shows them to judge', () => {
    expect(markdownOf('[x](javascript:alert(1)) ![y](https://e.example/p.png)')).toMatchObject([
      {
        children: [
          { kind: 'link', href: 'javascript:alert(1)' },
          { kind: 'text' },
          { kind: 'image', href: 'https://e.example/p.png' },
        ],
      },
    ]);
  });

  it('refuses what is too long, too deep, or too much', () => {
    expect(() => markdownOf('x'.repeat(MARKDOWN_CHARS_MAX + 1))).toThrow(RangeError);
    expect(() => markdownOf(`${'> '.repeat(80)}x`)).toThrow(RangeError);
    expect(() => markdownOf('*a* '.repeat(30_000))).toThrow(RangeError);
  });

  it('loses no word of plain text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,5}$/), (text) => {
        expect(words(markdownOf(text))).toBe(text);
      }),
    );
  });

  it('is only offered where there is something to format', () => {
    for (const text of ['# T', 'a\n- b', '1. x', '**b**', '[a](b)', '| a | b |']) expect(looksLikeMarkdown(text)).toBe(true);
    for (const text of ['plain words.', '2 * 3 = 6', 'a - b', '{"a":1}']) expect(looksLikeMarkdown(text)).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineAt, lineStarts } from './line-index';

const lines = (text: string): string[] => {
  const starts = lineStarts(text);
  return Array.from(starts, (_, line) => lineAt(text, starts, line));
};

describe('lines of a text', () => {
  it('are those of the text, the empty ones too', () => {
    expect(lines('')).toEqual(['']);
    expect(lines('a\n\nb\n')).toEqual(['a', '', 'b', '']);
  });

  it('breaks what is too long for a screen, but no character', () => {
    expect(lines('x'.repeat(4_500)).map(({ length }) => length)).toEqual([2_000, 2_000, 500]);
    const [first, second] = lines(`${'x'.repeat(1_999)}😀y`);
    expect([first, second]).toEqual(['x'.repeat(1_999), '😀y']);
  });

  it('joined again is the same text, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '😀', 'x'.repeat(1_500)), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const starts = lineStarts(text);
        const joined = Array.from(starts, (_, line) => text.slice(starts[line], starts[line + 1] ?? text.length)).join('');
        expect(joined).toBe(text);
      }),
    );
  });
});

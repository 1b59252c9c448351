import { describe, expect, it } from '@jest/globals';
import { textParts } from './safe-text';

const shown = (text: string) =>
  textParts(text)
    .map((part) => (part.kind === 'mark' ? `[${part.name}]` : part.text))
    .join('');

describe('textParts', () => {
  it.each([
    ['plain text, tabs\tand\nlines', 'plain text, tabs\tand\nlines'],
    ['<b>not bold</b> &amp;', '<b>not bold</b> &amp;'],
    ['pay \u202e001$\u202c now', 'pay [RLO]001$[PDF] now'],
    ['in\u200bvis\u2060ible', 'in[ZWSP]vis[WJ]ible'],
    ['\u001b[31mred\u0000', '[ESC][31mred[NUL]'],
    ['unix\r\ndos', 'unix\r\ndos'],
    ['back\rover', 'back[CR]over'],
    ['half \ud800 pair', 'half [U+D800] pair'],
    ['tag \u{e0041}', 'tag [U+E0041]'],
    ['na\u00efve \u{1f600} \u65e5\u672c', 'na\u00efve \u{1f600} \u65e5\u672c'],
    ['\u2764\ufe0f', '\u2764\ufe0f'],
    ['a\u200db', 'a[ZWJ]b'],
    ['', ''],
  ])('shows %j as %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('loses nothing', () => {
    const text = 'a\u202eb\0c\u{e0041}d\r';
    expect(
      textParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('keeps a family of emoji together', () => {
    expect(shown('\u{1f468}\u200d\u{1f469}\u200d\u{1f467}')).toBe('\u{1f468}\u200d\u{1f469}\u200d\u{1f467}');
  });
});

import { describe, expect, it } from '@jest/globals';
import { type DiffLine, diffLines, foldSame, wordParts } from './line-diff';

const shown = (lines: readonly DiffLine[]) =>
  lines.map(({ kind, text }) => `${kind === 'added' ? '+' : kind === 'removed' ? '-' : ' '} ${text}`);
const text = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`).join('\n');

describe('the difference of two texts', () => {
  it('names every line by its number on its own side', () => {
    const { lines, added, removed } = diffLines('one\ntwo\nthree', 'one\n2\nthree\nfour');
    expect(shown(lines)).toEqual(['  one', '- two', '+ 2', '  three', '+ four']);
    expect(lines.map(({ before, after }) => [before, after])).toEqual([
      [1, 1],
      [2, null],
      [null, 2],
      [3, 3],
      [null, 4],
    ]);
    expect([added, removed]).toEqual([2, 1]);
  });

  it('is none for equal texts, and all for what is new or gone', () => {
    expect(diffLines('same\ntext', 'same\ntext')).toMatchObject({ added: 0, removed: 0, matched: true });
    expect(shown(diffLines('', 'new').lines)).toEqual(['+ new']);
    expect(shown(diffLines('old', '').lines)).toEqual(['- old']);
  });

  it('shows what cannot be seen: spaces at the end, other line ends, characters without a shape', () => {
    for (const other of ['word ', 'word\r', 'wo\u200brd', 'word\n']) expect(diffLines('word', other).added).toBeGreaterThan(0);
  });

  it('compares JSON value by value', () => {
    expect(shown(diffLines('{"a":1,"b":[1,2]}', '{ "a": 1, "b": [1,3] }').lines)).toEqual([
      ...['  {', '    "a": 1,', '    "b": [', '      1,', '-     2', '+     3', '    ]', '  }'],
    ]);
  });

  it.each([
    ['a key twice', '{"to":"ana","to":"eve"}', '{"to":"eve"}'],
    ['a number written otherwise', '{"n":1.0}', '{"n":1}'],
    ['white space', '{"n": 1}', '{"n":1}'],
    ['a digit that no number holds', '{"n":9007199254740993}', '{"n":9007199254740992}'],
  ])('never lets indenting hide %s', (_, before, after) => {
    expect(diffLines(before, after)).toMatchObject({ added: 1, removed: 1 });
  });

  it('gives up matching what is too different, and says so', () => {
    const [a, b] = ['a', 'b'].map((letter) => Array.from({ length: 6_000 }, (_, i) => `${letter}${i}`).join('\n'));
    const diff = diffLines(a ?? '', b ?? '');
    expect(diff).toMatchObject({ matched: false, added: 6_000, removed: 6_000 });
    expect(diff.lines).toHaveLength(12_000);
  });
});

describe('the words of a line', () => {
  const changed = (line: DiffLine | undefined) =>
    line &&
    wordParts(line)
      .filter((part) => part.changed)
      .map((part) => part.text);

  it('that differ from its counterpart are told apart', () => {
    const { lines } = diffLines('pay 100 EUR to ana', 'pay 900 EUR to eve');
    expect(lines.map(changed)).toEqual([
      ['100', 'ana'],
      ['900', 'eve'],
    ]);
    expect(
      lines.map((line) =>
        wordParts(line)
          .map((part) => part.text)
          .join(''),
      ),
    ).toEqual(['pay 100 EUR to ana', 'pay 900 EUR to eve']);
  });

  it('are not told apart where the lines have nothing in common', () => {
    expect(changed(diffLines('all quiet here', 'delete every row').lines[1])).toEqual([]);
  });
});

describe('folding', () => {
  const { lines } = diffLines(text(1, 30), text(1, 30).replace('line 20', 'line twenty'));

  it('leaves three equal lines on either side of a change', () => {
    const rows = foldSame(lines, new Set());
    expect(rows[0]).toEqual({ kind: 'gap', from: 0, count: 16 });
    expect(shown(rows.slice(1, -1) as DiffLine[])).toEqual([
      ...['  line 17', '  line 18', '  line 19', '- line 20', '+ line twenty', '  line 21', '  line 22', '  line 23'],
    ]);
    expect(rows.at(-1)).toEqual({ kind: 'gap', from: 24, count: 7 });
  });

  it('opens a fold, and folds nothing so short that it saves nothing', () => {
    expect(foldSame(lines, new Set([0]))).toHaveLength(25);
    expect(foldSame(diffLines('a\nb\nc\nd\ne\nf', 'a\nb\nc\nd\ne\n6').lines, new Set())).toHaveLength(7);
  });

  it('folds equal texts whole', () => {
    expect(foldSame(diffLines(text(1, 9), text(1, 9)).lines, new Set())).toEqual([{ kind: 'gap', from: 0, count: 9 }]);
  });
});

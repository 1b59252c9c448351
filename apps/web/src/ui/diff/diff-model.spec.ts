import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textDiff } from './diff-model';

const shown = (before: string, after: string) =>
  textDiff(before, after)?.rows.map(({ kind, parts, before: n }) =>
    kind === 'gap'
      ? `… ${n}`
      : `${{ same: ' ', removed: '-', added: '+' }[kind]}${parts.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('')}`,
  );

describe('two texts compared', () => {
  it('shows what changed, word by word, and a little of what is around it', () => {
    const lines = Array.from({ length: 20 }, (_, n) => `line ${n}`);
    const changed = lines.with(10, 'line ten');
    expect(shown(lines.join('\n'), changed.join('\n'))).toEqual([
      '… 7',
      ...[' line 7', ' line 8', ' line 9', '-line [10]', '+line [ten]', ' line 11', ' line 12', ' line 13'],
      '… 6',
    ]);
  });

  it('has no row when nothing changed', () => {
    expect(textDiff('a\nb', 'a\nb')).toEqual({ rows: [], added: 0, removed: 0 });
  });

  it('gives up on texts that have nothing to do with each other, instead of taking forever', () => {
    const noise = (seed: number) => Array.from({ length: 20_000 }, (_, n) => `${seed} ${n * seed}`).join('\n');
    expect(textDiff(noise(3), noise(7))).toBeNull();
  });

  it('counts as added and removed what it shows as such', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = textDiff(before, after);
        expect(diff?.rows.filter(({ kind }) => kind === 'added')).toHaveLength(diff?.added ?? -1);
        expect(diff?.rows.filter(({ kind }) => kind === 'removed')).toHaveLength(diff?.removed ?? -1);
      }),
    );
  });
});

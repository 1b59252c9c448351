import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginHistory, type History, redone, undone, wrote } from './history';

const write = (history: History, text: string, tag: string | null = null, atMs = 0) =>
  wrote(history, { text, selection: `at ${history.text}`, tag, atMs });
const back = (history: History) => undone(history, 'now')?.history ?? history;
const forth = (history: History) => redone(history, 'now')?.history ?? history;

describe('history', () => {
  it('takes typing back as one change, and separate changes one by one', () => {
    let history = write(beginHistory('a'), 'ab', 'typing', 10);
    history = write(history, 'abc', 'typing', 20);
    expect(back(history).text).toBe('a');
    history = write(history, 'abcd', 'typing', 5000);
    expect(back(history).text).toBe('abc');
    history = write(history, 'x', null, 5001);
    expect(back(back(history)).text).toBe('abc');
  });

  it('brings back what was selected', () => {
    const history = write(beginHistory('a'), 'b');
    expect(undone(history, 'sel b')).toMatchObject({ selection: 'at a' });
    expect(redone(back(history), 'x')).toMatchObject({ selection: 'now', history: { text: 'b' } });
    expect(undone(beginHistory('a'), '')).toBeNull();
  });

  it('forgets what was taken back as soon as something new is written', () => {
    const history = write(back(write(beginHistory('a'), 'b')), 'c');
    expect(redone(history, '')).toBeNull();
    expect(back(history).text).toBe('a');
  });

  it('goes all the way back and forth through any changes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 40 }), (texts) => {
        const all = ['', ...texts].filter((text, index, list) => index === 0 || text !== list[index - 1]);
        let history = all.slice(1).reduce((before, text) => write(before, text), beginHistory(''));
        for (const text of all.toReversed()) {
          expect(history.text).toBe(text);
          history = back(history);
        }
        for (const text of all.slice(1)) {
          history = forth(history);
          expect(history.text).toBe(text);
        }
      }),
    );
  });

  it('keeps a limited number of moments, and fewer of a large text', () => {
    const many = Array.from({ length: 300 }, (_, index) => `${index}`).reduce(
      (before, text) => write(before, text),
      beginHistory(''),
    );
    expect(many.past).toHaveLength(200);
    const large = ['a', 'b', 'c', 'd'].reduce((before, text) => write(before, text.repeat(3_000_000)), beginHistory(''));
    expect(large.past.map(({ text }) => text[0])).toEqual(['b', 'c']);
  });
});

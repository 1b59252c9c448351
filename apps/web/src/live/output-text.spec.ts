import { describe, expect, it } from '@jest/globals';
import { addOutput, initialOutput, OUTPUT_CHARS_MAX } from './output-text';

const pieces = (...list: [attempt: number, seq: number, text: string][]) =>
  list.reduce((state, [attempt, seq, text]) => addOutput(state, { attempt, seq, text }), initialOutput);

describe('streamed output', () => {
  it('joins pieces and drops repeats', () => {
    expect(pieces([1, 0, 'a'], [1, 1, 'b'], [1, 1, 'b'], [1, 0, 'a'])).toMatchObject({ text: 'ab', incomplete: false });
  });

  it('remembers a gap and a late start', () => {
    expect(pieces([1, 0, 'a'], [1, 2, 'c'])).toMatchObject({ text: 'ac', incomplete: true });
    expect(pieces([1, 5, 'x'])).toMatchObject({ text: 'x', incomplete: true });
  });

  it('starts anew with a later attempt and ignores an earlier one', () => {
    expect(pieces([1, 0, 'a'], [2, 0, 'b'], [1, 1, 'z'])).toMatchObject({ attempt: 2, text: 'b', incomplete: false });
  });

  it('keeps only the end of a long text', () => {
    const state = pieces([1, 0, 'x'.repeat(OUTPUT_CHARS_MAX)], [1, 1, 'end']);
    expect(state.text).toHaveLength(OUTPUT_CHARS_MAX);
    expect(state.text.endsWith('end')).toBe(true);
    expect(state.incomplete).toBe(true);
  });
});

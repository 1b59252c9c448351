import { describe, expect, it } from '@jest/globals';
import { NOTHING, readSelection, toggled, writeSelection } from './selection';

describe('the selection in the address', () => {
  it.each([
    ['', NOTHING],
    ['draft', { steps: ['draft'], edge: null }],
    ['draft,review,draft', { steps: ['draft', 'review'], edge: null }],
    ['#2', { steps: ['#2'], edge: null }],
    ['draft>review', { steps: [], edge: { from: 'draft', to: 'review' } }],
    ['>', { steps: ['>'], edge: null }],
  ])('reads %p', (text, selection) => {
    expect(readSelection(text)).toEqual(selection);
  });

  it('is written as it is read', () => {
    for (const text of ['', 'draft', 'draft,review', 'draft>review']) expect(writeSelection(readSelection(text))).toBe(text);
    expect(readSelection(undefined)).toEqual(NOTHING);
  });

  it('gains and loses a step', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});

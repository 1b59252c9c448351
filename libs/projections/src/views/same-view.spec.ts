import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstDifference, sameView } from './same-view';

describe('comparing views', () => {
  it('finds any JSON value the same as its copy', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(sameView(value, structuredClone(value))).toBe(true)));
  });

  it('names the first place that differs', () => {
    expect(firstDifference({ a: [1, { b: null }] }, { a: [1, { b: 0 }] })).toEqual({ path: '/a/1/b', a: null, b: 0 });
    expect(firstDifference({ 'x/y': 1 }, { 'x/y': 2 })).toMatchObject({ path: '/x~1y' });
    expect(firstDifference([1], [1, 2])).toEqual({ path: '/1', a: undefined, b: 2 });
    expect(firstDifference([], {})).toMatchObject({ path: '' });
    expect(sameView({ a: undefined }, {})).toBe(true);
  });
});

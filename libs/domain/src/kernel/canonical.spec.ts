import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical';

describe('canonicalJson', () => {
  it('is JSON that means the same, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))),
    );
  });

  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: 1, a: { d: 'é"', c: undefined }, '': [] })).toBe('{"":[],"a":{"d":"é\\""},"b":1}');
    expect(canonicalJson({ '\ud83d\ude00': 1, '\uffff': 2, z: -0 })).toBe('{"z":0,"\ud83d\ude00":1,"\uffff":2}');
  });

  it.each([[NaN], [[undefined]], [Array(1)], [1n], [() => 1], ['\ud800'], [{ '\udc00': 1 }], [new Date(0)]])(
    'refuses %p',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});

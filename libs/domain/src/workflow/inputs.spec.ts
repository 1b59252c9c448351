import { describe, expect, it } from '@jest/globals';
import { checkInputs, isOfType } from './inputs';
import type { InputDefinition, InputType } from './workflow.events';

const input = (type: InputType, required = true, rest: Partial<InputDefinition> = {}): InputDefinition => ({
  type,
  required,
  description: null,
  ...rest,
});

describe('checkInputs', () => {
  it('fills in defaults, and null for what was left out', () => {
    const definitions = { topic: input('string'), n: input('integer', false, { default: 3 }), tone: input('string', false) };
    expect(checkInputs(definitions, { topic: 'x' })).toEqual({ ok: true, value: { topic: 'x', n: 3, tone: null } });
    expect(checkInputs(definitions, { topic: 'x', n: null, tone: 'y' })).toEqual({
      ok: true,
      value: { topic: 'x', n: 3, tone: 'y' },
    });
  });

  it('names everything that is missing, wrong or unknown at once', () => {
    const definitions = { a: input('string'), b: input('integer'), c: input('array', false) };
    expect(checkInputs(definitions, { b: 1.5, c: {}, 'x/y': 1 })).toEqual({
      ok: false,
      findings: [
        { code: 'missing_input', path: '/a', message: 'input a is required', input: 'a', expected: 'string' },
        { code: 'wrong_type', path: '/b', message: 'input b must be of type integer', input: 'b', expected: 'integer' },
        { code: 'wrong_type', path: '/c', message: 'input c must be of type array', input: 'c', expected: 'array' },
        { code: 'unknown_input', path: '/x~1y', message: 'the workflow has no input x/y', input: 'x/y' },
      ],
    });
  });

  it('lets a falsy value stand and a default satisfy a required input', () => {
    const definitions = {
      s: input('string'),
      n: input('number'),
      b: input('boolean'),
      d: input('string', true, { default: 'd' }),
    };
    expect(checkInputs(definitions, { s: '', n: 0, b: false })).toEqual({ ok: true, value: { s: '', n: 0, b: false, d: 'd' } });
  });

  it('takes no words of every object for inputs', () => {
    expect(checkInputs({ toString: input('string') }, {})).toMatchObject({
      ok: false,
      findings: [{ code: 'missing_input', input: 'toString' }],
    });
    expect(checkInputs({}, JSON.parse('{"__proto__": 1}'))).toMatchObject({
      ok: false,
      findings: [{ code: 'unknown_input', input: '__proto__' }],
    });
  });

  it.each([
    ['string', 'x', true],
    ['string', '\ud800', false],
    ['number', 1.5, true],
    ['number', Number.NaN, false],
    ['number', '1', false],
    ['integer', 2 ** 53, false],
    ['boolean', 0, false],
    ['object', {}, true],
    ['object', [], false],
    ['object', null, false],
    ['object', new Map(), false],
    ['object', { a: undefined }, false],
    ['array', [1, { b: [] }], true],
    ['array', [undefined], false],
    ['array', { length: 0 }, false],
    ['array', JSON.parse(`${'['.repeat(65)}${']'.repeat(65)}`), false],
  ] as const)('%s: %p is %p', (type, value, expected) => expect(isOfType(value, type)).toBe(expected));
});

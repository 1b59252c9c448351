import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chipsOf, type Grammar, instantOf, parseQuery, queryText } from './grammar';

const GRAMMAR: Grammar = {
  status: { kind: 'list', values: ['running', 'failed', 'completed'] },
  workflow: { kind: 'text', globs: true },
  agent: { kind: 'text' },
  started: { kind: 'range', from: 'from', to: 'to' },
};
const parse = (text: string) => parseQuery(text, GRAMMAR);

describe('parseQuery', () => {
  it.each([
    ['', {}],
    ['invoice 8812', { q: 'invoice 8812' }],
    ['status:failed', { status: 'failed' }],
    ['status:(failed OR running)', { status: 'failed,running' }],
    ['status:failed,running status:failed', { status: 'failed,running' }],
    ['workflow:inv* agent:"data janitor" late', { workflow: 'inv*', agent: 'data janitor', q: 'late' }],
    ['started:>-24h', { from: '-24h' }],
    ['started:-7d..2026-11-22', { from: '-7d', to: '2026-11-22' }],
    ['started:<2026-11-22', { to: '2026-11-22' }],
    ['"status:failed"', { q: 'status:failed' }],
  ])('reads %j', (text, params) => {
    expect(parse(text)).toEqual({ params, problems: [] });
  });

  it.each([
    ['colour:red', 'There is no filter "colour"'],
    ['status:lost', 'status has no value "lost"'],
    ['started:>yesterday', '"yesterday" is no time'],
    ['workflow:', '"workflow:" has no value'],
    ['constructor:x', 'There is no filter "constructor"'],
  ])('explains %j', (text, problem) => {
    expect(parse(text).problems[0]).toContain(problem);
  });

  it('round-trips: the text of the parameters means the parameters', () => {
    const word = fc.stringMatching(/^[a-z0-9*_-]{1,12}$/);
    const params = fc.record(
      {
        status: fc.subarray(['running', 'failed', 'completed'], { minLength: 1 }).map((list) => list.join(',')),
        workflow: fc.oneof(
          word,
          fc.tuple(word, word).map((pair) => pair.join(' ')),
        ),
        agent: word,
        from: fc.constantFrom('-24h', '-7d', '2026-11-22'),
        to: fc.constantFrom('2026-11-23', '-1h'),
        q: fc.oneof(word, fc.constant('a:b'), fc.constant('two words')),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(params, (given) => {
        expect(parse(queryText(given, GRAMMAR))).toEqual({ params: given, problems: [] });
      }),
    );
  });
});

describe('filters on screen', () => {
  it('makes one chip per filter', () => {
    expect(chipsOf({ status: 'failed', from: '-24h', q: 'x' }, GRAMMAR)).toEqual([
      { text: 'status:failed', names: ['status'] },
      { text: 'started:>-24h', names: ['from', 'to'] },
      { text: '“x”', names: ['q'] },
    ]);
  });

  it('turns relative times into instants', () => {
    const now = Date.parse('2026-11-22T12:00:00.000Z');
    expect(instantOf('-24h', now)).toBe('2026-11-21T12:00:00.000Z');
    expect(instantOf('2026-11-22', now)).toBe('2026-11-22T00:00:00.000Z');
    expect(instantOf('soon', now)).toBeNull();
  });
});

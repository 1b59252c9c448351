import { describe, expect, it } from '@jest/globals';
import { type Grammar, parseQuery } from './grammar';
import { suggestionsFor } from './suggest';

const GRAMMAR: Grammar = {
  status: { kind: 'list', values: ['running', 'failed'] },
  workflow: { kind: 'text', globs: true },
  started: { kind: 'range', from: 'from', to: 'to' },
  cost: { kind: 'amount', from: 'costFrom', to: 'costTo' },
};
const KNOWN = {
  status: [{ value: 'failed', count: 3 }],
  workflow: [
    { value: 'invoice run', count: 9 },
    { value: 'launch-post', count: 2 },
  ],
};
const labels = (text: string) => suggestionsFor(text, GRAMMAR, KNOWN).map(({ label }) => label);

describe('suggestions for a query', () => {
  it.each([
    ['', ['status:', 'workflow:', 'started:', 'cost:']],
    ['st', ['status:', 'started:']],
    ['words ', ['status:', 'workflow:', 'started:', 'cost:']],
    ['status:', ['running', 'failed']],
    ['status:f', ['failed']],
    ['status:failed,', ['running']],
    ['x workflow:"inv', ['invoice run']],
    ['started:', ['>-1h', '>-24h', '>-7d', '>-30d']],
    ['nothing:', []],
    ['constructor:', []],
  ])('after %j are %j', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it('say how many there are, and when taken make a query that is understood', () => {
    const [failed] = suggestionsFor('abc status:fa', GRAMMAR, KNOWN);
    expect(failed).toMatchObject({ text: 'abc status:failed ', hint: '3', open: false });
    for (const text of ['', 'words ', 'workflow:i', 'status:running,', 'started:'])
      for (const suggestion of suggestionsFor(text, GRAMMAR, KNOWN))
        if (!suggestion.open) expect(parseQuery(suggestion.text, GRAMMAR).problems).toEqual([]);
  });
});

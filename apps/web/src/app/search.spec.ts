import { describe, expect, it } from '@jest/globals';
import { only, parseSearch, stringifySearch } from './search';

describe('search parameters', () => {
  it('round-trips plain text without quotes', () => {
    const search = { at: '214', q: 'a b&c="d"', status: 'failed,running' };
    expect(stringifySearch(search)).toBe('?at=214&q=a+b%26c%3D%22d%22&status=failed%2Crunning');
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });

  it('drops what is empty, not text or not known', () => {
    expect(stringifySearch({ a: undefined, b: '', c: null })).toBe('');
    expect(only('tab', 'step')({ tab: 'graph', step: '', other: 'x' })).toEqual({ tab: 'graph' });
  });
});

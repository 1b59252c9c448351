import { describe, expect, it } from '@jest/globals';
import { addressParams, DEFAULT_FROM, eventFilters, withUsualTime } from './audit-filters';

describe('the time that an audit search looks at', () => {
  it('is the last 30 days unless something else bounds it', () => {
    expect(withUsualTime({ actor: 'ana' })).toEqual({ actor: 'ana', from: DEFAULT_FROM });
    expect(withUsualTime({ from: '-1h' })).toEqual({ from: '-1h' });
    expect(withUsualTime({ object: 'policy' })).toMatchObject({ from: DEFAULT_FROM });
  });

  it.each([{ runId: 'r' }, { correlationId: 'c' }, { object: 'agent/writer' }, { to: '2026-11-01' }])(
    'is all time where %j bounds the search',
    (params) => {
      expect(withUsualTime(params)).toEqual(params);
    },
  );

  it('is not in the address while it is the usual one, and its removal is', () => {
    expect(addressParams({ actor: 'ana', from: DEFAULT_FROM })).toEqual({ actor: 'ana' });
    const everything = addressParams({ actor: 'ana' });
    expect(everything).toEqual({ actor: 'ana', range: 'all' });
    expect(withUsualTime(everything)).toEqual({ actor: 'ana' });
    expect(addressParams({ from: '-1h' })).toEqual({ from: '-1h' });
  });
});

describe('the filters of an audit search', () => {
  it('become what the server asks for', () => {
    const now = Date.parse('2026-11-28T12:00:00.000Z');
    expect(eventFilters({ type: 'RunStarted,Approval*', outcome: 'failed,nonsense', from: '-24h' }, now)).toMatchObject({
      type: ['RunStarted', 'Approval*'],
      outcome: ['failed'],
      from: '2026-11-27T12:00:00.000Z',
    });
    expect(eventFilters({ outcome: 'nonsense', type: ',' }, now)).toMatchObject({ outcome: undefined, type: undefined });
  });
});

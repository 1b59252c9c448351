import { describe, expect, it } from '@jest/globals';
import { bucketOf, daysParams, drillInto, lastDayOf, mayBeHours, rangeOf, seriesFilters, splitOf } from './cost-filters';

const NOW = Date.parse('2026-11-28T15:30:00.000Z');
const range = (params: Record<string, string>) => rangeOf(params, NOW);

describe('what the address asks of costs', () => {
  it.each([
    [{}, '2026-11-22T00:00:00.000Z', undefined, 'Last 7 days'],
    [{ from: 'today' }, '2026-11-28T00:00:00.000Z', undefined, 'Today (UTC)'],
    [{ from: 'month' }, '2026-11-01T00:00:00.000Z', undefined, 'This month (UTC)'],
    [{ from: '-24h' }, '2026-11-27T16:00:00.000Z', undefined, 'Last 24 hours'],
    [{ from: '-3d' }, '2026-11-26T00:00:00.000Z', undefined, 'Since 2026-11-26'],
    [{ from: 'nonsense' }, '2026-11-22T00:00:00.000Z', undefined, 'Since 2026-11-22'],
    [{ from: '2026-11-20' }, '2026-11-20T00:00:00.000Z', undefined, 'Since 2026-11-20'],
    [daysParams('2026-11-20', '2026-11-22'), '2026-11-20T00:00:00.000Z', '2026-11-23T00:00:00.000Z', '2026-11-20 to 2026-11-22'],
    [daysParams('2026-11-20', '2026-11-20'), '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z', '2026-11-20'],
    [
      { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T11:00:00.000Z' },
      '2026-11-20T10:00:00.000Z',
      '2026-11-20T11:00:00.000Z',
      '2026-11-20 10:00 to 2026-11-20 11:00 UTC',
    ],
  ])('is a range: %p', (params, from, to, label) => {
    expect(range(params as Record<string, string>)).toMatchObject({ from, to, label });
  });

  it('shows hours where they say more, days where there would be too many', () => {
    expect(bucketOf({}, range({ from: 'today' }), NOW)).toBe('hour');
    expect(bucketOf({}, range({}), NOW)).toBe('day');
    expect(bucketOf({ bucket: 'hour' }, range({ from: '-30d' }), NOW)).toBe('hour');
    expect(bucketOf({ bucket: 'hour' }, range({ from: '-90d' }), NOW)).toBe('day');
    expect(bucketOf({ bucket: 'day' }, range({ from: 'today' }), NOW)).toBe('day');
    expect(mayBeHours(range({ from: '-90d' }), NOW)).toBe(false);
  });

  it('becomes a query', () => {
    expect(seriesFilters({ from: 'today', by: 'model', agent: 'writer' }, NOW)).toEqual({
      ...{ from: '2026-11-28T00:00:00.000Z', to: undefined, bucket: 'hour', by: 'model' },
      ...{ workflow: undefined, agent: 'writer', model: undefined },
    });
    expect([splitOf({ by: 'moon' }), splitOf({ by: 'workflow' })]).toEqual(['agent', 'workflow']);
  });

  it('goes into one series, and on to a split that still says something', () => {
    expect(drillInto('agent', 'writer', {})).toEqual({ agent: 'writer', by: 'model' });
    expect(drillInto('model', 'gpt', { agent: 'writer' })).toEqual({ model: 'gpt', by: 'workflow' });
    expect(drillInto('workflow', 'post', { agent: 'writer', model: 'gpt' })).toEqual({ workflow: 'post', by: 'workflow' });
  });

  it('ends with the last day that a person meant', () => expect(lastDayOf('2026-11-23T00:00:00.000Z')).toBe('2026-11-22'));
});

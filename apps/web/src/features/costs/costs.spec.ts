import { describe, expect, it } from '@jest/globals';
import { costFilters, groupOf } from './cost-filters';
import { daysOf } from './days';

describe('costs', () => {
  it('keeps empty days on the axis and unknown apart from zero', () => {
    const groups = [
      { key: '2026-11-20', cents: 5 },
      { key: '2026-11-22', cents: null },
    ];
    expect(daysOf(groups, '2026-11-20T13:00:00.000Z', '2026-11-22T01:00:00.000Z')).toEqual([
      { day: '2026-11-20', cents: 5 },
      { day: '2026-11-21', cents: 0 },
      { day: '2026-11-22', cents: null },
    ]);
  });

  it('states its default range', () => {
    const now = Date.parse('2026-11-22T00:00:00.000Z');
    expect(costFilters({}, 'agent', now)).toMatchObject({ groupBy: 'agent', from: '2026-11-15T00:00:00.000Z' });
    expect([groupOf({ by: 'day' }), groupOf({ by: 'moon' })]).toEqual(['day', 'agent']);
  });
});

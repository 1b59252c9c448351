import { describe, expect, it } from '@jest/globals';
import { ledgerAt, ledgerText, limitIdOf, periodAt, readLedger, readLimitId } from './period';

const WORKFLOW = '01938a00-0000-7000-8000-000000000002';

describe('the period of a limit', () => {
  it('is a day or a month of the calendar, in UTC', () => {
    expect(periodAt('day', '2026-11-28T23:59:59.999Z')).toEqual({
      key: '2026-11-28',
      from: '2026-11-28T00:00:00.000Z',
      to: '2026-11-29T00:00:00.000Z',
    });
    expect(periodAt('month', '2026-12-31T23:59:59.999Z')).toEqual({
      key: '2026-12',
      from: '2026-12-01T00:00:00.000Z',
      to: '2027-01-01T00:00:00.000Z',
    });
    expect(periodAt('day', '2028-02-29T00:00:00.000Z').to).toBe('2028-03-01T00:00:00.000Z');
  });

  it.each([
    ['installation-day', { scope: 'installation', workflowId: null, period: 'day' }],
    [`workflow-${WORKFLOW}-month`, { scope: 'workflow', workflowId: WORKFLOW, period: 'month' }],
  ] as const)('is part of the name of the limit %s and of its ledgers', (limitId, meaning) => {
    expect(readLimitId(limitId)).toEqual(meaning);
    expect(limitIdOf(meaning, meaning.period)).toBe(limitId);
    const ledger = ledgerAt(limitId, meaning.period, '2026-11-28T10:00:00.000Z');
    expect(readLedger(ledger)).toEqual({ limitId, span: periodAt(meaning.period, '2026-11-28T10:00:00.000Z') });
  });

  it('is told to people in words', () => {
    expect(ledgerText('installation-day-2026-11-28')).toBe('all runs may take on 2026-11-28 (UTC)');
    expect(ledgerText(`workflow-${WORKFLOW}-month-2026-11`)).toBe('runs of this workflow may take in 2026-11 (UTC)');
  });

  it('cannot be read from another name', () => {
    expect(readLimitId('agent-day')).toBeNull();
    expect(readLimitId('installation-week')).toBeNull();
    expect(() => readLedger('installation-day')).toThrow('no ledger');
  });
});

import type { LimitPeriod, LimitScope } from './limit.events';

/** A period of a limit: its name in the calendar, and the instants (ISO-8601 UTC) from which and before which it is. */
export interface PeriodSpan {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/** One limit for each scope and period: `installation-day`, `workflow-<id>-month`. */
export const limitIdOf = ({ scope, workflowId }: LimitScope, period: LimitPeriod): string =>
  scope === 'installation' ? `installation-${period}` : `workflow-${workflowId}-${period}`;

const LIMIT_ID = /^(?:installation|workflow-(.+))-(day|month)$/;

/** What a limit's id says; `null` when it is none. */
export const readLimitId = (limitId: string): (LimitScope & { readonly period: LimitPeriod }) | null => {
  const [matched, workflowId, period] = LIMIT_ID.exec(limitId) ?? [];
  if (matched === undefined) return null;
  return {
    scope: workflowId === undefined ? 'installation' : 'workflow',
    workflowId: workflowId ?? null,
    period: period === 'day' ? 'day' : 'month',
  };
};

/** The period that an instant (ISO-8601 UTC) lies in. */
export const periodAt = (period: LimitPeriod, at: string): PeriodSpan =>
  spanOf(at.slice(0, period === 'day' ? 'YYYY-MM-DD'.length : 'YYYY-MM'.length));

/** The period of such a name: `2026-11-28` or `2026-11`. */
export const spanOf = (key: string): PeriodSpan => {
  const [year = 0, month = 0, day] = key.split('-').map(Number);
  const instant = (...parts: [number, number, number]): string => new Date(Date.UTC(...parts)).toISOString();
  const from = instant(year, month - 1, day ?? 1);
  return { key, from, to: day === undefined ? instant(year, month, 1) : instant(year, month - 1, day + 1) };
};

/** The ledger in which a limit's runs are booked that start at an instant: `installation-day-2026-11-28`. */
export const ledgerAt = (limitId: string, period: LimitPeriod, at: string): string => `${limitId}-${periodAt(period, at).key}`;

const LEDGER = /^(.*)-(\d{4}-\d{2}(?:-\d{2})?)$/;

/** Which limit and period a ledger is for. Throws for a name that is none. */
export const readLedger = (ledger: string): { readonly limitId: string; readonly span: PeriodSpan } => {
  const [, limitId, key] = LEDGER.exec(ledger) ?? [];
  if (limitId === undefined || key === undefined) throw new Error(`${ledger} is no ledger of a limit`);
  return { limitId, span: spanOf(key) };
};

/** Whom and when a ledger's limit is for, in words. */
export const ledgerText = (ledger: string): string => {
  const { limitId, span } = readLedger(ledger);
  const who = readLimitId(limitId)?.scope === 'workflow' ? 'runs of this workflow' : 'all runs';
  return `${who} may take ${span.key.length > 'YYYY-MM'.length ? 'on' : 'in'} ${span.key} (UTC)`;
};

export const limitStream = (limitId: string): string => `limit-${limitId}`;
export const budgetStream = (ledger: string): string => `budget-${ledger}`;

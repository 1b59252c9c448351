import { centsFromNano, type LimitPeriod, type LimitScope, type PeriodSpan, periodAt } from '@mc/domain';
import type { LedgerRow, LimitRow } from '../tables/limits.tables';
import type { PersonView } from './shapes';

/** Below this part of a period its pace says nothing about the rest. */
export const FORECAST_SHARE_MIN = 0.1;

/** A limit in money, in cents. `null`: no forecast. */
export interface LimitMoneyView {
  capCents: number;
  /** By runs that have ended, and so far by those that go on. */
  spentCents: number;
  /** Held by runs that go on, and not spent. */
  reservedCents: number;
  unknownCents: number;
  /** 0 where more was spent than allowed. */
  leftCents: number;
  forecastCents: number | null;
}

export interface LimitTokensView {
  cap: number;
  spent: number;
  reserved: number;
  unknown: number;
  left: number;
  forecast: number | null;
}

export interface LimitRefusalView {
  at: string;
  by: PersonView;
  command: string;
  runId: string | null;
  workflow: { id: string; name: string } | null;
  message: string;
}

export interface LimitView {
  id: string;
  scope: LimitScope['scope'];
  workflow: { id: string; name: string } | null;
  period: LimitPeriod;
  /** The present period. */
  from: string;
  to: string;
  usd: LimitMoneyView | null;
  tokens: LimitTokensView | null;
  /** Runs that hold something of it. */
  runsHolding: number;
  version: number;
  reason: string;
  activeSince: string;
  updatedAt: string;
  updatedBy: PersonView;
  /** The latest, at most a few, and not older than a week. */
  refusals: LimitRefusalView[];
}

/** What runs that go on add to a ledger's own sums. */
export interface Held {
  readonly runs: number;
  readonly spentNanoUsd: number;
  readonly reservedNanoUsd: number;
  readonly unknownNanoUsd: number;
  readonly spentTokens: number;
  readonly reservedTokens: number;
}

export interface LimitParts {
  readonly row: LimitRow;
  readonly workflowName: string | null;
  readonly ledger: LedgerRow | undefined;
  readonly held: Held | undefined;
  readonly refusals: readonly LimitRefusalView[];
}

/** A limit in the period that `now` (ISO-8601 UTC) lies in. */
export const limitView = ({ row, workflowName, ledger, held, refusals }: LimitParts, now: string): LimitView => {
  const span = periodAt(row.period, now);
  const since = row.active_since > span.from ? row.active_since : span.from;
  const forecast = (spent: number): number | null => forecastOf(spent, { ...span, since }, now);
  return {
    id: row.limit_id,
    scope: row.scope,
    workflow: row.workflow_id === null ? null : { id: row.workflow_id, name: workflowName ?? row.workflow_id },
    period: row.period,
    from: span.from,
    to: span.to,
    usd: row.cap_nano_usd === null ? null : money(row.cap_nano_usd, ledger, held, forecast),
    tokens: row.cap_tokens === null ? null : tokens(row.cap_tokens, ledger, held, forecast),
    runsHolding: held?.runs ?? 0,
    version: row.version,
    reason: row.reason,
    activeSince: row.active_since,
    updatedAt: row.updated_at,
    updatedBy: { id: row.updated_by_id, username: row.updated_by_username, email: row.updated_by_email },
    refusals: [...refusals],
  };
};

type Forecast = (spent: number) => number | null;

const money = (cap: number, ledger: LedgerRow | undefined, held: Held | undefined, forecast: Forecast): LimitMoneyView => {
  const spent = (ledger?.spent_nano_usd ?? 0) + (held?.spentNanoUsd ?? 0);
  const reserved = held?.reservedNanoUsd ?? 0;
  const unknown = (ledger?.unknown_nano_usd ?? 0) + (held?.unknownNanoUsd ?? 0);
  return {
    capCents: centsFromNano(cap),
    spentCents: centsFromNano(spent),
    reservedCents: centsFromNano(reserved),
    unknownCents: centsFromNano(unknown),
    leftCents: centsFromNano(Math.max(0, cap - spent - reserved - unknown)),
    forecastCents: centsFromNano(forecast(spent)),
  };
};

const tokens = (cap: number, ledger: LedgerRow | undefined, held: Held | undefined, forecast: Forecast): LimitTokensView => {
  const spent = (ledger?.spent_tokens ?? 0) + (held?.spentTokens ?? 0);
  const reserved = held?.reservedTokens ?? 0;
  const unknown = ledger?.unknown_tokens ?? 0;
  return { cap, spent, reserved, unknown, left: Math.max(0, cap - spent - reserved - unknown), forecast: forecast(spent) };
};

/**
 * What will have been spent at the end of the period at the pace so far, in whole units; `null` while less than a tenth of the period
 * has passed, or nothing was spent. A limit that began to count within the period has its pace since then, and since a tenth of the
 * period at least: the first minutes say nothing about a day.
 */
export const forecastOf = (
  spent: number,
  { from, to, since }: Pick<PeriodSpan, 'from' | 'to'> & { readonly since: string },
  now: string,
): number | null => {
  const [begin, end, present] = [Date.parse(from), Date.parse(to), Date.parse(now)];
  const least = (end - begin) * FORECAST_SHARE_MIN;
  if (spent === 0 || present - begin < least) return null;
  return spent + Math.round((spent / Math.max(least, present - Date.parse(since))) * (end - present));
};

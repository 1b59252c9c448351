import type { DrawState, LimitPeriod, LimitScope } from '@mc/domain';
import { bigint, boolean, instant, integer, nullable, oneOf, type TableRow, table, text } from './column';

export const spendingLimits = table('spending_limits', {
  key: { limit_id: text },
  fixed: { scope: oneOf<LimitScope['scope']>(), workflow_id: nullable(text), period: oneOf<LimitPeriod>() },
  changing: {
    cap_nano_usd: nullable(bigint),
    cap_tokens: nullable(bigint),
    removed: boolean,
    version: integer,
    reason: text,
    active_since: instant,
    updated_at: instant,
    updated_by_id: text,
    updated_by_username: nullable(text),
    updated_by_email: nullable(text),
  },
});
export type LimitRow = TableRow<typeof spendingLimits>;

export const limitLedgers = table('limit_ledgers', {
  key: { ledger: text },
  fixed: { limit_id: text, period_from: instant, period_to: instant, opened_at: instant },
  changing: {
    limit_version: integer,
    cap_nano_usd: nullable(bigint),
    cap_tokens: nullable(bigint),
    spent_nano_usd: bigint,
    reserved_nano_usd: bigint,
    unknown_nano_usd: bigint,
    spent_tokens: bigint,
    reserved_tokens: bigint,
    unknown_tokens: bigint,
    revision: integer,
    updated_at: instant,
  },
});
export type LedgerRow = TableRow<typeof limitLedgers>;

/** What a draw was replaced by; `null` while it is not, and for a kind that it does not hold. */
const charge = {
  spent_nano_usd: nullable(bigint),
  unknown_nano_usd: nullable(bigint),
  spent_tokens: nullable(bigint),
  unknown_tokens: nullable(bigint),
};

export const limitDraws = table('limit_draws', {
  key: { ledger: text, draw: text },
  fixed: { run_id: text, nano_usd: nullable(bigint), tokens: nullable(bigint), reserved_at: instant },
  changing: { status: oneOf<DrawState['status']>(), ...charge, run_revision: nullable(integer) },
});
export type DrawRow = TableRow<typeof limitDraws>;

export const runAllowances = table('run_allowances', {
  key: { run_id: text, ledger: text, draw: text },
  fixed: {},
  changing: { status: oneOf<'drawn' | 'ended' | 'voided'>(), ...charge, changed_at: instant },
});
export type AllowanceRow = TableRow<typeof runAllowances>;

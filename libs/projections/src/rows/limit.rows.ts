import { type BudgetState, chargesOf, type DrawState, hasEnded, type LimitEvent, type RunState, readLedger } from '@mc/domain';
import type { LoggedEvent } from '../store.port';
import type { AllowanceRow, DrawRow, LedgerRow, LimitRow } from '../tables/limits.tables';
import { personOf, storable } from './storable';

/** The row of a limit after one of its facts. */
export const limitRow = (before: LimitRow | null, event: LoggedEvent & LimitEvent): LimitRow => {
  const by = personOf(event.actor);
  const stamp = {
    version: event.revision + 1,
    reason: storable(event.data.reason),
    updated_at: event.at,
    updated_by_id: by.id,
    updated_by_username: by.username,
    updated_by_email: by.email,
  };
  if (event.type === 'LimitRemoved') {
    if (!before) throw new Error(`${event.stream} begins with ${event.type}`);
    return { ...before, ...stamp, cap_nano_usd: null, cap_tokens: null, removed: true };
  }
  const { limitId, scope, workflowId, period, capNanoUsd, capTokens } = event.data;
  return {
    limit_id: limitId,
    scope,
    workflow_id: workflowId,
    period,
    active_since: before && !before.removed ? before.active_since : event.at,
    cap_nano_usd: capNanoUsd,
    cap_tokens: capTokens,
    removed: false,
    ...stamp,
  };
};

/** The row of a ledger, as of its last fact. */
export const ledgerRow = (
  ledger: string,
  state: BudgetState,
  { revision, at }: Pick<LoggedEvent, 'revision' | 'at'>,
): LedgerRow => {
  const { limitId, span } = readLedger(ledger);
  return {
    ledger,
    limit_id: limitId,
    period_from: span.from,
    period_to: span.to,
    opened_at: state.openedAt ?? at,
    limit_version: Math.max(0, state.limitVersion),
    cap_nano_usd: state.capNanoUsd,
    cap_tokens: state.capTokens,
    spent_nano_usd: state.usd.spent,
    reserved_nano_usd: state.usd.reserved,
    unknown_nano_usd: state.usd.unknown,
    spent_tokens: state.tokens.spent,
    reserved_tokens: state.tokens.reserved,
    unknown_tokens: state.tokens.unknown,
    revision,
    updated_at: at,
  };
};

export const drawRow = (
  ledger: string,
  draw: string,
  { runId, reservedAt, status, nanoUsd, tokens, charge }: DrawState,
): DrawRow => ({
  ledger,
  draw,
  run_id: runId,
  nano_usd: nanoUsd,
  tokens,
  reserved_at: reservedAt,
  status,
  spent_nano_usd: charge?.nanoUsd ?? null,
  unknown_nano_usd: charge?.unknownNanoUsd ?? null,
  spent_tokens: charge?.tokens ?? null,
  unknown_tokens: charge?.unknownTokens ?? null,
  run_revision: charge?.runRevision ?? null,
});

const NOT_CHARGED = { spent_nano_usd: null, unknown_nano_usd: null, spent_tokens: null, unknown_tokens: null };

/** What a run has to do with ledgers; `at`: when its last fact was recorded. Few runs have any of it. */
export const allowanceRows = (runId: string, state: RunState, at: string): readonly AllowanceRow[] => {
  if (state.allowances.size === 0) return [];
  const isOver = hasEnded(state);
  const drawn = chargesOf(state).map(({ ledger, charge }): AllowanceRow => {
    const place = { run_id: runId, ledger, draw: charge.draw, changed_at: at };
    if (!isOver) return { ...place, status: 'drawn', ...NOT_CHARGED };
    return {
      ...place,
      status: 'ended',
      spent_nano_usd: charge.nanoUsd,
      unknown_nano_usd: charge.unknownNanoUsd,
      spent_tokens: charge.tokens,
      unknown_tokens: charge.unknownTokens,
    };
  });
  const voided = [...state.allowances].flatMap(([ledger, { voided: names }]) =>
    [...names.keys()].map(
      (draw): AllowanceRow => ({ run_id: runId, ledger, draw, status: 'voided', ...NOT_CHARGED, changed_at: at }),
    ),
  );
  return [...drawn, ...voided];
};

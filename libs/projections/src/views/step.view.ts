import { centsFromNano } from '@mc/domain';
import type { StepRow } from '../tables/steps.table';
import { actionOnBlocked, actionOnFailure } from './next-action';
import type { NextActionView, StepErrorView, StepView, StoredError } from './shapes';

/** A step as the API shows it. */
export const stepViewFromRow = (row: StepRow): StepView => ({
  key: row.step_key,
  name: row.name,
  status: row.status,
  blockedReason: row.blocked_reason,
  statusReason: row.status_reason,
  risk: row.risk,
  agent: row.agent,
  gateway: row.gateway,
  model: row.model,
  dependsOn: [...row.depends_on],
  onFailure: row.on_failure,
  attempt: row.attempt,
  attemptsMax: row.attempts_max,
  inputTokens: row.input_tokens,
  outputTokens: row.output_tokens,
  cacheReadTokens: row.cache_read_tokens,
  cacheWriteTokens: row.cache_write_tokens,
  tokensFinal: row.tokens_final,
  estimatedCostCents: centsFromNano(row.estimated_cost_nano_usd),
  costCents: centsFromNano(row.cost_nano_usd),
  costFinal: row.cost_final,
  reservedCents: centsFromNano(row.reserved_nano_usd),
  unknownCents: centsFromNano(row.unknown_nano_usd),
  approvalId: row.approval_id,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  times: row.times,
  error: row.error && errorView(row.error),
  nextAction: nextAction(row),
});

export const errorView = (error: StoredError): StepErrorView => ({ ...error, nextAction: actionOnFailure(error.class) });

const nextAction = ({ status, blocked_reason: blocked, error }: StepRow): NextActionView | null => {
  if (status === 'blocked' && blocked) return actionOnBlocked(blocked);
  return status === 'failed' && error ? actionOnFailure(error.class) : null;
};

import type { AttemptState, CallUsage, RunState, StepState } from '@mc/domain';
import type { CostRow } from '../tables/costs.table';

/** The entry of what a bill says beyond the calls that were reported. */
const SETTLEMENT = 'settlement';

/**
 * The cost entries of one attempt: one per model call, and one more where the bill differs from their sum or no call was
 * reported. So the entries of a run always add up to what its row says is spent.
 */
export const costRows = (state: RunState, step: StepState, attempt: AttemptState): CostRow[] => {
  if (attempt.reservation === 'released') return [];
  const place = {
    run_id: state.runId,
    step_key: step.key,
    attempt: attempt.attempt,
    workflow_id: state.workflowId,
    workflow_name: state.workflowName,
    agent: attempt.spec.agent,
    gateway: attempt.spec.gateway,
  };
  const rows = attempt.calls.map((call): CostRow => ({ ...place, ...callAmounts(call) }));
  const rest = settlementAmounts(attempt);
  return rest ? [...rows, { ...place, ...rest }] : rows;
};

type Amounts = Omit<CostRow, 'run_id' | 'step_key' | 'attempt' | 'workflow_id' | 'workflow_name' | 'agent' | 'gateway'>;

const callAmounts = (call: CallUsage): Amounts => ({
  call_id: call.callId,
  model: call.model,
  input_tokens: call.inputTokens,
  output_tokens: call.outputTokens,
  cache_read_tokens: call.cacheReadTokens,
  cache_write_tokens: call.cacheWriteTokens,
  cost_nano_usd: call.costNanoUsd,
  price_version: call.priceVersion,
  final: call.final,
  source: call.source,
  at: call.at,
});

const settlementAmounts = (attempt: AttemptState): Amounts | null => {
  if (attempt.endedAt === null) return null;
  const { calls, costNanoUsd, reservation } = attempt;
  const total = (count: (call: CallUsage) => number): number => calls.reduce((sum, call) => sum + count(call), 0);
  const settled = reservation === 'settled' ? (costNanoUsd ?? 0) : null;
  const cost = settled === null ? null : settled - total((call) => call.costNanoUsd ?? 0);
  const nothingMore = calls.length > 0 && (cost === null || cost === 0);
  if (nothingMore) return null;
  return {
    call_id: SETTLEMENT,
    model: attempt.spec.model,
    input_tokens: Math.max(0, attempt.inputTokens - total((call) => call.inputTokens)),
    output_tokens: Math.max(0, attempt.outputTokens - total((call) => call.outputTokens)),
    cache_read_tokens: 0,
    cache_write_tokens: 0,
    cost_nano_usd: cost,
    price_version: attempt.spec.priceVersion,
    final: attempt.tokensFinal,
    source: SETTLEMENT,
    at: attempt.lateResult?.at ?? attempt.endedAt ?? attempt.dispatchedAt,
  };
};

/** All entries of a run in plan order. */
export const allCostRows = (state: RunState): CostRow[] =>
  [...state.steps.values()].flatMap((step) => step.attempts.flatMap((attempt) => costRows(state, step, attempt)));

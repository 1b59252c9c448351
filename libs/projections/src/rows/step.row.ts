import type { RunState, StepState } from '@mc/domain';
import type { StepRow } from '../tables/steps.table';
import type { StepTimesView } from '../views/shapes';
import { attemptShare, cacheTokens } from './attempt-share';
import { stepReason, storedError } from './step-error';
import { previewOf, storableOrNull } from './storable';

/** The row of one step of the plan. */
export const stepRow = (state: RunState, step: StepState, planOrder: number): StepRow => {
  const { definition, attempts } = step;
  const last = attempts.at(-1);
  const asked = step.approvalId === null ? undefined : state.approvals.get(step.approvalId);
  const spec = last && (!asked || asked.attempt <= last.attempt) ? last.spec : (asked?.spec ?? last?.spec);
  return {
    run_id: state.runId,
    step_key: step.key,
    plan_order: planOrder,
    name: definition.name,
    risk: definition.risk,
    agent: definition.agent,
    depends_on: definition.dependsOn,
    on_failure: definition.onFailure,
    attempts_max: definition.retry.maxAttempts,
    status: step.status,
    blocked_reason: step.blockedReason,
    status_reason: storableOrNull(stepReason(step)),
    gateway: spec?.gateway ?? null,
    model: spec?.model ?? definition.model,
    attempt: last?.attempt ?? 0,
    ...amounts(step),
    estimated_cost_nano_usd: spec?.maxCostNanoUsd ?? null,
    approval_id: step.approvalId,
    started_at: step.startedAt,
    ended_at: step.endedAt,
    times: times(step, asked),
    error: storedError(step),
    ...output(step),
  };
};

const amounts = ({ attempts }: StepState) => {
  if (attempts.length === 0) return NO_AMOUNTS;
  const cache = cacheTokens(attempts);
  let [input, output, cost, reserved, unknown] = [0, 0, 0, 0, 0];
  let [tokensFinal, costKnown, costFinal] = [true, false, true];
  for (const attempt of attempts) {
    const share = attemptShare(attempt);
    input += attempt.inputTokens;
    output += attempt.outputTokens;
    cost += share.spentNanoUsd;
    reserved += share.reservedNanoUsd;
    unknown += share.unknownNanoUsd;
    tokensFinal &&= attempt.tokensFinal && attempt.endedAt !== null;
    costKnown ||= share.costKnown;
    costFinal &&= share.costFinal;
  }
  return {
    input_tokens: input,
    output_tokens: output,
    cache_read_tokens: cache.read,
    cache_write_tokens: cache.write,
    tokens_final: tokensFinal,
    cost_nano_usd: costKnown ? cost : null,
    cost_final: costFinal,
    reserved_nano_usd: reserved,
    unknown_nano_usd: unknown,
  };
};

const NO_AMOUNTS = {
  input_tokens: null,
  output_tokens: null,
  cache_read_tokens: null,
  cache_write_tokens: null,
  tokens_final: false,
  cost_nano_usd: null,
  cost_final: false,
  reserved_nano_usd: null,
  unknown_nano_usd: null,
};

const times = (
  step: StepState,
  asked: { readonly requestedAt: string; readonly decidedAt: string | null } | undefined,
): StepTimesView => {
  const last = step.attempts.at(-1);
  return {
    readyAt: step.readyAt,
    gateRequestedAt: asked?.requestedAt ?? null,
    gateDecidedAt: asked?.decidedAt ?? null,
    dispatchedAt: last?.dispatchedAt ?? null,
    acceptedAt: last?.acceptedAt ?? null,
    retryAt: step.retryDueAt,
    deadlineAt: last && last.endedAt === null ? last.deadline : null,
  };
};

const output = (step: StepState) => {
  if (step.output === null) return { output_preview: null, output_bytes: null };
  const { preview, bytes } = previewOf(step.output);
  return { output_preview: preview, output_bytes: bytes };
};

/** All steps in plan order. */
export const stepRows = (state: RunState): StepRow[] =>
  [...state.steps.values()].map((step, index) => stepRow(state, step, index));

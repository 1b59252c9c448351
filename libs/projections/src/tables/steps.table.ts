import type { BlockedReason, RiskTier, StepStatus } from '@mc/domain';
import type { StepTimesView, StoredError } from '../views/shapes';
import { bigint, boolean, instant, integer, json, nullable, oneOf, type TableRow, table, text, texts } from './column';

export const steps = table('workflow_steps', {
  key: { run_id: text, step_key: text },
  fixed: {
    plan_order: integer,
    name: nullable(text),
    risk: oneOf<RiskTier>(),
    agent: text,
    depends_on: texts,
    on_failure: oneOf<'fail' | 'continue'>(),
    attempts_max: integer,
  },
  changing: {
    status: oneOf<StepStatus>(),
    blocked_reason: nullable(oneOf<BlockedReason>()),
    status_reason: nullable(text),
    gateway: nullable(text),
    model: nullable(text),
    attempt: integer,
    input_tokens: nullable(bigint),
    output_tokens: nullable(bigint),
    cache_read_tokens: nullable(bigint),
    cache_write_tokens: nullable(bigint),
    tokens_final: boolean,
    estimated_cost_nano_usd: nullable(bigint),
    cost_nano_usd: nullable(bigint),
    cost_final: boolean,
    reserved_nano_usd: nullable(bigint),
    unknown_nano_usd: nullable(bigint),
    approval_id: nullable(text),
    started_at: nullable(instant),
    ended_at: nullable(instant),
    times: json<StepTimesView>(),
    error: nullable(json<StoredError>()),
    output_preview: nullable(text),
    output_bytes: nullable(bigint),
  },
});
export type StepRow = TableRow<typeof steps>;

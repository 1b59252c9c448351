import type { StepStatus } from '@mc/domain';
import type { EstimateView, ExecutionStatus, Hold, PersonView, RefusalView, StoredError, WaitingOnView } from '../views/shapes';
import { bigint, instant, integer, json, nullable, oneOf, type TableRow, table, text, texts } from './column';

/** What a run's pages show and nobody searches by. */
export interface ExecutionExtra {
  readonly marks: readonly StepStatus[] | null;
  readonly waitingOn: WaitingOnView | null;
  readonly firstError: (StoredError & { readonly stepKey: string }) | null;
  readonly refusal: RefusalView | null;
  readonly estimate: EstimateView | null;
  readonly abort: {
    readonly requestedBy: PersonView | null;
    readonly requestedAt: string;
    readonly reason: string | null;
  } | null;
}

export const executions = table('workflow_executions', {
  key: { run_id: text },
  fixed: {
    workflow_id: text,
    workflow_name: text,
    workflow_version: integer,
    label: nullable(text),
    inputs: json<Readonly<Record<string, unknown>>>(),
    agents: texts,
    started_by_id: text,
    started_by_username: nullable(text),
    started_by_email: nullable(text),
    started_at: instant,
    on_exceeded: oneOf<'hold' | 'fail'>(),
    steps_total: integer,
  },
  changing: {
    status: oneOf<ExecutionStatus>(),
    hold: nullable(oneOf<Hold>()),
    status_reason: nullable(text),
    ended_at: nullable(instant),
    revision: integer,
    position: bigint,
    next_due_at: nullable(instant),
    total_budget_nano_usd: nullable(bigint),
    spent_nano_usd: bigint,
    reserved_nano_usd: bigint,
    unknown_nano_usd: bigint,
    max_tokens: nullable(bigint),
    tokens: bigint,
    reserved_tokens: bigint,
    unpriced_tokens: bigint,
    input_tokens: bigint,
    output_tokens: bigint,
    steps_waiting: integer,
    steps_running: integer,
    steps_completed: integer,
    steps_failed: integer,
    steps_blocked: integer,
    steps_skipped: integer,
    extra: json<ExecutionExtra>(),
  },
});
export type ExecutionRow = TableRow<typeof executions>;

import type { RiskTier } from '@mc/domain';
import type {
  ApprovalKind,
  ApprovalStatus,
  AttemptInputView,
  DecisionView,
  EngineAnswerView,
  EngineQuestionView,
  StoredPolicy,
} from '../views/shapes';
import { bigint, instant, integer, json, nullable, oneOf, type TableRow, table, text } from './column';

export const approvals = table('approvals', {
  key: { approval_id: text },
  fixed: {
    run_id: text,
    step_key: text,
    step_name: nullable(text),
    attempt: integer,
    kind: oneOf<ApprovalKind>(),
    question: nullable(json<EngineQuestionView>()),
    risk: oneOf<RiskTier>(),
    digest: text,
    agent: text,
    gateway: text,
    model: text,
    workflow_id: text,
    workflow_name: text,
    workflow_version: integer,
    policy_version: integer,
    summary: text,
    request: json<AttemptInputView>(),
    policy: json<StoredPolicy>(),
    max_cost_nano_usd: nullable(bigint),
    started_by_id: text,
    started_by_username: nullable(text),
    started_by_email: nullable(text),
    requested_at: instant,
    expires_at: nullable(instant),
  },
  changing: {
    status: oneOf<ApprovalStatus>(),
    closed_at: nullable(instant),
    closed_reason: nullable(text),
    decisions: json<readonly DecisionView[]>(),
    answer: nullable(json<EngineAnswerView>()),
  },
});
export type ApprovalRow = TableRow<typeof approvals>;

import { centsFromNano, type RiskTier, type RunState } from '@mc/domain';
import { approvalRow } from '../rows/approval.row';
import { executionRow } from '../rows/execution.row';
import { stepRows } from '../rows/step.row';
import type { ApprovalRow } from '../tables/approvals.table';
import type { ExecutionRow } from '../tables/executions.table';
import type { StepRow } from '../tables/steps.table';
import { runBudgetFromRow, runProgressFromRow } from './run.view';
import type {
  ApprovalKind,
  ApprovalPolicyView,
  ApprovalStatus,
  AttemptInputView,
  DecisionView,
  EngineAnswerView,
  EngineQuestionView,
  ExecutionStatus,
  PersonView,
  RunBudgetView,
  RunProgressView,
  TextView,
  WorkflowRef,
} from './shapes';

/** One line of the approvals inbox. Whether the caller may decide, only the domain can say. */
export interface ApprovalSummary {
  id: string;
  kind: ApprovalKind;
  runId: string;
  stepKey: string;
  stepName: string | null;
  attempt: number;
  risk: RiskTier;
  status: ApprovalStatus;
  digest: string;
  requestedAt: string;
  expiresAt: string | null;
  closedAt: string | null;
  summary: string;
  agent: string;
  model: string;
  maxCostCents: number | null;
  workflow: WorkflowRef;
  runLabel: string | null;
  startedBy: PersonView;
  decisions: DecisionView[];
  policy: ApprovalPolicyView;
}

export interface ApprovalView
  extends Omit<ApprovalSummary, 'agent' | 'model' | 'maxCostCents' | 'workflow' | 'runLabel' | 'startedBy'> {
  closedReason: string | null;
  request: {
    agent: string;
    model: string;
    gateway: string;
    input: AttemptInputView;
    maxCostCents: number | null;
    workflowVersion: number;
    engineAgent: string | null;
    maxOutputTokens: number;
    inputTokensEstimate: number;
    policyVersion: number;
  };
  question: EngineQuestionView | null;
  answer: EngineAnswerView | null;
  reasonRequired: { approve: boolean; reject: boolean };
  run: {
    runId: string;
    label: string | null;
    workflow: WorkflowRef;
    status: ExecutionStatus;
    startedBy: PersonView;
    startedAt: string;
    budget: RunBudgetView;
    progress: RunProgressView;
  };
  /** Of the run's stream. */
  revision: number;
  upstream: { stepKey: string; output: TextView | null }[];
}

export const approvalSummaryFromRow = (row: ApprovalRow, runLabel: string | null): ApprovalSummary => ({
  id: row.approval_id,
  kind: row.kind,
  runId: row.run_id,
  stepKey: row.step_key,
  stepName: row.step_name,
  attempt: row.attempt,
  risk: row.risk,
  status: row.status,
  digest: row.digest,
  requestedAt: row.requested_at,
  expiresAt: row.expires_at,
  closedAt: row.closed_at,
  summary: row.summary,
  agent: row.agent,
  model: row.model,
  maxCostCents: centsFromNano(row.max_cost_nano_usd),
  workflow: { id: row.workflow_id, name: row.workflow_name, version: row.workflow_version },
  runLabel,
  startedBy: { id: row.started_by_id, username: row.started_by_username, email: row.started_by_email },
  decisions: [...row.decisions],
  policy: { ...row.policy, roles: [...row.policy.roles], version: row.policy_version },
});

/** A request with the run as an approver needs to see it, and what the steps before it returned. */
export const approvalViewFromRows = (row: ApprovalRow, run: ExecutionRow, upstream: readonly StepRow[]): ApprovalView => {
  const { agent, model, maxCostCents, workflow, runLabel, startedBy, ...summary } = approvalSummaryFromRow(row, run.label);
  return {
    ...summary,
    closedReason: row.closed_reason,
    request: {
      agent,
      model,
      gateway: row.gateway,
      input: row.request,
      maxCostCents,
      workflowVersion: row.workflow_version,
      engineAgent: row.request.engineAgent,
      maxOutputTokens: row.request.maxOutputTokens,
      inputTokensEstimate: row.request.inputTokensEstimate,
      policyVersion: row.policy_version,
    },
    question: row.question,
    answer: row.answer,
    reasonRequired: { approve: row.risk === 'irreversible', reject: true },
    run: {
      runId: run.run_id,
      label: runLabel,
      workflow,
      status: run.status,
      startedBy,
      startedAt: run.started_at,
      budget: runBudgetFromRow(run),
      progress: runProgressFromRow(run),
    },
    revision: run.revision,
    upstream: upstream.map((step) => ({ stepKey: step.step_key, output: upstreamOutput(step) })),
  };
};

/** The same from the fold alone; `undefined`: the run has no such request. */
export const approvalView = (state: RunState, approvalId: string): ApprovalView | undefined => {
  const approval = state.approvals.get(approvalId);
  const step = approval && state.steps.get(approval.stepKey);
  if (!approval || !step) return undefined;
  const needed = new Set(step.definition.dependsOn);
  const upstream = stepRows(state).filter(({ step_key: key }) => needed.has(key));
  return approvalViewFromRows(approvalRow(state, approval), executionRow(state, 0), upstream);
};

/** How the output begins. Its whole is on the step's own page. */
const upstreamOutput = ({ output_preview: preview, output_bytes: bytes }: StepRow): TextView | null => {
  if (preview === null) return null;
  const whole = bytes === Buffer.byteLength(preview, 'utf8');
  return whole || bytes === null ? preview : `${preview}… (${bytes} bytes)`;
};

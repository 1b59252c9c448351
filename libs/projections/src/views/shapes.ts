import type { ApprovalPolicy, ApprovalState, BlockedReason, Executed, RiskTier, Role, StepStatus } from '@mc/domain';

// What the API shows. The same shapes as the contract's; this room may not import it, so the compiler compares them where they meet.

export type ExecutionStatus = 'pending' | 'running' | 'completed' | 'failed' | 'aborted';
export type Hold = 'budget' | 'approval' | 'paused' | 'frozen' | 'outcome_unknown';

/** A text, or how a large one begins and where the whole is. */
export type TextView = string | { preview: string; bytes: number; sha256: string; href: string | null };

export interface PersonView {
  id: string;
  username: string | null;
  email: string | null;
}

export interface WorkflowRef {
  id: string;
  name: string;
  version: number;
}

export interface NextActionView {
  action:
    | 'none'
    | 'wait'
    | 'retry'
    | 'raise_budget'
    | 'set_price'
    | 'approve'
    | 'settle'
    | 'unfreeze'
    | 'resume'
    | 'fix_agent'
    | 'fix_workflow'
    | 'fix_gateway';
  message: string;
}

/** A failure as a row keeps it. */
export interface StoredError {
  class: string;
  code: string;
  message: string;
  retryable: boolean;
  executed: Executed;
  attempt: number;
  attemptsMax: number;
  details: Record<string, unknown> | null;
}

export interface StepErrorView extends StoredError {
  nextAction: NextActionView | null;
}

export interface StepTimesView {
  readyAt: string | null;
  gateRequestedAt: string | null;
  gateDecidedAt: string | null;
  dispatchedAt: string | null;
  acceptedAt: string | null;
  retryAt: string | null;
  deadlineAt: string | null;
}

export interface StepView {
  key: string;
  name: string | null;
  status: StepStatus;
  blockedReason: BlockedReason | null;
  statusReason: string | null;
  risk: RiskTier;
  agent: string;
  gateway: string | null;
  model: string | null;
  dependsOn: string[];
  onFailure: 'fail' | 'continue';
  attempt: number;
  attemptsMax: number;
  inputTokens: number | null;
  outputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  tokensFinal: boolean;
  estimatedCostCents: number | null;
  costCents: number | null;
  costFinal: boolean;
  reservedCents: number | null;
  unknownCents: number | null;
  approvalId: string | null;
  startedAt: string | null;
  endedAt: string | null;
  times: StepTimesView;
  error: StepErrorView | null;
  nextAction: NextActionView | null;
}

/** `spent + reserved + unknown <= total` whenever there is a total. What an open attempt has used already is spent, the rest of its reservation reserved. */
export interface RunBudgetView {
  totalBudgetCents: number | null;
  spentCents: number | null;
  reservedCents: number | null;
  unknownCents: number | null;
  maxTokens: number | null;
  tokens: number | null;
  reservedTokens: number | null;
  onExceeded: 'hold' | 'fail';
  unpricedTokens: number;
}

export interface RunProgressView {
  total: number;
  waiting: number;
  running: number;
  completed: number;
  failed: number;
  blocked: number;
  skipped: number;
  marks: StepStatus[] | null;
}

export interface WaitingOnView {
  kind: 'approval' | 'budget' | 'outcome_unknown' | 'engine_unavailable' | 'frozen' | 'paused' | 'retry';
  stepKey: string | null;
  approvalId: string | null;
  message: string;
  since: string;
  until: string | null;
}

export interface RefusalView {
  code: string;
  message: string;
  stepKey: string | null;
  details: Record<string, unknown>;
}

export interface RunSummary {
  runId: string;
  label: string | null;
  workflow: WorkflowRef;
  status: ExecutionStatus;
  hold: Hold | null;
  statusReason: string | null;
  startedBy: PersonView;
  startedAt: string;
  endedAt: string | null;
  revision: number;
  budget: RunBudgetView;
  inputTokens: number | null;
  outputTokens: number | null;
  progress: RunProgressView;
  waitingOn: WaitingOnView | null;
  firstError: (StepErrorView & { stepKey: string }) | null;
}

/** All of a run but its steps. */
export interface RunHeadView extends RunSummary {
  inputs: Record<string, unknown>;
  refusal: RefusalView | null;
  nextAction: NextActionView | null;
  /** What the run was expected to cost before it started. */
  estimate: EstimateView | null;
  abort: { requestedBy: PersonView | null; requestedAt: string; reason: string | null } | null;
}

export interface EstimateView {
  minCents: number | null;
  expectedCents: number | null;
  maxCents: number | null;
  maxTokens: number | null;
  unpricedModels: string[];
}

export interface RunView extends RunHeadView {
  steps: StepView[];
}

export interface DecisionView {
  operator: PersonView;
  decision: 'approved' | 'rejected';
  reason: string | null;
  at: string;
  /** Whether it counted only because single-operator mode was on. */
  singleOperator: boolean;
}

/** Exactly what was or would be sent. */
export interface AttemptInputView {
  agent: string;
  gateway: string;
  model: string;
  instructions: TextView | null;
  prompt: TextView;
  messages: { role: 'system' | 'user'; content: TextView }[];
  engineAgent: string | null;
  maxOutputTokens: number;
  inputTokensEstimate: number;
  maxCostCents: number | null;
  priceVersion: number | null;
  workflowVersion: number;
  policyVersion: number;
  digest: string;
}

export type ApprovalStatus = ApprovalState['status'];

/** Whether a step goes out, or what its engine asks within a running attempt. */
export type ApprovalKind = 'step' | 'question';

export interface EngineQuestionView {
  questionId: string;
  engineAgent: string | null;
  engineRunId: string | null;
  command: string;
  cwd: string | null;
  risks: string[];
}

export interface EngineAnswerView {
  applied: boolean;
  status: string;
  at: string;
}

export interface ApprovalPolicyView {
  quorum: number;
  selfApproval: boolean;
  roles: Role[];
  version: number;
}

export type StoredPolicy = ApprovalPolicy;

import type { DeclaredCapabilities } from '../gateway/capabilities';
import type { MessageOf, Upcasts } from '../kernel/message';
import type { Text } from '../kernel/text';
import type { Role } from '../operator/operator.events';
import type { RiskTier, WorkflowDefinition } from '../workflow/workflow.events';

/** Caps of one run in whole nanodollars and tokens; `null`: no cap. */
export interface RunBudget {
  readonly capNanoUsd: number | null;
  readonly capTokens: number | null;
  readonly onExceeded: 'hold' | 'fail';
}

/** What a run takes of one ledger under one name. `null`: that kind is not limited there. Whole nanodollars and tokens. */
export interface Draw {
  readonly ledger: string;
  /** `<runId>/<n>`, counted over all ledgers of the run. */
  readonly draw: string;
  readonly nanoUsd: number | null;
  readonly tokens: number | null;
}

/** What a whole run may cost, before anything was sent. `null`: some model has no price. */
export interface CostEstimate {
  readonly minNanoUsd: number | null;
  readonly expectedNanoUsd: number | null;
  readonly maxNanoUsd: number | null;
  readonly maxTokens: number;
  readonly unpricedModels: readonly string[];
}

/** Exactly what would be sent for a step, and under which terms. Its digest is what an approval binds. */
export interface DispatchSpec {
  readonly agent: string;
  readonly gateway: string;
  readonly engineAgent: string | null;
  readonly model: string;
  readonly risk: RiskTier;
  /** The agent's instructions, sent first. */
  readonly system: Text | null;
  /** The rendered prompt. */
  readonly prompt: Text;
  readonly maxOutputTokens: number;
  /** By tokenizer, before the engine has counted. */
  readonly inputTokensEstimate: number;
  /** The most that this attempt may cost at the known price; `null`: the model has no price. */
  readonly maxCostNanoUsd: number | null;
  readonly priceVersion: number | null;
  readonly workflowVersion: number;
  readonly policyVersion: number;
}

export interface ApprovalPolicy {
  readonly quorum: number;
  readonly selfApproval: boolean;
  readonly roles: readonly Role[];
}

/**
 * What an engine asks within a running attempt, in its own words: a command that its rules do not allow by themselves.
 * The texts are as hostile as the engine.
 */
export interface EngineQuestion {
  /** The engine's own id of it. */
  readonly questionId: string;
  readonly engineAgent: string | null;
  readonly engineRunId: string | null;
  readonly command: string;
  readonly cwd: string | null;
  /** What the engine finds dangerous about it. */
  readonly risks: readonly string[];
}

export interface DecidedBy {
  readonly operatorId: string;
  readonly username: string;
  readonly email: string | null;
}

/** Consumption of one model call: totals so far. A later report of the same call replaces an earlier one. */
export interface CallReport {
  readonly callId: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly costNanoUsd: number | null;
  readonly priceVersion: number | null;
  readonly final: boolean;
  readonly source: 'engine' | 'estimate';
}

/** What is known of an attempt's consumption when it closes. `costNanoUsd: null`: unknown, charged at the reserved amount. */
export interface Settlement {
  readonly costNanoUsd: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** False while any count is an estimate of ours. */
  readonly tokensFinal: boolean;
}

/** Whether the engine carried the attempt out. `no` needs proof. */
export type Executed = 'yes' | 'no' | 'unknown';

export type ErrorClass =
  | 'refused' // the engine said no to the request
  | 'rate_limited'
  | 'engine_error'
  | 'engine_unavailable' // nothing reached the engine
  | 'connection_lost'
  | 'timeout'
  | 'stopped'
  | 'output_invalid'
  | 'rejected' // an approver said no
  | 'approval_expired'
  | 'unpriced_model'
  | 'configuration' // agent or gateway is gone
  | 'input_invalid' // the prompt could not be rendered
  | 'input_too_large'
  | 'budget_exceeded'
  | 'frozen';

export interface StepError {
  readonly class: ErrorClass;
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>> | null;
}

export type BlockedReason = 'approval' | 'budget' | 'outcome_unknown' | 'engine_unavailable' | 'frozen';

export type StopProof =
  | 'tombstone' // the engine confirms that this key will never run again
  | 'stopped' // the engine confirms that it stopped a running attempt
  | 'connection_closed' // the result lived only in a connection that we closed
  | 'none';

/**
 * Every fact that a `run-<id>` stream may hold, newest shapes only. Amounts are whole nanodollars, times ISO-8601 UTC.
 * An attempt's effect key is `runId/stepKey/attempt`.
 */
export interface RunEvents {
  RunStarted: {
    readonly runId: string;
    readonly workflowId: string;
    readonly workflowName: string;
    readonly workflowVersion: number;
    /** Snapshot of the workflow version; the run never looks at the workflow again. */
    readonly definition: WorkflowDefinition;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly budget: RunBudget;
    readonly label: string | null;
    readonly estimate: CostEstimate;
  };
  RunHeld: { readonly reason: 'budget' | 'overrun'; readonly detail: string };
  RunResumed: { readonly reason: string | null };
  RunPaused: { readonly reason: string | null };
  ApprovalRequested: {
    readonly approvalId: string;
    readonly stepKey: string;
    readonly attempt: number;
    readonly digest: string;
    readonly spec: DispatchSpec;
    readonly policy: ApprovalPolicy;
    readonly expiresAt: string | null;
  };
  ApprovalGranted: {
    readonly approvalId: string;
    readonly stepKey: string;
    readonly digest: string;
    readonly by: DecidedBy;
    readonly reason: string | null;
    /** Whether this grant completes the quorum. */
    readonly sealed: boolean;
    /** Whether it counted only because single-operator mode was on. */
    readonly singleOperator: boolean;
  };
  ApprovalRejected: {
    readonly approvalId: string;
    readonly stepKey: string;
    readonly digest: string;
    readonly by: DecidedBy;
    readonly reason: string;
  };
  ApprovalExpired: { readonly approvalId: string; readonly stepKey: string };
  ApprovalVoided: {
    readonly approvalId: string;
    readonly stepKey: string;
    /** The last two close questions of engines: the attempt was over or is being stopped, or the engine wants no answer any more. */
    readonly cause: 'drift' | 'run_ended' | 'attempt_ended' | 'engine_closed';
    /** The part of the dispatch that moved, or what the engine said of its question. */
    readonly field: string | null;
  };
  /** An engine asks within an attempt. Decided like any other request; what follows is the engine's, the step stays running. */
  EngineApprovalRequested: {
    readonly approvalId: string;
    readonly stepKey: string;
    readonly attempt: number;
    /** Over the question and the effect key it belongs to. */
    readonly digest: string;
    readonly question: EngineQuestion;
    readonly policy: ApprovalPolicy;
    readonly expiresAt: string | null;
  };
  /** The decision has reached the engine. `applied: false`: it had been answered otherwise; `status` is what holds there. */
  EngineApprovalAnswered: {
    readonly approvalId: string;
    readonly stepKey: string;
    readonly attempt: number;
    readonly decision: 'allow' | 'deny';
    readonly applied: boolean;
    readonly status: string;
  };
  StepDispatched: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly effectKey: string;
    readonly digest: string;
    readonly spec: DispatchSpec;
    readonly approvalId: string | null;
    /** `null`: unpriced, and no cap in money. */
    readonly reservedNanoUsd: number | null;
    readonly reservedTokens: number;
    /** The incarnation of the process that alone may send, new at every boot. */
    readonly sender: string;
    readonly sendBy: string;
    readonly deadline: string;
    /** The engine's boot, where it names one: its in-memory dedupe does not outlive it. */
    readonly engineBoot: string | null;
    readonly capabilities: DeclaredCapabilities;
  };
  StepResent: { readonly stepKey: string; readonly attempt: number; readonly sender: string; readonly sendBy: string };
  StepAccepted: { readonly stepKey: string; readonly attempt: number; readonly engineRunId: string | null };
  /** Consumption while an attempt is under way, or after it was closed. What comes with an outcome is told by its fact. */
  UsageObserved: { readonly stepKey: string; readonly attempt: number } & CallReport;
  StepCompleted: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly output: Text;
    /** What had not been told before of the attempt's model calls; likewise in the other facts that close an attempt. */
    readonly calls: readonly CallReport[];
    readonly settlement: Settlement;
  };
  StepFailed: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly error: StepError;
    readonly retryable: boolean;
    readonly executed: Executed;
    /** Whether the step has failed with it; otherwise another attempt follows. */
    readonly final: boolean;
    readonly calls: readonly CallReport[];
    /** `null`: consumption unknown, the reservation stays as unknown. */
    readonly settlement: Settlement | null;
  };
  StepRetryScheduled: { readonly stepKey: string; readonly attempt: number; readonly dueAt: string };
  StepBlocked: {
    readonly stepKey: string;
    readonly reason: Exclude<BlockedReason, 'approval' | 'outcome_unknown'>;
    readonly detail: string;
    /** What a dispatch would reserve; `null` where the budget is not the reason. */
    readonly need: { readonly nanoUsd: number; readonly tokens: number } | null;
  };

  StepUnblocked: { readonly stepKey: string };
  StepOutcomeUnknown: { readonly stepKey: string; readonly attempt: number; readonly reason: string };
  StepReconciled: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly outcome: 'completed' | 'not_executed';
    readonly output: Text | null;
    readonly proof: string | null;
    readonly reason: string;
    readonly settlement: Settlement | null;
  };
  StepWrittenOff: { readonly stepKey: string; readonly attempt: number; readonly reason: string };
  StepSkipped: { readonly stepKey: string; readonly reason: 'run_aborted' | 'run_failed' };
  BudgetExceeded: {
    readonly stepKey: string | null;
    readonly kind: 'usd' | 'tokens';
    readonly needed: number;
    readonly available: number;
    readonly cap: number;
  };
  BudgetRaised: { readonly capNanoUsd: number | null; readonly capTokens: number | null; readonly reason: string };
  RunAbortRequested: { readonly reason: string | null };
  StepStopRequested: { readonly stepKey: string; readonly attempt: number; readonly cause: 'abort' | 'deadline' };
  StepStopped: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly proof: StopProof;
    readonly executed: Executed;
    readonly calls: readonly CallReport[];
    readonly settlement: Settlement | null;
  };
  /** A result for an attempt that was closed already: its cost counts, its status does not move. */
  LateResultRecorded: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly outcome: 'completed' | 'failed';
    readonly output: Text | null;
    readonly error: StepError | null;
    readonly calls: readonly CallReport[];
    readonly settlement: Settlement | null;
  };
  /** The run has reserved so much in the ledger of a limit, and may never spend more than it has drawn there. */
  AllowanceDrawn: Draw;
  /** The run will never use this draw: its ledger may take it back. May stand before RunStarted, and after the end. */
  AllowanceVoided: { readonly ledger: string; readonly draw: string };
  RunCompleted: Record<string, never>;
  RunFailed: { readonly stepKey: string | null; readonly reason: string };
  RunAborted: { readonly reason: string | null };
}

export type RunEvent = MessageOf<RunEvents>;
export type RunEventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

export const runUpcasts: Upcasts<RunEvent> = {
  RunStarted: [],
  RunHeld: [],
  RunResumed: [],
  RunPaused: [],
  ApprovalRequested: [],
  ApprovalGranted: [],
  ApprovalRejected: [],
  ApprovalExpired: [],
  ApprovalVoided: [],
  EngineApprovalRequested: [],
  EngineApprovalAnswered: [],
  StepDispatched: [],
  StepResent: [],
  StepAccepted: [],
  UsageObserved: [],
  StepCompleted: [],
  StepFailed: [],
  StepRetryScheduled: [],
  StepBlocked: [],
  StepUnblocked: [],
  StepOutcomeUnknown: [],
  StepReconciled: [],
  StepWrittenOff: [],
  StepSkipped: [],
  BudgetExceeded: [],
  BudgetRaised: [],
  RunAbortRequested: [],
  StepStopRequested: [],
  StepStopped: [],
  LateResultRecorded: [],
  // Version 1 called the ledger a scope; nothing drew from it yet.
  AllowanceDrawn: [({ scope, ...data }) => ({ ...data, ledger: scope })],
  AllowanceVoided: [({ scope, ...data }) => ({ ...data, ledger: scope })],
  RunCompleted: [],
  RunFailed: [],
  RunAborted: [],
};

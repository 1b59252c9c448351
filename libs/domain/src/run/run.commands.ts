import type { CommandMeta } from '../kernel/decider';
import type { MessageOf } from '../kernel/message';
import type { WorkflowDefinition } from '../workflow/workflow.events';
import type { Catalogue } from './run.catalogue';
import type { Draw, EngineQuestion, Executed, RunBudget, StepError, StopProof } from './run.events';

/** What an engine reports of one model call: totals so far, so that a report may come twice. */
export interface UsageReport {
  readonly callId: string;
  readonly model: string;
  /** All input tokens, cached ones included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly final: boolean;
  readonly source: 'engine' | 'estimate';
  /** The engine's own statement, used only where Mission Control has no price. */
  readonly costNanoUsd: number | null;
}

export type AttemptResult =
  | { readonly kind: 'completed'; readonly output: string }
  | { readonly kind: 'failed'; readonly error: StepError; readonly retryable: boolean; readonly executed: Executed };

/** Proof, obtained from the engine itself, that an attempt was not and will not be executed. */
export type NotExecutedProof = 'tombstone' | 'expired_and_not_found';

export interface RunCommands {
  StartRun: {
    readonly runId: string;
    readonly workflowId: string;
    readonly workflowVersion: number;
    readonly definition: WorkflowDefinition;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** May only tighten the workflow's budget; `undefined` leaves it. */
    readonly budget: Partial<RunBudget> | null;
    readonly label: string | null;
    /** What was reserved for it, one draw in the ledger of each limit that covers the workflow. */
    readonly draws?: readonly Draw[];
  };
  GrantApproval: { readonly approvalId: string; readonly digest: string; readonly reason: string | null };
  RejectApproval: { readonly approvalId: string; readonly digest: string; readonly reason: string | null };
  RecordAccepted: { readonly stepKey: string; readonly attempt: number; readonly engineRunId: string | null };
  RecordUsage: { readonly stepKey: string; readonly attempt: number; readonly calls: readonly UsageReport[] };
  RecordResult: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly engineRunId: string | null;
    readonly calls: readonly UsageReport[];
    readonly result: AttemptResult;
  };
  /** The engine's answer to a stop. */
  RecordStop: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly proof: StopProof;
    readonly executed: Executed;
    readonly calls: readonly UsageReport[];
  };
  /** An engine asks within an attempt; `expiresAt` (ISO-8601 UTC) is when it answers itself with a no. */
  RecordQuestion: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly question: EngineQuestion;
    readonly expiresAt: string | null;
  };
  /** The engine wants no answer any more: it was given elsewhere, or the question is void. */
  RecordQuestionClosed: {
    readonly stepKey: string;
    readonly attempt: number;
    readonly questionId: string;
    readonly status: string;
  };
  /** What the engine made of a decision. */
  RecordAnswer: { readonly approvalId: string; readonly applied: boolean; readonly status: string };
  AbortRun: { readonly reason: string | null };
  PauseRun: { readonly reason: string | null };
  ResumeRun: { readonly reason: string | null };
  /** Caps that are left out stay as they are. `draws`: what was reserved for the difference, where the run started under a limit. */
  RaiseBudget: {
    readonly capNanoUsd?: number;
    readonly capTokens?: number;
    readonly reason: string;
    readonly draws?: readonly Draw[];
  };
  /** Gives up a draw that the run does not use, also of a run that never started. Refused for one that it has drawn. */
  VoidAllowance: { readonly ledger: string; readonly draw: string };
  RetryStep: { readonly stepKey: string; readonly reason: string | null };
  SettleStep: {
    readonly stepKey: string;
    readonly outcome: 'completed' | 'not_executed' | 'written_off';
    readonly output: string | null;
    /** What a person states. */
    readonly statement: string | null;
    /** What the engine confirmed when it was asked for this command. */
    readonly engineProof: NotExecutedProof | null;
    readonly reason: string;
  };
  /** Decides whatever is due by now. Harmless at any time, any number of times. */
  AdvanceRun: Record<string, never>;
}

export type RunCommand = MessageOf<RunCommands>;

export type RunRefusal =
  | 'run_not_found'
  | 'run_exists'
  | 'illegal_transition'
  | 'invalid_inputs'
  | 'invalid_budget'
  | 'approval_not_found'
  | 'approval_expired'
  | 'already_decided'
  | 'digest_mismatch'
  | 'run_not_active'
  | 'self_approval'
  | 'not_an_approver'
  | 'reason_required'
  | 'step_not_found'
  | 'attempt_not_found'
  | 'output_required'
  | 'proof_not_accepted'
  /** A limit does not carry what the run may cost. Said by its ledger. */
  | 'limit_exceeded'
  | 'unpriced_model'
  /** A limit covers the run, and nothing, or too little, was drawn from it. */
  | 'allowance_missing'
  /** The draw was given up, or is in use already: it takes another one. */
  | 'allowance_void'
  | 'allowance_in_use';

/** Everything that a decision about a run may know besides the run itself. All of it is data or pure. */
export interface RunContext {
  readonly meta: CommandMeta;
  readonly catalogue: Catalogue;
  /** This incarnation of this process, new at every boot. */
  readonly sender: string;
  /** A faster SHA-256 than the domain's own, as 64 hex digits, where there is one. */
  readonly sha256?: (text: string) => string;
  /** Deterministic for a text and a model. */
  readonly countTokens: (text: string, model: string) => number;
  /** Why an output does not meet a JSON Schema, or `null`. */
  readonly outputProblem: (schema: Readonly<Record<string, unknown>>, output: string) => string | null;
  /** Whether an incarnation is known to be gone. */
  readonly isSenderGone: (sender: string) => boolean;
  readonly isEngineDown: (gateway: string) => boolean;
  readonly engineBoot: (gateway: string) => string | null;
}

import type { GatewayCapabilities } from '../gateway/capabilities';
import type { Actor } from '../kernel/actor';
import type { Text } from '../kernel/text';
import type { StepDefinition, WorkflowDefinition } from '../workflow/workflow.events';
import type {
  ApprovalPolicy,
  BlockedReason,
  CallReport,
  CostEstimate,
  DecidedBy,
  DispatchSpec,
  Draw,
  EngineQuestion,
  Executed,
  RunBudget,
  RunEvents,
  StepError,
  StopProof,
} from './run.events';

/** Consumption of one model call so far, and when it was told. */
export interface CallUsage extends CallReport {
  readonly at: string;
}

/** `open`: sent or about to be; `unknown`: nobody can say what came of it; the rest is over. */
export type AttemptStatus = 'open' | 'unknown' | 'completed' | 'failed' | 'stopped' | 'written_off';

/** Where an attempt's reservation stands: held, replaced by a known cost, kept because the cost is unknown, or given back. */
export type ReservationStatus = 'reserved' | 'settled' | 'unknown' | 'released';

export interface AttemptState {
  readonly attempt: number;
  readonly effectKey: string;
  readonly digest: string;
  readonly spec: DispatchSpec;
  readonly approvalId: string | null;
  readonly capabilities: GatewayCapabilities;
  readonly status: AttemptStatus;
  readonly sender: string;
  readonly sendBy: string;
  readonly deadline: string;
  readonly engineBoot: string | null;
  readonly resends: number;
  readonly engineRunId: string | null;
  readonly dispatchedAt: string;
  readonly acceptedAt: string | null;
  readonly endedAt: string | null;
  readonly stopRequestedAt: string | null;
  readonly stopCause: 'abort' | 'deadline' | null;
  readonly stopProof: StopProof | null;
  readonly executed: Executed | null;
  readonly reservedNanoUsd: number | null;
  readonly reservedTokens: number;
  readonly reservation: ReservationStatus;
  readonly tokenReservation: ReservationStatus;
  /** Known cost when settled, else `null`. */
  readonly costNanoUsd: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tokensFinal: boolean;
  readonly calls: readonly CallUsage[];
  readonly output: Text | null;
  readonly error: StepError | null;
  /** A result that came after the attempt was closed. */
  readonly lateResult: { readonly outcome: 'completed' | 'failed'; readonly output: Text | null; readonly at: string } | null;
}

/** A request for a decision: before a dispatch, or within one where `question` says what the engine asks. */
export interface ApprovalState {
  readonly approvalId: string;
  readonly stepKey: string;
  readonly attempt: number;
  readonly question: EngineQuestion | null;
  /** What the engine made of the decision; `null`: not carried there yet, or nothing to carry. */
  readonly answer: { readonly applied: boolean; readonly status: string; readonly at: string } | null;
  readonly status: 'pending' | 'approved' | 'rejected' | 'expired' | 'cancelled';
  readonly digest: string;
  /** What would be sent, or was, for a question of an engine. */
  readonly spec: DispatchSpec;
  readonly policy: ApprovalPolicy;
  readonly requestedAt: string;
  readonly expiresAt: string | null;
  readonly decidedAt: string | null;
  readonly voidedCause: RunEvents['ApprovalVoided']['cause'] | null;
  readonly voidedField: string | null;
  readonly decisions: readonly {
    readonly by: DecidedBy;
    readonly decision: 'approved' | 'rejected';
    readonly reason: string | null;
    readonly at: string;
    readonly singleOperator: boolean;
  }[];
}

export type StepStatus = 'waiting' | 'running' | 'completed' | 'failed' | 'blocked' | 'skipped';

/** Whether an engine still waits for answers within this attempt: it may run, and nobody has told it to stop. */
export const isAnswerable = ({ status, stopRequestedAt }: AttemptState): boolean =>
  (status === 'open' || status === 'unknown') && stopRequestedAt === null;

export interface StepState {
  readonly key: string;
  readonly definition: StepDefinition;
  readonly status: StepStatus;
  readonly blockedReason: BlockedReason | null;
  readonly blockedDetail: string | null;
  readonly blockedNeed: { readonly nanoUsd: number; readonly tokens: number } | null;
  /** Dependencies that have not ended yet. */
  readonly missing: number;
  readonly attempts: readonly AttemptState[];
  /** Pending or last approval of this step. */
  readonly approvalId: string | null;
  readonly retryDueAt: string | null;
  /** When the last dependency ended. */
  readonly readyAt: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly output: Text | null;
  readonly error: StepError | null;
  readonly skippedReason: 'run_aborted' | 'run_failed' | null;
}

/** What a run has to do with one ledger. */
export interface Allowance {
  readonly draws: readonly Draw[];
  /** Draws that the run has given up before they were of any use, by name, with the revision of the fact that says so. */
  readonly voided: ReadonlyMap<string, number>;
}

/** What the run has spent and may still spend. Amounts in whole nanodollars and tokens. */
export interface RunLedger {
  readonly settledNanoUsd: number;
  readonly reservedNanoUsd: number;
  /** Reserved amounts of closed attempts whose cost nobody knows. */
  readonly unknownNanoUsd: number;
  readonly settledTokens: number;
  readonly reservedTokens: number;
  readonly unknownTokens: number;
}

export type RunStatus = 'none' | 'running' | 'completed' | 'failed' | 'aborted';

/** A run, folded. `evolve` replaces the parts it changes and owns the maps; everyone else sees it read-only. */
export interface RunState {
  runId: string;
  status: RunStatus;
  revision: number;
  workflowId: string;
  workflowName: string;
  workflowVersion: number;
  definition: WorkflowDefinition | null;
  inputs: Readonly<Record<string, unknown>>;
  label: string | null;
  estimate: CostEstimate | null;
  /** What binds: the caps of the run's own, and never more than it has drawn from the limits that it started under. */
  budget: RunBudget;
  ownBudget: RunBudget;
  /** By ledger, in the order in which they were drawn. */
  allowances: ReadonlyMap<string, Allowance>;
  ledger: RunLedger;
  steps: Map<string, StepState>;
  /** For each step the steps that wait for it. */
  dependents: ReadonlyMap<string, readonly string[]>;
  approvals: Map<string, ApprovalState>;
  /** Questions of engines that are undecided, or whose decision has not reached the engine. */
  questions: Set<string>;
  /** Steps whose dependencies have ended and that have no attempt in flight: they go out as soon as nothing speaks against it. */
  ready: Set<string>;
  /** Steps whose last attempt is open or of unknown outcome. */
  inFlight: Set<string>;
  /** Steps that have not ended. */
  remaining: number;
  paused: { readonly at: string; readonly reason: string | null } | null;
  held: { readonly reason: 'budget' | 'overrun'; readonly detail: string; readonly at: string } | null;
  abort: { readonly at: string; readonly reason: string | null; readonly actor: Actor } | null;
  /** The step whose failure ends the run as soon as nothing is in flight. */
  failing: { readonly stepKey: string; readonly reason: string } | null;
  statusReason: string | null;
  startedBy: Actor | null;
  startedAt: string | null;
  endedAt: string | null;
}

const NO_BUDGET: RunBudget = { capNanoUsd: null, capTokens: null, onExceeded: 'hold' };

export const initialRun = (): RunState => ({
  runId: '',
  status: 'none',
  revision: -1,
  workflowId: '',
  workflowName: '',
  workflowVersion: 0,
  definition: null,
  inputs: {},
  label: null,
  estimate: null,
  budget: NO_BUDGET,
  ownBudget: NO_BUDGET,
  allowances: new Map(),
  ledger: {
    settledNanoUsd: 0,
    reservedNanoUsd: 0,
    unknownNanoUsd: 0,
    settledTokens: 0,
    reservedTokens: 0,
    unknownTokens: 0,
  },
  steps: new Map(),
  dependents: new Map(),
  approvals: new Map(),
  questions: new Set(),
  ready: new Set(),
  inFlight: new Set(),
  remaining: 0,
  paused: null,
  held: null,
  abort: null,
  failing: null,
  statusReason: null,
  startedBy: null,
  startedAt: null,
  endedAt: null,
});

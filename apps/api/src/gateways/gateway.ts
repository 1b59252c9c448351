import type {
  AttemptResult,
  Executed,
  GatewayCapabilities,
  GatewayKind,
  RiskTier,
  StepError,
  StopProof,
  UsageReport,
} from '@mc/domain';

/** One attempt, ready to be sent: exactly what its StepDispatched authorised. */
export interface DispatchRequest {
  /** `runId/stepKey/attempt`: the engine's idempotency key. */
  readonly effectKey: string;
  readonly runId: string;
  readonly stepKey: string;
  readonly attempt: number;
  readonly agent: string;
  readonly engineAgent: string | null;
  readonly model: string;
  readonly risk: RiskTier;
  /** The agent's instructions; sent first. */
  readonly system: string | null;
  readonly prompt: string;
  readonly maxOutputTokens: number;
  /** ISO-8601 UTC. After this instant the adapter must not let the first byte leave. */
  readonly sendBy: string;
  /** ISO-8601 UTC. The adapter gives up by itself then. */
  readonly deadline: string;
}

/**
 * What an engine says about an attempt. `accepted` comes at most once and first, or not at all when the outcome is there
 * at once (an outcome implies it). An honest engine ends with one `completed` or `failed`; a lying one may repeat itself
 * or speak after it was stopped: whoever records must be idempotent by attempt.
 * Every text is bounded, well-formed and free of NUL (see agent-text.ts); for all else it is as hostile as the engine.
 */
export type GatewaySignal =
  | { readonly kind: 'accepted'; readonly engineRunId: string | null }
  /** A streamed piece of the output; for sockets only, may be lost. */
  | { readonly kind: 'text'; readonly text: string }
  /**
   * Totals of one model call so far, not differences; a later report of the same `callId` replaces an earlier one.
   * The cache counts are parts of the input. Estimates are never final.
   */
  | { readonly kind: 'usage'; readonly usage: UsageReport }
  | { readonly kind: 'tool'; readonly name: string; readonly detail: string }
  | AttemptResult;

export type OnSignal = (signal: GatewaySignal) => void;

export interface StopResult {
  readonly proof: StopProof;
  /** `no` only with proof, as always. */
  readonly executed: Executed;
}

/** What an engine knows of an effect key. Finding nothing proves nothing: a sleeping sender or the network may still deliver. */
export type LookupResult =
  | { readonly state: 'unsupported' }
  | { readonly state: 'unavailable'; readonly message: string }
  | { readonly state: 'not_found' }
  | { readonly state: 'running'; readonly engineRunId: string | null }
  /** A tombstone: this key is cancelled and will never run. */
  | { readonly state: 'cancelled' }
  | { readonly state: 'completed'; readonly output: string; readonly usage: readonly UsageReport[] }
  | {
      readonly state: 'failed';
      readonly error: StepError;
      readonly retryable: boolean;
      readonly executed: Executed;
      readonly usage: readonly UsageReport[];
    };

/** An agent (or model) that the engine offers. */
export interface EngineAgent {
  readonly engineAgent: string;
  readonly name: string;
  readonly model: string | null;
  readonly description: string | null;
}

/** What went wrong with an engine, and how often in a row. Times are ISO-8601 UTC. */
export interface GatewayTrouble {
  readonly message: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly times: number;
}

export interface GatewayStatus {
  readonly status: 'connected' | 'connecting' | 'down';
  readonly lastError: string | null;
  /** ISO-8601 UTC: when this status began. */
  readonly since: string;
  /** Names the engine's present life: a change means that it was restarted, and what it held in memory is gone. */
  readonly boot: string | null;
  /** What the engine says it is, such as `OpenClaw 2026.9.6, protocol 4`; with a warning where it was never tried. */
  readonly engine: string | null;
  /** How often it came back since this process has known it. */
  readonly reconnects: number;
  /** The newest first; kept when they are over. */
  readonly troubles: readonly GatewayTrouble[];
}

/** A question that an engine asks within a running attempt, such as for a command that its rules do not allow by themselves. */
export interface EngineApproval {
  readonly approvalId: string;
  /** `null`: of no attempt that this process knows. */
  readonly effectKey: string | null;
  readonly engineAgent: string | null;
  readonly engineRunId: string | null;
  readonly command: string;
  readonly cwd: string | null;
  /** The engine's own words for what is dangerous about it. */
  readonly risks: readonly string[];
  /** ISO-8601 UTC. */
  readonly expiresAt: string | null;
}

export type EngineApprovalNews =
  | { readonly kind: 'requested'; readonly approval: EngineApproval }
  /** Decided, by whomever: also elsewhere, by an abort or by time. */
  | { readonly kind: 'resolved'; readonly approvalId: string; readonly effectKey: string | null; readonly decision: string };

export type ApprovalDecision = 'allow' | 'deny';

/** `applied`: what was decided holds at the engine. False: somebody or something was faster; `status` is what then holds. */
export interface ApprovalAnswer {
  readonly applied: boolean;
  readonly status: string;
}

/** The way to one engine. Adapters carry: they decide nothing, retry nothing, and turn every failure into a signal. */
export interface Gateway {
  readonly name: string;
  readonly kind: GatewayKind;
  readonly capabilities: GatewayCapabilities;
  /**
   * Sends once, at most. Resolves when no further signal can come on this connection, which may be without any
   * outcome (silence, stop, abort); never rejects. `signal` closes the connection; only an engine that pays no heed
   * still brings an outcome then. No signal comes synchronously, inside the call itself.
   */
  dispatch(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void>;
  /**
   * Listens again to an attempt that another process had sent and that may still run, or has ended, at the engine; sends
   * nothing. Same signals and same end as `dispatch`. Only where `capabilities.resultSurvivesSender`.
   */
  attach?(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void>;
  /** Tells the engine to stop an attempt; never rejects. `proof: 'none'` when nothing could be reached. */
  stop(effectKey: string): Promise<StopResult>;
  lookup(effectKey: string): Promise<LookupResult>;
  /** What the engine offers. Rejects with a GatewayError. */
  listAgents(): Promise<readonly EngineAgent[]>;
  status(): GatewayStatus;
  /**
   * Asks to be told of approvals within attempts, those that are open included; ends when `signal` aborts. As long as
   * nobody listens, the engine is left to refuse what it would have asked for.
   */
  onEngineApproval?(listener: (news: EngineApprovalNews) => void, signal: AbortSignal): void;
  /** Rejects with a GatewayError when the engine cannot be asked or does not know of it. */
  answerApproval?(approvalId: string, decision: ApprovalDecision): Promise<ApprovalAnswer>;
  /** Asks the engine whether it is there and updates `status`; never rejects. */
  check(): Promise<void>;
  /** Ends what is open without an outcome. */
  close(): Promise<void>;
}

/** Where secrets are kept; facts only hold references. `null`: there is none by this reference. */
export interface SecretSource {
  read(secretRef: string): Promise<string | null>;
  /** For keys that an adapter makes itself, such as the identity of a device. */
  write?(secretRef: string, secret: string): Promise<void>;
}

export type GatewayErrorCode =
  | 'gateway_kind_unavailable'
  | 'invalid_gateway_url'
  | 'invalid_gateway_auth'
  | 'invalid_gateway_options'
  | 'gateway_unreachable'
  | 'gateway_refused';

/** A gateway that cannot be built or asked; `path` is a JSON Pointer into its configuration. */
export class GatewayError extends Error {
  constructor(
    readonly code: GatewayErrorCode,
    message: string,
    readonly path: string = '',
  ) {
    super(message);
    this.name = 'GatewayError';
  }
}

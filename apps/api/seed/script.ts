import type { Actor, RunCommand, RunEvents, RunState, WorkflowDefinition } from '@mc/domain';
import type { Person } from './people';

/** A stored version of a workflow. */
export interface Plan {
  readonly workflowId: string;
  readonly workflowVersion: number;
  readonly definition: WorkflowDefinition;
}

export type Dispatched = RunEvents['StepDispatched'];
export type Asked = Pick<RunEvents['ApprovalRequested'], 'approvalId' | 'stepKey' | 'attempt' | 'digest' | 'expiresAt'> & {
  /** Of an engine within an attempt, or before one goes out. */
  readonly isQuestion: boolean;
};

/** What an engine makes known of an attempt, so long after it was sent. */
export interface Report {
  readonly afterMs: number;
  readonly command: RunCommand;
}

/** What a person says to a request, so long after it was made. */
export interface Verdict {
  readonly afterMs: number;
  readonly by: Person;
  readonly say: 'grant' | 'reject';
  readonly reason: string | null;
}

/** A command of a person, so long after the start of the run. */
export interface Intervention {
  readonly afterMs: number;
  readonly by: Actor;
  readonly command: RunCommand;
  /** Sent only if the run is so by then. */
  readonly when?: (state: RunState) => boolean;
}

/**
 * One run as it shall go: how it starts, and what its engines and people do. What the run makes of it is decided by its rules.
 * What would happen after the end of the seeded time does not happen: so runs are left open.
 */
export interface RunScript {
  /** Ids are derived from it. */
  readonly name: string;
  readonly startAt: number;
  readonly by: Actor;
  /** The client's own key, for runs that programs start. */
  readonly idempotencyKey?: string | undefined;
  readonly plan: Plan;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly label: string | null;
  /** Nothing: the attempt stays open, without a sign of life. */
  readonly engine: (sent: Dispatched) => readonly Report[];
  /** Nothing: the request waits, or expires. */
  readonly people?: (asked: Asked) => readonly Verdict[];
  readonly interventions?: readonly Intervention[];
}

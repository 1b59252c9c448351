import type { Actor, Refusal, RunCommand, RunEvent, RunRefusal, RunState } from '@mc/domain';
import type { Idempotency, RecordedEvent } from '@mc/event-store';

/** Why a command is sent; what its facts will carry. */
export interface Cause {
  readonly actor: Actor;
  /** UUIDv7; a fresh one unless the command may come again. */
  readonly commandId?: string;
  readonly correlationId?: string;
  readonly causationId?: string | null;
  readonly idempotency?: Idempotency | null;
  /** The instant of the decision (ISO-8601 UTC); now unless told. */
  readonly at?: string;
}

export interface RunReceipt {
  readonly facts: readonly RecordedEvent<RunEvent>[];
  readonly refusal?: Refusal<RunRefusal>;
  readonly revision: number;
  /** Log position that the command has reached. */
  readonly position: number;
  /** Read-only; valid until the next command of this run. */
  readonly state: RunState;
}

/** The one door to run streams. Throws only for broken infrastructure; a rule that says no is a refusal in the receipt. */
export interface RunCommander {
  execute(runId: string, command: RunCommand, cause: Cause): Promise<RunReceipt>;
  /**
   * Called after every acknowledged append of this process, in order per run, with the facts and the state after them.
   * `isRepeat`: the facts were stored earlier; the listener may have been told of them, or the answer of then got lost.
   */
  onFacts(listener: FactsListener): void;
}

export type FactsListener = (
  runId: string,
  facts: readonly RecordedEvent<RunEvent>[],
  state: RunState,
  isRepeat: boolean,
) => void;

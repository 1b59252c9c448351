import type { Decider, Refusal } from '@mc/domain';
import type { Upcaster } from './codec/upcaster';
import type { EventStore, Fact, Idempotency, RecordedEvent, StreamHead } from './port';

/** What a command has led to. Facts and a refusal may come together. */
export interface Handled<State, Event extends Fact, Code extends string> {
  readonly facts: readonly RecordedEvent<Event>[];
  readonly refusal?: Refusal<Code>;
  readonly head: StreamHead;
  /** Of the last fact of this command, or of the stream when it led to none. */
  readonly position: number;
  /**
   * The stream's folded state; read it at once and do not keep it, the next command changes it. It holds the facts of this
   * command, and of those that shared its append.
   */
  readonly state: Readonly<State>;
  /** The command had been handled before; these are its facts of then, and a refusal of then is not repeated. */
  readonly repeated: boolean;
}

export interface Handling<Command, Context> {
  readonly stream: string;
  readonly command: Command;
  readonly context: Context;
  readonly idempotency?: Idempotency | null;
  /**
   * The command begins its stream, so there is most likely nothing to read: it is decided on the initial state at once. Should
   * the stream exist, the append finds out, and the command is decided again on what is there.
   */
  readonly begins?: boolean;
  /**
   * A refusal must hold on the stream as it is: other writers may have made room since this process last looked. Costs a read
   * where the rules say no, and nothing where they say yes, which the append finds out by itself.
   */
  readonly confirmed?: boolean;
}

export interface StreamHandlerParts<Command, State, Event extends Fact, Context, Code extends string> {
  readonly store: EventStore;
  readonly decider: Decider<Command, State, Event, Context, Code>;
  readonly upcaster: Upcaster;
  /**
   * A copy of a state. With it, commands that share an append are decided on the copy, and try together again when another writer
   * was faster; without it the stream is then read anew. For long streams that several processes write to.
   */
  readonly copy?: (state: State) => State;
}

/** What a look at a stream shows. */
export interface Looked<State> {
  readonly state: Readonly<State>;
  readonly head: StreamHead;
  readonly position: number;
}

/** A command in its lane, and who waits for what comes of it. */
export interface Waiting<Command, State, Event extends Fact, Context, Code extends string> {
  readonly handling: Handling<Command, Context>;
  readonly resolve: (handled: Handled<State, Event, Code>) => void;
  readonly reject: (error: unknown) => void;
}

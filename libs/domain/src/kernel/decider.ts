import type { Actor } from './actor';

/** What every command carries besides its own data. Time and ids come from outside: the domain has no clock and no dice. */
export interface CommandMeta {
  /** UUIDv7 of the command; the ids of its events are derived from it, so a repeat after an unknown outcome stores nothing twice. */
  readonly commandId: string;
  /** ISO-8601 UTC with milliseconds. */
  readonly now: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string | null;
}

/** A rule that said no: a stable code, a sentence, and whatever the caller needs to act on it. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * What a command leads to. A refusal may come with facts of its own: a decision against a request that has drifted
 * is refused, and the drift is recorded.
 */
export interface Decision<Event, Code extends string = string> {
  readonly facts: readonly Event[];
  readonly refusal?: Refusal<Code>;
}

/** Three pure functions that own a stream: where it starts, what happens, what follows. `decide` may refuse, `evolve` never does. */
export interface Decider<Command, State, Event extends { type: string }, Context, Code extends string = string> {
  /** A fresh state. It is mutable on purpose: the fold owns it, everyone else sees it read-only. */
  readonly initial: () => State;
  readonly decide: (command: Command, state: State, context: Context) => Decision<Event, Code>;
  /** Applies one fact in place and returns the same state. */
  readonly evolve: (state: State, event: Event, at: FactContext) => State;
}

/** What `evolve` may know of a fact besides its data. */
export interface FactContext {
  readonly at: string;
  readonly actor: Actor;
  readonly revision: number;
}

export const accept = <Event>(...facts: readonly Event[]): Decision<Event, never> => ({ facts });

export const refuse = <Code extends string>(
  code: Code,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): Decision<never, Code> => ({ facts: [], refusal: details ? { code, message, details } : { code, message } });

/** Ends a switch over a union: a member forgotten there does not compile. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
};

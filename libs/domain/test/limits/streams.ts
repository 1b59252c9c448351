import type { Actor, BudgetEvent, BudgetState, Decider, Decision, LimitEvent, LimitState, RunEvent, RunState } from '../../src';

export type AnyEvent = RunEvent | BudgetEvent | LimitEvent;

/** A fact of any stream, as an export of the whole log has it. */
export interface LoggedFact {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly event: AnyEvent;
  readonly at: string;
  readonly actor: Actor;
  /** Position up to which its process had heard of limits. */
  readonly heard: number;
}

/** What is needed of a decider; mutants bring their own. */
export type Rules<Command, State, Event extends { type: string }, Context> = Pick<
  Decider<Command, State, Event, Context>,
  'initial' | 'decide' | 'evolve'
>;

/** The log that all processes share: it takes facts only behind the revision that they were decided on. */
export class Streams {
  readonly log: LoggedFact[] = [];
  /** Those of the log that say what limits there are. */
  readonly ofLimits: LoggedFact[] = [];
  readonly #streams = new Map<string, LoggedFact[]>();

  factsOf(stream: string): readonly LoggedFact[] {
    return this.#streams.get(stream) ?? [];
  }

  /** False: another writer was faster. */
  append(
    stream: string,
    expected: number,
    events: readonly AnyEvent[],
    stamp: Pick<LoggedFact, 'at' | 'actor' | 'heard'>,
  ): boolean {
    const facts = this.#streams.get(stream) ?? [];
    if (facts.length - 1 !== expected) return false;
    this.#streams.set(stream, facts);
    for (const event of events) {
      // What is stored is JSON: anything that does not survive it would be a false history.
      const stored = JSON.parse(JSON.stringify(event)) as AnyEvent;
      const fact = { position: this.log.length + 1, stream, revision: facts.length, event: stored, ...stamp };
      facts.push(fact);
      this.log.push(fact);
      if (stream.startsWith('limit-')) this.ofLimits.push(fact);
    }
    return true;
  }
}

interface Remembered {
  state: RunState | BudgetState | LimitState;
  revision: number;
}

/** What one process remembers of the streams it has dealt with. It may be the past, as in the product. */
export class Memory {
  readonly #states = new Map<string, Remembered>();

  constructor(private readonly streams: Streams) {}

  fold<State, Event extends { type: string }>(
    stream: string,
    rules: Rules<never, State, Event, never>,
    fresh: boolean,
  ): Folded<State> {
    const known = this.#states.get(stream) as Folded<State> | undefined;
    const folded = known ?? { state: rules.initial(), revision: -1 };
    if (!known || fresh) {
      for (const { event, at, actor, revision } of this.streams.factsOf(stream).slice(folded.revision + 1)) {
        folded.state = rules.evolve(folded.state, event as unknown as Event, { at, actor, revision });
        folded.revision = revision;
      }
    }
    this.#states.set(stream, folded as unknown as Remembered);
    return folded;
  }
}

export interface Folded<State> {
  state: State;
  revision: number;
}

export interface Deciding<Command, State, Event extends { type: string }, Context> {
  readonly stream: string;
  readonly rules: Rules<Command, State, Event, Context>;
  readonly command: Command;
  readonly context: Context;
  readonly at: string;
  readonly actor: Actor;
  readonly heard: number;
  /** Whether a refusal must hold on the stream as it is now. */
  readonly confirmed: boolean;
}

/**
 * As the product's handler of streams: decides on what it remembers, and again on what is there when another was faster. What leads
 * to no fact is never compared with the log, unless it is a refusal that must be confirmed.
 */
export const decideAndAppend = <Command, State, Event extends { type: string }, Context>(
  streams: Streams,
  memory: Memory,
  { stream, rules, command, context, confirmed, ...stamp }: Deciding<Command, State, Event, Context>,
): { readonly decision: Decision<Event>; readonly state: State; readonly conflict: boolean } => {
  let conflict = false;
  for (let isFresh = false; ; isFresh = true) {
    const folded = memory.fold(stream, rules as unknown as Rules<never, State, Event, never>, isFresh);
    const decision = rules.decide(command, folded.state, context);
    const mustLook = decision.refusal && confirmed && !isFresh;
    if (mustLook) continue;
    if (decision.facts.length === 0) return { decision, state: folded.state, conflict };
    if (streams.append(stream, folded.revision, decision.facts as unknown as AnyEvent[], stamp)) {
      memory.fold(stream, rules as unknown as Rules<never, State, Event, never>, true);
      return { decision, state: folded.state, conflict };
    }
    conflict = true;
  }
};

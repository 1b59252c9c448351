import type { FactContext } from '@mc/domain';
import { CorruptEvent } from './errors';
import { RECENT_COMMANDS_MAX } from './limits';
import { type Fact, NO_STREAM, type RecordedEvent, type StreamHead } from './port';

/** First and last revision, inclusive. */
export interface RevisionRange {
  readonly from: number;
  readonly to: number;
}

/** A stream folded up to its head. Only stored facts ever stay in here. */
export class Folded<State, Event> {
  #state: State;
  #head: StreamHead = NO_STREAM;
  #position = 0;
  #weight = 0;
  /** Where the facts of the newest commands stand, so that a command that comes again gets its first answer. */
  readonly #recent = new Map<string, RevisionRange>();

  constructor(
    initial: State,
    private readonly evolve: (state: State, event: Event, at: FactContext) => State,
  ) {
    this.#state = initial;
  }

  /** The same stream over a copy of its state: whatever is done to the one does not touch the other. */
  copied(copy: (state: State) => State): Folded<State, Event> {
    const other = new Folded<State, Event>(copy(this.#state), this.evolve);
    [other.#head, other.#position, other.#weight] = [this.#head, this.#position, this.#weight];
    for (const [commandId, range] of this.#recent) other.#recent.set(commandId, range);
    return other;
  }

  /** Read-only for everyone else. */
  get state(): State {
    return this.#state;
  }

  get head(): StreamHead {
    return this.#head;
  }

  /** Position of the last fact, 0 when there is none. */
  get position(): number {
    return this.#position;
  }

  /** Characters of text that have been folded in: about what the state may hold on to. */
  get weight(): number {
    return this.#weight;
  }

  /** True when this event is the one that comes next. */
  awaits(event: RecordedEvent): boolean {
    return event.revision === this.#head.revision + 1 && event.previousHash === this.#head.hash;
  }

  add(event: RecordedEvent): void {
    this.#follows(event);
    this.ahead(event, event);
    this.#advance(event);
  }

  /**
   * Takes a fact into the state before it is stored, so that the next command can be decided on it. Follow it by `confirm`
   * when it is stored; if it is not, this state is good for nothing any more.
   */
  ahead(fact: Fact, { at, actor, revision }: FactContext): void {
    // The upcaster knows the type: it is one of the events of this stream's decider.
    this.#state = this.evolve(this.#state, fact as Event, { at, actor, revision });
  }

  confirm(event: RecordedEvent): void {
    this.#follows(event);
    this.#advance(event);
  }

  #follows(event: RecordedEvent): void {
    if (this.awaits(event)) return;
    throw new CorruptEvent(event.stream, event.revision, `does not follow revision ${this.#head.revision}`);
  }

  #advance({ revision, hash, position, data, commandId }: RecordedEvent): void {
    this.#head = { revision, hash };
    this.#position = position;
    this.#weight += charsIn(data);
    this.#remember(commandId, revision);
  }

  /** Where the facts of a command stand, if it is one of the newest. */
  factsOf(commandId: string): RevisionRange | undefined {
    return this.#recent.get(commandId);
  }

  #remember(commandId: string, revision: number): void {
    this.#recent.set(commandId, { from: this.#recent.get(commandId)?.from ?? revision, to: revision });
    if (this.#recent.size <= RECENT_COMMANDS_MAX) return;
    const oldest = this.#recent.keys().next();
    if (!oldest.done) this.#recent.delete(oldest.value);
  }
}

const charsIn = (value: unknown): number => {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return 1;
  let chars = 1;
  for (const item of Object.values(value)) chars += charsIn(item);
  return chars;
};

import type { FactContext } from '@mc/domain';
import { CorruptEvent } from './errors';
import { RECENT_COMMANDS_MAX } from './limits';
import { NO_STREAM, type RecordedEvent, type StreamHead } from './port';

/** First and last revision, inclusive. */
export interface RevisionRange {
  readonly from: number;
  readonly to: number;
}

/** A stream folded up to its head. Only stored facts ever get in here. */
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
    const { at, actor, revision, hash, position, commandId } = event;
    if (!this.awaits(event)) throw new CorruptEvent(event.stream, revision, `does not follow revision ${this.#head.revision}`);
    // The upcaster knows the type: it is one of the events of this stream's decider.
    this.#state = this.evolve(this.#state, event as Event, { at, actor, revision });
    this.#head = { revision, hash };
    this.#position = position;
    this.#weight += charsIn(event.data);
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

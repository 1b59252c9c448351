import { type CommandMeta, type Decision, deriveId } from '@mc/domain';
import { sha256 } from './codec/envelope';
import { EventStoreTimeout, InvalidEvent, StreamNotFound, WrongExpectedRevision } from './errors';
import { Folded, type RevisionRange } from './folded';
import type { Handled, Handling, Looked, StreamHandlerParts, Waiting } from './handling';
import { Lanes } from './lanes';
import {
  DECIDE_ATTEMPTS_MAX,
  STATE_CACHE_CHARS_MAX,
  STATE_CACHE_MAX,
  TOGETHER_COMMANDS_MAX,
  TOGETHER_EVENTS_MAX,
  UNKNOWN_RETRIES_MAX,
} from './limits';
import { Lru } from './lru';
import type { AppendResult, Fact, NewEvent, RecordedEvent, StreamHead } from './port';
import { backoffMs, pause } from './store/backoff';

/**
 * Handles the commands of one kind of stream: decides on the folded state and appends the facts, one command after the
 * other per stream. A command costs one append at most, and those that came while one was under way share the next;
 * the stream is read only when it is not in memory.
 */
export class StreamHandler<
  Command,
  State,
  Event extends Fact,
  Context extends { readonly meta: CommandMeta },
  Code extends string = string,
> {
  readonly #lanes = new Lanes();
  readonly #cache = new Lru<Folded<State, Event>>(STATE_CACHE_MAX, STATE_CACHE_CHARS_MAX);
  readonly #waiting = new Map<string, Waiting<Command, State, Event, Context, Code>[]>();

  constructor(private readonly parts: StreamHandlerParts<Command, State, Event, Context, Code>) {}

  /**
   * Throws what the store throws: EventStoreUnavailable when nothing was stored, EventStoreTimeout when that cannot be
   * told (the same command id again is safe), WrongExpectedRevision when other writers were faster too often.
   */
  handle(handling: Handling<Command, Context>): Promise<Handled<State, Event, Code>> {
    const { stream } = handling;
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(stream) ?? [];
      const one = { handling, resolve, reject };
      this.#waiting.set(stream, waiting);
      waiting.push(one);
      // Everyone brings a turn of the lane; the first of those who wait together takes the others along.
      this.#lanes
        .run(stream, () => this.#turn(stream))
        .catch((error) => {
          const index = waiting.indexOf(one);
          if (index >= 0) waiting.splice(index, 1);
          reject(error);
        });
    });
  }

  async #turn(stream: string): Promise<void> {
    const waiting = this.#waiting.get(stream) ?? [];
    const batch = waiting.splice(0, TOGETHER_COMMANDS_MAX);
    if (waiting.length === 0) this.#waiting.delete(stream);
    let left: readonly (typeof batch)[number][] = batch.length > 1 ? await this.#together(stream, batch) : batch;
    for (let one = left[0]; one; one = left[0]) {
      await this.#handle(one.handling).then(one.resolve, one.reject);
      left = left.slice(1);
      // On a copy a failure costs no reading anew: those behind may try together again.
      if (this.parts.copy && left.length > 1) left = await this.#together(stream, left);
    }
  }

  /**
   * Decides each command on the state that the facts of those before it lead to, and stores them all in one append. Gives back
   * the commands that have no answer yet, to be handled one by one: whatever goes wrong here is found out and told there.
   */
  async #together(stream: string, batch: readonly Waiting<Command, State, Event, Context, Code>[]) {
    const events: NewEvent<Event>[] = [];
    const answers: { one: (typeof batch)[number]; decision: Decision<Event, Code>; from: number }[] = [];
    const { copy } = this.parts;
    try {
      const known = await this.#loaded(stream);
      const folded = copy ? known.copied(copy) : known;
      const revision = folded.head.revision + 1;
      for (const one of batch) {
        const { command, context } = one.handling;
        const { commandId } = context.meta;
        const isRepeat = folded.factsOf(commandId) || events.some((event) => event.commandId === commandId);
        if (isRepeat || events.length >= TOGETHER_EVENTS_MAX) break;
        const decision = this.parts.decider.decide(command, folded.state, context);
        if (decision.refusal && one.handling.confirmed) break;
        answers.push({ one, decision, from: events.length });
        for (const event of this.#eventsOf(one.handling, decision)) {
          folded.ahead(event, { at: event.at, actor: event.actor, revision: revision + events.length });
          events.push(event);
        }
      }
      const stored = events.length > 0 ? await this.parts.store.append(stream, folded.head, events) : null;
      // Told as a repeat, it is for each command to find its own facts.
      if (stored?.repeated) throw new WrongExpectedRevision(stream, folded.head, stored.head);
      for (const event of stored?.events ?? []) folded.confirm(event);
      this.#cache.set(stream, folded);
      for (const [index, { one, decision, from }] of answers.entries())
        one.resolve(handled(folded, decision, stored?.events.slice(from, answers[index + 1]?.from) ?? [], false));
      return batch.slice(answers.length);
    } catch (error) {
      if (copy && error instanceof WrongExpectedRevision) await this.#refreshed(stream);
      // The state may have run ahead of what is stored.
      else if (!copy) this.#cache.delete(stream);
      return batch;
    }
  }

  /**
   * The stream's state after whatever is under way, for those who only look: as this process knows it, or read up to its end.
   * Do not keep it.
   */
  look(stream: string, known: 'cached' | 'fresh' = 'cached'): Promise<Looked<State>> {
    return this.#lanes.run(stream, () => (known === 'fresh' ? this.#refreshed(stream) : this.#loaded(stream)));
  }

  async #refreshed(stream: string): Promise<Folded<State, Event>> {
    const cached = this.#cache.get(stream);
    const folded = cached ?? (await this.#loaded(stream));
    if (cached) await this.#catchUp(stream, folded);
    return folded;
  }

  async #handle(handling: Handling<Command, Context>): Promise<Handled<State, Event, Code>> {
    const { stream, command, context } = handling;
    const { commandId } = context.meta;
    const folded = await this.#loaded(stream, handling.begins);
    let isConfirmed = !handling.confirmed;
    for (let attempt = 1; ; attempt++) {
      const before = folded.factsOf(commandId);
      if (before) return this.#repeat(stream, folded, before);
      const decision = this.parts.decider.decide(command, folded.state, context);
      if (decision.refusal && !isConfirmed) {
        isConfirmed = true;
        await this.#catchUp(stream, folded);
        continue;
      }
      if (decision.facts.length === 0) return handled(folded, decision, [], false);
      try {
        const result = await this.#append(stream, folded.head, this.#eventsOf(handling, decision));
        return await this.#appended(stream, folded, decision, result);
      } catch (error) {
        // Ids that are in use in part: a command that comes again and leads to other facts than the first time.
        const hasBegun = handling.begins && attempt === 1 && error instanceof InvalidEvent;
        if (!(hasBegun || error instanceof WrongExpectedRevision) || attempt >= DECIDE_ATTEMPTS_MAX) throw error;
        await this.#catchUp(stream, folded);
      }
    }
  }

  #eventsOf({ stream, context: { meta }, idempotency = null }: Handling<Command, Context>, { facts }: Decision<Event, Code>) {
    return facts.map(
      ({ type, data }, index): NewEvent<Event> => ({
        // The stream is part of it: one command may lead to facts in several.
        id: deriveId(meta.commandId, `event/${stream}`, index, sha256),
        type,
        version: this.parts.upcaster.newestVersion(stream, type),
        data,
        actor: meta.actor,
        at: meta.now,
        correlationId: meta.correlationId,
        causationId: meta.causationId,
        commandId: meta.commandId,
        idempotency,
      }),
    );
  }

  /** An append whose answer got lost is sent again as it is: with the same ids it cannot be stored twice. */
  async #append(stream: string, head: StreamHead, events: readonly NewEvent<Event>[]): Promise<AppendResult<Event>> {
    for (let retries = 0; ; retries++) {
      try {
        return await this.parts.store.append(stream, head, events);
      } catch (error) {
        if (!(error instanceof EventStoreTimeout)) throw error;
        if (retries >= UNKNOWN_RETRIES_MAX) {
          // What is in memory may be the past now.
          this.#cache.delete(stream);
          throw error;
        }
        await pause(backoffMs(retries), new AbortController().signal);
      }
    }
  }

  /** Only now, with the facts stored, does the state move on. */
  async #appended(
    stream: string,
    folded: Folded<State, Event>,
    decision: Decision<Event, Code>,
    result: AppendResult<Event>,
  ): Promise<Handled<State, Event, Code>> {
    const [first] = result.events;
    if (first && folded.awaits(first)) this.#fold(stream, folded, result.events);
    // Stored some time ago: others may have gone on since.
    if (result.repeated) await this.#catchUp(stream, folded);
    return handled(folded, decision, result.events, result.repeated);
  }

  async #repeat(stream: string, folded: Folded<State, Event>, range: RevisionRange): Promise<Handled<State, Event, Code>> {
    const facts: RecordedEvent<Event>[] = [];
    for await (const page of this.parts.store.readStream(stream, { ...range, texts: 'whole' })) {
      facts.push(...(page as readonly RecordedEvent<Event>[]));
    }
    return handled(folded, { facts: [] }, facts, true);
  }

  async #loaded(stream: string, begins = false): Promise<Folded<State, Event>> {
    const known = this.#cache.get(stream);
    if (known) return known;
    const { initial, evolve } = this.parts.decider;
    const folded = new Folded<State, Event>(initial(), evolve);
    if (!begins) await this.#catchUp(stream, folded);
    return folded;
  }

  async #catchUp(stream: string, folded: Folded<State, Event>): Promise<void> {
    try {
      const pages = this.parts.store.readStream(stream, { from: folded.head.revision + 1, texts: 'whole' });
      for await (const page of pages) this.#fold(stream, folded, page);
      this.#cache.set(stream, folded);
    } catch (error) {
      if (!(error instanceof StreamNotFound)) throw error;
      // The first command of a stream meets nothing; its state begins with its own facts.
    }
  }

  #fold(stream: string, folded: Folded<State, Event>, events: readonly RecordedEvent[]): void {
    try {
      for (const event of events) folded.add(event);
      this.#cache.set(stream, folded);
    } catch (error) {
      // A state that took half of a fact must not serve the next command.
      this.#cache.delete(stream);
      throw error;
    }
  }
}

const handled = <State, Event extends Fact, Code extends string>(
  folded: Folded<State, Event>,
  { refusal }: Decision<Event, Code>,
  facts: readonly RecordedEvent<Event>[],
  repeated: boolean,
): Handled<State, Event, Code> => {
  const last = facts.at(-1);
  return {
    facts,
    ...(refusal ? { refusal } : {}),
    head: last ? { revision: last.revision, hash: last.hash } : folded.head,
    position: last?.position ?? folded.position,
    state: folded.state,
    repeated,
  };
};

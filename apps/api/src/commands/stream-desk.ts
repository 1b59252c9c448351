import type { CommandMeta, Decider, Refusal } from '@mc/domain';
import {
  type EventStore,
  type Fact,
  type Handled,
  type RecordedEvent,
  StreamHandler,
  Upcaster,
  type UpcastTables,
} from '@mc/event-store';
import type { Clock, Ids } from '../ports';
import type { Cause } from '../runs/run-commander';

export interface Receipt<Code extends string = string> {
  readonly stream: string;
  readonly facts: readonly RecordedEvent[];
  readonly refusal?: Refusal<Code>;
  readonly revision: number;
  readonly position: number;
}

export interface DeskPorts {
  readonly store: EventStore;
  readonly now: Clock;
  readonly newId: Ids;
  /** Told of facts as soon as they are stored, so that the very next command sees them. */
  readonly stored: (facts: readonly RecordedEvent[]) => void;
}

export interface DeskParts<
  Command,
  State,
  Event extends Fact,
  Context extends { readonly meta: CommandMeta },
  Code extends string,
> {
  readonly category: string;
  readonly decider: Decider<Command, State, Event, Context, Code>;
  readonly upcasts: UpcastTables;
  /** What the decision may know besides its stream, as of this instant. */
  readonly context: (meta: CommandMeta, name: string, command: Command) => Context;
}

/** Decides the commands of one kind of stream and appends their facts. */
export class StreamDesk<Command, State, Event extends Fact, Context extends { readonly meta: CommandMeta }, Code extends string> {
  readonly #streams: StreamHandler<Command, State, Event, Context, Code>;

  constructor(
    private readonly ports: DeskPorts,
    private readonly parts: DeskParts<Command, State, Event, Context, Code>,
  ) {
    const upcaster = new Upcaster(parts.upcasts);
    this.#streams = new StreamHandler({ store: ports.store, decider: parts.decider, upcaster });
  }

  /** Throws only for broken infrastructure; a rule that says no is a refusal in the receipt. */
  async execute(name: string, command: Command, cause: Cause): Promise<Receipt<Code>> {
    const stream = `${this.parts.category}-${name}`;
    const context = this.parts.context(this.#meta(cause), name, command);
    const handled = await this.#streams.handle({ stream, command, context, idempotency: cause.idempotency ?? null });
    this.ports.stored(handled.facts);
    return receiptOf(stream, handled);
  }

  #meta({ actor, commandId, correlationId, causationId }: Cause): CommandMeta {
    const id = commandId ?? this.ports.newId();
    return { commandId: id, now: this.ports.now(), actor, correlationId: correlationId ?? id, causationId: causationId ?? null };
  }
}

const receiptOf = <State, Event extends Fact, Code extends string>(
  stream: string,
  { facts, head, position, refusal }: Handled<State, Event, Code>,
): Receipt<Code> => ({ stream, facts, revision: head.revision, position, ...(refusal ? { refusal } : {}) });

import {
  type Catalogue,
  type CommandMeta,
  type RunCommand,
  type RunContext,
  type RunEvent,
  type RunRefusal,
  type RunState,
  runDecider,
  runUpcasts,
} from '@mc/domain';
import { type EventStore, StreamHandler, sha256, Upcaster } from '@mc/event-store';
import type { Clock, Ids } from '../ports';
import type { Cause, FactsListener, RunCommander, RunReceipt } from './run-commander';

/** What decisions about runs may know besides the run, as of this instant. */
type RunSurroundings = Omit<RunContext, 'meta' | 'catalogue' | 'sha256'>;

export interface RunHandlerPorts {
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  readonly surroundings: RunSurroundings;
  readonly now: Clock;
  readonly newId: Ids;
}

export const runStream = (runId: string): string => `run-${runId}`;

/** Decides commands of runs and appends their facts; whoever performs facts listens here. */
export class RunHandler implements RunCommander {
  readonly #streams: StreamHandler<RunCommand, RunState, RunEvent, RunContext, RunRefusal>;
  readonly #listeners: FactsListener[] = [];

  constructor(private readonly ports: RunHandlerPorts) {
    this.#streams = new StreamHandler({ store: ports.store, decider: runDecider, upcaster: new Upcaster({ run: runUpcasts }) });
  }

  onFacts(listener: FactsListener): void {
    this.#listeners.push(listener);
  }

  /** What a decision about a run may know, as of now. */
  contextOf(cause: Cause): RunContext {
    const { catalogue, surroundings } = this.ports;
    return { ...surroundings, catalogue, sha256, meta: this.#meta(cause) };
  }

  /** The run after whatever is under way: as this process knows it, or read up to its end. Read it at once. */
  async look(runId: string, known: 'cached' | 'fresh'): Promise<RunState> {
    return (await this.#streams.look(runStream(runId), known)).state as RunState;
  }

  async execute(runId: string, command: RunCommand, cause: Cause): Promise<RunReceipt> {
    const context = this.contextOf(cause);
    const handled = await this.#streams.handle({
      stream: runStream(runId),
      command,
      context,
      idempotency: cause.idempotency ?? null,
      begins: command.type === 'StartRun',
    });
    const { facts, head, position, refusal, repeated } = handled;
    // The state belongs to the handler, which replaces it from command to command; it is only ever read here.
    const state = handled.state as RunState;
    if (facts.length > 0) for (const listener of this.#listeners) listener(runId, facts, state, repeated);
    return { facts, revision: head.revision, position, state, ...(refusal ? { refusal } : {}) };
  }

  #meta({ actor, commandId, correlationId, causationId, at }: Cause): CommandMeta {
    const id = commandId ?? this.ports.newId();
    return {
      commandId: id,
      now: at ?? this.ports.now(),
      actor,
      correlationId: correlationId ?? id,
      causationId: causationId ?? null,
    };
  }
}

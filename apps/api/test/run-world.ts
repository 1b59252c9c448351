import { randomUUID } from 'node:crypto';
import {
  type Catalogue,
  deriveId,
  type RunCommand,
  type RunEvent,
  type RunState,
  runUpcasts,
  type StepDefinition,
} from '@mc/domain';
import { createMemoryEventStore, type EventStore, type RecordedEvent } from '@mc/event-store';
import { Dispatcher } from '../src/dispatch/dispatcher';
import type { DueRuns, Leases, OutputPiece } from '../src/dispatch/ports';
import { Sweep } from '../src/dispatch/sweep';
import { GatewayRegistry } from '../src/gateways/registry';
import { SimulatedEngine } from '../src/gateways/simulated/simulated-engine';
import { LOCAL_NETWORK } from '../src/gateways/url-policy';
import { outputProblem } from '../src/runs/output-schema';
import type { RunReceipt } from '../src/runs/run-commander';
import { RunHandler } from '../src/runs/run-handler';

/** What all processes of one test share: the log, the engine behind the gateway, and who of them is alive. */
export class SharedWorld {
  readonly store: EventStore = createMemoryEventStore({ run: runUpcasts });
  readonly engine = new SimulatedEngine();
  readonly gone = new Set<string>();
  readonly runs = new Set<string>();

  constructor(readonly catalogue: Catalogue) {}

  /** Every fact of a run, in order. */
  async log(runId: string): Promise<readonly RecordedEvent<RunEvent>[]> {
    const facts: RecordedEvent<RunEvent>[] = [];
    for await (const page of this.store.readStream(`run-${runId}`, { texts: 'whole' })) {
      facts.push(...(page as readonly RecordedEvent<RunEvent>[]));
    }
    return facts;
  }
}

/** One process of Mission Control, without HTTP and read models: handler, dispatcher and sweep over the shared world. */
export class RunProcess {
  readonly incarnation = randomUUID();
  readonly output: OutputPiece[] = [];
  readonly errors: unknown[] = [];
  readonly runs: RunHandler;
  readonly sweep: Sweep;
  readonly #dispatcher: Dispatcher;
  readonly #registry: GatewayRegistry;
  readonly #states = new Map<string, RunState>();
  readonly #waiting = new Set<() => void>();

  constructor(private readonly world: SharedWorld) {
    const { catalogue, store } = world;
    this.#registry = new GatewayRegistry({
      secrets: { read: async () => null },
      network: LOCAL_NETWORK,
      simulatedEngine: () => world.engine,
    });
    for (const gateway of catalogue.gateways()) this.#registry.apply(gateway);
    const leases: Leases = { incarnation: this.incarnation, isGone: (sender) => world.gone.has(sender), onGone: () => {} };
    const now = (): string => new Date().toISOString();
    const onError = (error: unknown): void => void this.errors.push(error);
    this.runs = new RunHandler({
      store,
      catalogue,
      now,
      newId: () => deriveId('01900000-0000-7000-8000-000000000000', randomUUID(), 0),
      surroundings: {
        sender: this.incarnation,
        countTokens: (text) => Math.ceil(text.length / 4),
        outputProblem,
        isSenderGone: leases.isGone,
        isEngineDown: (name) => this.#registry.get(name)?.status().status === 'down',
        engineBoot: () => null,
      },
    });
    this.runs.onFacts((runId, _facts, state) => {
      this.#states.set(runId, state);
      for (const look of [...this.#waiting]) look();
    });
    this.#dispatcher = new Dispatcher({
      commander: this.runs,
      gateways: this.#registry,
      leases,
      output: { publish: (piece) => void this.output.push(piece) },
      isFrozen: (place) => catalogue.frozen(place) !== undefined,
      now,
      onError,
    });
    const due: DueRuns = { due: async () => [...world.runs], active: async (after) => (after ? [] : [...world.runs]) };
    this.sweep = new Sweep({
      mend: async () => undefined,
      caughtUp: async () => undefined,
      commander: this.runs,
      due,
      leases,
      adopt: (runId, state) => this.#dispatcher.adopt(runId, state),
      now,
      onError,
    });
  }

  async start(
    steps: readonly StepDefinition[],
    change: Partial<Extract<RunCommand, { type: 'StartRun' }>['data']> = {},
  ): Promise<string> {
    const runId = randomUUID();
    this.world.runs.add(runId);
    const definition = {
      name: 'test',
      description: null,
      inputs: {},
      budget: { totalBudgetNanoUsd: null, maxTokens: null, onExceeded: 'hold' as const },
      steps,
    };
    const data = { runId, workflowId: 'w', workflowVersion: 1, definition, inputs: {}, budget: null, label: null, ...change };
    await this.do(runId, { type: 'StartRun', data });
    return runId;
  }

  do(runId: string, command: RunCommand, by = 'ana'): Promise<RunReceipt> {
    return this.runs.execute(runId, command, {
      actor: { kind: 'operator', id: by, username: by, email: `${by}@example.com`, via: 'session' },
    });
  }

  /** Resolves as soon as this process has seen the run in such a state. */
  until(runId: string, holds: (state: RunState) => boolean): Promise<RunState> {
    return new Promise((resolve) => {
      const look = (): void => {
        const state = this.#states.get(runId);
        if (!state || !holds(state)) return;
        this.#waiting.delete(look);
        resolve(state);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** As kill -9 would: nothing more is said or recorded, and everyone knows that it is gone. */
  async kill(): Promise<void> {
    this.world.gone.add(this.incarnation);
    this.sweep.close();
    const dead = this.runs as { execute: unknown };
    dead.execute = () => new Promise(() => {});
    await this.#registry.close();
  }

  async close(): Promise<void> {
    this.sweep.close();
    await this.#dispatcher.close();
    await this.#registry.close();
  }
}

import { randomUUID } from 'node:crypto';
import { type Catalogue, deriveId, NO_CAPABILITIES, type RunState, runUpcasts } from '@mc/domain';
import { createEventStore, type EventStore } from '@mc/event-store';
import { Projector } from '@mc/projections';
import pg from 'pg';
import { v7 } from 'uuid';
import { Dispatcher } from '../src/dispatch/dispatcher';
import type { Leases } from '../src/dispatch/ports';
import { Sweep } from '../src/dispatch/sweep';
import type { DispatchRequest, Gateway, OnSignal } from '../src/gateways/gateway';
import { GatewayRegistry } from '../src/gateways/registry';
import { SimulatedEngine } from '../src/gateways/simulated/simulated-engine';
import { LOCAL_NETWORK } from '../src/gateways/url-policy';
import { outputProblem } from '../src/runs/output-schema';
import { RunHandler } from '../src/runs/run-handler';
import { definitionOf, type Workload } from './workloads';

const AGENT = {
  name: 'bench',
  gateway: 'sim',
  engineAgent: null,
  model: 'bench',
  description: null,
  instructions: null,
  maxOutputTokens: 16,
};
export const GATEWAY = {
  name: 'sim',
  kind: 'simulated',
  url: null,
  auth: { type: 'none', secretRef: null },
  options: { defaults: 'noop tokens=10/5' },
} as const;
const PRICE = {
  model: 'bench',
  inputNanoUsdPerMTok: 1_000_000_000,
  outputNanoUsdPerMTok: 2_000_000_000,
  cacheReadNanoUsdPerMTok: null,
  cacheWriteNanoUsdPerMTok: null,
  longContext: null,
  effectiveFrom: '2026-01-01T00:00:00.000Z',
  priceVersion: 1,
};

const CATALOGUE: Catalogue = {
  position: 0,
  agent: (name) => (name === AGENT.name ? AGENT : undefined),
  agents: () => [AGENT],
  gateway: (name) => (name === GATEWAY.name ? GATEWAY : undefined),
  gateways: () => [GATEWAY],
  capabilities: () => ({ ...NO_CAPABILITIES, stop: true, usagePerCall: true, hardTokenLimit: true }),
  price: (model) => (model === PRICE.model ? PRICE : undefined),
  prices: () => [PRICE],
  operator: () => undefined,
  approvalRule: () => ({ quorum: 1, selfApproval: true, roles: ['approver'], expiresAfterMs: null }),
  policyVersion: 0,
  singleOperator: false,
  limitsOn: () => [],
  limit: () => undefined,
  frozen: () => undefined,
};

/** Notes when a run's step has answered, and how long it takes until the next one is sent. */
class Stopwatch {
  gaps: number[] = [];
  readonly #answered = new Map<string, number>();

  sent(runId: string): void {
    const at = this.#answered.get(runId);
    this.#answered.delete(runId);
    if (at !== undefined) this.gaps.push(performance.now() - at);
  }

  answered(runId: string): void {
    this.#answered.set(runId, performance.now());
  }
}

/** A gateway with a stopwatch at its door. */
const timed = (gateway: Gateway, watch: Stopwatch): Gateway =>
  Object.create(gateway, {
    dispatch: {
      value: (request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal) => {
        watch.sent(request.runId);
        const heard: OnSignal = (what) => {
          if (what.kind === 'completed') watch.answered(request.runId);
          onSignal(what);
        };
        return gateway.dispatch(request, heard, signal);
      },
    },
  }) as Gateway;

/** The product without HTTP: store, projector, dispatcher, sweep, simulated engine that answers at once. */
export class FullProduct {
  readonly store: EventStore;
  readonly lags: number[] = [];
  readonly watch = new Stopwatch();
  readonly #pool: pg.Pool;
  readonly #runs: RunHandler;
  readonly #dispatcher: Dispatcher;
  readonly #sweep: Sweep;
  readonly #projector: Projector;
  readonly #registry: GatewayRegistry;
  readonly #ended = new Map<string, () => void>();

  constructor(appUrl: string) {
    this.#pool = new pg.Pool({ connectionString: appUrl, max: 4 });
    // An idle connection may see the server go first.
    this.#pool.on('error', () => {});
    this.store = createEventStore({ pool: this.#pool, upcasts: { run: runUpcasts } });
    const incarnation = randomUUID();
    const leases: Leases = { incarnation, isGone: () => false, onGone: () => {} };
    const now = (): string => new Date().toISOString();
    const onError = (error: unknown): void => console.error(error);
    this.#registry = new GatewayRegistry({
      secrets: { read: async () => null },
      network: LOCAL_NETWORK,
      simulatedEngine: () => new SimulatedEngine(),
    });
    const gateway = timed(this.#registry.apply(GATEWAY), this.watch);
    this.#runs = new RunHandler({
      store: this.store,
      catalogue: CATALOGUE,
      now,
      newId: v7,
      surroundings: {
        sender: incarnation,
        countTokens: (text) => text.length,
        outputProblem,
        isSenderGone: () => false,
        isEngineDown: () => false,
        engineBoot: () => null,
      },
    });
    this.#dispatcher = new Dispatcher({
      commander: this.#runs,
      gateways: { get: () => gateway },
      leases,
      output: { publish: () => {} },
      isFrozen: () => false,
      now,
      onError,
    });
    this.#sweep = new Sweep({
      caughtUp: async () => undefined,
      mend: async () => undefined,
      commander: this.#runs,
      due: { due: async () => [], active: async () => [] },
      adopt: () => {},
      leases,
      now,
      onError,
    });
    this.#runs.onFacts((runId, _facts, state) => this.#look(runId, state));
    this.#projector = new Projector({
      reader: this.store,
      databaseUrl: appUrl,
      owner: incarnation,
      alone: true,
      onCommitted: (events) => {
        for (const { at } of events) this.lags.push(Date.now() - Date.parse(at));
      },
      onTrouble: onError,
    });
  }

  async start(): Promise<void> {
    await this.#projector.start();
    await this.#sweep.start();
  }

  /** Carries one run to its end; resolves with its id when it has completed. */
  async run(workload: Workload): Promise<string> {
    const runId = deriveId(v7(), 'run', 0);
    const ended = new Promise<void>((done) => this.#ended.set(runId, done));
    const definition = {
      name: 'bench',
      description: null,
      inputs: {},
      budget: { totalBudgetNanoUsd: 1_000_000_000, maxTokens: null, onExceeded: 'hold' as const },
      steps: definitionOf(workload),
    };
    const data = { runId, workflowId: 'bench', workflowVersion: 1, definition, inputs: {}, budget: null, label: null };
    await this.#runs.execute(runId, { type: 'StartRun', data }, { actor: { kind: 'system', id: 'bench' } });
    await ended;
    return runId;
  }

  /** Until the read models show everything that was stored. */
  async settled(): Promise<void> {
    await this.#projector.waitFor(await this.store.head(), 60_000);
  }

  async close(): Promise<void> {
    this.#sweep.close();
    await this.#dispatcher.close();
    await this.#registry.close();
    await this.#projector.stop();
    await this.store.close();
    await this.#pool.end();
  }

  #look(runId: string, state: RunState): void {
    if (state.status === 'running') return;
    if (state.status !== 'completed') throw new Error(`run ${runId} ${state.status}: ${state.statusReason}`);
    this.#ended.get(runId)?.();
    this.#ended.delete(runId);
  }
}

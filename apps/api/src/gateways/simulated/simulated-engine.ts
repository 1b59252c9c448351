import type { GatewayCapabilities } from '@mc/domain';
import { type GatewayClock, systemClock } from '../clock';
import { failed } from '../failure';
import type { DispatchRequest, LookupResult, OnSignal, StopResult } from '../gateway';
import { EngineRun } from './engine-run';
import { Journal } from './journal';
import { Questions } from './questions';
import type { Script } from './script';

/** Finished attempts that an engine with a memory keeps. */
const RUNS_REMEMBERED_MAX = 1_000;
const TOMBSTONES_MAX = 10_000;

export interface Message {
  readonly request: DispatchRequest;
  readonly script: Script;
  readonly capabilities: GatewayCapabilities;
  readonly seed: number;
}

export interface Connection {
  /** Resolves when nothing more can come. */
  readonly done: Promise<void>;
  /** The sender goes away; whether the attempt goes on is the engine's business. */
  close(): void;
}

const CANCELLED = failed({
  class: 'stopped',
  code: 'cancelled',
  message: 'this effect key was cancelled before it began',
  retryable: false,
  executed: 'no',
});

/** The far side: it may outlive its gateway, as a real engine outlives the process that talks to it. */
export class SimulatedEngine {
  readonly journal = new Journal();
  readonly questions: Questions;
  readonly #runs = new Map<string, EngineRun>();
  readonly #tombstones = new Set<string>();

  constructor(readonly clock: GatewayClock = systemClock) {
    this.questions = new Questions(clock);
  }

  send(message: Message, onSignal: OnSignal): Connection {
    const { request, script, capabilities } = message;
    this.#note(request);
    if (script.lost) return connection(new Promise(() => {}), () => true);
    if (this.#tombstones.has(request.effectKey)) return connection(told(onSignal), () => true);
    const run = this.#known(request.effectKey, capabilities) ?? this.#begin(message);
    if (!script.silence) run.listen(onSignal);
    return connection(script.silence ? new Promise(() => {}) : run.done, () => {
      if (run.heedless) return false;
      run.unlisten(onSignal);
      if (!capabilities.resultSurvivesSender) run.stop();
      return true;
    });
  }

  /** Listens to an attempt that somebody else had sent; done at once when nothing is known of it. */
  listen(effectKey: string, onSignal: OnSignal): Connection {
    const run = this.#runs.get(effectKey);
    if (!run) return connection(Promise.resolve(), () => true);
    const done = Promise.resolve().then(() => {
      run.listen(onSignal);
      return run.done;
    });
    return connection(done, () => {
      run.unlisten(onSignal);
      return true;
    });
  }

  #note(request: DispatchRequest): void {
    const entry = this.journal.of(request.effectKey, request.engineAgent ?? request.agent);
    entry.sentAt.push(this.clock.now());
    entry.system = request.system;
    entry.prompt = request.prompt;
  }

  #known(effectKey: string, { idempotency }: GatewayCapabilities): EngineRun | undefined {
    const run = this.#runs.get(effectKey);
    return idempotency && run && this.clock.now() - run.beganAt <= idempotency.windowMs ? run : undefined;
  }

  #begin({ request, script, capabilities, seed }: Message): EngineRun {
    const entry = this.journal.of(request.effectKey, request.engineAgent ?? request.agent);
    const run = new EngineRun({ script, request, capabilities, seed, entry, clock: this.clock, questions: this.questions });
    this.#runs.set(request.effectKey, run);
    const remembers = capabilities.idempotency !== null || capabilities.lookup;
    void run.done.then(() => {
      if (!remembers && this.#runs.get(request.effectKey) === run) this.#runs.delete(request.effectKey);
      if (this.#runs.size > RUNS_REMEMBERED_MAX) this.#forgetOldest();
    });
    return run;
  }

  #forgetOldest(): void {
    for (const [effectKey, run] of this.#runs) {
      if (!run.over) continue;
      this.#runs.delete(effectKey);
      return;
    }
  }

  stop(effectKey: string, capabilities: GatewayCapabilities): StopResult {
    const run = this.#runs.get(effectKey);
    const entry = this.journal.get(effectKey);
    if (entry && !run?.over) entry.stoppedAt = this.clock.now();
    if (!run?.heedless && (capabilities.stop || capabilities.tombstone)) run?.stop();
    if (capabilities.tombstone && !run?.heedless) {
      if (this.#tombstones.size >= TOMBSTONES_MAX) this.#tombstones.delete(this.#tombstones.values().next().value as string);
      this.#tombstones.add(effectKey);
      if (entry && entry.finishedAt.length > 0) return { proof: 'tombstone', executed: 'yes' };
      return { proof: 'tombstone', executed: entry && entry.startedAt.length > 0 ? 'unknown' : 'no' };
    }
    const stopped = capabilities.stop && run !== undefined && !run.over && !run.heedless;
    return { proof: stopped ? 'stopped' : 'none', executed: 'unknown' };
  }

  lookup(effectKey: string): LookupResult {
    const state = this.#runs.get(effectKey)?.state() ?? { state: 'not_found' };
    return state.state === 'not_found' && this.#tombstones.has(effectKey) ? { state: 'cancelled' } : state;
  }
}

const told = async (onSignal: OnSignal): Promise<void> => {
  await undefined;
  onSignal(CANCELLED);
};

/** `leave` says whether the engine lets go; then the connection is done at once. */
const connection = (done: Promise<void>, leave: () => boolean): Connection => {
  const closed = Promise.withResolvers<void>();
  return {
    done: Promise.race([done, closed.promise]),
    close: () => {
      if (leave()) closed.resolve();
    },
  };
};

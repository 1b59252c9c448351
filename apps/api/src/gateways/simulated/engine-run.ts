import type { GatewaySignal, LookupResult, OnSignal } from '../gateway';
import { type Part, play } from './play';

/** One attempt inside the simulated engine, which may outlive the connection that brought it. */
export class EngineRun {
  readonly beganAt: number;
  readonly #stop = new AbortController();
  readonly #listeners = new Set<OnSignal>();
  /** All but streamed text, for whoever asks again. */
  readonly #signals: GatewaySignal[] = [];
  #over: boolean = false;
  readonly done: Promise<void>;

  constructor(readonly part: Omit<Part, 'emit' | 'stopped'>) {
    this.beganAt = part.clock.now();
    this.done = this.#play();
  }

  async #play(): Promise<void> {
    // Never inside the call that brought it: the sender must have its connection first.
    await undefined;
    await play({ ...this.part, stopped: this.#stop.signal, emit: (signal) => this.#tell(signal) });
    this.#over = true;
  }

  #tell(signal: GatewaySignal): void {
    if (signal.kind !== 'text') this.#signals.push(signal);
    for (const listener of this.#listeners) listener(signal);
  }

  get over(): boolean {
    return this.#over;
  }

  /** Whether a stop or a closed connection is ignored. */
  get heedless(): boolean {
    return this.part.script.lateMs !== null;
  }

  listen(listener: OnSignal): void {
    for (const signal of this.#signals) listener(signal);
    this.#listeners.add(listener);
  }

  unlisten(listener: OnSignal): void {
    this.#listeners.delete(listener);
  }

  stop(): void {
    this.#stop.abort();
  }

  state(): LookupResult {
    const usage = this.#signals.flatMap((signal) => (signal.kind === 'usage' ? [signal.usage] : []));
    const end = this.#signals.find((signal) => signal.kind === 'completed' || signal.kind === 'failed');
    if (end?.kind === 'completed') return { state: 'completed', output: end.output, usage };
    if (end?.kind === 'failed')
      return { state: 'failed', error: end.error, retryable: end.retryable, executed: end.executed, usage };
    return this.#over || this.#stop.signal.aborted
      ? { state: 'not_found' }
      : { state: 'running', engineRunId: `sim/${this.part.request.effectKey}` };
  }
}

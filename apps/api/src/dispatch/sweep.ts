import { type RunState, systemActor } from '@mc/domain';
import type { RunCommander } from '../runs/run-commander';
import { MEND_INTERVAL_MS, SWEEP_INTERVAL_MS, SWEEP_PAUSE_MS, SWEEP_RUNS_MAX } from './limits';
import type { DueRuns, Leases } from './ports';
import { RunTimers } from './timers';

export interface SweepPorts {
  readonly commander: RunCommander;
  readonly due: DueRuns;
  readonly leases: Leases;
  /** Takes over what processes that are gone have left with engines. */
  readonly adopt: (runId: string, state: RunState) => void;
  /** Puts in order what runs and the ledgers of limits say of each other. `all`: however long ago it was. */
  readonly mend: (all: boolean) => Promise<unknown>;
  /** Resolves when the read model shows whatever the log held at the start. */
  readonly caughtUp: () => Promise<unknown>;
  readonly now: () => string;
  readonly onError: (error: unknown, what: string) => void;
}

const SWEEP = systemActor('sweep');

/**
 * The durable half of dispatch: finds runs in which something is due, whoever should have done it, and lets the run decide.
 * It asks the read model where to look; what the run decides rests on its stream alone.
 */
export class Sweep {
  readonly #timers: RunTimers;
  /** Runs that had nothing to decide when they were last looked at, and until when they are left alone. */
  readonly #quiet = new Map<string, number>();
  #interval: NodeJS.Timeout | undefined;
  #mending: NodeJS.Timeout | undefined;
  #isSweeping = false;
  #isMending = false;
  #closed = false;

  constructor(private readonly ports: SweepPorts) {
    this.#timers = new RunTimers((runId) => void this.advance(runId));
    ports.commander.onFacts((runId, _facts, state) => {
      this.#quiet.delete(runId);
      if (!this.#closed) this.#timers.follow(runId, state);
    });
    ports.leases.onGone(() => void this.advanceAll());
  }

  /** Looks at every run that has not ended, then keeps looking at those that are due. */
  async start(): Promise<void> {
    await this.advanceAll();
    // A process that was killed may have stored what the tables did not show yet: those runs are due for nobody else.
    void this.ports.caughtUp().then(() => Promise.all([this.advanceAll(), this.#mend(true)]));
    this.#interval = setInterval(() => void this.#sweep(), SWEEP_INTERVAL_MS);
    this.#interval.unref();
    this.#mending = setInterval(() => void this.#mend(false), MEND_INTERVAL_MS);
    this.#mending.unref();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#interval);
    clearInterval(this.#mending);
    this.#timers.clear();
  }

  /** Every active run: after a start, an unfreeze, or the loss of a process. */
  async advanceAll(): Promise<void> {
    if (this.#closed) return;
    try {
      let after: string | null = null;
      do {
        const runs: readonly string[] = await this.ports.due.active(after, SWEEP_RUNS_MAX);
        await Promise.all(runs.map((runId) => this.advance(runId)));
        after = runs.length === SWEEP_RUNS_MAX ? (runs.at(-1) ?? null) : null;
      } while (after !== null && !this.#closed);
    } catch (error) {
      this.ports.onError(error, 'looking at all active runs');
    }
  }

  async advance(runId: string): Promise<void> {
    if (this.#closed) return;
    try {
      const { facts, state } = await this.ports.commander.execute(
        runId,
        { type: 'AdvanceRun', data: {} },
        { actor: SWEEP, correlationId: runId },
      );
      this.ports.adopt(runId, state);
      if (facts.length > 0) return;
      this.#quiet.set(runId, Date.now() + SWEEP_PAUSE_MS);
      this.#timers.follow(runId, state, SWEEP_PAUSE_MS);
    } catch (error) {
      this.#quiet.set(runId, Date.now() + SWEEP_PAUSE_MS);
      this.ports.onError(error, `advancing run ${runId}`);
    }
  }

  async #mend(all: boolean): Promise<void> {
    if (this.#isMending || this.#closed) return;
    this.#isMending = true;
    try {
      await this.ports.mend(all);
    } catch (error) {
      this.ports.onError(error, 'mending allowances');
    } finally {
      this.#isMending = false;
    }
  }

  async #sweep(): Promise<void> {
    if (this.#isSweeping || this.#closed) return;
    this.#isSweeping = true;
    try {
      const now = Date.now();
      for (const [runId, until] of this.#quiet) if (until <= now) this.#quiet.delete(runId);
      // Those that are left alone stay due, and must not take the places of the others.
      const runs = await this.ports.due.due(this.ports.now(), SWEEP_RUNS_MAX + this.#quiet.size);
      await Promise.all(runs.filter((runId) => !this.#quiet.has(runId)).map((runId) => this.advance(runId)));
    } catch (error) {
      this.ports.onError(error, 'looking for due runs');
    } finally {
      this.#isSweeping = false;
    }
  }
}

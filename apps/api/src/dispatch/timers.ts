import { nextDueAt, type RunState } from '@mc/domain';
import { TIMER_MAX_MS } from './limits';

/** One timer per run for what is due next, so that deadlines and retries do not wait for the sweep. Losing one loses time only. */
export class RunTimers {
  readonly #timers = new Map<string, { readonly due: string; readonly timer: NodeJS.Timeout }>();

  constructor(private readonly onDue: (runId: string) => void) {}

  /** Waits at least `waitMs`: a run that had nothing to decide although it was due must not be asked again at once. */
  follow(runId: string, state: RunState, waitMs = 0): void {
    const due = nextDueAt(state);
    const known = this.#timers.get(runId);
    if (known?.due === due) return;
    if (known) this.#forget(runId);
    const wait = due === null ? Number.POSITIVE_INFINITY : Math.max(Date.parse(due) - Date.now(), waitMs);
    if (due === null || wait > TIMER_MAX_MS) return;
    const timer = setTimeout(() => {
      this.#timers.delete(runId);
      this.onDue(runId);
    }, wait + 1);
    this.#timers.set(runId, { due, timer });
  }

  clear(): void {
    for (const runId of [...this.#timers.keys()]) this.#forget(runId);
  }

  #forget(runId: string): void {
    clearTimeout(this.#timers.get(runId)?.timer);
    this.#timers.delete(runId);
  }
}

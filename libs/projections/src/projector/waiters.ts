import { WAITERS_MAX } from '../limits';

interface Waiter {
  readonly position: number;
  readonly done: (reached: boolean) => void;
}

/** Readers that wait until the tables show a position. */
export class Waiters {
  readonly #waiters = new Set<Waiter>();
  #reached = 0;
  #arrival: (() => void) | null = null;

  /** Resolves to true when the position is reached, to false when time is up, or at once when too many wait already. */
  waitFor(position: number, timeoutMs: number): Promise<boolean> {
    if (position <= this.#reached) return Promise.resolve(true);
    if (this.#waiters.size >= WAITERS_MAX) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.done(false), timeoutMs);
      const waiter: Waiter = {
        position,
        done: (reached) => {
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          resolve(reached);
        },
      };
      this.#waiters.add(waiter);
      this.#arrival?.();
    });
  }

  /** Resolves as soon as somebody waits. One caller at a time. */
  arrival(): Promise<void> {
    if (this.#waiters.size > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#arrival = resolve;
    });
  }

  reach(position: number): void {
    this.#reached = Math.max(this.#reached, position);
    for (const waiter of this.#waiters) if (waiter.position <= this.#reached) waiter.done(true);
  }

  /** Nobody will get there any more. */
  giveUp(): void {
    for (const waiter of this.#waiters) waiter.done(false);
  }
}

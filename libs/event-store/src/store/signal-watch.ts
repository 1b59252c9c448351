import type { Watch } from './follow';

/** Wakes waiters of this process. Others (a timer, a notification) may call `moved` too. */
export class SignalWatch implements Watch {
  #position: number;
  #ended = false;
  readonly #waiters = new Set<() => void>();

  constructor(position = 0) {
    this.#position = position;
  }

  get ended(): boolean {
    return this.#ended;
  }

  get position(): number {
    return this.#position;
  }

  get waiting(): number {
    return this.#waiters.size;
  }

  moved(position: number): void {
    if (position <= this.#position) return;
    this.#position = position;
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  beyond(position: number, signal: AbortSignal): Promise<void> {
    if (this.#position > position || this.#ended || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiters.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiters.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #wake(): void {
    for (const wake of [...this.#waiters]) wake();
  }
}

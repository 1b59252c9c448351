/** How often, at most, a screen follows what happens: four times a second is live to the eye and light on the server. */
const REFRESH_MS = 250;

/**
 * Turns a stream of nudges into reads: one at a time, at most one per interval, and always one after the last nudge.
 * A read in flight is never cancelled by the next nudge, else a busy run would never be shown.
 */
export class Refresher<Item> {
  #pending: Item[] = [];
  #running = false;
  #stopped = false;

  constructor(
    private readonly refresh: (items: readonly Item[]) => Promise<unknown>,
    private readonly wait: () => Promise<void> = () => new Promise((resolve) => setTimeout(resolve, REFRESH_MS)),
  ) {}

  nudge(item: Item): void {
    this.#pending.push(item);
    if (!this.#running && !this.#stopped) void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#pending = [];
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#pending.length > 0) {
      const items = this.#pending;
      this.#pending = [];
      await Promise.all([this.#once(items), this.wait()]);
    }
    this.#running = false;
  }

  /** A failed refresh shows in the query that failed; the next nudge tries again. */
  async #once(items: readonly Item[]): Promise<void> {
    try {
      await this.refresh(items);
    } catch {
      return;
    }
  }
}

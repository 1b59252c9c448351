import { TOLERANCE_MS } from './signature';

const SEEN_MAX = 20_000;

/**
 * Ids of messages that were taken. Bounded, and in memory only: what comes again after a restart, within the time that a
 * signature is good for, says nothing new, because results are idempotent by attempt and usage is totals.
 */
export class SeenIds {
  /** Oldest first. */
  readonly #seenAt = new Map<string, number>();

  has(id: string): boolean {
    return this.#seenAt.has(id);
  }

  add(id: string, nowMs: number): void {
    this.#seenAt.set(id, nowMs);
    for (const [known, at] of this.#seenAt) {
      if (this.#seenAt.size <= SEEN_MAX && nowMs - at <= 2 * TOLERANCE_MS) return;
      this.#seenAt.delete(known);
    }
  }
}

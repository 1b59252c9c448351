import { sha256 } from '@mc/event-store';

/** Choices that a name fixes: the same name, the same choices, on every machine. */
export class Dice {
  #state: number;

  constructor(name: string) {
    this.#state = Number.parseInt(sha256(name).slice(0, 8), 16);
  }

  /** mulberry32: 0 <= x < 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, `low` included, `high` not. */
  between(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low));
  }

  /** The same, mostly near `low`, now and then near `high`: how long things take, and what they cost. */
  skewed(low: number, high: number): number {
    return low + Math.floor(this.fraction() ** 3 * (high - low));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.between(0, items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}

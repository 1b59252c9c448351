/** A map that forgets what was not asked for longest. */
export class Lru<Value> {
  readonly #entries = new Map<string, Value>();

  constructor(readonly entriesMax: number) {}

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
  }

  /** To be called between batches: what a batch has in hand must stay. */
  trim(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.entriesMax) return;
      this.#entries.delete(key);
    }
  }

  clear(): void {
    this.#entries.clear();
  }
}

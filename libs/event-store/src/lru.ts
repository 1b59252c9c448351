/** What an entry counts as besides being one. It may have grown when it is put again. */
export interface Weighed {
  readonly weight: number;
}

/** The most recently used entries: at most `entriesMax`, and together at most `weightMax` (the youngest stays in any case). */
export class Lru<Value extends Weighed> {
  readonly #entries = new Map<string, { readonly value: Value; readonly weight: number }>();
  #weight = 0;

  constructor(
    private readonly entriesMax: number,
    private readonly weightMax: number,
  ) {}

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Puts an entry in, as the youngest; weighs it anew. */
  set(key: string, value: Value): void {
    this.delete(key);
    // A map keeps the order of insertion.
    this.#entries.set(key, { value, weight: value.weight });
    this.#weight += value.weight;
    while (this.#entries.size > 1 && (this.#entries.size > this.entriesMax || this.#weight > this.weightMax)) {
      const oldest = this.#entries.keys().next();
      if (oldest.done) break;
      this.delete(oldest.value);
    }
  }

  delete(key: string): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0;
    this.#entries.delete(key);
  }
}

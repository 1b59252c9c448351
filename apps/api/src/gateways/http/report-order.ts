/** Reports that wait for one that is missing; when there are more, what is missing is given up. */
const WAITING_MAX = 256;

/** Puts reports that come in any order, any number of times, into the order of their numbers. */
export class ReportOrder<Report> {
  #next: number | null;
  readonly #waiting = new Map<number, Report>();

  /** `from`: the first number; null when the beginning was told to somebody else. */
  constructor(from: number | null) {
    this.#next = from;
  }

  /** What may be told now. A repeat brings nothing. */
  take(seq: number, report: Report): readonly Report[] {
    this.#next ??= seq;
    if (seq < this.#next || this.#waiting.has(seq)) return [];
    this.#waiting.set(seq, report);
    return this.#waiting.size > WAITING_MAX ? this.rest() : this.#inOrder();
  }

  #inOrder(): Report[] {
    const ready: Report[] = [];
    for (let next = this.#next ?? 0; this.#waiting.has(next); next += 1) {
      ready.push(this.#waiting.get(next) as Report);
      this.#waiting.delete(next);
      this.#next = next + 1;
    }
    return ready;
  }

  /** All that waits, in order, although something between is missing. */
  rest(): readonly Report[] {
    const sorted = [...this.#waiting].sort(([a], [b]) => a - b);
    this.#waiting.clear();
    const last = sorted.at(-1);
    if (last) this.#next = last[0] + 1;
    return sorted.map(([, report]) => report);
  }
}

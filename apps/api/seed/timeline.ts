/** Something that happens at an instant; what it leads to happens later. */
export interface Happening {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Happenings of one lane wait for each other. */
  readonly lane: string;
  /** Nothing else happens beside it: what it changes counts for all that comes after. */
  readonly alone?: boolean;
  /** Called in the order of the instants; until its first `await` it has the clock to itself. */
  readonly act: () => Promise<readonly Happening[]>;
}

export interface TimelineLimits {
  /** What happens so close together may be on its way at once, and may change places in the log. 0: one after the other. */
  readonly togetherMs: number;
  readonly togetherMax: number;
  /** Whatever would happen after it does not happen. */
  readonly until: number;
}

interface Queued {
  readonly happening: Happening;
  /** Settles the order of what happens at the same instant. */
  readonly number: number;
}

/** Lets things happen in the order of their instants, many at a time. The same happenings lead to the same order every time. */
export class Timeline {
  readonly #heap: Queued[] = [];
  #number = 0;

  constructor(private readonly limits: TimelineLimits) {}

  add(happening: Happening): void {
    if (happening.at > this.limits.until) return;
    this.#heap.push({ happening, number: this.#number++ });
    this.#rise(this.#heap.length - 1);
  }

  /**
   * Until nothing is left. `coming` are happenings in their order, too many to hold all at once. `told` hears how far it is.
   */
  async run(coming: Iterator<Happening>, told: (at: number) => void = () => undefined): Promise<void> {
    let next = coming.next();
    for (;;) {
      while (!next.done && next.value.at <= (this.#heap[0]?.happening.at ?? Number.POSITIVE_INFINITY) + this.limits.togetherMs) {
        this.add(next.value);
        next = coming.next();
      }
      const group = this.#group();
      if (group.length === 0) return;
      told(group[0]?.at ?? 0);
      const led = await Promise.all(group.map((happening) => happening.act()));
      for (const happening of led.flat()) this.add(happening);
    }
  }

  /** What may happen at once: the first, and what follows soon in other lanes. */
  #group(): Happening[] {
    const group: Happening[] = [];
    const lanes = new Set<string>();
    for (let head = this.#heap[0]?.happening; head && this.#fits(group, head) && !lanes.has(head.lane); ) {
      this.#take();
      group.push(head);
      lanes.add(head.lane);
      head = this.#heap[0]?.happening;
    }
    return group;
  }

  #fits(group: readonly Happening[], { at, alone }: Happening): boolean {
    const [first] = group;
    if (!first) return true;
    const { togetherMs, togetherMax } = this.limits;
    return !first.alone && !alone && at - first.at < togetherMs && group.length < togetherMax;
  }

  #take(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (this.#isBefore(parent, place)) return;
      this.#swap(parent, place);
      place = parent;
    }
  }

  #sink(from: number): void {
    for (let place = from; ; ) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let least = place;
      if (left < this.#heap.length && this.#isBefore(left, least)) least = left;
      if (right < this.#heap.length && this.#isBefore(right, least)) least = right;
      if (least === place) return;
      this.#swap(least, place);
      place = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (!left || !right) return false;
    return left.happening.at - right.happening.at < 0 || (left.happening.at === right.happening.at && left.number < right.number);
  }

  #swap(a: number, b: number): void {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (!left || !right) return;
    this.#heap[a] = right;
    this.#heap[b] = left;
  }
}

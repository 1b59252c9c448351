import { TAIL_BYTES_MAX, TAIL_EVENTS_MAX } from '../limits';
import type { SealedEvent } from '../port';

/**
 * The newest events of the log, as this process has just written them. Always an unbroken run of positions: where another
 * process has written in between, it starts afresh. Bounded; whoever reads further back asks the database.
 */
export class Tail {
  #events: SealedEvent[] = [];
  /** Events before this index have been given up; they are cut off now and then, not one by one. */
  #start = 0;
  #bytes = 0;

  push(events: readonly SealedEvent[]): void {
    const last = this.#events.at(-1);
    if (last && events[0] && events[0].position !== last.position + 1) this.#clear();
    for (const event of events) {
      this.#events.push(event);
      this.#bytes += sizeOf(event);
    }
    this.#trim();
  }

  /** The events after a position, at most `limit`; null when only the database can tell, as at the end (others write too). */
  after(position: number, limit: number): readonly SealedEvent[] | null {
    const first = this.#events[this.#start];
    const last = this.#events.at(-1);
    if (!first || !last || position + 1 < first.position || position >= last.position) return null;
    const index = this.#start + (position + 1 - first.position);
    return this.#events.slice(index, index + limit);
  }

  #clear(): void {
    this.#events = [];
    this.#start = 0;
    this.#bytes = 0;
  }

  #trim(): void {
    while (this.#events.length - this.#start > TAIL_EVENTS_MAX || this.#bytes > TAIL_BYTES_MAX) {
      const first = this.#events[this.#start];
      if (!first) break;
      this.#bytes -= sizeOf(first);
      this.#start++;
    }
    if (this.#start > TAIL_EVENTS_MAX) {
      this.#events = this.#events.slice(this.#start);
      this.#start = 0;
    }
  }
}

const sizeOf = (event: SealedEvent): number => event.envelope.length + event.data.length;

import { HEAD_PAGE_EVENTS, READ_PAGE_EVENTS } from '../limits';
import type { ReadOptions, Resolved, WirePosition } from './client';
import { positionOf } from './wire';

type From = WirePosition | 'start' | 'end';
type Read = (options: ReadOptions<From>) => Promise<readonly Resolved[]>;
type Wanted = (resolved: Resolved) => boolean;

/** Reads `$all` without a filter of the server, for only one of the clients has one for reads: others choose what is theirs. */
export class AllStream {
  /** Of the last wanted event that a search from the end has found, and from where that search began. */
  #newest = 0;
  #searchedFrom = 0;

  constructor(private readonly read: Read) {}

  /** Pages of what stands after a position, in order. */
  async *after(position: number): AsyncGenerator<readonly Resolved[]> {
    for (let last = position; ; ) {
      const page = await this.read({ from: placeOf(last), direction: 'forwards', count: READ_PAGE_EVENTS });
      // The position itself comes again: the server reads from a position on, not after it.
      const news = page.filter((resolved) => positionOf(resolved) > last);
      const end = news.at(-1);
      if (!end) return;
      yield news;
      if (page.length < READ_PAGE_EVENTS) return;
      last = positionOf(end);
    }
  }

  /** Position of the last wanted event, 0 when there is none. What has been searched is not searched again. */
  async newest(isWanted: Wanted): Promise<number> {
    let searchedFrom = 0;
    for await (const page of this.#before('end')) {
      for (const resolved of page) {
        const position = positionOf(resolved);
        searchedFrom ||= position;
        if (position <= this.#searchedFrom) return this.#found(this.#newest, searchedFrom);
        if (isWanted(resolved)) return this.#found(position, searchedFrom);
      }
    }
    return this.#found(this.#newest, searchedFrom);
  }

  /**
   * Position of the last wanted event up to here, 0 when there is none. A subscription must go on from one of those: some servers
   * (23.10 among them) look for the first event at or after the given position that matches, and leave it out as the one that is known.
   */
  async anchor(position: number, isWanted: Wanted): Promise<number> {
    if (position === 0) return 0;
    const [first] = await this.read({ from: placeOf(position), direction: 'forwards', count: 1 });
    if (first && positionOf(first) === position && isWanted(first)) return position;
    for await (const page of this.#before(position)) {
      const found = page.find(isWanted);
      if (found) return positionOf(found);
    }
    return 0;
  }

  /** Pages of what stands before a position, the newest first; a short one to begin with, for most find what they seek at once. */
  async *#before(position: number | 'end'): AsyncGenerator<readonly Resolved[]> {
    let count = HEAD_PAGE_EVENTS;
    for (let from: From = position === 'end' ? 'end' : placeOf(position), last = Number.POSITIVE_INFINITY; ; ) {
      const page = await this.read({ from, direction: 'backwards', count });
      const news = page.filter((resolved) => positionOf(resolved) < last);
      const end = news.at(-1);
      if (!end) return;
      yield news;
      if (page.length < count) return;
      last = positionOf(end);
      from = placeOf(last);
      count = READ_PAGE_EVENTS;
    }
  }

  #found(newest: number, searchedFrom: number): number {
    this.#newest = Math.max(this.#newest, newest);
    this.#searchedFrom = Math.max(this.#searchedFrom, searchedFrom);
    return this.#newest;
  }
}

/** Where the first event may stand, the server knows. */
const placeOf = (position: number): WirePosition | 'start' =>
  position === 0 ? 'start' : { commit: BigInt(position), prepare: BigInt(position) };

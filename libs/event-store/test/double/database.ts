import { EventEmitter } from 'node:events';

/** An event as the server keeps it. */
export interface Kept {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export type Proposed = Pick<Kept, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export type Result = { readonly success: true; readonly last: Kept } | { readonly success: false; readonly current: number };

/** So that nothing relies on positions without gaps. */
export const BYTES_PER_EVENT = 137;

/** What the server remembers, with its rules for appends: expected revisions, and repeats recognised by ids at their place. */
export class Database extends EventEmitter<{ appended: [] }> {
  readonly all: Kept[] = [];
  readonly #streams = new Map<string, Kept[]>();

  constructor() {
    super();
    this.setMaxListeners(0);
  }

  stream(name: string): readonly Kept[] {
    return this.#streams.get(name) ?? [];
  }

  /** `expected` is -1 for a stream that must not exist. */
  append(name: string, expected: number, events: readonly Proposed[]): Result {
    const stream = this.#streams.get(name) ?? [];
    const current = stream.length - 1;
    const repeated = stream.slice(expected + 1, expected + 1 + events.length);
    const last = repeated.at(-1);
    if (expected !== current) {
      const isRepeat = last && repeated.length === events.length && events.every(({ id }, index) => repeated[index]?.id === id);
      return isRepeat ? { success: true, last } : { success: false, current };
    }
    this.#streams.set(name, stream);
    for (const event of events) stream.push(this.#keep(event, name, stream.length));
    // As a real server does, it writes events of its own in between.
    this.#keep(
      {
        id: '00000000-0000-0000-0000-000000000000',
        type: '$stats',
        contentType: 'application/json',
        data: Buffer.from('{}'),
        metadata: Buffer.from(''),
      },
      '$stats-1',
      this.all.length,
    );
    this.emit('appended');
    return { success: true, last: stream.at(-1) as Kept };
  }

  #keep(event: Proposed, stream: string, revision: number): Kept {
    const kept = { ...event, stream, revision, position: (this.all.length + 1) * BYTES_PER_EVENT };
    this.all.push(kept);
    return kept;
  }
}

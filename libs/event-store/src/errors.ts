import type { StreamHead } from './port';

/** The stream does not end where the decision thought it does. `actual` is where it ends: reload and decide again. */
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(
    readonly stream: string,
    readonly expected: StreamHead,
    readonly actual: StreamHead,
  ) {
    super(`${stream} ends at revision ${actual.revision}, not at ${expected.revision}`);
  }
}

export class StreamNotFound extends Error {
  override readonly name = 'StreamNotFound';
  constructor(readonly stream: string) {
    super(`no stream ${stream}`);
  }
}

/** Refused before anything was stored. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
  constructor(
    readonly what: string,
    readonly bytes: number,
    readonly bytesMax: number,
  ) {
    super(`${what} has ${bytes} bytes, more than the ${bytesMax} allowed`);
  }
}

/** An event that could not be read back, or not as it was meant; refused before anything was stored. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** The store cannot be reached or is overloaded, and certainly nothing was stored. */
export class EventStoreUnavailable extends Error {
  override readonly name = 'EventStoreUnavailable';
}

/** The answer got lost: the events are stored or not. Appending the same events again is safe and finds out. */
export class EventStoreTimeout extends Error {
  override readonly name = 'EventStoreTimeout';
}

/** A stored event is not what it claims to be, or of a kind that this version does not know. Never skipped. */
export class CorruptEvent extends Error {
  override readonly name = 'CorruptEvent';
  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${stream} revision ${revision}: ${reason}`, options);
  }
}

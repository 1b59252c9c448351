import { NO_STREAM, type SealedEvent, type StreamHead } from '../port';
import { type Envelope, hashOfEnvelope, sha256 } from './envelope';

/** The first thing wrong in a chain, and where. */
export interface ChainFinding {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly reason: 'envelope_altered' | 'data_altered' | 'event_missing' | 'event_reordered' | 'chain_broken' | 'position_gap';
  readonly detail: string;
}

/**
 * Checks events one by one, of one stream or of many mixed, and keeps the head that each stream must go on from.
 * It hashes the stored texts and never makes them anew. Hashes alone do not show a cut tail: compare `headOf` with a
 * head that was kept elsewhere.
 */
export class ChainVerifier {
  readonly #heads = new Map<string, StreamHead>();
  #position: number | null;
  #count = 0;

  /** With `firstPosition`, positions must go on from there without a gap (a whole log, of a store without gaps). */
  constructor(firstPosition: number | null = null) {
    this.#position = firstPosition;
  }

  get count(): number {
    return this.#count;
  }

  headOf(stream: string): StreamHead {
    return this.#heads.get(stream) ?? NO_STREAM;
  }

  /** Null when the event is what must come next. After a finding the verifier is of no more use. */
  check(event: SealedEvent): ChainFinding | null {
    const fault = this.#positionFault(event) ?? chainFault(event, this.headOf(event.stream));
    if (fault) return { stream: event.stream, revision: event.revision, position: event.position, ...fault };
    this.#heads.set(event.stream, { revision: event.revision, hash: event.hash });
    this.#count++;
    return null;
  }

  #positionFault(event: SealedEvent): Fault | null {
    if (this.#position === null) return null;
    if (event.position !== this.#position)
      return { reason: 'position_gap', detail: `position ${this.#position} was expected here` };
    this.#position++;
    return null;
  }
}

type Fault = Pick<ChainFinding, 'reason' | 'detail'>;

const chainFault = (event: SealedEvent, head: StreamHead): Fault | null => {
  if (event.revision > head.revision + 1) {
    return { reason: 'event_missing', detail: `revision ${head.revision + 1} is not there` };
  }
  if (event.revision <= head.revision) return { reason: 'event_reordered', detail: `comes after revision ${head.revision}` };
  if (hashOfEnvelope(event.envelope) !== event.hash) {
    return { reason: 'envelope_altered', detail: 'the stored hash is not that of the envelope' };
  }
  return envelopeFault(event, head);
};

const envelopeFault = (event: SealedEvent, head: StreamHead): Fault | null => {
  // The hash matched, so this text is what was once sealed, or sealed again by a forger: either way it is read with care.
  const envelope = parsed(event.envelope);
  if (!envelope) return { reason: 'envelope_altered', detail: 'the envelope is not JSON' };
  if (envelope.stream !== event.stream || envelope.rev !== event.revision) {
    return { reason: 'event_reordered', detail: `is the event of ${envelope.stream} revision ${envelope.rev}` };
  }
  if (envelope.prev !== head.hash) return { reason: 'chain_broken', detail: 'the predecessor has another hash' };
  if (envelope.dataHash !== sha256(event.data))
    return { reason: 'data_altered', detail: 'the data are not those that were sealed' };
  return null;
};

const parsed = (text: string): Envelope | null => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export interface ChainReport {
  readonly count: number;
  readonly head: StreamHead;
  readonly finding: ChainFinding | null;
}

/** Checks one stream from its first event. */
export const verifyStream = async (stream: string, pages: AsyncIterable<readonly SealedEvent[]>): Promise<ChainReport> => {
  const verifier = new ChainVerifier();
  for await (const page of pages) {
    for (const event of page) {
      const finding = verifier.check(event);
      if (finding) return { count: verifier.count, head: verifier.headOf(stream), finding };
    }
  }
  return { count: verifier.count, head: verifier.headOf(stream), finding: null };
};

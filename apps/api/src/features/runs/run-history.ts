import { evolveRun, initialRun, type RunEvent, type RunState } from '@mc/domain';
import {
  type ChainReport,
  type EventStore,
  type ReadStreamOptions,
  type RecordedEvent,
  StreamNotFound,
  verifyStream,
} from '@mc/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../../http/problem';
import { EVENT_STORE } from '../../ports';
import { runStream } from '../../runs/run-handler';

/** A run as it was after one of its facts. */
export interface FoldedRun {
  readonly state: RunState;
  /** The last fact that was folded. */
  readonly last: RecordedEvent;
}

/** Runs from their streams alone: what a read model says is never asked. Large texts stay references. */
@Injectable()
export class RunHistory {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * Up to a revision, or to the end. Throws `run_not_found`, or `revision_not_found` for one that the run does not have;
   * CorruptEvent where an event does not follow its predecessor, unless what is left is to be folded all the same.
   */
  async fold(runId: string, to?: number, broken?: 'show'): Promise<FoldedRun> {
    let state = initialRun();
    let last: RecordedEvent | undefined;
    const range = { ...(to === undefined ? {} : { to }), ...(broken ? { broken } : {}) };
    for await (const page of this.#pages(runId, range)) {
      for (const event of page) {
        // The upcaster has checked the type: it is one of the events of runs.
        state = evolveRun(state, event as unknown as RunEvent, event);
        last = event;
      }
    }
    if (!last || (to !== undefined && last.revision < to)) throw noRevision(to);
    // Draws may have been given up for it; without a start it is no run, or none yet.
    if (state.status === 'none') throw to === undefined ? noRun() : noRevision(to);
    return { state, last };
  }

  /** Recomputes every hash of the stream from what is stored. Throws `run_not_found`. */
  async verify(runId: string): Promise<ChainReport> {
    const stream = runStream(runId);
    try {
      return await verifyStream(stream, this.store.readSealed(stream));
    } catch (error) {
      throw withoutRun(error);
    }
  }

  /** The revision of the last fact. */
  async head(runId: string): Promise<number> {
    return (await this.store.streamHead(runStream(runId))).revision;
  }

  /** A whole large text, if this run refers to it. Throws `payload_not_found`. */
  async text(runId: string, sha256: string): Promise<string> {
    const isOwn = await this.#refersTo(runId, sha256);
    const text = isOwn ? await this.store.readText(sha256) : null;
    if (text === null) throw new ProblemError('payload_not_found', 'The run has no such text.');
    return text;
  }

  async #refersTo(runId: string, sha256: string): Promise<boolean> {
    for await (const page of this.#pages(runId)) {
      if (page.some(({ data }) => JSON.stringify(data).includes(`"sha256":"${sha256}"`))) return true;
    }
    return false;
  }

  async *#pages(runId: string, range: Omit<ReadStreamOptions, 'texts'> = {}): AsyncIterable<readonly RecordedEvent[]> {
    try {
      yield* this.store.readStream(runStream(runId), { texts: 'reference', ...range });
    } catch (error) {
      throw withoutRun(error);
    }
  }
}

const withoutRun = (error: unknown): unknown => (error instanceof StreamNotFound ? noRun() : error);

const noRun = () => new ProblemError('run_not_found', 'There is no such run.');

const noRevision = (to: number | undefined) => new ProblemError('revision_not_found', `The run has no revision ${to ?? 0}.`);

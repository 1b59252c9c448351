import type { RunState, Text } from '@mc/domain';
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
import { FoldCache, type FoldedRun, foldAll } from './fold-cache';

/** How long a chain that was found intact counts as that while nothing is added to it: as long as somebody drags a slider. */
const VERIFIED_MS = 10_000;
const VERIFIED_MAX = 200;

/** Runs from their streams alone: what a read model says is never asked. Large texts stay references. */
@Injectable()
export class RunHistory {
  readonly #folds = new FoldCache();
  readonly #verified = new Map<string, { readonly report: ChainReport; readonly at: number }>();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * Up to a revision, or to the end. Throws `run_not_found`, or `revision_not_found` for one that the run does not have;
   * CorruptEvent where an event does not follow its predecessor, unless what is left is to be folded all the same.
   */
  async fold(runId: string, to?: number, broken?: 'show'): Promise<FoldedRun> {
    const pages = (from: number, end: number | undefined) =>
      this.#pages(runId, { from, ...(end === undefined ? {} : { to: end }), ...(broken ? { broken } : {}) });
    // What is left of an altered stream is shown, and never kept.
    const folded = broken ? await foldAll(pages(0, to)) : await this.#folds.fold(runId, to, pages);
    if (!folded || (to !== undefined && folded.last.revision < to)) throw noRevision(to);
    // Draws may have been given up for it; without a start it is no run, or none yet.
    if (folded.state.status === 'none') throw to === undefined ? noRun() : noRevision(to);
    return folded;
  }

  /** Recomputes every hash of the stream from what is stored. Throws `run_not_found`. */
  async verify(runId: string): Promise<ChainReport> {
    const report = await this.#verifyNow(runId);
    this.#verified.delete(runId);
    if (report.finding === null) this.#verified.set(runId, { report, at: Date.now() });
    if (this.#verified.size > VERIFIED_MAX) this.#verified.delete(this.#verified.keys().next().value as string);
    return report;
  }

  /** What was found a moment ago, of a chain that was intact and has not grown since; else it is verified now. */
  async verifiedLately(runId: string): Promise<ChainReport> {
    const known = this.#verified.get(runId);
    const isFresh = known && Date.now() - known.at < VERIFIED_MS && known.report.head.revision === (await this.head(runId));
    return isFresh ? known.report : this.verify(runId);
  }

  async #verifyNow(runId: string): Promise<ChainReport> {
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

  /** Most texts stand in the folded run; what was replaced there stands in its facts alone. */
  async #refersTo(runId: string, sha256: string): Promise<boolean> {
    const { state } = await this.fold(runId);
    if (textsOf(state).some((text) => typeof text !== 'string' && text?.sha256 === sha256)) return true;
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

const textsOf = ({ steps }: RunState): readonly (Text | null)[] =>
  [...steps.values()].flatMap(({ attempts }) =>
    attempts.flatMap(({ spec, output, lateResult }) => [spec.prompt, spec.system, output, lateResult?.output ?? null]),
  );

const withoutRun = (error: unknown): unknown => (error instanceof StreamNotFound ? noRun() : error);

const noRun = () => new ProblemError('run_not_found', 'There is no such run.');

const noRevision = (to: number | undefined) => new ProblemError('revision_not_found', `The run has no revision ${to ?? 0}.`);

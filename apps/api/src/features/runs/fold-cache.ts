import { evolveRun, evolveSpans, initialRun, type RunEvent, type RunSpans, type RunState } from '@mc/domain';
import type { RecordedEvent } from '@mc/event-store';

/** A run as it was after one of its facts. */
export interface FoldedRun {
  readonly state: RunState;
  /** Where the time of its steps went. */
  readonly spans: RunSpans;
  /** The last fact that was folded. */
  readonly last: RecordedEvent;
}

/** Runs whose folds are kept, and how far the kept states of one run are apart: no moment of a long run is farther from one. */
const RUNS_MAX = 40;
const MILESTONE_EVENTS = 500;
const MILESTONES_MAX = 200;

type Pages = (from: number, to: number | undefined) => AsyncIterable<readonly RecordedEvent[]>;

interface Kept {
  /** By revision, in order. */
  readonly milestones: Map<number, FoldedRun>;
  latest: FoldedRun | null;
  /** Folds of one run take turns, so that the second finds what the first has left. */
  turn: Promise<unknown>;
}

/**
 * Folded states of runs that are being looked at. Only what follows a kept state is read from the log, and it has to follow it
 * by its hash: else everything is folded anew.
 */
export class FoldCache {
  readonly #runs = new Map<string, Kept>();

  /** The state after revision `to`, or after the last one; `null`: there is nothing to fold. */
  fold(runId: string, to: number | undefined, pages: Pages): Promise<FoldedRun | null> {
    const kept = this.#kept(runId);
    const folded = kept.turn.then(() => fold(kept, to, pages));
    kept.turn = folded.catch(() => undefined);
    return folded;
  }

  #kept(runId: string): Kept {
    const kept = this.#runs.get(runId) ?? { milestones: new Map(), latest: null, turn: Promise.resolve() };
    this.#runs.delete(runId);
    this.#runs.set(runId, kept);
    if (this.#runs.size > RUNS_MAX) this.#runs.delete(this.#runs.keys().next().value as string);
    return kept;
  }
}

/** Whatever the pages hold, whether it hangs together or not. */
export const foldAll = async (pages: AsyncIterable<readonly RecordedEvent[]>): Promise<FoldedRun | null> => {
  const state = initialRun();
  const spans: RunSpans = new Map();
  let last: RecordedEvent | undefined;
  for await (const page of pages) {
    for (const event of page) {
      evolve(state, spans, event);
      last = event;
    }
  }
  return last ? { state, spans, last } : null;
};

const evolve = (state: RunState, spans: RunSpans, recorded: RecordedEvent): void => {
  // The upcaster has checked the type: it is one of the events of runs.
  const event = recorded as unknown as RunEvent;
  evolveRun(state, event, recorded);
  evolveSpans(spans, state, event, recorded.at);
};

const fold = async (kept: Kept, to: number | undefined, pages: Pages): Promise<FoldedRun | null> => {
  const start = startFor(kept, to);
  if (start && start.last.revision === to) return copied(start);
  const folded = await foldFrom(kept, start, to, pages);
  if (folded !== 'broken') return folded;
  kept.milestones.clear();
  kept.latest = null;
  const anew = await foldFrom(kept, null, to, pages);
  return anew === 'broken' ? null : anew;
};

/** The kept state nearest before the wanted one. */
const startFor = ({ milestones, latest }: Kept, to: number | undefined): FoldedRun | null => {
  if (latest && (to === undefined || latest.last.revision <= to)) return latest;
  let nearest: FoldedRun | null = null;
  for (const [revision, milestone] of milestones) if (to === undefined || revision <= to) nearest = milestone;
  return nearest;
};

const foldFrom = async (
  kept: Kept,
  start: FoldedRun | null,
  to: number | undefined,
  pages: Pages,
): Promise<FoldedRun | null | 'broken'> => {
  const state = start ? copiedState(start.state) : initialRun();
  const spans: RunSpans = new Map(start?.spans);
  const asItIs = (at: RecordedEvent): FoldedRun => ({ state: copiedState(state), spans: new Map(spans), last: at });
  let last = start?.last;
  for await (const page of pages(last ? last.revision + 1 : 0, to)) {
    for (const event of page) {
      if (last && event.previousHash !== last.hash) return 'broken';
      evolve(state, spans, event);
      last = event;
      if ((event.revision + 1) % MILESTONE_EVENTS === 0) keepMilestone(kept, asItIs(last));
    }
  }
  if (!last) return null;
  if (!kept.latest || kept.latest.last.revision < last.revision) kept.latest = asItIs(last);
  return { state, spans, last };
};

const keepMilestone = ({ milestones }: Kept, milestone: FoldedRun): void => {
  const { revision } = milestone.last;
  if (milestones.has(revision) || milestones.size >= MILESTONES_MAX) return;
  const isOrdered = revision > ([...milestones.keys()].at(-1) ?? -1);
  milestones.set(revision, milestone);
  if (isOrdered) return;
  const ordered = [...milestones].sort(([a], [b]) => a - b);
  milestones.clear();
  for (const [at, one] of ordered) milestones.set(at, one);
};

const copied = ({ state, spans, last }: FoldedRun): FoldedRun => ({ state: copiedState(state), spans: new Map(spans), last });

/** `evolve` owns the maps of a state and replaces what is in them, so copies of the maps are enough. */
const copiedState = (state: RunState): RunState => ({
  ...state,
  steps: new Map(state.steps),
  approvals: new Map(state.approvals),
  questions: new Set(state.questions),
  ready: new Set(state.ready),
  inFlight: new Set(state.inFlight),
});

import type { EventView } from '@mc/contracts';

export type MarkKind = 'approval' | 'failure' | 'budget' | 'retry' | 'person' | 'end';

/** Events worth stopping at, and what they stand for. */
const KINDS = {
  ApprovalRequested: 'approval',
  ApprovalGranted: 'approval',
  ApprovalRejected: 'approval',
  ApprovalExpired: 'approval',
  EngineApprovalRequested: 'approval',
  StepFailed: 'failure',
  StepOutcomeUnknown: 'failure',
  StepRetryScheduled: 'retry',
  BudgetExceeded: 'budget',
  BudgetRaised: 'budget',
  RunHeld: 'budget',
  RunPaused: 'person',
  RunResumed: 'person',
  RunAbortRequested: 'person',
  RunCompleted: 'end',
  RunFailed: 'end',
  RunAborted: 'end',
} as const satisfies Record<string, MarkKind>;

export const MARK_TYPES = Object.keys(KINDS);

export interface Mark {
  readonly revision: number;
  readonly kind: MarkKind;
  readonly type: string;
}

export const marksOf = (events: readonly Pick<EventView, 'revision' | 'type'>[]): Mark[] =>
  events
    .filter((event): event is { revision: number; type: keyof typeof KINDS } => Object.hasOwn(KINDS, event.type))
    .map(({ revision, type }) => ({ revision, type, kind: KINDS[type] }))
    .sort((a, b) => a.revision - b.revision);

/** The nearest mark before or after; `null`: there is none. */
export const neighbour = (marks: readonly Mark[], at: number, direction: 1 | -1): number | null =>
  (direction === 1 ? marks.find(({ revision }) => revision > at) : marks.findLast(({ revision }) => revision < at))?.revision ??
  null;

/** Places on a slider: more marks than these would be a bar. The graver of those that share a place stays. */
const PLACES = 160;
const GRAVITY: readonly MarkKind[] = ['retry', 'person', 'approval', 'budget', 'failure', 'end'];

export interface PlacedMark extends Mark {
  /** From 0 at the first event to 1 at the last. */
  readonly at: number;
}

export const placedMarks = (marks: readonly Mark[], head: number): PlacedMark[] => {
  const places = new Map<number, PlacedMark>();
  for (const mark of marks) {
    const at = head === 0 ? 0 : mark.revision / head;
    const place = Math.round(at * PLACES);
    const there = places.get(place);
    if (!there || GRAVITY.indexOf(mark.kind) > GRAVITY.indexOf(there.kind)) places.set(place, { ...mark, at });
  }
  return [...places.values()];
};

/** A whole replay takes so long at most. */
export const PLAY_MS_MAX = 10_000;
const FRAME_MS = 250;
/** A short one does not rush. */
const EVENT_MS_MAX = 700;

export interface Playing {
  readonly everyMs: number;
  readonly by: number;
}

/** How a replay of so many events goes on: steady, and over in time. */
export const pace = (events: number): Playing => {
  const frames = Math.floor(PLAY_MS_MAX / FRAME_MS);
  if (events <= frames) return { everyMs: Math.min(EVENT_MS_MAX, Math.floor(PLAY_MS_MAX / Math.max(1, events))), by: 1 };
  return { everyMs: FRAME_MS, by: Math.ceil(events / frames) };
};

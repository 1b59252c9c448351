import type { RunEvent } from './run.events';
import type { AttemptStatus, RunState, StepState } from './run.state';

/**
 * What a step spent a stretch of its time on: ready but not sent, held back for a reason, at work, waiting for another try,
 * or at work with nobody able to say what came of it.
 */
export type SpanPhase = 'queue' | 'approval' | 'budget' | 'frozen' | 'engine_unavailable' | 'run' | 'backoff' | 'outcome_unknown';

export interface StepSpan {
  readonly phase: SpanPhase;
  /** Of work, which attempt; `null` for the rest. */
  readonly attempt: number | null;
  readonly from: string;
  /** `null`: still so. */
  readonly to: string | null;
  /** Of work that is over, how it ended. */
  readonly outcome: AttemptStatus | null;
}

/** By step, in order of time. */
export type RunSpans = Map<string, readonly StepSpan[]>;

/** A step keeps its latest stretches; one that flaps must not grow without end. */
export const SPANS_PER_STEP_MAX = 200;

/** Notes where the time of the steps goes, right after `evolveRun` has folded the same fact. Replaces what it changes. */
export const evolveSpans = (spans: RunSpans, state: RunState, event: RunEvent, at: string): void => {
  if (event.type === 'RunStarted' || state.endedAt === at) {
    for (const step of state.steps.values()) note(spans, step, state.endedAt !== null, at);
    return;
  }
  const stepKey = 'stepKey' in event.data ? event.data.stepKey : null;
  const step = stepKey === null ? undefined : state.steps.get(stepKey);
  if (!step) return;
  note(spans, step, false, at);
  // The end of a step is what others may have waited for.
  if (step.endedAt !== at) return;
  for (const key of state.dependents.get(step.key) ?? []) {
    const dependent = state.steps.get(key);
    if (dependent) note(spans, dependent, false, at);
  }
};

const note = (spans: RunSpans, step: StepState, isOver: boolean, at: string): void => {
  const kept = spans.get(step.key) ?? [];
  const open = kept.at(-1)?.to === null ? kept.at(-1) : undefined;
  const phase = isOver ? null : phaseOf(step);
  const attempt = phase === 'run' ? step.attempts.length : null;
  if (open ? open.phase === phase && open.attempt === attempt : phase === null) return;
  const closed = open ? closedSpans(kept, open, step, at) : kept;
  const next = phase === null ? closed : [...closed, { phase, attempt, from: at, to: null, outcome: null }];
  spans.set(step.key, next.slice(-SPANS_PER_STEP_MAX));
};

/** A stretch without length says nothing, unless it was work. */
const closedSpans = (kept: readonly StepSpan[], open: StepSpan, step: StepState, at: string): readonly StepSpan[] => {
  const before = kept.slice(0, -1);
  if (open.from === at && open.attempt === null) return before;
  const outcome = open.attempt === null ? null : (step.attempts[open.attempt - 1]?.status ?? null);
  return [...before, { ...open, to: at, outcome }];
};

/** `null`: it has not become ready, or is over. */
const phaseOf = (step: StepState): SpanPhase | null => {
  if (step.status === 'running') return 'run';
  if (step.status === 'blocked') return step.blockedReason;
  if (step.status !== 'waiting' || step.missing > 0) return null;
  return step.retryDueAt === null ? 'queue' : 'backoff';
};

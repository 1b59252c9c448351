import type { RunView, StepView } from '@mc/contracts';

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a stretch of a step's time was spent on. */
export type Phase = 'queue' | 'gate' | 'run' | 'retry';

export interface Segment {
  readonly phase: Phase;
  readonly fromMs: number;
  readonly toMs: number;
}

/** From the start of the run to its end, or to now; never empty, so that positions can be divided by it. */
export const timeSpan = (run: Pick<RunView, 'startedAt' | 'endedAt'>, nowMs: number): Span => {
  const fromMs = Date.parse(run.startedAt);
  const toMs = run.endedAt === null ? nowMs : Date.parse(run.endedAt);
  return { fromMs, toMs: Math.max(toMs, fromMs + 1) };
};

const ms = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

/** The stages of a step in order; those that never were, or took no time, are left out. */
export const segmentsOf = (step: Pick<StepView, 'times' | 'startedAt' | 'endedAt'>, nowMs: number): Segment[] => {
  const { times } = step;
  const ready = ms(times.readyAt);
  const gate = ms(times.gateRequestedAt);
  const decided = ms(times.gateDecidedAt);
  const sent = ms(times.dispatchedAt);
  const started = ms(step.startedAt) ?? sent;
  const ended = ms(step.endedAt);
  const open = ended ?? nowMs;
  const segments: Segment[] = [];
  const add = (phase: Phase, from: number | null, to: number | null) => {
    if (from !== null && to !== null && to > from) segments.push({ phase, fromMs: from, toMs: to });
  };
  add('queue', ready, gate ?? started ?? open);
  add('gate', gate, decided ?? started ?? open);
  const retry = ms(times.retryAt);
  if (retry !== null && ended === null && (sent === null || retry > sent)) {
    add('run', started, Math.min(nowMs, sent ?? nowMs));
    add('retry', Math.min(nowMs, sent ?? nowMs), Math.min(retry, nowMs));
  } else add('run', started, open);
  return segments;
};

/** Percent of the span, for a bar. */
export const placeIn = (segment: Segment, span: Span): { left: number; width: number } => {
  const length = span.toMs - span.fromMs;
  const left = Math.min(100, Math.max(0, (100 * (segment.fromMs - span.fromMs)) / length));
  const right = Math.min(100, Math.max(left, (100 * (segment.toMs - span.fromMs)) / length));
  return { left, width: right - left };
};

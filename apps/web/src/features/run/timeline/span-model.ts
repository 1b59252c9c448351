import type { SpanPhase, StepSpanView } from '@mc/contracts';
import { formatDuration } from '../../../ui/format/time';
import type { Interval } from './scale';

export const PHASE_WORDS: Readonly<Record<SpanPhase, string>> = {
  queue: 'in the queue',
  approval: 'waiting for approval',
  budget: 'held by budget',
  frozen: 'frozen',
  engine_unavailable: 'engine unavailable',
  run: 'running',
  backoff: 'waiting to try again',
  outcome_unknown: 'outcome unknown',
};

/** What is still so goes on until now. */
export const intervalOf = ({ from, to }: Pick<StepSpanView, 'from' | 'to'>, nowMs: number): Interval => {
  const fromMs = Date.parse(from);
  return { fromMs, toMs: Math.max(fromMs, to === null ? nowMs : Date.parse(to)) };
};

export interface PhaseTotal {
  readonly phase: SpanPhase;
  readonly ms: number;
}

/** How long a step was in each phase, in the order in which they began. */
export const phaseTotals = (spans: readonly StepSpanView[], nowMs: number): PhaseTotal[] => {
  const totals = new Map<SpanPhase, number>();
  for (const span of spans) {
    const { fromMs, toMs } = intervalOf(span, nowMs);
    totals.set(span.phase, (totals.get(span.phase) ?? 0) + toMs - fromMs);
  }
  return [...totals].map(([phase, ms]) => ({ phase, ms }));
};

/** One span in words, as a title and for screen readers. */
export const spanWords = (span: StepSpanView, nowMs: number): string => {
  const { fromMs, toMs } = intervalOf(span, nowMs);
  const what =
    span.attempt === null
      ? PHASE_WORDS[span.phase]
      : `attempt ${span.attempt}${span.outcome === null ? ' running' : ` ${span.outcome}`}`;
  return `${what.replaceAll('_', ' ')} ${formatDuration(toMs - fromMs)}`;
};

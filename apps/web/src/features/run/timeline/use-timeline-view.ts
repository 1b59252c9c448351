import type { RunView, StepSpanView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { timelineQuery } from '../../../api/runs';
import { useNow } from '../../../ui/clock';
import { type Interval, idleIn, moved, type Scale, scaleOf, WHOLE, type Window, zoomed } from './scale';
import { intervalOf } from './span-model';

const ZOOM = 1.6;

export interface TimelineView {
  readonly spans: ReadonlyMap<string, readonly StepSpanView[]>;
  readonly scale: Scale;
  readonly window: Window;
  readonly nowMs: number;
  /** Stretches without work that there are, folded or not. */
  readonly idles: readonly Interval[];
  readonly isFolding: boolean;
  readonly setFolding: (on: boolean) => void;
  readonly zoom: (direction: 1 | -1, around?: number) => void;
  readonly pan: (by: number) => void;
  readonly show: (window: Window) => void;
}

const NONE: ReadonlyMap<string, readonly StepSpanView[]> = new Map();

/** The spans of a run and the part of its time that is looked at. */
export const useTimelineView = (run: RunView, at: number | null, nowFixed: string | null): TimelineView => {
  const query = useQuery(timelineQuery(run.runId, at));
  const ticking = useNow();
  const [window, show] = useState<Window>(WHOLE);
  const [isFolding, setFolding] = useState(true);
  // What has ended, or is of the past, does not tick: then nothing is drawn again each second.
  const end = nowFixed ?? run.endedAt;
  const nowMs = end === null ? ticking : Date.parse(end);
  const spans = useMemo(
    () => (query.data === undefined ? NONE : new Map(query.data.steps.map(({ key, spans: list }) => [key, list]))),
    [query.data],
  );
  const span = useMemo(() => {
    const fromMs = Date.parse(run.startedAt);
    return { fromMs, toMs: Math.max(nowMs, fromMs + 1) };
  }, [run.startedAt, nowMs]);
  // Before the spans are there, nobody can say when nothing was at work.
  const idles = useMemo(() => (spans === NONE ? [] : idleIn(span, workOf(spans, nowMs))), [span, spans, nowMs]);
  const scale = useMemo(() => scaleOf(span, isFolding ? idles : []), [span, idles, isFolding]);
  return {
    spans,
    scale,
    window,
    nowMs,
    idles,
    isFolding,
    setFolding,
    zoom: (direction, around) => show((old) => zoomed(old, direction === 1 ? 1 / ZOOM : ZOOM, around ?? (old.from + old.to) / 2)),
    pan: (by) => show((old) => moved(old, by * (old.to - old.from))),
    show,
  };
};

const workOf = (spans: TimelineView['spans'], nowMs: number): Interval[] =>
  [...spans.values()].flatMap((list) => list.filter(({ phase }) => phase === 'run').map((one) => intervalOf(one, nowMs)));

import { type PointerEvent, type Ref, useRef } from 'react';
import { formatDuration } from '../../../ui/format/time';
import { inWindow, type Tick, type Window } from './scale';
import classes from './timeline.module.css';
import type { TimelineView } from './use-timeline-view';

const PERCENT = 100;
/** A shorter pull is a slip of the hand. */
const BRUSH_MIN = 0.01;

const placeOf = (element: Element, clientX: number): number => {
  const box = element.getBoundingClientRect();
  return Math.min(1, Math.max(0, (clientX - box.left) / box.width));
};

interface AxisProps {
  readonly view: TimelineView;
  readonly ticks: readonly Tick[];
  readonly frame: Ref<HTMLSpanElement>;
}

/** Round moments since the start, and where time is folded. Pulling across it looks at that part; the buttons do the same. */
export const Axis = ({ view, ticks, frame }: AxisProps) => {
  const brush = useRef<HTMLSpanElement>(null);
  const from = useRef<number | null>(null);
  const draw = (to: number | null) => {
    const mark = brush.current;
    if (!mark) return;
    mark.hidden = to === null || from.current === null;
    if (to === null || from.current === null) return;
    mark.style.left = `${Math.min(from.current, to) * PERCENT}%`;
    mark.style.width = `${Math.abs(to - from.current) * PERCENT}%`;
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = placeOf(event.currentTarget, event.clientX);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const start = from.current;
    from.current = null;
    draw(null);
    if (start === null) return;
    const to = placeOf(event.currentTarget, event.clientX);
    if (Math.abs(to - start) >= BRUSH_MIN) view.show(within(view.window, Math.min(start, to), Math.max(start, to)));
  };
  return (
    <span
      ref={frame}
      role="columnheader"
      aria-label="Time since the start"
      className={classes.axis}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => draw(placeOf(event.currentTarget, event.clientX))}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        from.current = null;
        draw(null);
      }}
    >
      {ticks.map(({ ms, at }) => (
        <span key={ms} className={classes.tick} style={{ left: `${at * PERCENT}%` }}>
          {ms === 0 ? '0' : formatDuration(ms)}
        </span>
      ))}
      <span ref={brush} className={classes.brush} hidden />
    </span>
  );
};

const within = ({ from, to }: Window, start: number, end: number): Window => ({
  from: from + start * (to - from),
  to: from + end * (to - from),
});

/** Lines through all rows at the moments of the axis, strips where time is folded, and the moment that is looked at. */
export const GridLines = ({ view, ticks, atMs }: { view: TimelineView; ticks: readonly Tick[]; atMs: number | null }) => {
  const { scale, window } = view;
  return (
    <div className={classes.lines} aria-hidden>
      <span className={classes.linesCell}>
        {ticks.map(({ ms, at }) => (
          <i key={ms} style={{ left: `${at * PERCENT}%` }} />
        ))}
        {scale.folded.map(({ fromMs, toMs }) => {
          const left = inWindow(window, scale.place(fromMs));
          const width = inWindow(window, scale.place(toMs)) - left;
          return (
            <b
              key={fromMs}
              title={`${formatDuration(toMs - fromMs)} in which nothing was at work`}
              style={{ left: `${left * PERCENT}%`, width: `${width * PERCENT}%` }}
            />
          );
        })}
        {atMs === null ? null : <u style={{ left: `${inWindow(window, scale.place(atMs)) * PERCENT}%` }} />}
        <s data-cross hidden />
      </span>
    </div>
  );
};

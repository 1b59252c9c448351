import { useElementSize } from '@mantine/hooks';
import type { RunView, StepView } from '@mc/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { usePreferences } from '../../../ui/preferences';
import { Axis, GridLines } from './axis';
import { ticksIn } from './scale';
import classes from './timeline.module.css';
import { TimelineBar } from './timeline-bar';
import { TimelineRow } from './timeline-row';
import { useCrosshair } from './use-crosshair';
import { useTimelineKeys } from './use-timeline-keys';
import { useTimelineView } from './use-timeline-view';

interface Props {
  readonly run: RunView;
  /** In the past: which event, and when that was; time stands still there. */
  readonly at: number | null;
  readonly atTime: string | null;
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
}

const ROW_PX = 32;
const ROW_COMPACT_PX = 28;
const HEAD_PX = 30;
const NO_SPANS = [] as const;

const isProblem = ({ status }: StepView): boolean => status === 'failed' || status === 'blocked';

/** All steps in plan order, each with a bar of where its time went: the graph for those who read lists. */
export const TimelineTab = ({ run, at, atTime, selected, onSelect }: Props) => {
  const [words, setWords] = useState('');
  const [problemsOnly, setProblemsOnly] = useState(false);
  const { density } = usePreferences();
  const height = density === 'compact' ? ROW_COMPACT_PX : ROW_PX;
  const view = useTimelineView(run, at, atTime);
  const { ref: axis, width } = useElementSize<HTMLSpanElement>();
  const ticks = useMemo(() => ticksIn(view.scale, view.window, width), [view.scale, view.window, width]);
  const frame = useRef<HTMLDivElement>(null);
  const steps = useMemo(() => found(run.steps, words, problemsOnly), [run.steps, words, problemsOnly]);
  const virtual = useVirtualizer({
    count: steps.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    getItemKey: (index) => steps[index]?.key ?? index,
    overscan: 8,
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights, other places
  useEffect(() => virtual.measure(), [height]);
  const index = steps.findIndex(({ key }) => key === selected);
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [index, virtual]);
  const go = useTimelineKeys({ steps, index, onSelect, isProblem, view });
  useCrosshair(frame, view);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    go(by);
  };
  return (
    <div className={classes.timeline}>
      <TimelineBar
        view={view}
        words={words}
        onWords={setWords}
        problemsOnly={problemsOnly}
        onProblemsOnly={setProblemsOnly}
        problems={run.steps.filter(isProblem).length}
      />
      <div
        ref={frame}
        role="grid"
        aria-label="Steps"
        aria-rowcount={steps.length + 1}
        className={classes.frame}
        style={{ '--row': `${height}px` } as CSSProperties}
        onKeyDown={onKeyDown}
        data-scroll
      >
        <div role="row" aria-rowindex={1} className={classes.head}>
          {['Step', 'Agent', 'Time', 'Tokens', 'Cost'].map((title) => (
            <span key={title} role="columnheader" data-column={title}>
              {title}
            </span>
          ))}
          <Axis view={view} ticks={ticks} frame={axis} />
        </div>
        <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
          <GridLines view={view} ticks={ticks} atMs={atTime === null ? null : Date.parse(atTime)} />
          {virtual.getVirtualItems().map((item) => {
            const step = steps[item.index];
            return step === undefined ? null : (
              <TimelineRow
                key={step.key}
                step={step}
                index={item.index}
                top={item.start - HEAD_PX}
                isSelected={step.key === selected}
                isStop={step.key === selected || (index < 0 && item.index === 0)}
                onSelect={onSelect}
                spans={view.spans.get(step.key) ?? NO_SPANS}
                scale={view.scale}
                window={view.window}
                nowMs={view.nowMs}
                nowFixed={atTime}
              />
            );
          })}
        </div>
        {steps.length === 0 ? <p className={classes.none}>No step is like that.</p> : null}
      </div>
    </div>
  );
};

const found = (steps: readonly StepView[], words: string, problemsOnly: boolean): readonly StepView[] => {
  const wanted = words.trim().toLowerCase();
  if (wanted === '' && !problemsOnly) return steps;
  return steps.filter(
    (step) => (!problemsOnly || isProblem(step)) && `${step.key} ${step.name ?? ''} ${step.agent}`.toLowerCase().includes(wanted),
  );
};

import type { StepSpanView } from '@mc/contracts';
import { inWindow, type Scale, type Window } from './scale';
import { intervalOf, spanWords } from './span-model';
import classes from './timeline.module.css';

interface Props {
  readonly spans: readonly StepSpanView[];
  readonly scale: Scale;
  readonly window: Window;
  readonly nowMs: number;
}

const PERCENT = 100;

/** Where the time of one step went: each wait and each attempt a bar of its own. */
export const SpanBars = ({ spans, scale, window, nowMs }: Props) => {
  const words = spans.map((span) => spanWords(span, nowMs)).join(', ');
  return (
    <span role="gridcell" className={classes.bars} title={words === '' ? 'not begun' : words}>
      <span className="sr-only">{words === '' ? 'not begun' : words}</span>
      {spans.map((span) => {
        const { fromMs, toMs } = intervalOf(span, nowMs);
        const left = inWindow(window, scale.place(fromMs));
        const right = inWindow(window, scale.place(toMs));
        if (right < 0 || left > 1) return null;
        const from = Math.max(0, left);
        return (
          <span
            key={`${span.phase} ${span.from}`}
            data-phase={span.phase}
            {...(span.phase === 'run' ? { 'data-outcome': span.outcome ?? 'open' } : {})}
            style={{ left: `${from * PERCENT}%`, width: `${(Math.min(1, right) - from) * PERCENT}%` }}
          >
            {span.attempt !== null && span.attempt > 1 ? span.attempt : ''}
          </span>
        );
      })}
    </span>
  );
};

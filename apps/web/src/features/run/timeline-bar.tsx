import type { StepView } from '@mc/contracts';
import { formatDuration } from '../../ui/format/time';
import classes from './steps.module.css';
import { type Phase, placeIn, type Span, segmentsOf } from './timeline';

const WORDS: Record<Phase, string> = {
  queue: 'in the queue',
  gate: 'waiting for approval',
  run: 'running',
  retry: 'waiting to try again',
};

/** Where the time of one step went. */
export const TimelineBar = ({ step, span }: { step: StepView; span: Span }) => {
  const segments = segmentsOf(step, span.toMs);
  const words = segments.map(({ phase, fromMs, toMs }) => `${WORDS[phase]} ${formatDuration(toMs - fromMs)}`).join(', ');
  return (
    <div className={classes.track} title={words === '' ? 'not begun' : words}>
      <span className="sr-only">{words === '' ? 'not begun' : words}</span>
      {segments.map((segment) => {
        const { left, width } = placeIn(segment, span);
        return (
          <span
            key={segment.phase}
            data-phase={segment.phase}
            data-tone={step.status}
            style={{ left: `${left}%`, width: `max(3px, ${width}%)` }}
          />
        );
      })}
    </div>
  );
};

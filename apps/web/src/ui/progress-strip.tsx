import type { RunProgressView, StepStatus } from '@mc/contracts';
import classes from './progress-strip.module.css';

const ENDED = (progress: RunProgressView) => progress.completed + progress.skipped + progress.failed;

/** One mark per step in plan order, or a bar above 24 steps; the figures say the same in words. */
export const ProgressStrip = ({ progress }: { progress: RunProgressView }) => (
  <span className={classes.strip} title={describe(progress)}>
    {progress.marks === null ? (
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${(100 * ENDED(progress)) / Math.max(1, progress.total)}%` }} />
      </span>
    ) : (
      <span className={classes.marks} aria-hidden>
        {progress.marks.map((mark, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the plan is the identity
          <span key={index} data-mark={mark satisfies StepStatus} />
        ))}
      </span>
    )}
    <span className="num">
      {ENDED(progress)}/{progress.total}
    </span>
  </span>
);

const describe = (progress: RunProgressView): string =>
  (['completed', 'running', 'waiting', 'blocked', 'failed', 'skipped'] as const)
    .filter((status) => progress[status] > 0)
    .map((status) => `${progress[status]} ${status}`)
    .join(', ') || 'no steps';

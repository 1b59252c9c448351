import type { StepView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { runKey, runQuery } from '../../api/runs';
import { useTopicQueries } from '../../live/live-context';
import { Money } from '../../ui/amounts';
import { ProgressStrip } from '../../ui/progress-strip';
import { Loaded } from '../../ui/states';
import { runLook, stepLook } from '../../ui/status';
import { StatusBadge, StatusMark } from '../../ui/status-badge';
import { DurationText } from '../../ui/time-text';
import classes from './run-so-far.module.css';

/** Steps that are shown around the one that asks; the page of the run has all of them. */
const STEPS_SHOWN = 40;

/** What the run has done until it came here, and what still waits behind this step. */
export const RunSoFar = ({ runId, stepKey }: { runId: string; stepKey: string }) => {
  const query = useQuery(runQuery(runId));
  useTopicQueries(`run:${runId}`, [runKey(runId)]);
  return (
    <Loaded query={query} rows={5}>
      {(run) => {
        const at = run.steps.findIndex(({ key }) => key === stepKey);
        const from = Math.max(0, Math.min(at - STEPS_SHOWN / 2, run.steps.length - STEPS_SHOWN));
        const shown = run.steps.slice(from, from + STEPS_SHOWN);
        return (
          <div className={classes.frame}>
            <div className={classes.bar}>
              <StatusBadge look={runLook(run.status, run.hold)} />
              <ProgressStrip progress={run.progress} />
            </div>
            <ol className={classes.steps} aria-label="Steps of the run">
              {shown.map((step) => (
                <Step key={step.key} runId={runId} step={step} isHere={step.key === stepKey} />
              ))}
            </ol>
            {run.steps.length > shown.length ? (
              <p className={classes.rest}>
                and {run.steps.length - shown.length} more steps, on <RunLink runId={runId}>the page of the run</RunLink>
              </p>
            ) : null}
          </div>
        );
      }}
    </Loaded>
  );
};

const RunLink = ({ runId, children }: { runId: string; children: string }) => (
  <Link to="/runs/$runId" params={{ runId }}>
    {children}
  </Link>
);

const Step = ({ runId, step, isHere }: { runId: string; step: StepView; isHere: boolean }) => (
  <li aria-current={isHere ? 'step' : undefined}>
    <StatusMark look={stepLook(step.status, step.blockedReason)} />
    <Link to="/runs/$runId" params={{ runId }} search={{ step: step.key }} className={classes.name}>
      {step.key}
    </Link>
    <span className="dim">{step.agent}</span>
    <span className={classes.end}>{step.startedAt === null ? '' : <DurationText from={step.startedAt} to={step.endedAt} />}</span>
    <span className={classes.end}>
      {step.attempt === 0 ? '' : <Money cents={step.costCents} about={!step.costFinal && step.costCents !== null} />}
    </span>
  </li>
);

import { ActionIcon } from '@mantine/core';
import type { RunView, StepView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { runKey, runQuery } from '../../api/runs';
import { useTopicQueries } from '../../live/live-context';
import { Money, TokenPair } from '../../ui/amounts';
import { BudgetBar } from '../../ui/budget-bar';
import { ButtonLink } from '../../ui/button-link';
import { IdChip } from '../../ui/id-chip';
import { ProgressStrip } from '../../ui/progress-strip';
import { Loaded } from '../../ui/states';
import { runLook, stepLook } from '../../ui/status';
import { StatusBadge, StatusMark } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { DurationText, TimeText } from '../../ui/time-text';
import classes from './peek.module.css';

/** Steps that a look shows; the page of the run has all of them. */
const STEPS_SHOWN = 40;

/** A look at one run beside the list: what it is, what went wrong or waits, what it costs, how its steps stand. */
export const PeekPanel = ({ runId, onClose }: { runId: string; onClose: () => void }) => {
  const query = useQuery(runQuery(runId));
  useTopicQueries(`run:${runId}`, [runKey(runId)]);
  return (
    <aside className={classes.peek} aria-label="Peek at the run">
      <header className={classes.head}>
        <ButtonLink size="compact-sm" to="/runs/$runId" params={{ runId }}>
          Open the run
        </ButtonLink>
        <IdChip id={runId} what="run id" />
        <span className={classes.grow} />
        <ActionIcon variant="subtle" color="gray" size={28} aria-label="Close the peek" onClick={onClose}>
          <X size={16} />
        </ActionIcon>
      </header>
      <Loaded query={query} rows={10}>
        {(run) => (
          <div className={classes.body}>
            <Summary run={run} />
            <ol className={classes.steps} aria-label="Steps">
              {run.steps.slice(0, STEPS_SHOWN).map((step) => (
                <Step key={step.key} runId={runId} step={step} />
              ))}
            </ol>
            {run.steps.length > STEPS_SHOWN ? <p className="dim">and {run.steps.length - STEPS_SHOWN} more steps</p> : null}
          </div>
        )}
      </Loaded>
    </aside>
  );
};

const Summary = ({ run }: { run: RunView }) => (
  <>
    <h2>
      {run.workflow.name} <span className="dim">v{run.workflow.version}</span>
    </h2>
    {run.label === null ? null : (
      <div>
        <VisibleText text={run.label} />
      </div>
    )}
    <StatusBadge look={runLook(run.status, run.hold)} filled />
    {run.firstError === null ? null : (
      <div className={classes.error}>
        <Link to="/runs/$runId" params={{ runId: run.runId }} search={{ step: run.firstError.stepKey }} className="mono">
          {run.firstError.stepKey}
        </Link>
        : <VisibleText text={run.firstError.message} />
      </div>
    )}
    {run.waitingOn === null ? null : (
      <div className={classes.waiting}>
        <VisibleText text={run.waitingOn.message} />{' '}
        {run.waitingOn.approvalId === null ? null : (
          <Link to="/approvals" search={{ id: run.waitingOn.approvalId }}>
            Review
          </Link>
        )}
      </div>
    )}
    <dl className={classes.facts}>
      <dt>Progress</dt>
      <dd>
        <ProgressStrip progress={run.progress} />
      </dd>
      <dt>Cost</dt>
      <dd>
        <BudgetBar budget={run.budget} />
      </dd>
      <dt>Tokens</dt>
      <dd>
        <TokenPair input={run.inputTokens} output={run.outputTokens} />
      </dd>
      <dt>Started</dt>
      <dd>
        <TimeText at={run.startedAt} /> by {run.startedBy.username ?? 'system'}
      </dd>
      <dt>Duration</dt>
      <dd>
        <DurationText from={run.startedAt} to={run.endedAt} />
      </dd>
    </dl>
  </>
);

const Step = ({ runId, step }: { runId: string; step: StepView }) => (
  <li>
    <StatusMark look={stepLook(step.status, step.blockedReason)} />
    <Link to="/runs/$runId" params={{ runId }} search={{ step: step.key }} className={classes.step}>
      {step.key}
    </Link>
    <span className="dim">{step.startedAt === null ? '' : <DurationText from={step.startedAt} to={step.endedAt} />}</span>
    <span className={classes.money}>
      {step.attempt === 0 ? '' : <Money cents={step.costCents} about={!step.costFinal && step.costCents !== null} />}
    </span>
  </li>
);

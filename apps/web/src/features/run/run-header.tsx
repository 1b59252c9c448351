import { Button } from '@mantine/core';
import type { RunView } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, History } from 'lucide-react';
import type { ReactNode } from 'react';
import { TokenCount } from '../../ui/amounts';
import { BudgetBar } from '../../ui/budget-bar';
import { IdChip } from '../../ui/id-chip';
import { ProgressStrip } from '../../ui/progress-strip';
import { runLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { DurationText, TimeText } from '../../ui/time-text';
import classes from './run.module.css';
import { RunActions } from './run-actions';

interface Props {
  readonly run: RunView;
  /** In the past time stands still; `null`: it goes on. */
  readonly now: string | null;
  /** `null`: the past is being viewed already. */
  readonly onReplay: (() => void) | null;
  readonly onCompare: () => void;
}

/** Two lines that answer: what is it, how does it stand, since when, at what price. */
export const RunHeader = ({ run, now, onReplay, onCompare }: Props) => (
  <div className={classes.header}>
    <Link to="/runs" className={classes.back}>
      <ChevronLeft size={15} aria-hidden />
      Runs
    </Link>
    <div className={classes.line}>
      <StatusBadge look={runLook(run.status, run.hold)} filled />
      <Link to="/workflows/$workflowId" params={{ workflowId: run.workflow.id }} className={classes.name}>
        {run.workflow.name}
      </Link>
      <span className="dim">v{run.workflow.version}</span>
      {run.label === null ? null : (
        <span>
          <VisibleText text={run.label} />
        </span>
      )}
      <IdChip id={run.runId} what="run id" />
      <span className={classes.grow} />
      {onReplay === null ? null : (
        <Button variant="default" size="xs" leftSection={<History size={14} />} onClick={onReplay}>
          Replay
        </Button>
      )}
      <RunActions run={run} onCompare={onCompare} />
    </div>
    <dl className={classes.facts}>
      <Fact title="Progress">
        <ProgressStrip progress={run.progress} />
      </Fact>
      <Fact title="Spent">
        <BudgetBar budget={run.budget} />
      </Fact>
      <Fact title="Tokens">
        <TokenCount count={run.budget.tokens} />
        {run.budget.maxTokens === null ? null : (
          <span className="dim">
            {' of '}
            <TokenCount count={run.budget.maxTokens} />
          </span>
        )}
      </Fact>
      <Fact title={run.endedAt === null ? 'Running for' : 'Took'}>
        <DurationText from={run.startedAt} to={run.endedAt ?? now} />
      </Fact>
      <Fact title="Started">
        <TimeText at={run.startedAt} /> <span className="dim">by {run.startedBy.username ?? 'system'}</span>
      </Fact>
    </dl>
  </div>
);

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
);

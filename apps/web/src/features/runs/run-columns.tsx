import type { RunSummary } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { TokenCount } from '../../ui/amounts';
import { BudgetBar } from '../../ui/budget-bar';
import type { Column } from '../../ui/data-table';
import { shortId } from '../../ui/format/ids';
import { ProgressStrip } from '../../ui/progress-strip';
import { runLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { DurationText, TimeLeft, TimeText } from '../../ui/time-text';
import classes from './runs-page.module.css';

export const RUN_COLUMNS: readonly Column<RunSummary>[] = [
  { key: 'status', title: 'Status', wide: true, cell: (run) => <StatusBadge look={runLook(run.status, run.hold)} /> },
  { key: 'run', title: 'Run', wide: true, cell: (run) => <RunLink run={run} /> },
  { key: 'progress', title: 'Progress', cell: (run) => <ProgressStrip progress={run.progress} /> },
  { key: 'waiting', title: 'Waiting on', clip: true, cell: (run) => <WaitingOn run={run} /> },
  { key: 'cost', title: 'Cost / cap', cell: (run) => <BudgetBar budget={run.budget} /> },
  { key: 'tokens', title: 'Tokens', right: true, cell: (run) => <TokenCount count={run.budget.tokens} /> },
  { key: 'started', title: 'Started', cell: (run) => <TimeText at={run.startedAt} /> },
  { key: 'duration', title: 'Duration', right: true, cell: (run) => <DurationText from={run.startedAt} to={run.endedAt} /> },
  { key: 'by', title: 'By', clip: true, cell: (run) => run.startedBy.username ?? 'system' },
];

const RunLink = ({ run }: { run: RunSummary }) => (
  <Link to="/runs/$runId" params={{ runId: run.runId }} className={classes.run}>
    <span>
      <strong>{run.workflow.name}</strong>
      <span className="dim"> v{run.workflow.version}</span>
    </span>
    <span className={classes.label}>
      {run.label === null ? <span className="mono">{shortId(run.runId)}</span> : <VisibleText text={run.label} />}
    </span>
  </Link>
);

const WaitingOn = ({ run }: { run: RunSummary }) => {
  if (run.firstError !== null && run.status === 'failed') {
    return (
      <span title={run.firstError.message}>
        <span className="mono">{run.firstError.stepKey}</span>: {run.firstError.code}
      </span>
    );
  }
  if (run.waitingOn === null) return <span className="dim">-</span>;
  return (
    <span title={run.waitingOn.message}>
      {run.waitingOn.kind.replaceAll('_', ' ')}
      {run.waitingOn.stepKey === null ? null : (
        <>
          : <span className="mono">{run.waitingOn.stepKey}</span>
        </>
      )}
      {run.waitingOn.until === null ? null : (
        <>
          , <TimeLeft until={run.waitingOn.until} />
        </>
      )}
    </span>
  );
};

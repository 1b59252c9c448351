import type { RunSummary } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { TokenCount } from '../../ui/amounts';
import { BudgetBar } from '../../ui/budget-bar';
import { shortId } from '../../ui/format/ids';
import type { GridColumn } from '../../ui/grid/column';
import { ProgressStrip } from '../../ui/progress-strip';
import { runLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { DurationText, TimeText } from '../../ui/time-text';
import classes from './runs-page.module.css';
import { WaitingOn } from './waiting-on';

/** All that the list can show; those of `DEFAULT_COLUMNS` unless somebody chose others. */
export const RUN_COLUMNS: readonly GridColumn<RunSummary>[] = [
  { key: 'status', title: 'Status', width: '148px', cell: (run) => <StatusBadge look={runLook(run.status, run.hold)} /> },
  { key: 'run', title: 'Run', width: 'minmax(150px, 2.2fr)', cell: (run) => <RunLink run={run} /> },
  { key: 'id', title: 'Id', width: '120px', cell: (run) => <span className="mono">{shortId(run.runId)}</span> },
  { key: 'progress', title: 'Progress', width: '132px', cell: (run) => <ProgressStrip progress={run.progress} /> },
  { key: 'waiting', title: 'Waiting on', width: 'minmax(104px, 1.6fr)', cell: (run) => <WaitingOn run={run} /> },
  { key: 'cost', title: 'Cost / cap', width: 'minmax(176px, 1.3fr)', cell: (run) => <BudgetBar budget={run.budget} /> },
  { key: 'tokens', title: 'Tokens', width: '64px', right: true, cell: (run) => <TokenCount count={run.budget.tokens} /> },
  { key: 'input', title: 'In', width: '64px', right: true, cell: (run) => <TokenCount count={run.inputTokens} /> },
  { key: 'output', title: 'Out', width: '64px', right: true, cell: (run) => <TokenCount count={run.outputTokens} /> },
  { key: 'started', title: 'Started', width: '88px', cell: (run) => <TimeText at={run.startedAt} /> },
  { key: 'ended', title: 'Ended', width: '92px', cell: (run) => <TimeText at={run.endedAt} /> },
  {
    key: 'duration',
    title: 'Duration',
    width: '84px',
    right: true,
    cell: (run) => <DurationText from={run.startedAt} to={run.endedAt} />,
  },
  { key: 'by', title: 'By', width: 'minmax(64px, 0.6fr)', cell: (run) => run.startedBy.username ?? 'system' },
];

export const DEFAULT_COLUMNS: readonly string[] = [
  ...['status', 'run', 'progress', 'waiting', 'cost', 'tokens', 'started', 'duration', 'by'],
];

/** Beside a look at one run, which tells the rest. */
/** Where there is less room, fewer, so that none is cut off: by the width of the window, the narrowest first. */
const FITTING: readonly (readonly [below: number, columns: readonly string[]])[] = [
  [1180, ['status', 'run', 'waiting', 'cost', 'started']],
  [1420, ['status', 'run', 'progress', 'waiting', 'cost', 'tokens', 'started']],
  [1540, ['status', 'run', 'progress', 'waiting', 'cost', 'tokens', 'started', 'duration']],
];

const PEEK_COLUMNS: readonly string[] = ['status', 'run', 'progress', 'started'];

/** The columns that the address names; unknown ones are told, and left out. */
export const columnsOf = (
  cols: string | undefined,
  peeking: boolean,
  /** Of the window, in pixels. */
  width: number,
): { readonly columns: readonly GridColumn<RunSummary>[]; readonly unknown: readonly string[] } => {
  const fitting = FITTING.find(([below]) => width < below)?.[1] ?? DEFAULT_COLUMNS;
  const wanted = cols === undefined ? (peeking ? PEEK_COLUMNS : fitting) : cols.split(',');
  const columns = RUN_COLUMNS.filter(({ key }) => wanted.includes(key));
  const unknown = wanted.filter((key) => !RUN_COLUMNS.some((column) => column.key === key));
  return { columns: columns.length > 0 ? columns : RUN_COLUMNS.filter(({ key }) => DEFAULT_COLUMNS.includes(key)), unknown };
};

const RunLink = ({ run }: { run: RunSummary }) => (
  <Link to="/runs/$runId" params={{ runId: run.runId }} className={classes.run} tabIndex={-1}>
    <strong>{run.workflow.name}</strong>
    <span className="dim">
      {' '}
      {run.label === null ? <span className="mono">{shortId(run.runId)}</span> : <VisibleText text={run.label} />}
    </span>
  </Link>
);

/** A row on a phone: what it is, how it stands, what it costs. */
export const narrowRun = (run: RunSummary) => (
  <>
    <span className={classes.narrowLine}>
      <RunLink run={run} />
      <StatusBadge look={runLook(run.status, run.hold)} />
    </span>
    <span className={`${classes.narrowLine} ${classes.small}`}>
      <ProgressStrip progress={run.progress} />
      <BudgetBar budget={run.budget} bar={false} />
      <TimeText at={run.startedAt} />
    </span>
  </>
);

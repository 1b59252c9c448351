import type { ApprovalSummary, RunHold, RunSummary } from '@mc/contracts';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pendingApprovalsQuery } from '../../api/approvals';
import { runsKey, someRunsQuery } from '../../api/runs';
import { useMe } from '../../api/use-me';
import { useTopicQueries } from '../../live/live-context';
import { useActions } from '../../ui/actions';
import { Money } from '../../ui/amounts';
import { Page, Panel } from '../../ui/page';
import { ProgressStrip } from '../../ui/progress-strip';
import { RiskBadge } from '../../ui/risk-badge';
import { ROW_ACTIONS } from '../../ui/rows';
import { Loaded } from '../../ui/states';
import { runLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { DurationText, TimeLeft, TimeText } from '../../ui/time-text';
import { FirstSteps } from './first-steps';
import classes from './overview.module.css';
import { Today } from './today';

const LINES = 8;
/** Open runs that are asked for, of which those that wait are shown elsewhere. */
const OPEN_RUNS = 30;
const STUCK: RunHold[] = ['budget', 'paused', 'frozen', 'outcome_unknown'];

/** What needs a person first, then what runs. Every line leads to the exact place. */
export const OverviewPage = () => {
  const me = useMe();
  const pending = useQuery({ ...pendingApprovalsQuery, enabled: me.may('approvals:read') });
  const stuck = useQuery(someRunsQuery({ hold: STUCK, status: ['running', 'pending'] }, LINES));
  const failed = useQuery(someRunsQuery({ status: ['failed'] }, LINES));
  const running = useQuery(someRunsQuery({ status: ['running', 'pending'] }, OPEN_RUNS));
  useTopicQueries('runs', [[...runsKey, 'some']]);
  useActions('Overview', ROW_ACTIONS);
  return (
    <Page title="Overview">
      <FirstSteps />
      <div className={classes.grid}>
        <div className={classes.column}>
          <NeedsYou query={pending} />
          <RunPanel
            title="Stuck"
            query={stuck}
            nothing="Nothing is stuck."
            all={
              <Link to="/runs" search={{ hold: STUCK.join(',') }}>
                All stuck
              </Link>
            }
          />
          <RunPanel
            title="Failed lately"
            query={failed}
            nothing="Nothing has failed."
            all={
              <Link to="/runs" search={{ status: 'failed' }}>
                All failed
              </Link>
            }
          />
        </div>
        <div className={classes.column}>
          <Today />
          <RunPanel
            title="Running now"
            query={running}
            only={(run) => run.hold === null}
            nothing={
              <>
                Nothing is at work. <Link to="/workflows">Start a workflow</Link>
              </>
            }
            all={
              <Link to="/runs" search={{ status: 'running,pending' }}>
                All open runs
              </Link>
            }
          />
        </div>
      </div>
    </Page>
  );
};

interface RunPanelProps {
  readonly title: string;
  readonly query: UseQueryResult<{ readonly items: RunSummary[] }>;
  readonly only?: (run: RunSummary) => boolean;
  readonly nothing: ReactNode;
  readonly all: ReactNode;
}

const RunPanel = ({ title, query, only = () => true, nothing, all }: RunPanelProps) => (
  <Panel flush title={title} actions={all}>
    <Loaded query={query} rows={3}>
      {({ items }) => {
        const shown = items.filter(only).slice(0, LINES);
        return shown.length === 0 ? (
          <Nothing>{nothing}</Nothing>
        ) : (
          <List>
            {shown.map((run) => (
              <RunLine key={run.runId} run={run} />
            ))}
          </List>
        );
      }}
    </Loaded>
  </Panel>
);

type Pending = UseQueryResult<{ readonly items: ApprovalSummary[]; readonly total: { readonly value: number } }>;

const NeedsYou = ({ query }: { query: Pending }) => (
  <Panel flush title={`Needs you (${query.data?.total.value ?? 0})`} actions={<Link to="/approvals">All approvals</Link>}>
    <Loaded query={query} rows={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Nothing>Nothing needs you.</Nothing>
        ) : (
          <List>
            {items.slice(0, LINES).map((item) => (
              <Gate key={item.id} item={item} />
            ))}
          </List>
        )
      }
    </Loaded>
  </Panel>
);

const List = ({ children }: { children: ReactNode }) => <ul className={classes.list}>{children}</ul>;
const Nothing = ({ children }: { children: ReactNode }) => <p className={classes.nothing}>{children}</p>;

const Gate = ({ item }: { item: ApprovalSummary }) => (
  <li>
    <Link to="/approvals" search={{ id: item.id }} className={classes.line} data-row={item.id}>
      <RiskBadge risk={item.risk} />
      <span className={classes.main}>
        <strong>{item.stepName ?? item.stepKey}</strong> <span className="dim">{item.workflow.name}</span>
      </span>
      <span className="dim">
        {item.expiresAt === null ? <TimeText at={item.requestedAt} /> : <TimeLeft until={item.expiresAt} />}
      </span>
    </Link>
  </li>
);

const RunLine = ({ run }: { run: RunSummary }) => (
  <li>
    <Link to="/runs/$runId" params={{ runId: run.runId }} className={classes.line} data-row={run.runId}>
      <StatusBadge look={runLook(run.status, run.hold)} />
      <span className={classes.main}>
        <strong>{run.workflow.name}</strong>{' '}
        <span className="dim">
          {run.label === null ? '' : <VisibleText text={run.label} />}{' '}
          {run.firstError === null ? (run.waitingOn?.stepKey ?? '') : `${run.firstError.stepKey}: ${run.firstError.code}`}
        </span>
      </span>
      <ProgressStrip progress={run.progress} />
      <span className={classes.money}>
        <Money cents={run.budget.spentCents} unpricedTokens={run.budget.unpricedTokens} />
      </span>
      <span className="dim">
        {run.endedAt === null ? <DurationText from={run.startedAt} to={null} /> : <TimeText at={run.endedAt} />}
      </span>
    </Link>
  </li>
);

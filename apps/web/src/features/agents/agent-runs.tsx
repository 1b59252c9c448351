import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { runsKey, someRunsQuery } from '../../api/runs';
import { useTopicQueries } from '../../live/live-context';
import { Money } from '../../ui/amounts';
import { shortId } from '../../ui/format/ids';
import { Panel } from '../../ui/page';
import { Loaded } from '../../ui/states';
import { runLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './agent-page.module.css';

const SHOWN = 10;

/** The newest runs in which the agent has a step. */
export const AgentRuns = ({ name }: { name: string }) => {
  const query = useQuery(someRunsQuery({ agent: name }, SHOWN));
  useTopicQueries('runs', [[...runsKey, 'some']]);
  return (
    <Panel
      flush
      title="Its latest runs"
      actions={
        <Link to="/runs" search={{ agent: name }}>
          All its runs
        </Link>
      }
    >
      <Loaded query={query} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.nothing}>No run has needed it yet.</p>
          ) : (
            <ul className={classes.list}>
              {items.map((run) => (
                <li key={run.runId}>
                  <Link to="/runs/$runId" params={{ runId: run.runId }} className={classes.line} data-row={run.runId}>
                    <StatusBadge look={runLook(run.status, run.hold)} />
                    <span className={classes.clip}>
                      <strong>{run.workflow.name}</strong>{' '}
                      <span className="dim">
                        {run.label === null ? (
                          <span className="mono">{shortId(run.runId)}</span>
                        ) : (
                          <VisibleText text={run.label} />
                        )}
                      </span>
                    </span>
                    <Money cents={run.budget.spentCents} unpricedTokens={run.budget.unpricedTokens} />
                    <span className="dim">
                      <TimeText at={run.startedAt} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
};

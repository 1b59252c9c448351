import type { RunView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { readRunEvents, runKey } from '../../api/runs';
import { DataTable } from '../../ui/data-table';
import { EmptyState, Loaded } from '../../ui/states';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import { summaryOf } from './events/event-summary';
import classes from './run.module.css';

/** Facts that a person caused; everything else the system did of itself. */
const PERSONAL = [
  'RunStarted',
  'ApprovalGranted',
  'ApprovalRejected',
  'RunPaused',
  'RunResumed',
  'BudgetRaised',
  'RunAbortRequested',
  'StepReconciled',
  'StepWrittenOff',
];
const MAX = 1000;

/** Who did what to this run, when, and why. */
export const RunAudit = ({ run, until }: { run: RunView; until: number }) => {
  const events = useQuery({
    queryKey: [...runKey(run.runId), 'people'],
    queryFn: ({ signal }) => readRunEvents(run.runId, { type: PERSONAL, limit: MAX }, signal),
  });
  return (
    <Loaded query={events}>
      {({ items }) => {
        const shown = items.filter(({ actor, revision }) => actor.kind === 'operator' && revision <= until);
        return (
          <>
            {shown.length === 0 ? (
              <EmptyState icon={ScrollText} title="Nobody touched this run">
                Starts, approvals, budget changes and aborts by people appear here with their reasons.
              </EmptyState>
            ) : (
              <DataTable
                label="What people did"
                rows={shown}
                rowKey={({ id }) => id}
                columns={[
                  { key: 'at', title: 'Time', cell: (event) => <TimeText at={event.at} /> },
                  {
                    key: 'actor',
                    title: 'Who',
                    cell: ({ actor }) => (
                      <span title={actor.email ?? ''}>
                        {actor.username ?? actor.id}
                        {actor.via === 'key' ? ' (API key)' : ''}
                      </span>
                    ),
                  },
                  { key: 'what', title: 'What', cell: ({ type }) => <strong>{type}</strong> },
                  { key: 'step', title: 'Step', cell: ({ stepKey }) => <span className="mono">{stepKey ?? '-'}</span> },
                  {
                    key: 'why',
                    title: 'Detail and reason',
                    wide: true,
                    cell: (event) => <VisibleText text={summaryOf(event)} />,
                  },
                ]}
              />
            )}
            <div className={classes.pad}>
              <Link to="/audit" search={{ show: 'events', runId: run.runId }}>
                All events of this run in the audit log
              </Link>
            </div>
          </>
        );
      }}
    </Loaded>
  );
};

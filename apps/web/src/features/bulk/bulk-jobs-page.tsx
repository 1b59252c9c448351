import type { BulkJobView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { bulkJobsQuery } from '../../api/bulk';
import { ButtonLink } from '../../ui/button-link';
import { type Column, DataTable } from '../../ui/data-table';
import { Page, Panel } from '../../ui/page';
import { EmptyState, Loaded } from '../../ui/states';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import { BULK_TITLES, jobLook } from './bulk-words';

const COLUMNS: readonly Column<BulkJobView>[] = [
  {
    key: 'what',
    title: 'Command',
    wide: true,
    cell: (job) => (
      <Link to="/bulk/$jobId" params={{ jobId: job.id }}>
        {BULK_TITLES[job.action]} {job.total.toLocaleString('en-US')} {job.total === 1 ? 'run' : 'runs'}
      </Link>
    ),
  },
  { key: 'status', title: 'Status', cell: (job) => <StatusBadge look={jobLook(job)} /> },
  { key: 'done', title: 'Done', right: true, cell: ({ counts }) => counts.done.toLocaleString('en-US') },
  {
    key: 'not',
    title: 'Refused or failed',
    right: true,
    cell: ({ counts }) => (counts.refused + counts.failed).toLocaleString('en-US'),
  },
  { key: 'reason', title: 'Reason', clip: true, cell: ({ reason }) => <VisibleText text={reason} /> },
  { key: 'by', title: 'By', cell: ({ startedBy }) => startedBy.username ?? 'system' },
  { key: 'at', title: 'Started', cell: ({ createdAt }) => <TimeText at={createdAt} /> },
];

/** Commands that were given to many runs at once. */
export const BulkJobsPage = () => {
  const query = useQuery(bulkJobsQuery);
  return (
    <Page title="Bulk commands" lead="What was asked of many runs at once, and what came of it for each.">
      <Panel flush>
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={ListChecks} title="No bulk command yet" action={<ButtonLink to="/runs">To the runs</ButtonLink>}>
                Choose runs in their list, with x or the boxes, to pause, resume, abort or repeat them together.
              </EmptyState>
            ) : (
              <DataTable label="Bulk commands" columns={COLUMNS} rows={items} rowKey={({ id }) => id} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
};

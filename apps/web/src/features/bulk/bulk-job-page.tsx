import { Button, SegmentedControl } from '@mantine/core';
import type { BulkItemStatus, BulkItemView, BulkJobView } from '@mc/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { bulkJobQuery, bulkKey, cancelBulk, readBulkItems } from '../../api/bulk';
import { useCommand } from '../../api/use-command';
import { type Column, DataTable } from '../../ui/data-table';
import { shortId } from '../../ui/format/ids';
import { Page, Panel } from '../../ui/page';
import { PageLoaded } from '../../ui/page-loaded';
import { ReceiptLine } from '../../ui/receipt-line';
import { Loaded } from '../../ui/states';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './bulk.module.css';
import { BULK_TITLES, ITEM_LOOKS, jobLook } from './bulk-words';

/** One bulk command: how far it is, and what came of it for each run. */
export const BulkJobPage = () => {
  const { jobId } = useParams({ from: '/inside/bulk/$jobId' });
  const query = useQuery(bulkJobQuery(jobId));
  return (
    <PageLoaded query={query} what="bulk command">
      {(job) => (
        <Page
          title={`${BULK_TITLES[job.action]} ${job.total.toLocaleString('en-US')} ${job.total === 1 ? 'run' : 'runs'}`}
          lead={
            <>
              Asked by {job.startedBy.username ?? 'system'} <TimeText at={job.createdAt} />: “<VisibleText text={job.reason} />”
            </>
          }
          actions={job.status === 'running' ? <Stop id={job.id} /> : null}
        >
          <Panel title="How far it is">
            <Progress job={job} />
          </Panel>
          <Items job={job} />
        </Page>
      )}
    </PageLoaded>
  );
};

const Stop = ({ id }: { id: string }) => {
  const command = useCommand<string, unknown>({ send: cancelBulk, refresh: [bulkKey] });
  return (
    <>
      <ReceiptLine receipt={command.receipt} />
      <Button variant="default" loading={command.busy} onClick={() => void command.run(id)}>
        Stop after the runs at work
      </Button>
    </>
  );
};

const PERCENT = 100;

const Progress = ({ job }: { job: BulkJobView }) => {
  const { pending, done, refused, failed, cancelled } = job.counts;
  const share = job.total === 0 ? PERCENT : Math.round((PERCENT * (job.total - pending)) / job.total);
  return (
    <div className={classes.progress}>
      <StatusBadge look={jobLook(job)} filled />
      <progress max={job.total} value={job.total - pending} aria-label={`${share} %`} />
      <span>
        {done.toLocaleString('en-US')} done
        {refused > 0 ? `, ${refused.toLocaleString('en-US')} refused` : ''}
        {failed > 0 ? `, ${failed.toLocaleString('en-US')} failed` : ''}
        {cancelled > 0 ? `, ${cancelled.toLocaleString('en-US')} not done` : ''}
        {pending > 0 ? `, ${pending.toLocaleString('en-US')} to go` : ''}
      </span>
    </div>
  );
};

type Show = 'all' | 'bad' | 'done';
const SHOWS: readonly { readonly value: Show; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'bad', label: 'Refused or failed' },
  { value: 'done', label: 'Done' },
];
const STATUSES: Readonly<Record<Show, BulkItemStatus[] | undefined>> = {
  all: undefined,
  bad: ['refused', 'failed', 'cancelled'],
  done: ['done'],
};

const Items = ({ job }: { job: BulkJobView }) => {
  const search = useSearch({ from: '/inside/bulk/$jobId' });
  const navigate = useNavigate({ from: '/bulk/$jobId' });
  const show = SHOWS.find(({ value }) => value === search.show)?.value ?? 'all';
  const settled = job.total - job.counts.pending;
  const query = useInfiniteQuery({
    // Read again as runs are settled, so the list tells the same as the bar above it.
    queryKey: [...bulkKey, 'items', job.id, show, settled],
    queryFn: ({ pageParam, signal }) => readBulkItems(job.id, STATUSES[show], pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (old) => old,
  });
  return (
    <Panel
      flush
      title="Run by run"
      actions={
        <SegmentedControl
          aria-label="Which runs"
          size="xs"
          data={[...SHOWS]}
          value={show}
          onChange={(value) => void navigate({ search: { show: value === 'all' ? undefined : value }, replace: true })}
        />
      }
    >
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <p className={classes.nothing}>None.</p>
          ) : (
            <DataTable label="Runs" columns={COLUMNS} rows={items} rowKey={({ runId }) => runId} />
          );
        }}
      </Loaded>
      {query.hasNextPage ? (
        <div className={classes.more}>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            More
          </Button>
        </div>
      ) : null}
    </Panel>
  );
};

const COLUMNS: readonly Column<BulkItemView>[] = [
  {
    key: 'run',
    title: 'Run',
    cell: ({ runId }) => (
      <Link to="/runs/$runId" params={{ runId }} className="mono">
        {shortId(runId)}
      </Link>
    ),
  },
  { key: 'status', title: 'What came of it', cell: ({ status }) => <StatusBadge look={ITEM_LOOKS[status]} /> },
  {
    key: 'why',
    title: 'More',
    wide: true,
    cell: ({ code, message, newRunId, position }) =>
      newRunId === null ? (
        message === null ? (
          position === null ? (
            ''
          ) : (
            `Recorded at position ${position}`
          )
        ) : (
          <>
            <VisibleText text={message} /> <code className="dim">{code}</code>
          </>
        )
      ) : (
        <>
          as{' '}
          <Link to="/runs/$runId" params={{ runId: newRunId }} className="mono">
            {shortId(newRunId)}
          </Link>
        </>
      ),
  },
];

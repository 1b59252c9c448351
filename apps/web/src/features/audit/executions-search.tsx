import { Button } from '@mantine/core';
import type { RunSummary } from '@mc/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { auditExecutionsQuery } from '../../api/audit';
import { Money, TokenPair } from '../../ui/amounts';
import { type Column, DataTable } from '../../ui/data-table';
import { shortId } from '../../ui/format/ids';
import { Panel } from '../../ui/page';
import { chipsOf, type Params } from '../../ui/query/grammar';
import { QueryBar } from '../../ui/query/query-bar';
import { EmptyState, ErrorPane, FilteredEmpty, Skeleton } from '../../ui/states';
import { runLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { DurationText, TimeText } from '../../ui/time-text';
import classes from './audit.module.css';
import { EXECUTION_GRAMMAR, executionFilters } from './audit-filters';

const PRESETS = [
  { label: 'Completed', params: { status: 'completed' } },
  { label: 'Failed', params: { status: 'failed' } },
  { label: 'Aborted', params: { status: 'aborted' } },
  { label: 'Last 24 hours', params: { from: '-24h' } },
  { label: 'Last 7 days', params: { from: '-7d' } },
];

const COLUMNS: readonly Column<RunSummary>[] = [
  { key: 'status', title: 'Status', wide: true, cell: (run) => <StatusBadge look={runLook(run.status, run.hold)} /> },
  {
    key: 'run',
    title: 'Run',
    wide: true,
    cell: (run) => (
      <Link to="/runs/$runId" params={{ runId: run.runId }}>
        <strong>{run.workflow.name}</strong> <span className="dim">v{run.workflow.version}</span>{' '}
        <span className="mono dim">{shortId(run.runId)}</span>
      </Link>
    ),
  },
  { key: 'started', title: 'Started', cell: (run) => <TimeText at={run.startedAt} /> },
  { key: 'by', title: 'By', cell: (run) => <span title={run.startedBy.email ?? ''}>{run.startedBy.username ?? 'system'}</span> },
  { key: 'took', title: 'Took', cell: (run) => <DurationText from={run.startedAt} to={run.endedAt} /> },
  { key: 'tokens', title: 'Tokens', cell: (run) => <TokenPair input={run.inputTokens} output={run.outputTokens} /> },
  {
    key: 'cost',
    title: 'Cost',
    right: true,
    cell: (run) => <Money cents={run.budget.spentCents} unpricedTokens={run.budget.unpricedTokens} />,
  },
  {
    key: 'replay',
    title: 'Replay',
    silent: true,
    right: true,
    cell: (run) => (
      <Link to="/runs/$runId" params={{ runId: run.runId }} search={{ at: String(run.revision) }}>
        Replay
      </Link>
    ),
  },
];

interface Props {
  readonly params: Params;
  readonly onParams: (params: Record<string, string>) => void;
}

/** Runs by workflow, agent, time and status; each opens to its record and its replay. */
export const ExecutionsSearch = ({ params, onParams }: Props) => {
  const navigate = useNavigate();
  const filters = useMemo(() => {
    const all = executionFilters(params, Date.now());
    return { ...all, status: all.status?.length === 0 ? undefined : all.status };
  }, [params]);
  const query = useInfiniteQuery(auditExecutionsQuery(filters));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const chips = chipsOf(params, EXECUTION_GRAMMAR).map(({ text }) => text);
  return (
    <>
      <QueryBar
        grammar={EXECUTION_GRAMMAR}
        params={params}
        onChange={onParams}
        presets={PRESETS}
        placeholder="workflow:launch-* agent:writer time:2026-11-01..2026-11-22"
      />
      <Panel
        flush
        title={
          query.data === undefined ? 'Runs' : `${query.data.pages[0]?.total.value.toLocaleString('en-US')} runs, newest first`
        }
      >
        {query.isError ? <ErrorPane error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton rows={8} /> : null}
        {rows.length > 0 ? (
          <DataTable
            label="Runs"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ runId }) => runId}
            onOpen={({ runId }) => void navigate({ to: '/runs/$runId', params: { runId } })}
          />
        ) : null}
        {query.isSuccess && rows.length === 0 ? (
          chips.length > 0 ? (
            <FilteredEmpty filters={chips} onClear={() => onParams({})} />
          ) : (
            <EmptyState icon={ScrollText} title="No run yet">
              Every run stays here for good, with its inputs, outputs, tokens, costs and decisions.
            </EmptyState>
          )
        ) : null}
        {query.hasNextPage ? (
          <div className={classes.more}>
            <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Load more
            </Button>
          </div>
        ) : null}
      </Panel>
    </>
  );
};

import { useViewportSize } from '@mantine/hooks';
import type { RunFacets, RunSummary } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { runFacetsQuery } from '../../api/runs';
import { ButtonLink } from '../../ui/button-link';
import { Grid } from '../../ui/grid/grid';
import { ListFrame } from '../../ui/grid/list-frame';
import { Page } from '../../ui/page';
import { chipsOf, type Params, queryText } from '../../ui/query/grammar';
import { QueryBar } from '../../ui/query/query-bar';
import type { KnownValues } from '../../ui/query/suggest';
import { EmptyState, ErrorPane, FilteredEmpty, Skeleton } from '../../ui/states';
import { ViewMenu } from '../../ui/views/view-menu';
import { BulkBar } from './bulk-bar';
import { ColumnsMenu } from './columns-menu';
import { PeekPanel } from './peek-panel';
import { columnsOf, narrowRun } from './run-columns';
import { RUN_GRAMMAR, RUN_PRESETS, runFilters } from './run-filters';
import { useRunKeys } from './run-keys';
import classes from './runs-page.module.css';
import { StatusChips } from './status-chips';
import { useChosenRuns } from './use-chosen-runs';
import { useLiveRuns } from './use-live-runs';

const keyOf = ({ runId }: RunSummary): string => runId;

/** What of the address filters, and what only says how the list is shown. */
const split = ({ peek, cols, ...filters }: Params & { peek?: string | undefined; cols?: string | undefined }) => ({
  peek,
  cols,
  filters,
});

/** All runs with their present status, newest first. */
export const RunsPage = () => {
  const { peek, cols, filters: params } = split(useSearch({ from: '/inside/runs' }));
  const navigate = useNavigate({ from: '/runs' });
  const paramsText = JSON.stringify(params);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says when they differ
  const filters = useMemo(() => runFilters(params, Date.now()), [paramsText]);
  const { query, rows, total, newCount, showNew } = useLiveRuns(filters);
  const [asked, setAsked] = useState(false);
  const facets = useQuery({ ...runFacetsQuery(filters), enabled: asked });
  const isPeeking = peek !== undefined;
  const width = useViewportSize().width || window.innerWidth;
  const { columns, unknown } = useMemo(() => columnsOf(cols, isPeeking, width), [cols, isPeeking, width]);
  const [active, setActive] = useState<string | null>(peek ?? null);
  const chosen = useChosenRuns(rows, paramsText);

  const show = useCallback(
    (change: { peek?: string | undefined; cols?: string | undefined }) =>
      void navigate({ search: (old) => ({ ...old, ...change }), replace: true }),
    [navigate],
  );
  const setFilters = (next: Record<string, string>) => void navigate({ search: { ...next, cols } });
  const open = useCallback((run: RunSummary) => void navigate({ to: '/runs/$runId', params: { runId: run.runId } }), [navigate]);
  const move = useCallback(
    (key: string) => {
      setActive(key);
      if (peek !== undefined) show({ peek: key });
    },
    [peek, show],
  );
  const more = useCallback(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  }, [query.hasNextPage, query.isFetchingNextPage, query.fetchNextPage]);
  useRunKeys({ rows, active, peek, newCount, move, open, peekAt: (runId) => show({ peek: runId }), showNew, chosen });

  const chips = chipsOf(params, RUN_GRAMMAR);
  return (
    <Page
      fill
      title="Runs"
      lead={lead(total, chips.length > 0)}
      actions={
        <ButtonLink to="/workflows" leftSection={<Play size={15} />}>
          Start a run
        </ButtonLink>
      }
    >
      <QueryBar
        grammar={RUN_GRAMMAR}
        params={params}
        onChange={setFilters}
        presets={RUN_PRESETS}
        placeholder="status:failed workflow:invoice* cost:>0.50 started:>-24h words"
        known={known(facets.data)}
        onOpen={() => setAsked(true)}
      >
        <ColumnsMenu
          shown={columnsOf(cols, false, width).columns.map(({ key }) => key)}
          onChange={(next) => show({ cols: next })}
        />
        <ViewMenu screen="runs" query={{ ...params, cols }} onOpen={(next) => void navigate({ search: next })} />
      </QueryBar>
      <StatusChips filters={filters} params={params} onChange={setFilters} />
      {unknown.length === 0 ? null : (
        <p className={classes.notice} role="status">
          The columns {unknown.join(', ')} do not exist any more and are left out.
        </p>
      )}
      <ListFrame
        label="List of runs"
        peek={peek === undefined ? null : <PeekPanel runId={peek} onClose={() => show({ peek: undefined })} />}
        news={newCount > 0 ? { text: `${newCount} new ${newCount === 1 ? 'run' : 'runs'}`, show: () => void showNew() } : null}
      >
        {query.isError ? <ErrorPane error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton rows={12} /> : null}
        {rows.length > 0 ? (
          <Grid
            label="Runs"
            columns={columns}
            rows={rows}
            rowKey={keyOf}
            total={total?.exact ? total.value : null}
            active={active}
            onActive={move}
            onOpen={open}
            choice={chosen}
            narrow={narrowRun}
            onEnd={more}
            foot={query.isFetchingNextPage ? <p className={classes.foot}>Loading more…</p> : null}
          />
        ) : null}
        {query.isSuccess && rows.length === 0 ? (
          <NoRuns chips={chips.map(({ text }) => text)} onClear={() => setFilters({})} />
        ) : null}
        <BulkBar chosen={chosen} filters={filters} query={queryText(params, RUN_GRAMMAR)} total={total} />
      </ListFrame>
    </Page>
  );
};

const known = (facets: RunFacets | undefined): KnownValues =>
  facets === undefined
    ? {}
    : { status: facets.status, hold: facets.hold, workflow: facets.workflow, agent: facets.agent, by: facets.startedBy };

const lead = (total: { readonly value: number; readonly exact: boolean } | undefined, filtered: boolean): string => {
  if (total === undefined) return 'All executions of all workflows.';
  const count = `${total.exact ? '' : 'more than '}${total.value.toLocaleString('en-US')}`;
  return `${count} ${filtered ? 'match' : 'in all'}, newest first.`;
};

const NoRuns = ({ chips, onClear }: { chips: readonly string[]; onClear: () => void }) =>
  chips.length > 0 ? (
    <FilteredEmpty filters={chips} onClear={onClear} />
  ) : (
    <EmptyState icon={Play} title="No run yet" action={<ButtonLink to="/workflows">Choose a workflow</ButtonLink>}>
      A run is one execution of a workflow. Start one and watch its steps, tokens and cost here while it happens.
    </EmptyState>
  );

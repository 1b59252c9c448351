import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useMemo } from 'react';
import { ButtonLink } from '../../ui/button-link';
import { DataTable } from '../../ui/data-table';
import { moveRow, useKeys } from '../../ui/keys';
import { Page, Panel } from '../../ui/page';
import { chipsOf, type Params } from '../../ui/query/grammar';
import { QueryBar } from '../../ui/query/query-bar';
import { EmptyState, ErrorPane, FilteredEmpty, Skeleton } from '../../ui/states';
import { RUN_COLUMNS } from './run-columns';
import { RUN_GRAMMAR, RUN_PRESETS, runFilters } from './run-filters';
import classes from './runs-page.module.css';
import { useLiveRuns } from './use-live-runs';

/** All runs with their present status, newest first. */
export const RunsPage = () => {
  const search: Params = useSearch({ from: '/inside/runs' });
  const navigate = useNavigate();
  const filters = useMemo(() => runFilters(search, Date.now()), [search]);
  const { query, rows, total, newCount, showNew } = useLiveRuns(filters);
  useKeys({ j: () => moveRow(1), k: () => moveRow(-1), '.': showNew });
  const setFilters = (params: Record<string, string>) => void navigate({ to: '/runs', search: params });
  const chips = chipsOf(search, RUN_GRAMMAR);
  return (
    <Page
      title="Runs"
      lead={
        total === undefined
          ? 'All executions of all workflows.'
          : `${total.exact ? '' : 'about '}${total.value.toLocaleString('en-US')} ${chips.length > 0 ? 'match' : 'in all'}, newest first.`
      }
      actions={
        <ButtonLink to="/workflows" leftSection={<Play size={15} />}>
          Start a run
        </ButtonLink>
      }
    >
      <QueryBar
        grammar={RUN_GRAMMAR}
        params={search}
        onChange={setFilters}
        presets={RUN_PRESETS}
        placeholder="status:failed workflow:invoice* started:>-24h words"
      />
      <Panel flush>
        {newCount > 0 ? (
          <button type="button" className={classes.news} onClick={showNew}>
            {newCount} new {newCount === 1 ? 'run' : 'runs'} · show <kbd>.</kbd>
          </button>
        ) : null}
        {query.isError ? <ErrorPane error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isPending ? <Skeleton rows={10} /> : null}
        {rows.length > 0 ? (
          <DataTable
            label="Runs"
            columns={RUN_COLUMNS}
            rows={rows}
            rowKey={(run) => run.runId}
            onOpen={(run) => void navigate({ to: '/runs/$runId', params: { runId: run.runId } })}
          />
        ) : null}
        {query.isSuccess && rows.length === 0 ? (
          <NoRuns chips={chips.map(({ text }) => text)} onClear={() => setFilters({})} />
        ) : null}
        {query.hasNextPage ? (
          <div className={classes.more}>
            <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Load more
            </Button>
          </div>
        ) : null}
      </Panel>
    </Page>
  );
};

const NoRuns = ({ chips, onClear }: { chips: readonly string[]; onClear: () => void }) =>
  chips.length > 0 ? (
    <FilteredEmpty filters={chips} onClear={onClear} />
  ) : (
    <EmptyState icon={Play} title="No run yet" action={<ButtonLink to="/workflows">Choose a workflow</ButtonLink>}>
      A run is one execution of a workflow. Start one and watch its steps, tokens and cost here while it happens.
    </EmptyState>
  );

import type { CostSeriesReport } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { CircleDollarSign } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { costSeriesQuery } from '../../api/costs';
import { Panel } from '../../ui/page';
import { chipsOf, type Params } from '../../ui/query/grammar';
import { seriesSlots } from '../../ui/series-colours';
import { EmptyState, FilteredEmpty, Loaded } from '../../ui/states';
import { BucketTable } from './bucket-table';
import { CostChart } from './cost-chart';
import { CostControls } from './cost-controls';
import { DRILL, drillInto, seriesFilters } from './cost-filters';
import classes from './costs.module.css';
import { SeriesTable } from './series-table';
import { TotalsLine } from './totals-line';
import { useLiveCosts } from './use-live-costs';

type Change = Record<string, string | undefined>;

interface Props {
  readonly params: Params;
  readonly nowMs: number;
  readonly onParams: (change: Change) => void;
}

/** Costs over time and by series; every part of the picture leads to what it is made of. */
export const SpendTab = ({ params, nowMs, onParams }: Props) => {
  const filters = useMemo(() => seriesFilters(params, nowMs), [params, nowMs]);
  const query = useQuery(costSeriesQuery(filters));
  useLiveCosts();
  return (
    <>
      <CostControls params={params} nowMs={nowMs} report={query.data} onParams={onParams} />
      <Loaded query={query}>
        {(report) => (
          <div className={classes.report} data-stale={query.isPlaceholderData || undefined}>
            {report.totals.calls === 0 && report.previous.totals.calls === 0 ? (
              <Nothing params={params} onParams={onParams} />
            ) : (
              <Report params={params} report={report} onParams={onParams} />
            )}
          </div>
        )}
      </Loaded>
    </>
  );
};

const Nothing = ({ params, onParams }: Pick<Props, 'params' | 'onParams'>) => {
  const chips = chipsOf(params, DRILL);
  return chips.length > 0 ? (
    <FilteredEmpty
      filters={chips.map(({ text }) => text)}
      onClear={() => onParams(Object.fromEntries(Object.keys(DRILL).map((name) => [name, undefined])))}
    />
  ) : (
    <EmptyState icon={CircleDollarSign} title="Nothing was spent in this time">
      Every model call is booked here with its tokens and its price, by the hour and by the day, and split as you like.
    </EmptyState>
  );
};

interface ReportProps {
  readonly params: Params;
  readonly report: CostSeriesReport;
  readonly onParams: (change: Change) => void;
}

const Report = ({ params, report, onParams }: ReportProps) => {
  const { by } = report;
  const slots = useMemo(
    () =>
      seriesSlots(
        by,
        report.series.map(({ key }) => key),
      ),
    [by, report.series],
  );
  const onSeries = useCallback((key: string) => onParams(drillInto(by, key, params)), [by, params, onParams]);
  const onBucket = useCallback(
    ({ from, to }: { from: string; to: string }) => onParams({ from, to, bucket: undefined }),
    [onParams],
  );
  const isTable = params.show === 'table';
  return (
    <>
      <Panel>
        <TotalsLine report={report} />
        {isTable ? null : <CostChart report={report} slots={slots} onSeries={onSeries} onBucket={onBucket} />}
        <BucketTable report={report} isShown={isTable} onBucket={onBucket} />
      </Panel>
      <Panel flush>
        <SeriesTable report={report} slots={slots} params={params} />
      </Panel>
    </>
  );
};

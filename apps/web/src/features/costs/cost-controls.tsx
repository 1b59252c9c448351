import { SegmentedControl } from '@mantine/core';
import type { CostSeriesReport } from '@mc/contracts';
import { useMemo } from 'react';
import type { Params } from '../../ui/query/grammar';
import { QueryBar } from '../../ui/query/query-bar';
import { bucketOf, DRILL, mayBeHours, rangeOf, SPLIT_TITLES, SPLITS, splitOf } from './cost-filters';
import classes from './costs.module.css';
import { RangePicker } from './range-picker';

/** Series that are offered as filters before anybody writes. */
const OFFERED = 8;

interface Props {
  readonly params: Params;
  readonly nowMs: number;
  readonly report: CostSeriesReport | undefined;
  readonly onParams: (change: Record<string, string | undefined>) => void;
}

/** Which time, how finely, split by what, and of which runs only. */
export const CostControls = ({ params, nowMs, report, onParams }: Props) => {
  const range = rangeOf(params, nowMs);
  const hoursFit = mayBeHours(range, nowMs);
  const { workflow, agent, model } = params;
  const filters = useMemo(() => ({ workflow, agent, model }), [workflow, agent, model]);
  return (
    <>
      <div className={classes.controls}>
        <RangePicker range={range} nowMs={nowMs} onRange={(from, to) => onParams({ from, to })} />
        <SegmentedControl
          aria-label="Bars"
          size="sm"
          value={bucketOf(params, range, nowMs)}
          onChange={(bucket) => onParams({ bucket })}
          data={[
            { value: 'hour', label: hoursFit ? 'Hours' : 'Hours: up to 31 days', disabled: !hoursFit },
            { value: 'day', label: 'Days' },
          ]}
        />
        <SegmentedControl
          aria-label="Split"
          size="sm"
          value={splitOf(params)}
          onChange={(by) => onParams({ by })}
          data={SPLITS.map((value) => ({ value, label: `By ${SPLIT_TITLES[value].toLowerCase()}` }))}
        />
        <span className={classes.grow} />
        <SegmentedControl
          aria-label="Shown as"
          size="sm"
          value={params.show === 'table' ? 'table' : 'chart'}
          onChange={(show) => onParams({ show: show === 'table' ? show : undefined })}
          data={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
        />
      </div>
      <QueryBar
        grammar={DRILL}
        params={filters}
        onChange={(next) => onParams({ workflow: workflowIn(next), agent: next.agent, model: next.model })}
        presets={presetsOf(report)}
        placeholder="workflow:invoice* agent:researcher model:…"
      />
    </>
  );
};

/** A bare word is part of a workflow's name. */
const workflowIn = ({ workflow, q }: Record<string, string>): string | undefined =>
  workflow ?? (q === undefined ? undefined : `*${q}*`);

const presetsOf = (report: CostSeriesReport | undefined) =>
  report?.series
    .slice(0, OFFERED)
    .map(({ key }) => ({ label: `${SPLIT_TITLES[report.by]} ${key}`, params: { [report.by]: key } })) ?? [];

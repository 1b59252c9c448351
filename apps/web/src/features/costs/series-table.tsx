import type { CostSeriesReport, CostTotalsView } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { CircleCheckBig, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { Money, TokenCount } from '../../ui/amounts';
import { type Column, DataTable } from '../../ui/data-table';
import type { Params } from '../../ui/query/grammar';
import { seriesVariable } from '../../ui/series-colours';
import { SeriesDot } from '../../ui/series-dot';
import { SPARK, sparkPath } from './chart-model';
import { drillInto, SPLIT_TITLES } from './cost-filters';
import classes from './costs.module.css';
import { DeltaText } from './delta-text';

interface Row {
  /** `null`: all others together. */
  readonly key: string | null;
  readonly name: string;
  readonly slot: number | null;
  readonly cents: readonly (number | null)[];
  readonly totals: CostTotalsView;
  readonly previous: CostTotalsView;
}

interface Props {
  readonly report: CostSeriesReport;
  readonly slots: ReadonlyMap<string, number>;
  readonly params: Params;
}

/** Each series with what it spent; its name leads into it, its runs to the runs. */
export const SeriesTable = ({ report, slots, params }: Props) => {
  const rows = useMemo(() => rowsOf(report, slots), [report, slots]);
  const columns = useMemo(() => columnsOf(report, params), [report, params]);
  return (
    <DataTable
      label={`Costs by ${report.by}`}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => (key === null ? 'other' : `series ${key}`)}
      foot={<Total report={report} columns={columns.length} />}
    />
  );
};

const rowsOf = ({ series, other }: CostSeriesReport, slots: Props['slots']): readonly Row[] => [
  ...series.map(({ key, cents, totals, previous }) => ({ key, name: key, slot: slots.get(key) ?? 0, cents, totals, previous })),
  ...(other === null
    ? []
    : [
        {
          key: null,
          name: `Other (${other.keys})`,
          slot: null,
          cents: other.cents,
          totals: other.totals,
          previous: other.previous,
        },
      ]),
];

const columnsOf = (report: CostSeriesReport, params: Params): readonly Column<Row>[] => [
  { key: 'name', title: SPLIT_TITLES[report.by], wide: true, cell: (row) => <Name row={row} report={report} params={params} /> },
  { key: 'runs', title: 'Runs', right: true, cell: (row) => <Runs row={row} report={report} params={params} /> },
  { key: 'in', title: 'Tokens in', right: true, cell: ({ totals }) => <TokenCount count={totals.inputTokens} /> },
  { key: 'out', title: 'Out', right: true, cell: ({ totals }) => <TokenCount count={totals.outputTokens} /> },
  { key: 'cached', title: 'Cached', right: true, cell: ({ totals }) => <TokenCount count={totals.cacheReadTokens} /> },
  {
    key: 'usd',
    title: 'USD',
    right: true,
    cell: ({ totals }) => <Money cents={totals.cents} unpricedTokens={totals.unpricedTokens} />,
  },
  { key: 'share', title: 'Share', right: true, cell: ({ totals }) => <Share part={totals.cents} whole={report.totals.cents} /> },
  {
    key: 'delta',
    title: 'Change',
    right: true,
    cell: ({ totals, previous }) => <DeltaText now={totals.cents} before={previous.cents} />,
  },
  { key: 'trend', title: 'Trend', cell: (row) => <Trend row={row} /> },
];

const Name = ({ row: { key, name, slot }, report: { by }, params }: { row: Row } & Pick<Props, 'report' | 'params'>) => (
  <span className={classes.name}>
    <SeriesDot kind={by} name={key} slot={slot ?? undefined} />
    {key === null ? (
      name
    ) : (
      <Link to="/costs" search={{ ...params, ...drillInto(by, key, params) }} title={`Only ${name}`}>
        {name}
      </Link>
    )}
  </span>
);

/** Runs can be found by their workflow and by their agents, not by a model. */
const Runs = ({ row: { key, name, totals }, report, params }: { row: Row } & Pick<Props, 'report' | 'params'>) => {
  const { by } = report;
  if (key === null || by === 'model' || params.model !== undefined) return <span className="num">{totals.runs}</span>;
  const workflow = by === 'workflow' ? key : params.workflow;
  const agent = by === 'agent' ? key : params.agent;
  return (
    <Link
      to="/runs"
      search={{ workflow, agent, from: report.from, to: params.to === undefined ? undefined : report.to }}
      className="num"
      aria-label={`${totals.runs} runs of ${name}`}
    >
      {totals.runs}
    </Link>
  );
};

const Share = ({ part, whole }: { part: number | null; whole: number | null }) =>
  part === null || whole === null || whole === 0 ? (
    <span className="dim">-</span>
  ) : (
    <span className="num">{((100 * part) / whole).toFixed(0)} %</span>
  );

const Trend = ({ row: { cents, slot } }: { row: Row }) => (
  <svg viewBox={`0 0 ${SPARK.width} ${SPARK.height}`} className={classes.spark} aria-hidden>
    <path d={sparkPath(cents)} style={{ fill: seriesVariable(slot) }} />
  </svg>
);

const Total = ({ report: { totals, previous, reconciles }, columns }: { report: CostSeriesReport; columns: number }) => (
  <tfoot className={classes.foot}>
    <tr>
      <td data-wide="">
        Total{' '}
        <span className={reconciles ? classes.good : classes.bad}>
          {reconciles ? <CircleCheckBig size={14} aria-hidden /> : <TriangleAlert size={14} aria-hidden />}
          {reconciles ? 'equals the ledger' : 'does not equal the ledger'}
        </span>
      </td>
      <td data-label="Runs">
        <span className="num">{totals.runs}</span>
      </td>
      <td data-label="Tokens in">
        <TokenCount count={totals.inputTokens} />
      </td>
      <td data-label="Out">
        <TokenCount count={totals.outputTokens} />
      </td>
      <td data-label="Cached">
        <TokenCount count={totals.cacheReadTokens} />
      </td>
      <td data-label="USD">
        <Money cents={totals.cents} unpricedTokens={totals.unpricedTokens} />
      </td>
      <td data-label="Share" />
      <td data-label="Change">
        <DeltaText now={totals.cents} before={previous.totals.cents} />
      </td>
      <td colSpan={Math.max(1, columns - 8)} />
    </tr>
  </tfoot>
);

import type { CostSeriesReport } from '@mc/contracts';
import { memo, useDeferredValue, useMemo } from 'react';
import { Money } from '../../ui/amounts';
import { bucketName, bucketTotal, layersOf } from './chart-model';
import classes from './costs.module.css';
import { nameOf, type Spoken, spokenRows, unpricedIn } from './spoken-rows';

type Bucket = CostSeriesReport['buckets'][number];

interface Props {
  readonly report: CostSeriesReport;
  /** Else it is there for those who cannot see the chart. */
  readonly isShown: boolean;
  readonly onBucket: (bucket: Bucket) => void;
}

/** The chart in figures. */
export const BucketTable = ({ report, isShown, onBucket }: Props) => {
  // Whoever sees the chart does not wait for it.
  const later = useDeferredValue(report);
  return isShown ? <ShownTable report={report} onBucket={onBucket} /> : <SpokenTable report={later} />;
};

const ShownTable = memo(({ report, onBucket }: Omit<Props, 'isShown'>) => {
  const layers = useMemo(() => layersOf(report), [report]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to scroll by keys too
    <section className={classes.buckets} tabIndex={0} aria-label="Costs over time">
      <table>
        <caption className="sr-only">Costs over time, in UTC</caption>
        <thead>
          <tr>
            <th scope="col">{report.bucket === 'day' ? 'Day (UTC)' : 'Hour (UTC)'}</th>
            <th scope="col">Total</th>
            {layers.map((layer) => (
              <th key={nameOf(layer)} scope="col">
                {nameOf(layer)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.buckets.map((bucket, index) => (
            <tr key={bucket.from}>
              <th scope="row">
                <button type="button" className={classes.plain} onClick={() => onBucket(bucket)}>
                  {bucketName(bucket.from, report.bucket)}
                </button>
                {bucket.filling ? <span className="dim"> still filling</span> : null}
              </th>
              <td>
                <Money cents={bucketTotal(layers, index)} unpricedTokens={unpricedIn(report, index)} />
              </td>
              {layers.map((layer) => (
                <td key={nameOf(layer)}>
                  <Money cents={layer.cents[index]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
});
ShownTable.displayName = 'ShownTable';

/** What the chart shows, for those who hear it. */
const SpokenTable = memo(({ report }: { report: CostSeriesReport }) => {
  const rows = useMemo(() => spokenRows(report), [report]);
  return (
    // A table alone would keep its width.
    <div className="sr-only">
      <table className={classes.spoken}>
        <caption>Costs over time, in UTC</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Total</th>
            <th scope="col">Of which</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SpokenRow key={row.time} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
});
SpokenTable.displayName = 'SpokenTable';

/** Of a month of hours, what runs spend now changes one. */
const SpokenRow = memo(({ time, total, parts }: Spoken) => (
  <tr>
    <th scope="row">{time}</th>
    <td>{total}</td>
    <td>{parts}</td>
  </tr>
));
SpokenRow.displayName = 'SpokenRow';

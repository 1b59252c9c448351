import type { CostSeriesReport } from '@mc/contracts';
import { memo, type PointerEvent, useMemo, useState } from 'react';
import { formatUsd } from '../../ui/format/money';
import { seriesVariable } from '../../ui/series-colours';
import classes from './chart.module.css';
import {
  axisLabels,
  bucketAt,
  bucketName,
  bucketTotal,
  HEIGHT,
  type Layer,
  layerAt,
  type Picture,
  pictureOf,
  WIDTH,
} from './chart-model';

type Bucket = CostSeriesReport['buckets'][number];

interface Props {
  readonly report: CostSeriesReport;
  readonly slots: ReadonlyMap<string, number>;
  readonly onSeries: (key: string) => void;
  readonly onBucket: (bucket: Bucket) => void;
}

interface Spot {
  readonly bucket: number;
  readonly layer: Layer | undefined;
}

const percent = (share: number): string => `${(100 * share).toFixed(4)}%`;

/**
 * Costs over time as bars on top of each other: one path for each series, and what moves with the pointer beside them. For the eye
 * and the pointer only; the tables below say the same and do the same.
 */
export const CostChart = ({ report, slots, onSeries, onBucket }: Props) => {
  const picture = useMemo(() => pictureOf(report), [report]);
  const [spot, setSpot] = useState<Spot | null>(null);
  const { length } = report.buckets;
  const spotAt = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Spot | null => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const bucket = bucketAt((clientX - left) / width, length);
    return bucket < 0 ? null : { bucket, layer: layerAt(picture, bucket, 1 - (clientY - top) / height) };
  };
  const open = (event: PointerEvent<HTMLElement>) => {
    const at = spotAt(event);
    const bucket = at === null ? undefined : report.buckets[at.bucket];
    if (event.button !== 0 || at === null || bucket === undefined) return;
    if (at.layer?.key != null) onSeries(at.layer.key);
    else onBucket(bucket);
  };
  return (
    <div className={classes.chart} aria-hidden>
      <div className={classes.plot}>
        <Lines picture={picture} />
        <div
          className={classes.bars}
          onPointerMove={(event) => setSpot(spotAt(event))}
          onPointerLeave={() => setSpot(null)}
          onPointerUp={open}
        >
          {spot === null ? null : (
            <span className={classes.column} style={{ left: percent(spot.bucket / length), width: percent(1 / length) }} />
          )}
          <Bars picture={picture} slots={slots} />
          <Marks report={report} picture={picture} />
        </div>
      </div>
      <Axis report={report} />
      <Readout report={report} picture={picture} slots={slots} spot={spot} />
    </div>
  );
};

const Bars = memo(({ picture, slots }: { picture: Picture; slots: Props['slots'] }) => (
  <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className={classes.svg}>
    <title>Costs over time</title>
    {picture.layers.map(({ key }, index) => (
      <path key={key ?? ''} d={picture.paths[index]} style={{ fill: colourOf(key, slots) }} />
    ))}
  </svg>
));
Bars.displayName = 'Bars';

const colourOf = (key: string | null, slots: Props['slots']): string =>
  seriesVariable(key === null ? null : (slots.get(key) ?? 0));

/** Amounts at round heights. */
const Lines = ({ picture: { ticks, top } }: { picture: Picture }) => (
  <>
    {ticks.map((tick) => (
      <span key={tick} className={classes.line} style={{ bottom: percent(top === 0 ? 0 : tick / top) }}>
        <span>{formatUsd(tick)}</span>
      </span>
    ))}
  </>
);

/** What is still filling is hatched; where something has no price there is a mark, for its height says too little. */
const Marks = memo(({ report: { buckets }, picture }: { report: CostSeriesReport; picture: Picture }) => {
  const last = buckets.length - 1;
  const height = picture.top === 0 ? 0 : (bucketTotal(picture.layers, last) ?? 0) / picture.top;
  return (
    <>
      {buckets[last]?.filling ? (
        <span
          className={classes.filling}
          style={{ left: percent(last / buckets.length), width: percent(1 / buckets.length), height: percent(height) }}
        />
      ) : null}
      {picture.unpriced.map((index) => (
        <span key={index} className={classes.unpriced} style={{ left: percent((index + 0.5) / buckets.length) }}>
          ?
        </span>
      ))}
    </>
  );
});
Marks.displayName = 'Marks';

const Axis = ({ report }: { report: CostSeriesReport }) => (
  <div className={classes.axis}>
    {axisLabels(report).map(({ index, text }) => (
      <span key={index} style={{ left: percent((index + 0.5) / report.buckets.length) }}>
        {text}
      </span>
    ))}
  </div>
);

interface ReadoutProps extends Pick<Props, 'report' | 'slots'> {
  readonly picture: Picture;
  readonly spot: Spot | null;
}

/** What is under the pointer, in a line of its own: nothing covers the bars. */
const Readout = ({ report, picture: { layers, unpriced }, slots, spot }: ReadoutProps) => {
  const bucket = spot === null ? undefined : report.buckets[spot.bucket];
  if (spot === null || bucket === undefined) {
    return (
      <div className={classes.readout}>
        <span className="dim">
          Times are UTC. Click a colour to see it alone, a column to look into it.
          {report.buckets.at(-1)?.filling ? ' Hatched: still filling.' : ''}
          {unpriced.length > 0 ? ' “?”: some tokens had no price.' : ''}
        </span>
      </div>
    );
  }
  return (
    <div className={classes.readout}>
      <strong>{bucketName(bucket.from, report.bucket)}</strong>
      <strong className="num">{formatUsd(bucketTotal(layers, spot.bucket))}</strong>
      {layers.map((layer) => {
        const cents = layer.cents[spot.bucket] ?? null;
        if (cents === 0) return null;
        return (
          <span key={layer.key ?? ''} data-on={layer === spot.layer || undefined}>
            <span className={classes.dot} style={{ background: colourOf(layer.key, slots) }} />
            {layer.key ?? 'Other'} <span className="num">{formatUsd(cents)}</span>
          </span>
        );
      })}
    </div>
  );
};

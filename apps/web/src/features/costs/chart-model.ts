import type { CostSeriesReport } from '@mc/contracts';

/** Units of the picture; it is stretched to the room there is. */
export const WIDTH = 1_000;
export const HEIGHT = 200;
const GAP_SHARE = 0.18;
const GAP_MAX = 6;
const TICKS = 4;
const MARKS_MAX = 32;

/** One colour of the picture: a series, or all others together. */
export interface Layer {
  /** `null`: the others. */
  readonly key: string | null;
  readonly cents: readonly (number | null)[];
}

export interface Picture {
  readonly layers: readonly Layer[];
  /** One path for each layer: an element for each bar would cost a hundred times as much. */
  readonly paths: readonly string[];
  /** Places of buckets in which something has no price; of many side by side only as many as can be told apart. */
  readonly unpriced: readonly number[];
  readonly top: number;
  /** Amounts at which lines are drawn, from below. */
  readonly ticks: readonly number[];
  readonly step: number;
}

export const layersOf = ({ series, other }: Pick<CostSeriesReport, 'series' | 'other'>): readonly Layer[] => [
  ...series.map(({ key, cents }) => ({ key, cents })),
  ...(other === null ? [] : [{ key: null, cents: other.cents }]),
];

/** Bars on top of each other, the dearest series at the bottom. What is unknown has no height, and is marked. */
export const pictureOf = (report: CostSeriesReport): Picture => {
  const layers = layersOf(report);
  const count = report.buckets.length;
  const sums = Array.from({ length: count }, (_, index) =>
    layers.reduce((sum, { cents }) => sum + Math.max(0, cents[index] ?? 0), 0),
  );
  const ticks = ticksFor(Math.max(0, ...sums));
  const top = ticks.at(-1) ?? 0;
  const step = WIDTH / Math.max(1, count);
  const width = step - Math.min(GAP_MAX, step * GAP_SHARE);
  const bases = new Array<number>(count).fill(0);
  const paths = layers.map(({ cents }) => {
    let path = '';
    for (let index = 0; index < count; index++) {
      const amount = cents[index] ?? 0;
      if (amount <= 0 || top === 0) continue;
      const base = bases[index] ?? 0;
      bases[index] = base + amount;
      path += bar(index * step, base, amount, width, top);
    }
    return path;
  });
  return { layers, paths, unpriced: unpricedIn(report), top, ticks, step };
};

const bar = (x: number, base: number, amount: number, width: number, top: number): string => {
  const height = (HEIGHT * amount) / top;
  return `M${x.toFixed(2)} ${(HEIGHT - (HEIGHT * base) / top).toFixed(2)}v${(-height).toFixed(2)}h${width.toFixed(2)}v${height.toFixed(2)}z`;
};

const unpricedIn = ({ buckets, series, other }: CostSeriesReport): readonly number[] => {
  const all = other === null ? series : [...series, other];
  const apart = Math.ceil(buckets.length / MARKS_MAX);
  const marks: number[] = [];
  for (const index of buckets.keys()) {
    if (index - (marks.at(-1) ?? -apart) < apart) continue;
    if (all.some(({ unpricedTokens }) => (unpricedTokens[index] ?? 0) > 0)) marks.push(index);
  }
  return marks;
};

/** Round amounts from 0 to at least the highest. */
export const ticksFor = (highest: number): readonly number[] => {
  if (highest <= 0) return [0];
  const rough = highest / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
};

/** The bucket at a place from 0 to 1 across the picture; -1: there is none. */
export const bucketAt = (x: number, count: number): number =>
  count === 0 || x < 0 || x > 1 ? -1 : Math.min(count - 1, Math.floor(x * count));

/** The layer at a height from 0 (below) to 1 in a bucket; `undefined`: above all of them. */
export const layerAt = ({ layers, top }: Picture, bucket: number, height: number): Layer | undefined => {
  let sum = 0;
  for (const layer of layers) {
    sum += Math.max(0, layer.cents[bucket] ?? 0);
    if (top > 0 && sum > 0 && height <= sum / top) return layer;
  }
  return undefined;
};

/** What a bucket cost; `null`: all that is known of it is that it is unknown. */
export const bucketTotal = (layers: readonly Layer[], bucket: number): number | null =>
  sumOfCosts(layers.map(({ cents }) => cents[bucket] ?? null));

/** Of costs of which some are unknown; `null`: all that is known of them together is that they are unknown. */
export const sumOfCosts = (costs: readonly (number | null)[]): number | null => {
  const sum = costs.reduce((total: number, cents) => total + (cents ?? 0), 0);
  return sum === 0 && costs.some((cents) => cents === null) ? null : sum;
};

/** `Wed 26 Nov`, and the hour where buckets are hours. In UTC, as the buckets are. */
export const bucketName = (from: string, bucket: CostSeriesReport['bucket']): string => {
  const day = DAY.format(new Date(from));
  return bucket === 'day' ? day : `${day} ${from.slice(11, 16)}`;
};

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

const HOUR_STEPS = [1, 2, 3, 6, 12, 24, 48, 96, 168] as const;
const DAY_STEPS = [1, 2, 3, 7, 14, 28, 56] as const;
const LABELS_MAX = 8;
const HOURS_OF_DAY = 24;
const HOUR_MS = 3_600_000;

interface AxisLabel {
  readonly index: number;
  readonly text: string;
}

/** Names below some of the bars, evenly apart: days by their date, hours by the clock, and midnight by the day that begins. */
export const axisLabels = ({ buckets, bucket }: Pick<CostSeriesReport, 'buckets' | 'bucket'>): readonly AxisLabel[] => {
  const steps: readonly number[] = bucket === 'hour' ? HOUR_STEPS : DAY_STEPS;
  const step = steps.find((one) => buckets.length / one <= LABELS_MAX) ?? Math.ceil(buckets.length / LABELS_MAX);
  return buckets.flatMap(({ from }, index) => {
    const place = bucket === 'day' ? index : Math.floor(Date.parse(from) / HOUR_MS);
    if (place % step !== 0) return [];
    const isDay = bucket === 'day' || place % HOURS_OF_DAY === 0;
    return [{ index, text: isDay ? DATE.format(new Date(from)) : from.slice(11, 16) }];
  });
};

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

const SPARK_BARS = 28;
/** Units of the small picture beside a row. */
export const SPARK = { width: 84, height: 18 } as const;

/** A row's bars over the range as one path; many buckets are drawn as fewer. */
export const sparkPath = (cents: readonly (number | null)[]): string => {
  const size = Math.max(1, Math.ceil(cents.length / SPARK_BARS));
  const sums = Array.from({ length: Math.ceil(cents.length / size) }, (_, index) =>
    cents.slice(index * size, (index + 1) * size).reduce((sum: number, one) => sum + Math.max(0, one ?? 0), 0),
  );
  const top = Math.max(...sums, 0);
  const step = SPARK.width / Math.max(1, sums.length);
  return sums
    .map((sum, index) => {
      const height = top === 0 ? 0 : (SPARK.height * sum) / top;
      if (height === 0) return '';
      return `M${(index * step).toFixed(1)} ${SPARK.height}v${(-height).toFixed(1)}h${(step * (1 - GAP_SHARE)).toFixed(1)}V${SPARK.height}z`;
    })
    .join('');
};

/** Moments in ms since 1970. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Moments to places between 0 and 1, and back. Time in which nothing was at work may be folded to a narrow strip. */
export interface Scale {
  readonly span: Interval;
  readonly folded: readonly Interval[];
  readonly place: (ms: number) => number;
  readonly moment: (place: number) => number;
}

/** What a folded stretch keeps of the width, and all of them together at most. */
const FOLDED_WIDTH = 0.035;
const FOLDED_WIDTH_ALL_MAX = 0.3;

interface Piece extends Interval {
  readonly from: number;
  readonly to: number;
}

/** `folded` lies within the span, in order, without overlap. */
export const scaleOf = (span: Interval, folded: readonly Interval[]): Scale => {
  const pieces = piecesOf(span, folded);
  const place = (ms: number): number => {
    const piece = pieces.find(({ toMs }) => ms <= toMs) ?? pieces.at(-1);
    if (!piece) return 0;
    const share = (ms - piece.fromMs) / Math.max(1, piece.toMs - piece.fromMs);
    return piece.from + Math.max(0, Math.min(1, share)) * (piece.to - piece.from);
  };
  const moment = (at: number): number => {
    const piece = pieces.find(({ to }) => at <= to) ?? pieces.at(-1);
    if (!piece) return span.fromMs;
    const share = (at - piece.from) / Math.max(Number.EPSILON, piece.to - piece.from);
    return piece.fromMs + Math.max(0, Math.min(1, share)) * (piece.toMs - piece.fromMs);
  };
  return { span, folded, place, moment };
};

const piecesOf = (span: Interval, folded: readonly Interval[]): Piece[] => {
  const each = Math.min(FOLDED_WIDTH, FOLDED_WIDTH_ALL_MAX / Math.max(1, folded.length));
  const foldedMs = folded.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const openMs = Math.max(1, span.toMs - span.fromMs - foldedMs);
  const perMs = (1 - each * folded.length) / openMs;
  const pieces: Piece[] = [];
  let at = 0;
  const add = (fromMs: number, toMs: number, width: number): void => {
    if (toMs > fromMs || pieces.length === 0) pieces.push({ fromMs, toMs, from: at, to: at + width });
    at += width;
  };
  let from = span.fromMs;
  for (const idle of folded) {
    add(from, idle.fromMs, (idle.fromMs - from) * perMs);
    add(idle.fromMs, idle.toMs, each);
    from = idle.toMs;
  }
  add(from, span.toMs, (span.toMs - from) * perMs);
  return pieces;
};

/** A gap counts from this share of the whole on, and from this length. */
const IDLE_SHARE = 0.08;
const IDLE_MS = 20_000;

/** Stretches in which no step was at work, long enough to be in the way. */
export const idleIn = (span: Interval, work: readonly Interval[]): Interval[] => {
  const least = Math.max(IDLE_MS, IDLE_SHARE * (span.toMs - span.fromMs));
  const idles: Interval[] = [];
  let busyUntil = span.fromMs;
  for (const { fromMs, toMs } of [...work].sort((a, b) => a.fromMs - b.fromMs)) {
    if (fromMs - busyUntil >= least) idles.push({ fromMs: busyUntil, toMs: fromMs });
    busyUntil = Math.max(busyUntil, toMs);
  }
  if (span.toMs - busyUntil >= least) idles.push({ fromMs: busyUntil, toMs: span.toMs });
  return idles;
};

/** The part of the whole that is looked at: places between 0 and 1. */
export interface Window {
  readonly from: number;
  readonly to: number;
}
export const WHOLE: Window = { from: 0, to: 1 };
const WIDTH_MIN = 1e-5;

/** Closer or farther by a factor, around a place that stays where it is. */
export const zoomed = ({ from, to }: Window, factor: number, around: number): Window => {
  const width = Math.min(1, Math.max(WIDTH_MIN, (to - from) * factor));
  const share = (around - from) / Math.max(Number.EPSILON, to - from);
  return moved({ from: around - share * width, to: around + (1 - share) * width }, 0);
};

export const moved = ({ from, to }: Window, by: number): Window => {
  const width = Math.min(1, to - from);
  const start = Math.min(1 - width, Math.max(0, from + by));
  return { from: start, to: start + width };
};

/** Where a place of the whole stands in the window: 0 is its left edge, 1 its right. */
export const inWindow = ({ from, to }: Window, place: number): number => (place - from) / (to - from);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 30].map((n) => n * DAY),
];
/** A label needs so much room. */
const TICK_PX = 74;
const TICKS_MAX = 9;

export interface Tick {
  /** Since the beginning of the span. */
  readonly ms: number;
  /** In the window. */
  readonly at: number;
}

/** Round moments across the window, never within folded time and never too close to each other. */
export const ticksIn = (scale: Scale, window: Window, widthPx: number): Tick[] => {
  const gap = TICK_PX / Math.max(TICK_PX, widthPx);
  const most = Math.max(1, Math.min(TICKS_MAX, Math.floor(1 / gap)));
  const first = scale.moment(window.from);
  const last = scale.moment(window.to);
  const open = last - first - scale.folded.reduce((sum, { fromMs, toMs }) => sum + overlap(fromMs, toMs, first, last), 0);
  const step = STEPS.find((one) => open / one <= most) ?? Math.ceil(open / most / DAY) * DAY;
  const ticks: Tick[] = [];
  let ms = Math.ceil((first - scale.span.fromMs) / step) * step;
  while (scale.span.fromMs + ms <= last) {
    const moment = scale.span.fromMs + ms;
    const idle = scale.folded.find(({ fromMs, toMs }) => moment > fromMs && moment < toMs);
    if (idle) {
      ms = Math.ceil((idle.toMs - scale.span.fromMs) / step) * step;
      continue;
    }
    const at = inWindow(window, scale.place(moment));
    if (at - (ticks.at(-1)?.at ?? -1) >= gap && at <= 1 - gap / 2) ticks.push({ ms, at });
    ms += step;
  }
  return ticks;
};

const overlap = (fromMs: number, toMs: number, first: number, last: number): number =>
  Math.max(0, Math.min(toMs, last) - Math.max(fromMs, first));

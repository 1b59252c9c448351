import type { RunCostsView } from '@mc/contracts';

export interface CostPoint {
  readonly ms: number;
  /** All that was known to be spent by then. */
  readonly cents: number;
}

/** What a run had spent after each of its calls, in order of time; calls without a known cost add nothing. */
export const cumulative = (entries: readonly Pick<RunCostsView['entries'][number], 'at' | 'cents'>[]): CostPoint[] => {
  const known = entries
    .flatMap(({ at, cents }) => (cents === null ? [] : [{ ms: Date.parse(at), cents }]))
    .sort((a, b) => a.ms - b.ms);
  let sum = 0;
  return known.map(({ ms, cents }) => {
    sum += cents;
    return { ms, cents: sum };
  });
};

/** More points than a chart is wide say nothing: of each stretch its last, which is its highest. */
const POINTS_MAX = 400;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Steps from left to right within 0 and 1; 1 is the top. */
export const stairs = (points: readonly CostPoint[], fromMs: number, toMs: number, topCents: number): Place[] => {
  const width = Math.max(1, toMs - fromMs);
  const kept = new Map<number, Place>();
  for (const { ms, cents } of points) {
    const x = Math.min(1, Math.max(0, (ms - fromMs) / width));
    kept.set(Math.round(x * POINTS_MAX), { x, y: topCents === 0 ? 0 : cents / topCents });
  }
  let level = 0;
  const places: Place[] = [{ x: 0, y: 0 }];
  for (const { x, y } of kept.values()) {
    places.push({ x, y: level }, { x, y });
    level = y;
  }
  return [...places, { x: 1, y: level }];
};

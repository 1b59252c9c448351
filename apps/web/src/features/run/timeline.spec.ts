import { describe, expect, it } from '@jest/globals';
import type { StepView } from '@mc/contracts';
import { placeIn, segmentsOf, timeSpan } from './timeline';

const iso = (second: number) => new Date(second * 1000).toISOString();
const NO_TIMES: StepView['times'] = {
  readyAt: null,
  gateRequestedAt: null,
  gateDecidedAt: null,
  dispatchedAt: null,
  acceptedAt: null,
  retryAt: null,
  deadlineAt: null,
};
const step = (times: Partial<StepView['times']>, startedAt: string | null = null, endedAt: string | null = null) => ({
  times: { ...NO_TIMES, ...times },
  startedAt,
  endedAt,
});
const short = (segments: ReturnType<typeof segmentsOf>) =>
  segments.map(({ phase, fromMs, toMs }) => `${phase} ${fromMs / 1000}-${toMs / 1000}`);

describe('timeline', () => {
  it('shows queue, gate and run of a gated step', () => {
    const gated = step(
      { readyAt: iso(1), gateRequestedAt: iso(2), gateDecidedAt: iso(10), dispatchedAt: iso(10) },
      iso(10),
      iso(14),
    );
    expect(short(segmentsOf(gated, 99_000))).toEqual(['queue 1-2', 'gate 2-10', 'run 10-14']);
  });

  it('lets what is still open grow until now', () => {
    expect(short(segmentsOf(step({ readyAt: iso(1), gateRequestedAt: iso(1) }), 5000))).toEqual(['gate 1-5']);
    expect(short(segmentsOf(step({ readyAt: iso(1), dispatchedAt: iso(1) }, iso(1)), 5000))).toEqual(['run 1-5']);
    expect(segmentsOf(step({}), 5000)).toEqual([]);
  });

  it('places bars inside the span, whatever the clocks say', () => {
    const span = timeSpan({ startedAt: iso(0), endedAt: iso(10) }, 0);
    expect(placeIn({ phase: 'run', fromMs: 2000, toMs: 7000 }, span)).toEqual({ left: 20, width: 50 });
    expect(placeIn({ phase: 'run', fromMs: -5000, toMs: 99_000 }, span)).toEqual({ left: 0, width: 100 });
    const empty = timeSpan({ startedAt: iso(5), endedAt: iso(5) }, 0);
    expect(empty.toMs).toBeGreaterThan(empty.fromMs);
  });
});

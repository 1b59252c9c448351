import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Interval, idleIn, inWindow, moved, scaleOf, ticksIn, WHOLE, zoomed } from './scale';

const MINUTE = 60_000;
const span: Interval = { fromMs: 1_000_000, toMs: 1_000_000 + 100 * MINUTE };
const at = (minute: number) => span.fromMs + minute * MINUTE;

/** Ordered, disjoint stretches within the span. */
const gaps = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 8 })
  .map((minutes) => [...minutes].sort((a, b) => a - b))
  .map((minutes) =>
    Array.from({ length: Math.floor(minutes.length / 2) }, (_, n) => ({
      fromMs: at(minutes[2 * n] ?? 0),
      toMs: at(minutes[2 * n + 1] ?? 0),
    })),
  );

describe('the scale of a timeline', () => {
  it('folds time in which nothing was at work, so that the work is seen', () => {
    const idle = idleIn(span, [
      { fromMs: at(0), toMs: at(2) },
      { fromMs: at(92), toMs: at(100) },
    ]);
    expect(idle).toEqual([{ fromMs: at(2), toMs: at(92) }]);
    const scale = scaleOf(span, idle);
    expect(scale.place(at(2))).toBeGreaterThan(0.18);
    expect(scale.place(at(92)) - scale.place(at(2))).toBeLessThan(0.05);
  });

  it('does not call short pauses idle, nor overlapping work', () => {
    expect(
      idleIn(span, [
        { fromMs: at(0), toMs: at(50) },
        { fromMs: at(10), toMs: at(45) },
        { fromMs: at(55), toMs: at(100) },
      ]),
    ).toEqual([]);
    expect(idleIn({ fromMs: 0, toMs: 10_000 }, [])).toEqual([]);
  });

  it('goes from 0 to 1 without a jump, and back to the same moment', () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 100 * MINUTE }), (folded, offset) => {
        const scale = scaleOf(span, folded);
        expect(scale.place(span.fromMs)).toBeCloseTo(0, 9);
        expect(scale.place(span.toMs)).toBeCloseTo(1, 9);
        const moment = span.fromMs + offset;
        expect(scale.place(moment + 1)).toBeGreaterThanOrEqual(scale.place(moment));
        expect(Math.abs(scale.moment(scale.place(moment)) - moment)).toBeLessThan(2);
      }),
    );
  });

  it('marks round moments that do not crowd each other, none of them in folded time', () => {
    fc.assert(
      fc.property(
        gaps,
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.double({ min: 0.001, max: 0.1, noNaN: true }),
        (folded, from, width) => {
          const window = { from, to: from + width };
          const ticks = ticksIn(scaleOf(span, folded), window, 740);
          expect(ticks.length).toBeLessThanOrEqual(10);
          for (const [index, tick] of ticks.entries()) {
            expect(tick.at).toBeGreaterThanOrEqual(-1e-6);
            expect(tick.at).toBeLessThanOrEqual(1);
            if (index > 0) expect(tick.at - (ticks[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(0.0999);
            const moment = span.fromMs + tick.ms;
            expect(folded.some(({ fromMs, toMs }) => moment > fromMs && moment < toMs)).toBe(false);
          }
        },
      ),
    );
    expect(ticksIn(scaleOf(span, []), WHOLE, 740).map(({ ms }) => ms / MINUTE)).toEqual([0, 15, 30, 45, 60, 75, 90]);
  });

  it('zooms around the pointer and never shows what is not there', () => {
    const closer = zoomed(WHOLE, 0.5, 0.3);
    expect(inWindow(closer, 0.3)).toBeCloseTo(0.3, 9);
    expect(closer.to - closer.from).toBeCloseTo(0.5, 9);
    expect(zoomed(closer, 100, 0.3)).toEqual(WHOLE);
    expect(moved({ from: 0.2, to: 0.4 }, 5)).toEqual({ from: 0.8, to: 1 });
    expect(moved({ from: 0.2, to: 0.4 }, -5)).toEqual({ from: 0, to: 0.2 });
  });
});

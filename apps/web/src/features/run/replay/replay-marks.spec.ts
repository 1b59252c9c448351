import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Mark, marksOf, neighbour, PLAY_MS_MAX, pace, placedMarks } from './replay-marks';

const marks = marksOf([
  { revision: 9, type: 'StepFailed' },
  { revision: 3, type: 'ApprovalRequested' },
  { revision: 4, type: 'UsageObserved' },
  { revision: 5, type: 'ApprovalGranted' },
]);

describe('marks of a replay', () => {
  it('are the events worth stopping at, in order', () => {
    expect(marks).toEqual([
      { revision: 3, type: 'ApprovalRequested', kind: 'approval' },
      { revision: 5, type: 'ApprovalGranted', kind: 'approval' },
      { revision: 9, type: 'StepFailed', kind: 'failure' },
    ]);
    expect([neighbour(marks, 4, 1), neighbour(marks, 5, 1), neighbour(marks, 5, -1), neighbour(marks, 3, -1)]).toEqual([
      5,
      9,
      3,
      null,
    ]);
  });

  it('do not hide a failure behind a retry that stands at the same place', () => {
    const crowd: Mark[] = Array.from({ length: 5_000 }, (_, n) => ({
      revision: n,
      type: 'x',
      kind: n === 2_500 ? 'failure' : 'retry',
    }));
    const placed = placedMarks(crowd, 49_999);
    expect(placed.length).toBeLessThanOrEqual(161);
    expect(placed.filter(({ kind }) => kind === 'failure')).toMatchObject([{ revision: 2_500 }]);
  });

  it('play to the end within ten seconds, however many events there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (events) => {
        const { everyMs, by } = pace(events);
        expect(Math.ceil(events / by) * everyMs).toBeLessThanOrEqual(PLAY_MS_MAX + everyMs);
        expect(everyMs).toBeGreaterThanOrEqual(100);
      }),
    );
  });
});

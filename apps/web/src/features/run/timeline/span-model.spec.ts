import { describe, expect, it } from '@jest/globals';
import type { StepSpanView } from '@mc/contracts';
import { phaseTotals, spanWords } from './span-model';

const iso = (second: number) => new Date(second * 1_000).toISOString();
const span = (phase: StepSpanView['phase'], from: number, to: number | null, attempt: number | null = null): StepSpanView => ({
  phase,
  attempt,
  from: iso(from),
  to: to === null ? null : iso(to),
  outcome: attempt === null || to === null ? null : 'failed',
});

describe('the time of a step', () => {
  const spans = [span('queue', 0, 1), span('run', 1, 3, 1), span('backoff', 3, 8), span('run', 8, null, 2)];

  it('adds up by phase, what goes on until now', () => {
    expect(phaseTotals(spans, 10_000)).toEqual([
      { phase: 'queue', ms: 1_000 },
      { phase: 'run', ms: 4_000 },
      { phase: 'backoff', ms: 5_000 },
    ]);
  });

  it('is said in words', () => {
    expect(spans.map((one) => spanWords(one, 10_000))).toEqual([
      'in the queue 1.0 s',
      'attempt 1 failed 2.0 s',
      'waiting to try again 5.0 s',
      'attempt 2 running 2.0 s',
    ]);
  });

  it('is never negative, whatever the clocks say', () => {
    expect(phaseTotals([span('run', 20, null, 1)], 10_000)).toEqual([{ phase: 'run', ms: 0 }]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { criticalPath } from './critical-path';

const at = (second: number | null) => (second === null ? null : new Date(second * 1_000).toISOString());
const step = (key: string, dependsOn: string[], from: number | null, to: number | null) => ({
  key,
  dependsOn,
  startedAt: at(from),
  endedAt: at(to),
});

describe('the critical path', () => {
  it('is the chain that the run had to wait for', () => {
    const steps = [
      step('a', [], 0, 1),
      step('slow', ['a'], 1, 9),
      step('fast', ['a'], 1, 2),
      step('end', ['fast', 'slow'], 9, 10),
    ];
    expect(criticalPath(steps)).toEqual(['a', 'slow', 'end']);
  });

  it('ends at what still runs, and is empty before anything has begun', () => {
    expect(criticalPath([step('a', [], 0, 1), step('b', ['a'], 1, null), step('c', ['b'], null, null)])).toEqual(['a', 'b']);
    expect(criticalPath([step('a', [], null, null)])).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { movedRuns, patchPages } from './live-rows';

const row = (runId: string, revision = 1) => ({ runId, revision });
const pages = [{ items: [row('c', 5), row('b', 2)] }, { items: [row('a', 9)] }];

describe('live rows', () => {
  it('patches in place and keeps order, pages and identity of the rest', () => {
    const patched = patchPages(pages, [row('new'), row('b', 3), row('c', 4)]);
    expect(patched.map((page) => page.items)).toEqual([[row('c', 5), row('b', 3)], [row('a', 9)]]);
    expect(patched[1]).toBe(pages[1]);
    expect(patched[0]?.items[0]).toBe(pages[0]?.items[0]);
  });

  it('tells runs that are shown from new ones, and leaves the rest alone', () => {
    const events = [
      { runId: 'a', type: 'StepCompleted' },
      { runId: 'new', type: 'RunStarted' },
      { runId: 'new', type: 'StepDispatched' },
      { runId: 'elsewhere', type: 'StepCompleted' },
      { runId: 'b', type: 'RunStarted' },
      null,
    ];
    expect(movedRuns(pages, events, 10)).toEqual({ known: ['a', 'b'], unknown: ['new'] });
    expect(movedRuns(pages, events, 1)).toEqual({ known: ['b'], unknown: ['new'] });
  });
});

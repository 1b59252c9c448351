import { describe, expect, it } from '@jest/globals';
import { patchPages, toReadAlone, unseen } from './live-rows';

const row = (runId: string, revision = 1) => ({ runId, revision });
const pages = [{ items: [row('c', 5), row('b', 2)] }, { items: [row('a', 9)] }];

describe('live rows', () => {
  it('patches in place and keeps order, pages and identity of the rest', () => {
    const patched = patchPages(pages, [row('new'), row('b', 3), row('c', 4)]);
    expect(patched.map((page) => page.items)).toEqual([[row('c', 5), row('b', 3)], [row('a', 9)]]);
    expect(patched[1]).toBe(pages[1]);
    expect(patched[0]?.items[0]).toBe(pages[0]?.items[0]);
  });

  it('counts what is new without showing it', () => {
    expect(unseen(pages, [row('e'), row('d'), row('c')])).toEqual(['e', 'd']);
  });

  it('reads known rows alone that the first page does not hold, within a limit', () => {
    expect(toReadAlone(pages, new Set(['a', 'c', 'z']), [row('c')], 10)).toEqual(['a']);
    expect(toReadAlone(pages, new Set(['a', 'b', 'c']), [], 2)).toEqual(['c', 'b']);
  });
});

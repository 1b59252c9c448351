import { describe, expect, it } from '@jest/globals';
import type { ApprovalSummary } from '@mc/contracts';
import { heldStill, type InboxRow, nextAfter, stepFrom, withMutedLast } from './queue';

const item = (id: string, more: Partial<ApprovalSummary> = {}) => ({ id, runId: `run of ${id}`, ...more }) as ApprovalSummary;
const row = (id: string, gone = false): InboxRow => ({ ...item(id), gone });

it('puts muted runs last and keeps the order of both parts', () => {
  const items = ['a', 'b', 'c', 'd'].map((id) => item(id));
  const muted = new Set(['run of a', 'run of c']);
  expect(withMutedLast(items, muted).map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
});

describe('after a decision', () => {
  it('goes on with the next, at the end with the one before', () => {
    expect(nextAfter(['a', 'b', 'c'], 'a')).toBe('b');
    expect(nextAfter(['a', 'b', 'c'], 'c')).toBe('b');
    expect(nextAfter(['a'], 'a')).toBeUndefined();
    expect(nextAfter([], 'a')).toBeUndefined();
  });

  it('goes on with what stands in the place of one that has left', () => {
    expect(nextAfter(['a', 'c', 'd'], 'b', 1)).toBe('c');
    expect(nextAfter(['a', 'b'], 'c', 2)).toBe('b');
    expect(nextAfter(['a', 'b'], 'never seen')).toBe('a');
  });
});

it('steps through the list and stops at its ends', () => {
  const ids = ['a', 'b', 'c'];
  expect([stepFrom(ids, 'a', 0, 1), stepFrom(ids, 'c', 2, 1), stepFrom(ids, 'a', 0, -1)]).toEqual(['b', 'c', 'a']);
  expect([stepFrom(['a', 'c'], 'b', 1, 1), stepFrom(['a', 'c'], 'b', 1, -1)]).toEqual(['c', 'a']);
  expect(stepFrom([], 'a', 0, 1)).toBeUndefined();
});

it('does not move a list that somebody points at', () => {
  const { rows, newCount } = heldStill([row('b'), row('c')], [item('a'), item('c', { stepName: 'renamed' }), item('d')]);
  expect(rows.map(({ id, gone }) => [id, gone])).toEqual([
    ['b', true],
    ['c', false],
  ]);
  expect(rows[1]?.stepName).toBe('renamed');
  expect(newCount).toBe(2);
});

it('brings back a row in its place when it waits again', () => {
  expect(heldStill([row('a', true)], [item('a')]).rows).toEqual([row('a')]);
});

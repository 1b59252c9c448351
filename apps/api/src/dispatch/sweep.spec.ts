import { expect, it, jest } from '@jest/globals';
import { RunWorld } from '@mc/domain/testing';
import type { RunCommander } from '../runs/run-commander';
import { SWEEP_INTERVAL_MS, SWEEP_RUNS_MAX } from './limits';
import { Sweep } from './sweep';

it('finds a due run behind any number of runs that stay due and have nothing to decide', async () => {
  jest.useFakeTimers();
  const blocked = Array.from({ length: SWEEP_RUNS_MAX }, (_, index) => `blocked-${index}`);
  const looked: string[] = [];
  const commander = {
    execute: async (runId: string) => {
      looked.push(runId);
      if (runId === 'blocked-0') throw new Error('cannot be decided');
      return { facts: [], state: new RunWorld().state };
    },
    onFacts: () => {},
  } as unknown as RunCommander;
  const errors: unknown[] = [];
  const sweep = new Sweep({
    adopt: () => undefined,
    mend: async () => undefined,
    commander,
    due: { active: async () => [], due: async (_now, limit) => [...blocked, 'due'].slice(0, limit) },
    leases: { incarnation: 'boot-1', isGone: () => false, onGone: () => {} },
    caughtUp: async () => undefined,
    now: () => '2026-11-01T00:00:00.000Z',
    onError: (error) => void errors.push(error),
  });
  await sweep.start();
  await jest.advanceTimersByTimeAsync(SWEEP_INTERVAL_MS * 2);
  expect(looked.length).toBe(SWEEP_RUNS_MAX + 1);
  expect(looked.at(-1)).toBe('due');
  expect(errors.length).toBe(1);
  sweep.close();
  jest.useRealTimers();
});

it('looks again once the read model shows what a killed process had stored', async () => {
  const looked: string[] = [];
  const commander = {
    execute: async (runId: string) => {
      looked.push(runId);
      return { facts: [], state: new RunWorld().state };
    },
    onFacts: () => {},
  } as unknown as RunCommander;
  let shown: readonly string[] = [];
  let catchUp = () => {};
  const caughtUp = new Promise<void>((done) => {
    catchUp = done;
  });
  const sweep = new Sweep({
    adopt: () => undefined,
    mend: async () => undefined,
    commander,
    due: { active: async () => shown, due: async () => [] },
    leases: { incarnation: 'boot-2', isGone: () => true, onGone: () => {} },
    caughtUp: () => caughtUp,
    now: () => '2026-11-01T00:00:00.000Z',
    onError: (error) => {
      throw error;
    },
  });
  await sweep.start();
  expect(looked).toEqual([]);
  shown = ['left-behind'];
  catchUp();
  await new Promise((done) => setImmediate(done));
  expect(looked).toEqual(['left-behind']);
  sweep.close();
});

import { describe, expect, it } from '@jest/globals';
import { evolveRun, initialRun, type RunEvent } from '@mc/domain';
import { RunWorld, step, usage, workflow } from '@mc/domain/testing';
import type { RecordedEvent } from '@mc/event-store';
import { FoldCache } from './fold-cache';

const EVENTS = 1_700;

/** The stream of one run with very many reports of usage. */
const stream = (): RecordedEvent[] => {
  const world = new RunWorld();
  world.start(workflow([step('a'), step('b', { dependsOn: ['a'] })]));
  for (let n = 1; world.log.length < EVENTS; n++)
    world.do({ type: 'RecordUsage', data: { stepKey: 'a', attempt: 1, calls: [usage(n, n, { final: false })] } });
  const at = '2026-11-01T00:00:00.000Z';
  const actor = { kind: 'system', id: 'dispatcher' } as const;
  return world.log.map(
    ({ type, data }, revision) =>
      ({ type, data, at, actor, revision, hash: `h${revision}`, previousHash: `h${revision - 1}` }) as unknown as RecordedEvent,
  );
};

describe('the cache of folded runs', () => {
  const events = stream();
  const reads: number[] = [];
  const pagesOf = (log: readonly RecordedEvent[]) =>
    async function* (from: number, to: number | undefined) {
      const page = log.filter(({ revision }) => revision >= from && (to === undefined || revision <= to));
      reads.push(page.length);
      yield page;
    };
  const straight = (to: number) =>
    events.slice(0, to + 1).reduce((state, event) => evolveRun(state, event as unknown as RunEvent, event), initialRun());

  it('gives at any moment, asked for in any order, what a fold from the first fact gives', async () => {
    const cache = new FoldCache();
    for (const to of [EVENTS - 1, 3, 1_200, 501, 499, 1_200, 0, 1_699, 1_000, 4]) {
      const folded = await cache.fold('r', to, pagesOf(events));
      expect(folded?.state).toEqual(straight(to));
      expect(folded?.last.revision).toBe(to);
    }
  });

  it('reads next to nothing for a moment near one that it knows', async () => {
    const cache = new FoldCache();
    await cache.fold('r', undefined, pagesOf(events));
    reads.length = 0;
    await cache.fold('r', 1_250, pagesOf(events));
    await cache.fold('r', undefined, pagesOf(events));
    expect(reads).toEqual([251, 0]);
  });

  it('hands out states that whoever gets them may not spoil for the next', async () => {
    const cache = new FoldCache();
    const first = await cache.fold('r', 900, pagesOf(events));
    first?.state.steps.clear();
    expect((await cache.fold('r', 900, pagesOf(events)))?.state).toEqual(straight(900));
  });

  it('folds anew when what follows does not follow what it knows', async () => {
    const cache = new FoldCache();
    await cache.fold('r', 600, pagesOf(events));
    const other = events.map((event) => ({ ...event, hash: `x${event.revision}`, previousHash: `x${event.revision - 1}` }));
    reads.length = 0;
    const folded = await cache.fold('r', 700, pagesOf(other));
    expect([folded?.last.hash, reads.at(-1)]).toEqual(['x700', 701]);
  });

  it('knows nothing of what is not there', async () => {
    expect(await new FoldCache().fold('r', undefined, pagesOf([]))).toBeNull();
  });
});

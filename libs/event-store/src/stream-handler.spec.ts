import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { accept, type CommandMeta, type Decider, refuse, systemActor } from '@mc/domain';
import fc from 'fast-check';
import { collect } from '../test/facts';
import { type Fate, unreliable } from '../test/unreliable-store';
import { Upcaster } from './codec/upcaster';
import { createMemoryEventStore } from './create';
import { DECIDE_ATTEMPTS_MAX, UNKNOWN_RETRIES_MAX } from './limits';
import { NO_STREAM } from './port';
import { StreamHandler } from './stream-handler';

/** A tally: it may never go above ten, and says in its facts what it came to. */
type Tallied = { readonly type: 'Tallied'; readonly data: { readonly by: number; readonly total: number } };
type Add = { readonly by: number; readonly broken?: boolean; readonly inTwo?: boolean };

const MAX = 10;
const tally: Decider<Add, { total: number; facts: number }, Tallied, { meta: CommandMeta }, 'too_much'> = {
  initial: () => ({ total: 0, facts: 0 }),
  decide: ({ by, broken, inTwo }, { total }) => {
    if (broken) throw new Error('a bug in a rule');
    if (total + by > MAX) return refuse('too_much', `${total} + ${by} is above ${MAX}`);
    if (inTwo) return accept({ type: 'Tallied', data: { by: 0, total } }, { type: 'Tallied', data: { by, total: total + by } });
    return accept({ type: 'Tallied', data: { by, total: total + by } });
  },
  evolve: (state, { data }) => {
    state.total += data.by;
    state.facts++;
    if (state.total !== data.total) throw new Error(`folded to ${state.total}, but it was ${data.total}`);
    return state;
  },
};

const TABLES = { run: { Tallied: [] } };
const STREAM = 'run-1';
const context = (commandId: string = randomUUID()) => ({
  meta: { commandId, now: '2026-11-22T10:00:00.000Z', actor: systemActor('test'), correlationId: 'c', causationId: null },
});

const setUp = (fates: Fate[] = [], { confirmed = false, copies = false } = {}) => {
  const memory = createMemoryEventStore(TABLES);
  const store = unreliable(memory, fates);
  const copy = copies ? { copy: (state: ReturnType<typeof tally.initial>) => ({ ...state }) } : {};
  const handlerOn = (on: typeof store) =>
    new StreamHandler({ store: on, decider: tally, upcaster: new Upcaster(TABLES), ...copy });
  const handler = handlerOn(store);
  const add = (by: number, commandId?: string) =>
    handler.handle({ stream: STREAM, command: { by }, context: context(commandId), confirmed });
  /** Another process, whose appends are fine. */
  const other = handlerOn(unreliable(memory, []));
  const addElsewhere = (by: number) => other.handle({ stream: STREAM, command: { by }, context: context() });
  return {
    memory,
    store,
    handler,
    other,
    add,
    addElsewhere,
    totals: async () => (await collect(memory, STREAM)).map(({ data }) => data),
  };
};

describe('StreamHandler', () => {
  it('appends what is decided and folds what is stored, reading the stream once', async () => {
    const { add, store } = setUp();
    const first = await add(3);
    expect(first).toMatchObject({
      facts: [{ type: 'Tallied', revision: 0 }],
      head: { revision: 0 },
      position: 1,
      repeated: false,
    });
    expect(first.refusal).toBeUndefined();
    expect((await add(4)).state).toEqual({ total: 7, facts: 2 });
    expect(store.reads).toEqual([STREAM]);
  });

  it('does not read a stream that a command is to begin', async () => {
    const { handler, store } = setUp();
    const begin = { stream: STREAM, command: { by: 3 }, context: context(), begins: true };
    expect((await handler.handle(begin)).state).toEqual({ total: 3, facts: 1 });
    expect(await handler.handle(begin)).toMatchObject({ repeated: true, state: { total: 3 } });
    expect(store.reads).toEqual([STREAM]);
  });

  it('finds out that a stream had begun, and decides again on what is there', async () => {
    const { handler, addElsewhere } = setUp();
    await addElsewhere(9);
    const begin = { stream: STREAM, command: { by: 3 }, context: context(), begins: true };
    expect(await handler.handle(begin)).toMatchObject({ facts: [], refusal: { code: 'too_much' }, state: { total: 9 } });
  });

  it.each([false, true])(
    'gives the facts of then to a beginning that comes again, whatever it would lead to now: %s',
    async (inTwo) => {
      const { handler, other } = setUp();
      const begin = { stream: STREAM, command: { by: 3 }, context: context(), begins: true };
      const { facts } = await other.handle(begin);
      const again = await handler.handle({ ...begin, command: { by: 3, inTwo } });
      expect(again).toMatchObject({ repeated: true, state: { total: 3, facts: 1 } });
      expect(again.facts.map(({ id }) => id)).toEqual(facts.map(({ id }) => id));
    },
  );

  it('gives a refusal with the head that it was decided on, and stores nothing', async () => {
    const { add, totals } = setUp();
    const { head } = await add(9);
    expect(await add(2)).toMatchObject({ facts: [], refusal: { code: 'too_much' }, head, position: 1 });
    expect(await totals()).toHaveLength(1);
  });

  it('lets commands of one stream never meet', async () => {
    const { add, totals } = setUp();
    const results = await Promise.all(Array.from({ length: 20 }, () => add(1)));
    expect(results.filter(({ refusal }) => refusal)).toHaveLength(10);
    expect(await totals()).toHaveLength(10);
  });

  it('lets commands that wait together share an append, each decided after the one before it', async () => {
    const { add, store } = setUp();
    const results = await Promise.all([1, 2, 3, 9, 4].map((by) => add(by)));
    expect(results.map(({ facts, refusal }) => refusal?.code ?? facts.map(({ data }) => data.total))).toEqual([
      [1],
      [3],
      [6],
      'too_much',
      [10],
    ]);
    expect(store.appends).toHaveLength(2);
    expect(results.at(-1)?.state).toEqual({ total: 10, facts: 4 });
  });

  it('gives a command that is sent twice at once one answer', async () => {
    const { add, totals } = setUp();
    const commandId = randomUUID();
    const [, first, second] = await Promise.all([add(1), add(2, commandId), add(2, commandId)]);
    expect(second?.facts.map(({ id }) => id)).toEqual(first?.facts.map(({ id }) => id));
    expect([second?.repeated, await totals()]).toEqual([true, [expect.anything(), expect.anything()]]);
  });

  it.each<Fate>(['request lost', 'answer lost'])('finds out what became of a shared append: %s', async (fate) => {
    const { add, totals } = setUp(['fine', fate]);
    const results = await Promise.all([add(1), add(2), add(3)]);
    expect(results.map(({ facts }) => facts[0]?.data.total)).toEqual([1, 3, 6]);
    expect((await totals()).length).toBe(3);
  });

  it('decides again each of those that shared an append when another writer was faster', async () => {
    const fates: Fate[] = ['fine'];
    const { add, addElsewhere } = setUp(fates);
    fates.push(() => addElsewhere(5));
    const results = await Promise.all([add(1), add(2), add(3)]);
    expect(results.map(({ facts, refusal }) => refusal?.code ?? facts[0]?.data.total)).toEqual([1, 8, 'too_much']);
  });

  it('lets those that share an append on a copy try together again, and reads only what is new', async () => {
    const fates: Fate[] = ['fine'];
    const { add, addElsewhere, store } = setUp(fates, { copies: true });
    fates.push(() => addElsewhere(1));
    const results = await Promise.all([add(1), add(1), add(1), add(1)]);
    expect(results.map(({ facts }) => facts[0]?.data.total)).toEqual([1, 3, 4, 5]);
    // Alone; together, and too late; the first of them; the other two.
    expect(store.appends).toHaveLength(4);
    expect(store.reads).toHaveLength(2);
    expect((await add(0)).state).toEqual({ total: 5, facts: 6 });
  });

  it.each([false, true])('confirms a refusal on the stream as it is, beside others too, with copies: %s', async (copies) => {
    const { add, addElsewhere, store, totals } = setUp([], { confirmed: true, copies });
    await add(9);
    await addElsewhere(-5);
    const reads = store.reads.length;
    const [first, second] = await Promise.all([add(2), add(2), add(0)]);
    expect([first?.refusal, second?.refusal]).toEqual([undefined, undefined]);
    expect(store.reads.length - reads).toBe(1);
    expect((await add(9)).refusal).toMatchObject({ code: 'too_much' });
    expect(await totals()).toHaveLength(5);
  });

  it('refuses on what it remembers when nobody asks it to look again', async () => {
    const { add, addElsewhere } = setUp();
    await add(9);
    await addElsewhere(-5);
    expect((await add(2)).refusal).toMatchObject({ code: 'too_much' });
  });

  it('lets a bug in one rule hurt nobody who waits beside it', async () => {
    const { add, handler } = setUp();
    const broken = () => handler.handle({ stream: STREAM, command: { by: 1, broken: true }, context: context() });
    const results = await Promise.allSettled([add(1), add(2), broken(), add(3)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await add(1)).state).toEqual({ total: 7, facts: 4 });
  });

  it('decides again when another writer was faster', async () => {
    const { add, addElsewhere, memory } = setUp();
    await add(5);
    await addElsewhere(4);
    const late = await add(2);
    expect(late).toMatchObject({ facts: [], refusal: { code: 'too_much' }, state: { total: 9 } });
    expect(late.head).toEqual(await memory.streamHead(STREAM));
  });

  it('gives up when others are always faster', async () => {
    const fates: Fate[] = [];
    const { add, addElsewhere, totals } = setUp(fates);
    fates.push(...Array.from({ length: DECIDE_ATTEMPTS_MAX }, () => () => addElsewhere(0)));
    await expect(add(1)).rejects.toMatchObject({ name: 'WrongExpectedRevision' });
    expect(await totals()).toHaveLength(DECIDE_ATTEMPTS_MAX);
    expect((await add(1)).state).toMatchObject({ total: 1 });
  });

  it.each<Fate>(['request lost', 'answer lost'])('finds out what became of an append: %s', async (fate) => {
    const { add, totals } = setUp(['fine', fate]);
    await add(3);
    expect(await add(4)).toMatchObject({ facts: [{ revision: 1 }], state: { total: 7 } });
    expect((await add(1)).state).toEqual({ total: 8, facts: 3 });
    expect(await totals()).toHaveLength(3);
  });

  it('finds its lost append also when others have gone on since', async () => {
    const fates: Fate[] = ['answer lost'];
    const { add, addElsewhere } = setUp(fates);
    fates.push(() => addElsewhere(5));
    const result = await add(3);
    expect(result).toMatchObject({
      facts: [{ revision: 0 }],
      head: { revision: 0 },
      position: 1,
      repeated: true,
      state: { total: 8 },
    });
    expect((await add(1)).state).toEqual({ total: 9, facts: 3 });
  });

  it('throws when the outcome stays unknown, and answers a repeat with what was stored', async () => {
    const { add, totals } = setUp(['answer lost', ...Array.from({ length: UNKNOWN_RETRIES_MAX }, () => 'request lost' as const)]);
    const commandId = randomUUID();
    await expect(add(3, commandId)).rejects.toMatchObject({ name: 'EventStoreTimeout' });
    expect(await add(3, commandId)).toMatchObject({
      facts: [{ revision: 0, data: { by: 3 } }],
      repeated: true,
      state: { total: 3 },
    });
    expect(await totals()).toHaveLength(1);
  });

  it('leaves the state alone when nothing was stored', async () => {
    const { add } = setUp(['fine', 'unavailable']);
    await add(3);
    await expect(add(4)).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
    expect((await add(1)).state).toEqual({ total: 4, facts: 2 });
  });

  it('answers a command that comes again with its first facts, here and in another process', async () => {
    const { add, memory, totals } = setUp();
    const commandId = randomUUID();
    const first = await add(3, commandId);
    await add(1);
    const again = await add(3, commandId);
    expect(again).toMatchObject({ facts: first.facts, head: first.head, position: first.position, repeated: true });
    const elsewhere = new StreamHandler({ store: memory, decider: tally, upcaster: new Upcaster(TABLES) });
    expect(await elsewhere.handle({ stream: STREAM, command: { by: 3 }, context: context(commandId) })).toMatchObject({
      repeated: true,
    });
    expect(await totals()).toHaveLength(2);
  });

  it('lets the same command lead to facts in two streams', async () => {
    const { handler } = setUp();
    const one = context();
    for (const stream of ['run-1', 'run-2']) {
      expect(await handler.handle({ stream, command: { by: 1 }, context: one })).toMatchObject({ repeated: false });
    }
  });

  it('survives a rule that throws', async () => {
    const { handler, add } = setUp();
    await add(1);
    await expect(handler.handle({ stream: STREAM, command: { by: 1, broken: true }, context: context() })).rejects.toThrow(
      'a bug',
    );
    expect((await add(1)).state).toEqual({ total: 2, facts: 2 });
  });

  it('shows the state, and none of a stream that does not exist', async () => {
    const { handler, add } = setUp();
    expect(await handler.look(STREAM)).toMatchObject({ state: { total: 0 }, head: NO_STREAM, position: 0 });
    await add(2);
    expect(await handler.look(STREAM)).toMatchObject({ state: { total: 2 }, head: { revision: 0 }, position: 1 });
  });

  it('looks at what others have written since, when it is asked for that', async () => {
    const { handler, add, addElsewhere } = setUp();
    await add(2);
    await addElsewhere(3);
    expect(await handler.look(STREAM)).toMatchObject({ state: { total: 2 } });
    expect(await handler.look(STREAM, 'fresh')).toMatchObject({ state: { total: 5 }, head: { revision: 1 } });
    expect(await handler.look('run-2', 'fresh')).toMatchObject({ state: { total: 0 }, head: NO_STREAM });
  });

  it.each([false, true])(
    'holds the rule whatever befalls its appends and whoever else writes, with copies: %s',
    async (copies) => {
      const fate = fc.constantFrom<'fine' | 'unavailable' | 'request lost' | 'answer lost' | 'race'>(
        'fine',
        'unavailable',
        'request lost',
        'answer lost',
        'race',
      );
      await fc.assert(
        fc.asyncProperty(fc.array(fate, { maxLength: 12 }), fc.array(fc.nat(4), { maxLength: 12 }), async (fates, amounts) => {
          const scripted: Fate[] = [];
          const { add, addElsewhere, memory } = setUp(scripted, { confirmed: copies, copies });
          scripted.push(...fates.map((one) => (one === 'race' ? () => addElsewhere(1) : one)));
          await Promise.allSettled(amounts.map((by) => add(by)));
          // What is left of the script happens to commands that add nothing.
          while (scripted.length > 0) await Promise.allSettled([add(0)]);
          const facts = (await memory.streamHead(STREAM)).revision < 0 ? [] : await collect(memory, STREAM);
          const total = facts.reduce((sum, { data }) => sum + (data as Tallied['data']).by, 0);
          expect(total).toBeLessThanOrEqual(MAX);
          expect((await add(0)).state).toEqual({ total, facts: facts.length + 1 });
        }),
        { numRuns: 30 },
      );
    },
  );
});

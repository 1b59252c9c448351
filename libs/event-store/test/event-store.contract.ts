import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LargeText } from '@mc/domain';
import { categoryOf, type EventStore, NO_STREAM, type RecordedEvent, type StreamHead } from '../src';
import { ChainVerifier, verifyStream } from '../src/codec/verify';
import { collect, freshStream, many, noted } from './facts';

/** What a suite needs to know of the store that it is run against. */
export interface Subject {
  readonly store: EventStore;
  /** A second store over the same log, as another process would have it. */
  another(): Promise<EventStore>;
  close(): Promise<void>;
}

/** In what the stores differ. */
export interface Traits {
  readonly gapless: boolean;
  /** A repeated append is recognised wherever it goes, or only when it is sent for the same head as the first time, and silently. */
  readonly repeats: 'everywhere' | 'for the same head';
}

/** What every event store must do; the same tests for every adapter. */
export const eventStoreContract = (name: string, open: () => Promise<Subject>, { gapless, repeats }: Traits): void => {
  describe(`${name} keeps the contract of the event store`, () => {
    let subject: Subject;
    let store: EventStore;

    beforeAll(async () => {
      subject = await open();
      store = subject.store;
    }, 60_000);
    afterAll(async () => {
      await subject?.close();
    }, 30_000);

    appending(() => store);
    repeating(() => store, repeats);
    conflicts(() => subject);
    reading(() => store);
    texts(() => store);
    positions(() => subject, gapless);
    subscribing(() => subject);
  });
};

const appending = (store: () => EventStore): void => {
  it('gives back what it stored, in order, chained from nothing', async () => {
    const stream = freshStream();
    const events = [noted({ n: 1 }), noted({ n: 2, deep: [{ b: 1, a: [null, true, 'ä€𝄞'] }] })];
    const result = await store().append(stream, NO_STREAM, events);
    expect(result.repeated).toBe(false);
    expect(result.head).toEqual({ revision: 1, hash: result.events[1]?.hash });
    expect(result.events.map(({ revision, previousHash }) => [revision, previousHash])).toEqual([
      [0, NO_STREAM.hash],
      [1, result.events[0]?.hash],
    ]);
    const read = await collect(store(), stream);
    expect(read.map(withoutPosition)).toEqual(result.events.map(withoutPosition));
    expect(read.at(-1)?.position).toBe(result.position);
    expect(await store().streamHead(stream)).toEqual(result.head);
  });

  it('goes on from the head that the last append gave', async () => {
    const stream = freshStream();
    let head: StreamHead = NO_STREAM;
    for (const event of many(5)) head = (await store().append(stream, head, [event])).head;
    expect((await collect(store(), stream)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    const report = await verifyStream(stream, store().readSealed(stream));
    expect(report).toEqual({ count: 5, head, finding: null });
  });

  it('stores every field of an event', async () => {
    const stream = freshStream();
    const event = noted(
      { a: 1 },
      {
        actor: { kind: 'operator', id: 'o1', username: 'ann', email: null, via: 'key', keyId: 'k1' },
        causationId: 'cause',
        idempotency: { key: 'kéy "1"', bodyHash: 'abc' },
      },
    );
    await store().append(stream, NO_STREAM, [event]);
    expect((await collect(store(), stream))[0]).toMatchObject(event as object);
  });

  it.each([
    ['a type that no table names', noted({}, { type: 'Unheard' })],
    ['an old version', noted({ title: 'x' }, { type: 'Renamed', version: 1 })],
    ['a lone surrogate', noted({ text: 'a\ud800b' })],
    ['a lone surrogate in a key', noted({ 'a\udc00': 1 })],
    ['NaN', noted({ n: Number.NaN })],
    ['what is not plain JSON', noted({ when: new Date(0) })],
    ['no UUID', noted({}, { id: 'one' })],
    ['no instant', noted({}, { at: 'yesterday' })],
  ])('refuses %s and stores nothing', async (_, event) => {
    const stream = freshStream();
    await expect(store().append(stream, NO_STREAM, [noted(), event])).rejects.toMatchObject({ name: 'InvalidEvent' });
    expect(await store().streamHead(stream)).toEqual(NO_STREAM);
  });

  it('refuses an append of nothing, a name that is none, and too much', async () => {
    const stream = freshStream();
    await expect(store().append(stream, NO_STREAM, [])).rejects.toMatchObject({ name: 'InvalidEvent' });
    await expect(store().append('run-a b', NO_STREAM, [noted()])).rejects.toMatchObject({ name: 'InvalidEvent' });
    await expect(store().append(stream, NO_STREAM, many(4_001))).rejects.toMatchObject({ name: 'InvalidEvent' });
    const large = noted({ list: Array.from({ length: 100 }, () => 'x'.repeat(60_000)) });
    await expect(store().append(stream, NO_STREAM, [large])).rejects.toMatchObject({ name: 'EventTooLarge' });
  });
};

const repeating = (store: () => EventStore, repeats: Traits['repeats']): void => {
  const everywhere = repeats === 'everywhere';

  it('recognises the same append and returns the first result', async () => {
    const stream = freshStream();
    const events = many(3);
    const first = await store().append(stream, NO_STREAM, events);
    await store().append(stream, first.head, [noted()]);
    const again = await store().append(stream, NO_STREAM, events);
    expect(again).toMatchObject({ head: first.head, position: first.position });
    if (everywhere) expect(again.repeated).toBe(true);
    expect(again.events.map(withoutPosition)).toEqual(first.events.map(withoutPosition));
    expect(await collect(store(), stream)).toHaveLength(4);
  });

  it('returns what is stored when the same ids come again with other contents', async () => {
    const stream = freshStream();
    const event = noted({ text: 'the first time' });
    const first = await store().append(stream, NO_STREAM, [event]);
    const again = await store().append(stream, NO_STREAM, [
      { ...event, data: { text: 'later' }, at: '2026-11-23T10:00:00.000Z' },
    ]);
    expect(again).toMatchObject({ head: first.head, position: first.position, repeated: true });
    expect(again.events.map(withoutPosition)).toEqual(first.events.map(withoutPosition));
  });

  if (everywhere) {
    it('recognises it also when it is sent for a later head', async () => {
      const stream = freshStream();
      const events = many(2);
      const first = await store().append(stream, NO_STREAM, events);
      const again = await store().append(stream, first.head, events);
      expect(again).toMatchObject({ head: first.head, repeated: true });
      expect(await collect(store(), stream)).toHaveLength(2);
    });

    it('refuses an append for a head with the right revision and another hash', async () => {
      const stream = freshStream();
      const { head } = await store().append(stream, NO_STREAM, [noted()]);
      const forked = { revision: head.revision, hash: 'f'.repeat(64) };
      await expect(store().append(stream, forked, [noted()])).rejects.toMatchObject({
        name: 'WrongExpectedRevision',
        actual: head,
      });
    });

    it('refuses an id that another stream has', async () => {
      const event = noted();
      await store().append(freshStream(), NO_STREAM, [event]);
      await expect(store().append(freshStream(), NO_STREAM, [event])).rejects.toMatchObject({ name: 'InvalidEvent' });
    });
  }

  it('stores one of many equal appends at once', async () => {
    const stream = freshStream();
    const events = many(2);
    const results = await Promise.all(Array.from({ length: 5 }, () => store().append(stream, NO_STREAM, events)));
    expect(new Set(results.map(({ head }) => head.hash)).size).toBe(1);
    if (everywhere) expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await collect(store(), stream)).toHaveLength(2);
  });
};

const conflicts = (subject: () => Subject): void => {
  it('refuses an append for another head and names the real one', async () => {
    const stream = freshStream();
    const { store } = subject();
    const { head } = await store.append(stream, NO_STREAM, [noted()]);
    const error = { name: 'WrongExpectedRevision', actual: head };
    await expect(store.append(stream, NO_STREAM, [noted()])).rejects.toMatchObject(error);
    await expect(store.append(stream, { revision: 5, hash: head.hash }, [noted()])).rejects.toMatchObject(error);
    const other = freshStream();
    await expect(store.append(other, head, [noted()])).rejects.toMatchObject({ actual: NO_STREAM });
  });

  it('does not let one conflict hurt the others of a batch', async () => {
    const { store } = subject();
    const taken = freshStream();
    await store.append(taken, NO_STREAM, [noted()]);
    const streams = [freshStream(), taken, freshStream(), freshStream()];
    const results = await Promise.allSettled(streams.map((stream) => store.append(stream, NO_STREAM, many(2))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    for (const stream of streams) {
      const report = await verifyStream(stream, store.readSealed(stream));
      expect(report).toMatchObject({ count: stream === taken ? 1 : 2, finding: null });
    }
  });

  it('lets exactly one of two writers win, each time', async () => {
    const stream = freshStream();
    const other = await subject().another();
    const writers = [subject().store, other];
    let head: StreamHead = NO_STREAM;
    for (let round = 0; round < 10; round++) {
      const expected = head;
      const results = await Promise.allSettled(writers.map((writer) => writer.append(stream, expected, [noted({ round })])));
      const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(won).toHaveLength(1);
      head = won[0]?.head ?? head;
    }
    await other.close();
    expect(await collect(subject().store, stream)).toHaveLength(10);
  });
};

const reading = (store: () => EventStore): void => {
  it('says that a stream does not exist', async () => {
    const stream = freshStream();
    await expect(collect(store(), stream)).rejects.toMatchObject({ name: 'StreamNotFound', stream });
    await expect(verifyStream(stream, store().readSealed(stream))).rejects.toMatchObject({ name: 'StreamNotFound' });
    expect(await store().streamHead(stream)).toEqual(NO_STREAM);
  });

  it('reads ranges, and more than a page', async () => {
    const stream = freshStream();
    const first = await store().append(stream, NO_STREAM, many(700));
    await store().append(stream, first.head, many(700));
    const revisions = async (options: object) => (await collect(store(), stream, options)).map(({ revision }) => revision);
    expect(await revisions({})).toEqual(Array.from({ length: 1_400 }, (_, n) => n));
    expect(await revisions({ from: 3, to: 5 })).toEqual([3, 4, 5]);
    expect(await revisions({ from: 998, limit: 4 })).toEqual([998, 999, 1000, 1001]);
    expect(await revisions({ from: 1_398 })).toEqual([1_398, 1_399]);
    expect(await revisions({ from: 5_000 })).toEqual([]);
  });

  it('gives the whole log sealed, and its chains hold', async () => {
    const before = await store().head();
    const streams = [freshStream(), freshStream('agent')];
    for (const stream of streams) await store().append(stream, NO_STREAM, many(3));
    const verifier = new ChainVerifier();
    for (let position = before; ; ) {
      const batch = await store().readAllSealed(position, 4);
      expect(batch.events.length).toBeLessThanOrEqual(4);
      for (const event of batch.events) if (streams.includes(event.stream)) expect(verifier.check(event)).toBeNull();
      if (batch.position <= position) break;
      position = batch.position;
    }
    for (const stream of streams) expect(verifier.headOf(stream)).toEqual(await store().streamHead(stream));
    expect(verifier.count).toBe(6);
  });

  it('keeps streams apart whose names begin alike', async () => {
    const stream = freshStream();
    await store().append(stream, NO_STREAM, [noted({ of: 'one' })]);
    await store().append(`${stream}-b`, NO_STREAM, [noted({ of: 'two' })]);
    expect((await collect(store(), stream)).map(({ data }) => data)).toEqual([{ of: 'one' }]);
  });
};

const texts = (store: () => EventStore): void => {
  it('takes large texts out of the event and puts them back', async () => {
    const stream = freshStream();
    const text = `ä\u0000"\\${'€'.repeat(100_000)}`;
    const lookalike = { sha256: 'f'.repeat(64), bytes: 1, preview: 'p' };
    const data = { small: 'x', output: text, list: [{ again: text }, lookalike] };
    const { events } = await store().append(stream, NO_STREAM, [noted(data)]);
    expect(events[0]?.data).toEqual(data);
    expect((await collect(store(), stream))[0]?.data).toEqual(data);
    const [reference] = await collect(store(), stream, { texts: 'reference' });
    const cut = (reference as RecordedEvent<{ type: 'Noted'; data: { output: LargeText } }>).data.output;
    expect(cut).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: 300_005, preview: text.slice(0, 4096) });
    expect(reference?.data).toEqual({ small: 'x', output: cut, list: [{ again: cut }, lookalike] });
    expect(await store().readText(cut.sha256)).toBe(text);
    expect(await store().readText(lookalike.sha256)).toBeNull();
    expect(await verifyStream(stream, store().readSealed(stream))).toMatchObject({ count: 1, finding: null });
  });

  it('keeps whatever a string may hold', async () => {
    const stream = freshStream();
    const data = {
      nul: 'a\u0000b',
      control: '\u001b[31m\r\n\u2028',
      keys: { ['__proto__']: 1, '2': 'b', '10': 'a', '': 0 },
      n: [1e21, -0.5, 1e-7],
    };
    await store().append(stream, NO_STREAM, [noted(data)]);
    const read = (await collect(store(), stream))[0]?.data;
    expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(data)));
  });
};

const positions = (subject: () => Subject, gapless: boolean): void => {
  it('reads the log from a position, and some categories only', async () => {
    const { store } = subject();
    const before = await store.head();
    const [run, agent] = [freshStream('run'), freshStream('agent')];
    await store.append(run, NO_STREAM, many(2));
    await store.append(agent, NO_STREAM, many(2));
    const { head, position } = await store.append(run, { revision: 1, hash: (await store.streamHead(run)).hash }, many(1));
    const all = await readOn(store, before);
    const mine = all.filter(({ stream }) => stream === run || stream === agent);
    expect(mine.map(({ stream }) => categoryOf(stream))).toEqual(['run', 'run', 'agent', 'agent', 'run']);
    expect(mine.at(-1)).toMatchObject({ revision: head.revision, position });
    const agents = await readOn(store, before, ['agent']);
    expect(agents.filter(({ stream }) => stream === agent)).toHaveLength(2);
    expect(agents.every(({ stream }) => categoryOf(stream) === 'agent')).toBe(true);
  });

  it('lets a reader miss nothing while eight writers append', async () => {
    const { store } = subject();
    const other = await subject().another();
    const before = await store.head();
    const ending = new AbortController();
    const seen: RecordedEvent[] = [];
    const total = 8 * 10 * 2;
    const reader = (async () => {
      for await (const { events } of other.subscribeAll({ after: before, signal: ending.signal, texts: 'reference', limit: 7 })) {
        seen.push(...events);
        if (seen.length >= total) ending.abort();
      }
    })();
    const writer = async (number: number): Promise<void> => {
      const stream = freshStream();
      let head: StreamHead = NO_STREAM;
      for (let n = 0; n < 10; n++) head = (await (number % 2 ? store : other).append(stream, head, many(2))).head;
    };
    await Promise.all(Array.from({ length: 8 }, (_, number) => writer(number)));
    await reader;
    await other.close();
    expect(seen).toHaveLength(total);
    const places = seen.map(({ position }) => position);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    if (gapless) expect(places).toEqual(Array.from({ length: total }, (_, n) => before + 1 + n));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(total);
    const streams = Map.groupBy(seen, ({ stream }) => stream);
    for (const events of streams.values())
      expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
};

const subscribing = (subject: () => Subject): void => {
  it('catches up and then goes live, without a gap or a repeat', async () => {
    const { store } = subject();
    const before = await store.head();
    const stream = freshStream();
    let { head } = await store.append(stream, NO_STREAM, many(25));
    const ending = new AbortController();
    const revisions: number[] = [];
    for await (const { events } of store.subscribeAll({ after: before, signal: ending.signal, texts: 'whole', limit: 10 })) {
      expect(events.length).toBeLessThanOrEqual(10);
      revisions.push(...events.filter((event) => event.stream === stream).map(({ revision }) => revision));
      if (revisions.length === 25) ({ head } = await store.append(stream, head, many(15)));
      if (revisions.length >= 40) ending.abort();
    }
    expect(revisions).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(head.revision).toBe(39);
  });

  it('hears of what another process appends', async () => {
    const { store } = subject();
    const other = await subject().another();
    const ending = new AbortController();
    const stream = freshStream('agent');
    const after = await store.head();
    const heard = (async () => {
      for await (const { events } of store.subscribeAll({
        after,
        categories: ['agent'],
        signal: ending.signal,
        texts: 'whole',
      })) {
        if (events.some((event) => event.stream === stream)) return events.length;
      }
      return 0;
    })();
    await other.append(freshStream('run'), NO_STREAM, many(1));
    await other.append(stream, NO_STREAM, many(1));
    expect(await heard).toBeGreaterThan(0);
    await other.close();
  });

  it('ends when it is told to, while it waits', async () => {
    const { store } = subject();
    const ending = new AbortController();
    const after = await store.head();
    const iterator = store.subscribeAll({ after, signal: ending.signal, texts: 'whole' })[Symbol.asyncIterator]();
    const next = iterator.next();
    ending.abort();
    expect(await next).toMatchObject({ done: true });
  });

  it('finishes its appends when it closes, ends its subscriptions, and refuses more', async () => {
    const other = await subject().another();
    const signal = new AbortController().signal;
    const iterator = other.subscribeAll({ after: await other.head(), signal, texts: 'whole' })[Symbol.asyncIterator]();
    const next = iterator.next();
    const stream = freshStream();
    const append = other.append(stream, NO_STREAM, many(1));
    await Promise.all([append, other.close()]);
    await next;
    expect(await iterator.next()).toMatchObject({ done: true });
    await expect(other.append(stream, NO_STREAM, many(1))).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
    expect(await collect(subject().store, stream)).toHaveLength(1);
  });

  it('is healthy', async () => {
    expect(await subject().store.health()).toMatchObject({ ok: true, detail: null, latencyMs: expect.any(Number) });
  });
};

/** Only the last position is known to every store. */
const withoutPosition = ({ position: _, ...event }: RecordedEvent): object => event;

const readOn = async (store: EventStore, after: number, categories?: readonly string[]): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for (let position = after; ; ) {
    const batch = await store.readAll({ after: position, limit: 2, texts: 'whole', ...(categories ? { categories } : {}) });
    events.push(...batch.events);
    if (batch.position <= position) return events;
    position = batch.position;
  }
};

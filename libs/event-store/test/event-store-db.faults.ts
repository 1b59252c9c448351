import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventStore, NO_STREAM } from '../src';
import { createEventStoreDbStore, type EventStoreDbStoreOptions } from '../src/create';
import { APPEND_RETRIES_MAX } from '../src/limits';
import type { Scheme } from './double/protocol';
import { type Double, type Fate, startDouble } from './double/server';
import { collect, freshStream, many, noted, UPCASTS } from './facts';

const MIB = 1024 * 1024;

/** How the adapter bears what befalls it. */
export const adapterFaults = (scheme: Scheme): void => {
  describe(`the adapter for EventStoreDB when things go wrong, through ${scheme}://`, () => {
    let double: Double;
    let store: EventStore;
    const opened: EventStore[] = [];

    const open = (options: Partial<EventStoreDbStoreOptions> = {}): EventStore => {
      const url = `${scheme}://${double.address}?tls=false`;
      const one = createEventStoreDbStore(url, { upcasts: UPCASTS, timeoutMs: 2_000, ...options });
      opened.push(one);
      return one;
    };

    beforeAll(async () => {
      double = await startDouble(scheme);
      store = open();
    });
    afterAll(async () => {
      await Promise.all(opened.map((one) => one.close()));
      await double.stop();
    });

    it.each<Fate>(['request lost', 'answer lost', 'no answer'])('finds out what became of an append: %s', async (fate) => {
      const stream = freshStream();
      const events = many(2);
      double.fates.push(fate);
      const { head } = await store.append(stream, NO_STREAM, events);
      expect(double.fates).toEqual([]);
      await store.append(stream, head, many(1));
      expect((await collect(store, stream)).slice(0, 2).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      expect(await store.streamHead(stream)).toMatchObject({ revision: 2 });
    });

    it('says that the outcome is unknown when it stays so, and the same append again finds out', async () => {
      const stream = freshStream();
      const events = many(2);
      double.fates.push('answer lost', ...Array.from({ length: APPEND_RETRIES_MAX }, () => 'request lost' as const));
      await expect(store.append(stream, NO_STREAM, events)).rejects.toMatchObject({ name: 'EventStoreTimeout' });
      const { head } = await store.append(stream, NO_STREAM, events);
      expect(await store.streamHead(stream)).toEqual(head);
      expect(await collect(store, stream)).toHaveLength(2);
    });

    it('does not try again what the server refuses', async () => {
      double.fates.push('refused');
      await expect(store.append(freshStream(), NO_STREAM, many(1))).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
      expect(double.fates).toEqual([]);
    });

    it('refuses what is too large, here and as the server says', async () => {
      const large = Array.from({ length: 30 }, () => noted({ text: 'x'.repeat(50_000) }));
      const stream = freshStream();
      await expect(store.append(stream, NO_STREAM, large)).rejects.toMatchObject({ name: 'EventTooLarge', bytesMax: MIB });
      const trusting = open({ appendBytesMax: 64 * MIB });
      await expect(trusting.append(stream, NO_STREAM, large)).rejects.toMatchObject({ name: 'EventTooLarge', bytesMax: MIB });
      expect(await store.streamHead(stream)).toEqual(NO_STREAM);
    });

    it('goes on with a subscription that was cut, without a gap or a repeat', async () => {
      const ending = new AbortController();
      const stream = freshStream();
      const revisions: number[] = [];
      const after = await store.head();
      const reader = (async () => {
        for await (const { events } of store.subscribeAll({ after, signal: ending.signal, texts: 'whole', limit: 3 })) {
          revisions.push(...events.filter((event) => event.stream === stream).map(({ revision }) => revision));
          if (revisions.length === 5 || revisions.length === 20) double.cutSubscriptions();
          if (revisions.length >= 30) ending.abort();
        }
      })();
      let head = NO_STREAM;
      for (const event of many(30)) ({ head } = await store.append(stream, head, [event]));
      await reader;
      expect(revisions).toEqual(Array.from({ length: 30 }, (_, n) => n));
    });

    it('goes on after any position, and loses nothing to the traps of the server: no event that follows one of others, or a checkpoint', async () => {
      const [run, agent] = [freshStream('run'), freshStream('agent')];
      let { head } = await store.append(agent, NO_STREAM, many(1));
      await store.append(run, NO_STREAM, many(3));
      // Every position of the log: events of its own, of other categories, of the server itself.
      const places = double.database.all.slice(-5).map(({ position }) => position);
      ({ head } = await store.append(agent, head, many(1)));
      const readers = places.map(async (after) => {
        const ending = new AbortController();
        const revisions: number[] = [];
        for await (const batch of store.subscribeAll({ after, categories: ['agent'], signal: ending.signal, texts: 'whole' })) {
          revisions.push(...batch.events.filter(({ stream }) => stream === agent).map(({ revision }) => revision));
          expect(batch.position).toBe(batch.events.at(-1)?.position);
          // Its checkpoint has been said by now, and stands where this very event will stand.
          if (revisions.at(-1) === 1) ({ head } = await appendOnce(2));
          if (revisions.at(-1) === 2) ending.abort();
        }
        return revisions.filter((revision) => revision > 0);
      });
      let appended: ReturnType<EventStore['append']> | undefined;
      const appendOnce = (_revision: number) => (appended ??= store.append(agent, head, many(1)));
      for (const revisions of await Promise.all(readers)) expect(revisions).toEqual([1, 2]);
    });

    it('knows where its own log ends, however much others have written since', async () => {
      const { position } = await store.append(freshStream(), NO_STREAM, many(1));
      const others = createEventStoreDbStore(`${scheme}://${double.address}?tls=false`, {
        upcasts: UPCASTS,
        streamPrefix: 'others.',
      });
      opened.push(others);
      let head = NO_STREAM;
      const stream = freshStream();
      for (let n = 0; n < 3; n++) ({ head } = await others.append(stream, head, many(90)));
      expect(await store.head()).toBe(position);
      expect(await store.head()).toBe(position);
      expect(await open({ streamPrefix: 'nobody.' }).head()).toBe(0);
      const next = await store.append(freshStream(), NO_STREAM, many(2));
      expect(await store.head()).toBe(next.position);
    });

    it('says so when the server is too old to tell where the events of a stream stand', async () => {
      const stream = freshStream();
      await store.append(stream, NO_STREAM, many(1));
      double.habits.placesInStreams = false;
      await expect(collect(store, stream)).rejects.toMatchObject({
        name: 'EventStoreUnavailable',
        message: expect.stringContaining('22.10'),
      });
      double.habits.placesInStreams = true;
      expect(await collect(store, stream)).toHaveLength(1);
    });

    it('keeps installs apart by their prefix', async () => {
      const [one, two] = [open({ streamPrefix: 'one.' }), open({ streamPrefix: 'two.' })];
      const stream = freshStream();
      const after = await one.head();
      await one.append(stream, NO_STREAM, [noted({ of: 'one' })]);
      await two.append(stream, NO_STREAM, [noted({ of: 'two' })]);
      const { events } = await two.readAll({ after, limit: 10, texts: 'whole' });
      expect(events.map(({ data }) => data)).toEqual([{ of: 'two' }]);
      expect((await collect(one, stream)).map(({ data }) => data)).toEqual([{ of: 'one' }]);
      expect(double.database.stream(`one.${stream}`)).toHaveLength(1);
    });

    it('stores the bytes that were hashed, as JSON where JSON keeps them', async () => {
      const stream = freshStream();
      await store.append(stream, NO_STREAM, [noted({ b: 1, a: 'ä' }), noted({ '10': 'ten', '9': 'nine' })]);
      const kept = double.database
        .stream(stream)
        .map(({ contentType, data }) => [contentType, Buffer.from(data).toString('utf8')]);
      expect(kept).toEqual([
        ['application/json', '{"a":"ä","b":1}'],
        ['application/octet-stream', '{"10":"ten","9":"nine"}'],
      ]);
    });

    it('does not take an event for its own that others have put into its stream', async () => {
      const stream = freshStream();
      const foreign = {
        id: randomUUID(),
        type: 'Noted',
        contentType: 'application/json',
        data: Buffer.from('{}'),
        metadata: Buffer.from('{}'),
      };
      double.database.append(stream, -1, [foreign]);
      await expect(collect(store, stream)).rejects.toMatchObject({ name: 'CorruptEvent', stream, revision: 0 });
    });

    it('says that it is not healthy when nobody is there, and refuses', async () => {
      const gone = await startDouble(scheme);
      const lost = createEventStoreDbStore(`${scheme}://${gone.address}?tls=false`, { upcasts: UPCASTS, timeoutMs: 500 });
      opened.push(lost);
      await gone.stop();
      expect(await lost.health()).toMatchObject({ ok: false, detail: expect.any(String) });
      await expect(lost.append(freshStream(), NO_STREAM, many(1))).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
      await expect(collect(lost, 'run-1')).rejects.toMatchObject({ name: 'EventStoreUnavailable' });
    });
  });
};

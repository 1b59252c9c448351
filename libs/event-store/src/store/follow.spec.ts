import { describe, expect, it } from '@jest/globals';
import { CorruptEvent, EventStoreUnavailable } from '../errors';
import { RECONNECT_DELAY_MS_MAX, RECONNECT_DELAY_MS_MIN } from '../limits';
import { backoffMs } from './backoff';
import { followByReading } from './follow';
import type { SealedBatch } from './log';
import { SignalWatch } from './signal-watch';

const nothing = (position: number): SealedBatch => ({ events: [], position });
const options = (signal: AbortSignal) => ({ after: 0, limit: 10, categories: null, signal });

describe('followByReading', () => {
  it('tries again when the store cannot be reached', async () => {
    const ending = new AbortController();
    let reads = 0;
    const read = async () => {
      if (++reads < 3) throw new EventStoreUnavailable('away');
      return nothing(7);
    };
    for await (const { position } of followByReading(read, new SignalWatch(), options(ending.signal))) {
      expect(position).toBe(7);
      ending.abort();
    }
    expect(reads).toBe(3);
  });

  it('throws what trying again would not mend', async () => {
    const read = () => Promise.reject(new CorruptEvent('run-1', 3, 'altered'));
    const iterator = followByReading(read, new SignalWatch(), options(new AbortController().signal));
    await expect(iterator.next()).rejects.toMatchObject({ name: 'CorruptEvent' });
  });

  it('asks once, and again only when there is news', async () => {
    const ending = new AbortController();
    const watch = new SignalWatch();
    let [reads, head] = [0, 5];
    const read = async () => {
      reads++;
      return nothing(head);
    };
    const iterator = followByReading(read, watch, options(ending.signal));
    expect((await iterator.next()).value).toEqual(nothing(5));
    const next = iterator.next();
    await new Promise(setImmediate);
    expect(reads).toBe(1);
    head = 6;
    watch.moved(6);
    expect((await next).value).toEqual(nothing(6));
    watch.end();
    expect(await iterator.next()).toMatchObject({ done: true });
    expect([reads, watch.waiting]).toEqual([2, 0]);
  });
});

describe('backoffMs', () => {
  it('grows up to its limit, half of it by chance', () => {
    expect(backoffMs(0, 1)).toBe(RECONNECT_DELAY_MS_MIN);
    expect(backoffMs(0, 0)).toBe(RECONNECT_DELAY_MS_MIN / 2);
    expect(backoffMs(3, 1)).toBe(RECONNECT_DELAY_MS_MIN * 8);
    expect(backoffMs(1_000, 1)).toBe(RECONNECT_DELAY_MS_MAX);
  });
});

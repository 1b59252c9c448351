import { describe, expect, it } from '@jest/globals';
import { Lanes } from './lanes';
import { LANE_QUEUE_MAX } from './limits';

describe('Lanes', () => {
  it('runs tasks of one key one after the other, in order', async () => {
    const lanes = new Lanes();
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all(['a', 'b', 'c'].map((name) => lanes.run('key', task(name))))).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('runs tasks of different keys side by side', async () => {
    const lanes = new Lanes();
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = lanes.run('one', () => promise);
    expect(await lanes.run('two', async () => 'done')).toBe('done');
    resolve();
    await first;
  });

  it('goes on after a task that failed', async () => {
    const lanes = new Lanes();
    const failed = lanes.run('key', () => Promise.reject(new Error('broken')));
    const next = lanes.run('key', async () => 'done');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('done');
  });

  it('refuses more than may wait, and forgets a lane that is empty', async () => {
    const lanes = new Lanes();
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = Array.from({ length: LANE_QUEUE_MAX + 1 }, () => lanes.run('key', () => promise));
    await expect(lanes.run('key', async () => {})).rejects.toMatchObject({ name: 'LaneOverflow', key: 'key' });
    resolve();
    await Promise.all(waiting);
    expect(lanes.size).toBe(0);
  });
});

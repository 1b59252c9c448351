import { expect, it } from '@jest/globals';
import type pg from 'pg';
import { NOTIFY_INTERVAL_MS } from '../limits';
import { Listener } from './listener';

const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

it('asks its connection one thing at a time', async () => {
  const asked: string[] = [];
  let underWay = 0;
  let most = 0;
  const client = {
    on: () => client,
    end: async () => undefined,
    query: async (query: string | pg.QueryConfig) => {
      asked.push(typeof query === 'string' ? query : (query.name ?? ''));
      most = Math.max(most, ++underWay);
      // Slower than announcements follow each other.
      await pause(3 * NOTIFY_INTERVAL_MS);
      underWay -= 1;
      return { rows: [{ position: '0' }] };
    },
  };
  const listener = new Listener(async () => client as unknown as pg.Client);
  for (let position = 1; asked.filter((name) => name === 'notify').length < 2; position++) {
    listener.committed(position);
    await pause(10);
  }
  await listener.close();
  expect(asked).toContain('poll');
  expect(most).toBe(1);
});

import { describe, expect, it } from '@jest/globals';
import { systemClock } from './clock';
import { StatusBoard } from './status-board';

describe('the status of an engine', () => {
  let now = Date.parse('2026-11-01T00:00:00.000Z');
  const board = () => new StatusBoard({ ...systemClock, now: () => now });

  it('counts how often it came back, not how often it was there', () => {
    const status = board();
    status.down('refused');
    status.connected();
    expect(status.status).toMatchObject({ status: 'connected', reconnects: 0 });
    status.connected();
    status.down('reset');
    status.connected();
    expect(status.status).toMatchObject({ status: 'connected', reconnects: 1, lastError: null });
  });

  it('remembers troubles after they are over, the newest first, and repeats as one', () => {
    const status = board();
    status.down('refused');
    now += 1_000;
    status.down('refused');
    status.down('wrong token');
    status.connected();
    expect(status.status.troubles).toEqual([
      { message: 'wrong token', firstAt: '2026-11-01T00:00:01.000Z', lastAt: '2026-11-01T00:00:01.000Z', times: 1 },
      { message: 'refused', firstAt: '2026-11-01T00:00:00.000Z', lastAt: '2026-11-01T00:00:01.000Z', times: 2 },
    ]);
  });

  it('does not remember without end', () => {
    const status = board();
    for (let n = 0; n < 100; n++) status.down(`trouble ${n}`);
    expect(status.status.troubles).toHaveLength(20);
    expect(status.status.troubles[0]?.message).toBe('trouble 99');
  });
});

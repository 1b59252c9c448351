import { describe, expect, it } from '@jest/globals';
import {
  type Connection,
  type ConnectionEvent,
  initialConnection,
  isStale,
  mayDecide,
  nextConnection,
  pillOf,
} from './connection';

const folded = (...events: ConnectionEvent[]): Connection => events.reduce(nextConnection, initialConnection);
const clock = (ms: number) => `t${ms}`;

describe('connection', () => {
  it('is live once connected and says the age of the last sign', () => {
    const state = folded({ type: 'connected', atMs: 1000 }, { type: 'heard', atMs: 2000, position: 7 });
    expect(state).toMatchObject({ phase: 'live', position: 7 });
    expect(pillOf(state, 3500, clock)).toEqual({ tone: 'live', word: 'Live 1 s' });
  });

  it('does not call itself live when the heartbeat is overdue', () => {
    expect(pillOf(folded({ type: 'connected', atMs: 0 }), 14_000, clock)).toEqual({ tone: 'waiting', word: 'Silent for 14 s' });
  });

  it('counts attempts, then admits to be offline and forbids decisions', () => {
    const retry: ConnectionEvent = { type: 'retrying', atMs: 5000 };
    const lost = [
      { type: 'connected', atMs: 0 },
      { type: 'lost', atMs: 4000 },
    ] as const;
    const trying = folded(...lost, retry, retry);
    expect(pillOf(trying, 6000, clock).word).toBe('Reconnecting (2)');
    expect(mayDecide(trying)).toBe(true);
    const offline = folded(...lost, retry, retry, retry, retry);
    expect(pillOf(offline, 6000, clock).word).toBe('Offline: showing t0');
    expect(mayDecide(offline)).toBe(false);
  });

  it('marks figures as old 15 s after the loss, and as fresh again once connected', () => {
    const lost = folded({ type: 'connected', atMs: 0 }, { type: 'lost', atMs: 1000 });
    expect([isStale(lost, 15_000), isStale(lost, 16_500)]).toEqual([false, true]);
    expect(isStale(nextConnection(lost, { type: 'connected', atMs: 20_000 }), 21_000)).toBe(false);
  });

  it('never moves its position back', () => {
    const state = folded({ type: 'heard', atMs: 1, position: 9 }, { type: 'heard', atMs: 2, position: 4 });
    expect(state.position).toBe(9);
  });
});

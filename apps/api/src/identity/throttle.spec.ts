import { describe, expect, it } from '@jest/globals';
import { Throttle } from './throttle';

describe('slowing guesses down', () => {
  const attempts = (throttle: Throttle, count: number) => {
    for (let attempt = 0; attempt < count; attempt++) throttle.attempted('ana');
  };

  it('does not count what went well, and forgets nothing for it', () => {
    const throttle = new Throttle(2, () => 0);
    for (let people = 0; people < 10; people++) {
      throttle.attempted('office');
      throttle.takeBack('office');
    }
    expect(throttle.waitMs('office')).toBe(0);
    throttle.attempted('office');
    throttle.attempted('office');
    throttle.attempted('office');
    throttle.takeBack('office');
    expect(throttle.waitMs('office')).toBe(1_000);
  });

  it('lets the first few through at once, then doubles the wait', () => {
    let now = 1_000;
    const throttle = new Throttle(3, () => now);
    attempts(throttle, 2);
    expect(throttle.waitMs('ana')).toBe(0);
    attempts(throttle, 1);
    expect(throttle.waitMs('ana')).toBe(1_000);
    now += 1_000;
    expect(throttle.waitMs('ana')).toBe(0);
    attempts(throttle, 1);
    expect(throttle.waitMs('ana')).toBe(2_000);
  });

  it('never waits longer than five minutes, and shuts nobody else out', () => {
    const throttle = new Throttle(3, () => 0);
    attempts(throttle, 100);
    expect(throttle.waitMs('ana')).toBe(300_000);
    expect(throttle.waitMs('ben')).toBe(0);
  });

  it('forgets by success, and by time', () => {
    let now = 0;
    const throttle = new Throttle(1, () => now);
    attempts(throttle, 5);
    throttle.succeeded('ana');
    expect(throttle.waitMs('ana')).toBe(0);
    attempts(throttle, 20);
    now += 15 * 60_000;
    expect(throttle.waitMs('ana')).toBe(0);
  });

  it('remembers a bounded number of subjects', () => {
    const throttle = new Throttle(1, () => 0);
    throttle.attempted('first');
    for (let other = 0; other < 10_000; other++) throttle.attempted(`other ${other}`);
    expect(throttle.waitMs('first')).toBe(0);
    expect(throttle.waitMs('other 9999')).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import { Hearing } from './hearing';

/** A process with a lease that can run out, and a feed that brings what it is let to. */
const world = () => {
  const log: string[] = [];
  const arrivals: (() => void)[] = [];
  const state = { isValid: true };
  const listeners: ((facts: { stream: string }[]) => void)[] = [];
  const hearing = new Hearing({
    feed: {
      catchUp: () => {
        log.push('catch up');
        return new Promise((done) => arrivals.push(done));
      },
      onFacts: (listener) => void listeners.push(listener as never),
    },
    leases: {
      get isValid() {
        return state.isValid;
      },
      renew: async () => void log.push('renew'),
      allHave: async (position) => position < 7,
    },
    onError: () => undefined,
  });
  const tell = (stream: string): void => {
    for (const listener of listeners) listener([{ stream }]);
  };
  return { hearing, state, log, arrivals, tell };
};

/** Lets everything happen that can. */
const settle = () => new Promise((next) => setImmediate(next));

describe('hearing of limits', () => {
  it('asks nothing of a process that the others wait for', () => {
    const { hearing, log } = world();
    expect([hearing.isCurrent, log]).toEqual([true, []]);
  });

  it('lets a process whose lease ran out be waited for again, and then catch up, before it starts anything', async () => {
    const { hearing, state, log, arrivals } = world();
    state.isValid = false;
    const done: number[] = [];
    const first = hearing.current().then(() => done.push(1));
    const second = hearing.current().then(() => done.push(2));
    await settle();
    expect([hearing.isCurrent, log, done]).toEqual([false, ['renew', 'catch up'], []]);
    for (const arrive of arrivals) arrive();
    await Promise.all([first, second]);
    expect(done).toEqual([1, 2]);
  });

  it('tells the others at once when it hears of a limit, and of nothing else', async () => {
    const { tell, log } = world();
    tell('agent-writer');
    tell('limit-installation-day');
    await settle();
    expect(log).toEqual(['renew']);
  });

  it('says whether a change counts everywhere', async () => {
    const { hearing } = world();
    expect([await hearing.everywhere(6, 10), await hearing.everywhere(7, 10)]).toEqual([true, false]);
  });
});

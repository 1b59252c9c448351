import { describe, expect, it } from '@jest/globals';
import type { LiveEvent, Topic } from '@mc/contracts';
import { callerOf } from '../identity/caller';
import { LiveHub } from './hub';
import { CATCH_UP_BUFFER_MAX, REPLAY_EVENTS_MAX, SEND_QUEUE_MAX } from './limits';
import { type Line, Subscriber } from './subscriber';
import { messagesOf } from './topics';

const RUN = '01980000-0000-7000-8000-0000000000aa';
const TOPIC: Topic = `run:${RUN}`;
const operator = { operatorId: 'ana', username: 'ana', email: null, roles: [], disabled: false };
const caller = callerOf(operator, { via: 'session', credentialId: 'x', expiresAt: null });

const fact = (position: number, data: object = {}) => ({
  stream: `run-${RUN}`,
  position,
  revision: position - 1,
  type: 'RunPaused',
  data,
});
const message = (position: number): LiveEvent => ({ position, topic: TOPIC, type: 'RunPaused', runId: RUN, data: {} });

class Wire implements Line {
  readonly sent: [string, unknown][] = [];
  waiting = 0;
  emit: Line['emit'] = (name, ...message) => this.sent.push([name, message[0]]);
  queued = () => this.waiting;
  close = () => {};
  positions = () => this.sent.filter(([name]) => name === 'event').map(([, event]) => (event as LiveEvent).position);
  resyncs = () => this.sent.filter(([name]) => name === 'resync').map(([, resync]) => resync);
}

const follower = () => {
  const wire = new Wire();
  const subscriber = new Subscriber(caller, wire);
  return { wire, subscriber };
};

describe('a subscriber', () => {
  it('gets what came during the replay after it, each once and in order', () => {
    const { wire, subscriber } = follower();
    subscriber.follow(TOPIC, 2);
    for (const position of [5, 6]) subscriber.deliver(message(position));
    for (const position of [2, 3, 4, 5]) subscriber.replay(message(position));
    expect(wire.positions()).toEqual([3, 4, 5]);
    subscriber.caughtUp(TOPIC, 5, 6);
    subscriber.deliver(message(7));
    expect(wire.positions()).toEqual([3, 4, 5, 6, 7]);
  });

  it('is told to read anew when more came than can be held back', () => {
    const { wire, subscriber } = follower();
    subscriber.follow(TOPIC, 0);
    for (let position = 1; position <= CATCH_UP_BUFFER_MAX + 10; position++) subscriber.deliver(message(position));
    subscriber.caughtUp(TOPIC, 0, CATCH_UP_BUFFER_MAX + 10);
    expect(wire.sent).toEqual([['resync', { topics: [TOPIC], position: CATCH_UP_BUFFER_MAX + 10 }]]);
  });

  it('that does not keep up is cut off, and told to read anew once it does', () => {
    const { wire, subscriber } = follower();
    subscriber.follow(TOPIC, 0);
    subscriber.caughtUp(TOPIC, 0, 0);
    wire.waiting = SEND_QUEUE_MAX + 1;
    for (const position of [1, 2]) subscriber.deliver(message(position));
    subscriber.heartbeat(2);
    expect(wire.sent).toEqual([]);
    wire.waiting = 0;
    subscriber.deliver(message(3));
    subscriber.heartbeat(3);
    subscriber.deliver(message(4));
    expect(wire.resyncs()).toEqual([{ topics: [TOPIC], position: 3 }]);
    expect(wire.positions()).toEqual([4]);
  });
});

describe('the hub', () => {
  it('tells who comes too late to read anew, and goes on from there', async () => {
    const facts = Array.from({ length: REPLAY_EVENTS_MAX + 1_000 }, (_, index) => fact(index + 1));
    const readAll = async ({ after, limit }: { after: number; limit: number }) => {
      const events = facts.slice(after, after + limit);
      return { events, position: events.at(-1)?.position ?? after };
    };
    const hub = new LiveHub({ readAll } as never, () => facts.length);
    const { wire, subscriber } = follower();
    hub.join(subscriber);
    await hub.follow(subscriber, [TOPIC], 0).replayed;
    expect(wire.resyncs()).toEqual([{ topics: [TOPIC], position: facts.length }]);
    hub.committed([fact(facts.length + 1)]);
    expect(wire.positions().at(-1)).toBe(facts.length + 1);
    hub.leave(subscriber);
    hub.committed([fact(facts.length + 2)]);
    expect(wire.positions().at(-1)).toBe(facts.length + 1);
  });
});

describe('what is pushed of a fact', () => {
  it('goes to the run, to all runs, and to approvals where it is about one', () => {
    const topics = messagesOf({ ...fact(1), type: 'ApprovalRequested', data: { approvalId: RUN, stepKey: 'publish' } });
    expect(topics.map(({ topic, type }) => [topic, type])).toEqual([
      ['runs', 'ApprovalRequested'],
      [TOPIC, 'ApprovalRequested'],
      ['approvals', 'approval.requested'],
    ]);
    expect(topics[0]).toMatchObject({ runId: RUN, approvalId: RUN, stepKey: 'publish' });
  });

  it('never carries a plan or a long text whole, and nothing of other streams', () => {
    const [pushed] = messagesOf(fact(1, { definition: { steps: [] }, spec: { prompt: 'x'.repeat(100_000) } }));
    expect(JSON.stringify(pushed).length).toBeLessThan(3_000);
    expect(pushed?.data).not.toHaveProperty('definition');
    expect(messagesOf({ ...fact(1), stream: 'operator-1' })).toEqual([]);
  });
});

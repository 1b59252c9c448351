import { describe, expect, it, jest } from '@jest/globals';
import type { RunCommand, RunEvent } from '@mc/domain';
import { RunWorld, step, workflow } from '@mc/domain/testing';
import type { RecordedEvent } from '@mc/event-store';
import type { DispatchRequest, Gateway, OnSignal } from '../gateways/gateway';
import type { FactsListener, RunCommander } from '../runs/run-commander';
import { Dispatcher } from './dispatcher';
import { USAGE_FLUSH_MS } from './limits';

type Send = (request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal) => Promise<void>;

const silent: Send = (_request, _onSignal, signal) =>
  new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));

/** A dispatcher between a run that a test folds and an engine that it plays. */
class Bench {
  readonly world = new RunWorld();
  readonly sent: string[] = [];
  readonly told: RunCommand[] = [];
  readonly errors: unknown[] = [];
  readonly dispatcher: Dispatcher;
  /** What becomes of the next commands; afterwards they are taken. */
  readonly outages: (() => Promise<void>)[] = [];
  #listener: FactsListener = () => {};
  #awaited = () => {};

  constructor(send: Send = silent, isConnected = true) {
    const commander = {
      execute: async (_runId: string, command: RunCommand) => {
        await this.outages.shift()?.();
        this.told.push(command);
        this.#awaited();
      },
      onFacts: (listener: FactsListener) => {
        this.#listener = listener;
      },
    } as unknown as RunCommander;
    const gateway = {
      capabilities: { resultSurvivesSender: false },
      dispatch: (...[request, ...rest]: Parameters<Send>) => {
        this.sent.push(request.effectKey);
        return send(request, ...rest);
      },
      stop: async () => ({ proof: 'none', executed: 'unknown' }),
    } as unknown as Gateway;
    this.dispatcher = new Dispatcher({
      commander,
      gateways: { get: () => (isConnected ? gateway : undefined) },
      leases: { incarnation: this.world.sender, isGone: () => false, onGone: () => {} },
      output: { publish: () => {} },
      isFrozen: () => false,
      now: () => new Date(this.world.clock).toISOString(),
      onError: (error) => void this.errors.push(error),
    });
  }

  tell(facts: readonly RunEvent[], isRepeat = false): void {
    const stored = facts.map((fact, index) => ({ ...fact, id: `fact-${index}` })) as unknown as RecordedEvent<RunEvent>[];
    this.#listener('r1', stored, this.world.state, isRepeat);
  }

  start(isRepeat = false): void {
    this.tell(this.world.start(workflow([step('a')])).facts, isRepeat);
  }

  until(holds: () => boolean): Promise<void> {
    return new Promise((done) => {
      this.#awaited = () => holds() && done();
      this.#awaited();
    });
  }
}

describe('a dispatch whose append had to be repeated', () => {
  it('is sent, once, when this process hears of it for the first time', async () => {
    const bench = new Bench();
    bench.start(true);
    bench.tell(bench.world.log, true);
    expect(bench.sent).toEqual(['r1/a/1']);
    await bench.dispatcher.close();
  });

  it('is left to the sweep when its time to send is over, or when it was accepted', () => {
    const bench = new Bench();
    bench.world.start(workflow([step('a'), step('b')]));
    bench.world.do({ type: 'RecordAccepted', data: { stepKey: 'b', attempt: 1, engineRunId: null } });
    bench.world.clock += 5_000;
    bench.tell(bench.world.log, true);
    bench.world.clock -= 5_000;
    bench.tell(
      bench.world.log.filter(({ data }) => 'stepKey' in data && data.stepKey === 'b'),
      true,
    );
    expect([bench.sent, bench.told]).toEqual([[], []]);
  });
});

describe('a process that is going down', () => {
  it('sends nothing more and says so, so that nobody has to wonder', async () => {
    let finish = () => {};
    const bench = new Bench((_request, onSignal) => {
      return new Promise((done) => {
        finish = () => {
          onSignal({ kind: 'completed', output: 'done' });
          done();
        };
      });
    });
    bench.tell(bench.world.start(workflow([step('a'), step('b', { dependsOn: ['a'] })])).facts);
    const closed = bench.dispatcher.close();
    bench.tell(bench.world.complete('a').facts);
    finish();
    await closed;
    expect(bench.sent).toEqual(['r1/a/1']);
    expect(bench.told).toMatchObject([
      { type: 'RecordResult', data: { stepKey: 'b', result: { kind: 'failed', executed: 'no', error: { code: 'not_sent' } } } },
      { type: 'RecordResult', data: { stepKey: 'a', result: { kind: 'completed' } } },
    ]);
  });
});

describe('what has to be recorded', () => {
  it('outlasts a store that is away, also when nothing was sent', async () => {
    const bench = new Bench(silent, false);
    bench.outages.push(() => Promise.reject(new Error('away')));
    bench.start();
    await bench.until(() => bench.told.length > 0);
    expect(bench.told).toMatchObject([{ type: 'RecordResult', data: { result: { executed: 'no' } } }]);
    expect(bench.errors).toEqual([]);
  });

  it('is one report of usage, however long the store takes, and it has the newest counts', async () => {
    jest.useFakeTimers();
    let signal: OnSignal = () => {};
    const bench = new Bench((_request, onSignal) => {
      signal = onSignal;
      return new Promise(() => {});
    });
    let back = () => {};
    bench.outages.push(() => new Promise((done) => (back = done)));
    bench.start();
    const use = (outputTokens: number) =>
      signal({
        kind: 'usage',
        usage: {
          ...{ callId: 'c1', model: 'm1', inputTokens: 10, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 },
          ...{ final: false, source: 'engine', costNanoUsd: null },
        },
      });
    signal({ kind: 'accepted', engineRunId: null });
    for (let count = 1; count <= 3; count++) {
      use(count);
      await jest.advanceTimersByTimeAsync(USAGE_FLUSH_MS);
    }
    jest.useRealTimers();
    back();
    await bench.until(() => bench.told.length === 2);
    expect(bench.told).toMatchObject([
      { type: 'RecordAccepted' },
      { type: 'RecordUsage', data: { calls: [{ outputTokens: 3 }] } },
    ]);
  });
});

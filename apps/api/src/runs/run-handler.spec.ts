import { expect, it } from '@jest/globals';
import { type RunCommand, runUpcasts, type StepDefinition } from '@mc/domain';
import { catalogue, person, step, workflow } from '@mc/domain/testing';
import { createMemoryEventStore, type EventStore, EventStoreTimeout } from '@mc/event-store';
import { v7 as newId } from 'uuid';
import { RunHandler } from './run-handler';

/** Stores the first append, and loses the answer. */
const forgetful = (store: EventStore): EventStore => {
  let isLost = false;
  const append: EventStore['append'] = async (...parts) => {
    const result = await store.append(...parts);
    if (isLost) return result;
    isLost = true;
    throw new EventStoreTimeout('no answer');
  };
  return new Proxy(store, { get: (target, key) => (key === 'append' ? append : Reflect.get(target, key).bind(target)) });
};

const handlerOver = (store: EventStore): RunHandler =>
  new RunHandler({
    store,
    catalogue: catalogue(),
    now: () => '2026-11-01T00:00:00.000Z',
    newId,
    surroundings: {
      sender: 'boot-1',
      countTokens: (text) => text.length,
      outputProblem: () => null,
      isSenderGone: () => false,
      isEngineDown: () => false,
      engineBoot: () => null,
    },
  });

const start = (steps: readonly StepDefinition[]): RunCommand => ({
  type: 'StartRun',
  data: {
    ...{ runId: 'r1', workflowId: 'w1', workflowVersion: 1, definition: workflow(steps) },
    ...{ inputs: {}, budget: null, label: null },
  },
});

it('tells those who perform facts also of an append whose answer got lost: nobody else would send the step', async () => {
  const runs = handlerOver(forgetful(createMemoryEventStore({ run: runUpcasts })));
  const told: [string, boolean][] = [];
  runs.onFacts((_runId, facts, _state, isRepeat) => told.push(...facts.map(({ type }): [string, boolean] => [type, isRepeat])));
  await runs.execute('r1', start([step('a')]), { actor: person('ana') });
  expect(told).toEqual([
    ['RunStarted', true],
    ['StepDispatched', true],
  ]);
});

it('can abort a run of a thousand steps that all wait for an approval: two facts for each of them, in one append', async () => {
  const runs = handlerOver(createMemoryEventStore({ run: runUpcasts }));
  const steps = Array.from({ length: 1_000 }, (_, index) => step(`s${index}`, { risk: 'write' }));
  let { facts: asked } = await runs.execute('r1', start(steps), { actor: person('ana') });
  // A decision asks for a portion of them, the next one for the rest.
  while (asked.length > 0) asked = (await runs.execute('r1', { type: 'AdvanceRun', data: {} }, { actor: person('ana') })).facts;
  const { facts, state } = await runs.execute('r1', { type: 'AbortRun', data: { reason: null } }, { actor: person('ana') });
  expect([facts.length, state.status]).toEqual([2_002, 'aborted']);
});

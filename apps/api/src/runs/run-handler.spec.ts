import { expect, it } from '@jest/globals';
import { type RunCommand, runUpcasts } from '@mc/domain';
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

it('tells those who perform facts also of an append whose answer got lost: nobody else would send the step', async () => {
  const runs = new RunHandler({
    store: forgetful(createMemoryEventStore({ run: runUpcasts })),
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
  const told: [string, boolean][] = [];
  runs.onFacts((_runId, facts, _state, isRepeat) => told.push(...facts.map(({ type }): [string, boolean] => [type, isRepeat])));
  const definition = workflow([step('a')]);
  const data = { runId: 'r1', workflowId: 'w1', workflowVersion: 1, definition, inputs: {}, budget: null, label: null };
  const start: RunCommand = { type: 'StartRun', data };
  await runs.execute('r1', start, { actor: person('ana') });
  expect(told).toEqual([
    ['RunStarted', true],
    ['StepDispatched', true],
  ]);
});

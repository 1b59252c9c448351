import { randomUUID } from 'node:crypto';
import { systemActor } from '@mc/domain';
import type { UpcastTables } from '../src/codec/upcaster';
import type { EventStore, NewEvent, ReadStreamOptions, RecordedEvent } from '../src/port';

/** The categories that these tests write to; `Renamed` has had another shape once. */
export const UPCASTS: UpcastTables = {
  run: { Noted: [], Renamed: [({ title }) => ({ name: title })] },
  agent: { Noted: [] },
};

export const noted = (data: unknown = { text: 'hello' }, over: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Noted',
  version: 1,
  data,
  actor: systemActor('test'),
  at: '2026-11-22T10:00:00.000Z',
  correlationId: 'correlation',
  causationId: null,
  commandId: randomUUID(),
  idempotency: null,
  ...over,
});

export const many = (count: number): NewEvent[] => Array.from({ length: count }, (_, number) => noted({ number }));

/** A stream that no other test knows. */
export const freshStream = (category = 'run'): string => `${category}-${randomUUID()}`;

export const collect = async (
  store: EventStore,
  stream: string,
  options: Partial<ReadStreamOptions> = {},
): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const page of store.readStream(stream, { texts: 'whole', ...options })) events.push(...page);
  return events;
};

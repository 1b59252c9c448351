import { EventStoreTimeout, EventStoreUnavailable } from '../src/errors';
import type { AppendResult, EventStore, Fact, NewEvent, ReadStreamOptions, StreamHead } from '../src/port';

/** What befalls one append: nothing, refused, the request lost, the answer lost; or something done just before it. */
export type Fate = 'fine' | 'unavailable' | 'request lost' | 'answer lost' | (() => Promise<unknown>);

/** A store whose appends meet their fates one after the other, and are fine after the last. */
export const unreliable = (
  store: EventStore,
  fates: Fate[],
): EventStore & { readonly reads: string[]; readonly appends: string[] } => {
  const reads: string[] = [];
  const appends: string[] = [];
  const append = async <Event extends Fact>(
    stream: string,
    expected: StreamHead,
    events: readonly NewEvent<Event>[],
  ): Promise<AppendResult<Event>> => {
    appends.push(stream);
    const fate = fates.shift() ?? 'fine';
    if (fate === 'unavailable') throw new EventStoreUnavailable('scripted');
    if (fate === 'request lost') throw new EventStoreTimeout('scripted');
    if (typeof fate === 'function') await fate();
    const result = await store.append(stream, expected, events);
    if (fate === 'answer lost') throw new EventStoreTimeout('scripted');
    return result;
  };
  const readStream = (stream: string, options: ReadStreamOptions) => {
    reads.push(stream);
    return store.readStream(stream, options);
  };
  return Object.assign(Object.create(store) as EventStore, { append, readStream, reads, appends });
};

import type { Readable } from 'node:stream';

/** An event as both clients send it. */
export interface WireEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: 'application/json' | 'application/octet-stream';
  readonly data: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface WirePosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event as both clients deliver it: JSON comes parsed. */
export interface DeliveredEvent {
  readonly streamId: string;
  readonly revision: bigint;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly position?: WirePosition;
}

export interface Resolved {
  readonly event?: DeliveredEvent;
  readonly commitPosition?: bigint;
}

type Direction = 'forwards' | 'backwards';

export interface ReadOptions<From> {
  readonly from: From;
  readonly direction: Direction;
  readonly count: number;
}

interface Following {
  readonly after: WirePosition | 'start';
  readonly prefixes: readonly string[];
}

/** A subscription is a stream of Resolved in object mode. */
export type Subscription = Readable & { unsubscribe(): Promise<void> };

/** What the two official clients have in common, as far as we use it. */
export interface StreamsClient {
  /** Commit position of the last event, null when the server does not tell. */
  append(stream: string, expected: bigint | 'no_stream', events: readonly WireEvent[], timeoutMs: number): Promise<bigint | null>;
  readStream(stream: string, options: ReadOptions<bigint | 'end'>): AsyncIterable<Resolved>;
  readAll(options: ReadOptions<WirePosition | 'start' | 'end'>): AsyncIterable<Resolved>;
  follow(following: Following): Subscription;
  close(): Promise<void>;
}

/** The methods of both client classes; only the name of the expected revision differs. */
interface RawClient {
  appendToStream(stream: string, events: readonly WireEvent[], options: object): Promise<{ readonly position?: WirePosition }>;
  readStream(stream: string, options: object): AsyncIterable<Resolved>;
  readAll(options: object): AsyncIterable<Resolved>;
  subscribeToAll(options: object): Subscription;
  dispose(): Promise<void>;
  supports: (method: unknown, feature?: string) => Promise<boolean>;
}

const wrap = (client: RawClient, expectedAs: 'expectedRevision' | 'streamState'): StreamsClient => {
  // Where the server has a batch call, both clients share one stream for all appends, and when it breaks, reject promises that
  // nobody holds, which ends the process. The plain call has one stream for each append, and a deadline.
  client.supports = async () => false;
  return {
    append: async (stream, expected, events, timeoutMs) => {
      const { position } = await client.appendToStream(stream, events, { [expectedAs]: expected, deadline: timeoutMs });
      return position?.commit ?? null;
    },
    readStream: (stream, { from, direction, count }) =>
      client.readStream(stream, { fromRevision: from, direction, maxCount: count }),
    readAll: ({ from, direction, count }) => client.readAll({ fromPosition: from, direction, maxCount: count }),
    follow: ({ after, prefixes }) =>
      client.subscribeToAll({ fromPosition: after, filter: { filterOn: 'streamName', prefixes, checkpointInterval: 1 } }),
    close: () => client.dispose(),
  };
};

/**
 * The official client for a connection string: `esdb://` is spoken by @eventstore/db-client, `kurrentdb://` (also
 * `kurrent://` and `kdb://`) by its successor @kurrent/kurrentdb-client. Loaded only when it connects: most installs need neither.
 */
export const connectorFor = (url: string): (() => Promise<StreamsClient>) => {
  const [scheme = ''] = url.split(/[+:]/, 1);
  switch (scheme) {
    case 'esdb':
      return async () => {
        const { EventStoreDBClient } = await import('@eventstore/db-client');
        return wrap(EventStoreDBClient.connectionString(url) as unknown as RawClient, 'expectedRevision');
      };
    case 'kurrentdb':
    case 'kurrent':
    case 'kdb':
      return async () => {
        const { KurrentDBClient } = await import('@kurrent/kurrentdb-client');
        return wrap(KurrentDBClient.connectionString(url) as unknown as RawClient, 'streamState');
      };
    default:
      throw new Error(`not the address of an EventStoreDB or KurrentDB: it begins with ${JSON.stringify(scheme)}`);
  }
};

import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import type { Database, Kept } from './database';
import type { Protocol } from './protocol';

/** What a server works on. */
export interface Served {
  readonly protocol: Protocol;
  readonly database: Database;
  /** Each cuts off one subscription. */
  readonly subscriptions: Set<() => void>;
}

type Call = ServerWritableStream<ReadReq, ReadResp>;

/** A filtered subscription says how far it has looked after so many events. */
const CHECKPOINT_EVENTS = 8;

export const answerRead = (call: Call, { protocol, database, subscriptions }: Served): void => {
  const answers = answersIn(protocol);
  const options = call.request.getOptions();
  if (!options) throw new Error('a read without options');
  if (options.hasSubscription()) return subscribe(call, options, answers, { protocol, database, subscriptions });
  const found = options.hasStream() ? inStream(options, database) : inAll(options, database);
  if (!found) {
    call.write(answers.notFound(nameIn(options)));
  } else {
    for (const event of found.slice(0, Number(options.getCount()))) call.write(answers.delivered(event));
  }
  call.end();
};

const isBackwards = (options: ReadReq.Options): boolean => options.getReadDirection() === 1;

const inStream = (options: ReadReq.Options, database: Database): readonly Kept[] | null => {
  const place = options.getStream();
  const events = database.stream(nameIn(options));
  if (events.length === 0) return null;
  const from = place?.hasEnd() ? Number.MAX_SAFE_INTEGER : place?.hasRevision() ? Number(place.getRevision()) : 0;
  return isBackwards(options) ? events.filter(({ revision }) => revision <= from).reverse() : events.slice(from);
};

const inAll = (options: ReadReq.Options, database: Database): readonly Kept[] => {
  const place = options.getAll();
  const end = Number.MAX_SAFE_INTEGER;
  const from = place?.hasEnd() ? end : place?.hasPosition() ? Number(place.getPosition()?.getCommitPosition()) : 0;
  // Reads include the position that they begin with.
  return isBackwards(options)
    ? database.all.filter(({ position }) => position <= from).reverse()
    : database.all.filter(({ position }) => position >= from);
};

/** Subscriptions begin after their position, and go on until they are cut. */
const subscribe = (call: Call, options: ReadReq.Options, answers: Answers, { database, subscriptions }: Served): void => {
  const place = options.getAll();
  const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [];
  let position = place?.hasPosition() ? Number(place.getPosition()?.getCommitPosition()) : 0;
  let looked = 0;
  const push = (): void => {
    for (const event of database.all.filter((one) => one.position > position)) {
      position = event.position;
      if (prefixes.some((prefix) => event.stream.startsWith(prefix))) call.write(answers.delivered(event));
      if (++looked % CHECKPOINT_EVENTS === 0) call.write(answers.checkpoint(position));
    }
  };
  const stop = (): void => {
    database.off('appended', push);
    subscriptions.delete(cut);
  };
  const cut = (): void => {
    stop();
    call.emit('error', { code: status.UNAVAILABLE, details: 'Server is shutting down' });
  };
  subscriptions.add(cut);
  call.on('cancelled', stop);
  call.write(answers.confirmation());
  push();
  database.on('appended', push);
};

const nameIn = (options: ReadReq.Options): string =>
  Buffer.from(options.getStream()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

type Answers = ReturnType<typeof answersIn>;

/** Messages from the server, as the protocol has them. */
const answersIn = ({ streams, shared }: Protocol) => {
  const respond = (fill: (response: ReadResp) => void): ReadResp => {
    const response = new streams.ReadResp();
    fill(response);
    return response;
  };
  const identifier = (name: string) => {
    const stream = new shared.StreamIdentifier();
    stream.setStreamName(Buffer.from(name, 'utf8').toString('base64'));
    return stream;
  };
  const record = (event: Kept) => {
    const kept = new streams.ReadResp.ReadEvent.RecordedEvent();
    const id = new shared.UUID();
    id.setString(event.id);
    kept.setId(id);
    kept.setStreamIdentifier(identifier(event.stream));
    kept.setStreamRevision(String(event.revision));
    kept.setCommitPosition(String(event.position));
    kept.setPreparePosition(String(event.position));
    kept.getMetadataMap().set('type', event.type).set('content-type', event.contentType).set('created', '17000000000000000');
    kept.setData(event.data);
    kept.setCustomMetadata(event.metadata);
    return kept;
  };
  return {
    delivered: (event: Kept) =>
      respond((response) => {
        const read = new streams.ReadResp.ReadEvent();
        read.setEvent(record(event));
        read.setCommitPosition(String(event.position));
        response.setEvent(read);
      }),
    notFound: (name: string) =>
      respond((response) => {
        const missing = new streams.ReadResp.StreamNotFound();
        missing.setStreamIdentifier(identifier(name));
        response.setStreamNotFound(missing);
      }),
    confirmation: () =>
      respond((response) => {
        const confirmed = new streams.ReadResp.SubscriptionConfirmation();
        confirmed.setSubscriptionId('1');
        response.setConfirmation(confirmed);
      }),
    checkpoint: (position: number) =>
      respond((response) => {
        const reached = new streams.ReadResp.Checkpoint();
        reached.setCommitPosition(String(position));
        reached.setPreparePosition(String(position));
        response.setCheckpoint(reached);
      }),
  };
};

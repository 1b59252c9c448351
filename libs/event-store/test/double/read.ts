import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { BYTES_PER_EVENT, type Database, type Kept } from './database';
import type { Protocol } from './protocol';

/** What a server works on. */
export interface Served {
  readonly protocol: Protocol;
  readonly database: Database;
  /** Each cuts off one subscription. */
  readonly subscriptions: Set<() => void>;
  readonly habits: Habits;
}

/** In what servers of different ages differ. */
export interface Habits {
  /** Servers before 22.6 say only in `$all` where an event stands in the log. */
  placesInStreams: boolean;
}

type Call = ServerWritableStream<ReadReq, ReadResp>;

/** A filtered subscription says how far it has looked after so many events. */
const CHECKPOINT_EVENTS = 8;

/** The server says that it has no position by the largest of all numbers. */
const NO_PLACE = String(2n ** 64n - 1n);

export const answerRead = (call: Call, served: Served): void => {
  const { database, habits } = served;
  const answers = answersIn(served.protocol);
  const options = call.request.getOptions();
  if (!options) throw new Error('a read without options');
  if (options.hasSubscription()) return subscribe(call, options, answers, served);
  const found = options.hasStream() ? inStream(options, database) : inAll(options, database);
  if (!found) {
    call.write(answers.notFound(nameIn(options)));
  } else {
    const hasPlaces = !options.hasStream() || habits.placesInStreams;
    for (const event of found.slice(0, Number(options.getCount()))) call.write(answers.delivered(event, hasPlaces));
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
  // Reads include the position that they begin with, except when they go backwards: then it is the place where they begin.
  return isBackwards(options)
    ? database.all.filter(({ position }) => position < from).reverse()
    : database.all.filter(({ position }) => position >= from);
};

/** How far a server looks for the event at the position of a subscription. */
const SEARCH_WINDOW = 32;

/**
 * Subscriptions go on until they are cut. This one has the two traps that real servers had in turn: it leaves out the first event
 * from its position on that matches, whichever that is; and its checkpoints stand where the next event will stand.
 */
const subscribe = (call: Call, options: ReadReq.Options, answers: Answers, { database, subscriptions }: Served): void => {
  const place = options.getAll();
  const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [];
  const matches = (event: Kept): boolean => prefixes.some((prefix) => event.stream.startsWith(prefix));
  let position = 0;
  if (place?.hasPosition()) {
    const from = Number(place.getPosition()?.getCommitPosition());
    const window = database.all.filter((one) => one.position >= from).slice(0, SEARCH_WINDOW);
    position = (window.find(matches) ?? window.at(-1))?.position ?? from;
  }
  let looked = 0;
  const push = (): void => {
    for (const event of database.all.filter((one) => one.position > position)) {
      position = event.position;
      if (matches(event)) call.write(answers.delivered(event));
      if (++looked % CHECKPOINT_EVENTS === 0) call.write(answers.checkpoint(position + BYTES_PER_EVENT));
    }
    call.write(answers.checkpoint(position + BYTES_PER_EVENT));
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
  const record = (event: Kept, hasPlace: boolean) => {
    const kept = new streams.ReadResp.ReadEvent.RecordedEvent();
    const id = new shared.UUID();
    id.setString(event.id);
    kept.setId(id);
    kept.setStreamIdentifier(identifier(event.stream));
    kept.setStreamRevision(String(event.revision));
    kept.setCommitPosition(hasPlace ? String(event.position) : NO_PLACE);
    kept.setPreparePosition(hasPlace ? String(event.position) : NO_PLACE);
    kept.getMetadataMap().set('type', event.type).set('content-type', event.contentType).set('created', '17000000000000000');
    kept.setData(event.data);
    kept.setCustomMetadata(event.metadata);
    return kept;
  };
  return {
    delivered: (event: Kept, hasPlace = true) =>
      respond((response) => {
        const read = new streams.ReadResp.ReadEvent();
        read.setEvent(record(event, hasPlace));
        if (hasPlace) read.setCommitPosition(String(event.position));
        else read.setNoPosition(new shared.Empty());
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
        reached.setPreparePosition('0');
        response.setCheckpoint(reached);
      }),
  };
};

import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import type { Empty } from '@eventstore/db-client/generated/shared_pb';
import type { AppendReq, AppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import {
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  Server,
  ServerCredentials,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { Database, type Proposed } from './database';
import { type Protocol, protocolOf, type Scheme } from './protocol';
import { answerRead, type Habits } from './read';

/** What befalls an append. */
export type Fate = 'fine' | 'request lost' | 'answer lost' | 'no answer' | 'refused';

export interface Double {
  readonly address: string;
  readonly database: Database;
  /** Appends meet these one after the other, then they are fine. */
  readonly fates: Fate[];
  readonly habits: Habits;
  /** Cuts off every subscription, as a restart would. */
  cutSubscriptions(): void;
  stop(): Promise<void>;
}

/** As a server takes unless its option MaxAppendSize says otherwise. */
const APPEND_BYTES_MAX = 1024 * 1024;

/** An EventStoreDB on the wire, made of the client's own stubs. It proves what we send and how we read answers, not how a real server behaves. */
export const startDouble = async (scheme: Scheme, appendBytesMax = APPEND_BYTES_MAX): Promise<Double> => {
  const protocol = protocolOf(scheme);
  const database = new Database();
  const fates: Fate[] = [];
  const subscriptions = new Set<() => void>();
  const habits: Habits = { placesInStreams: true };
  const server = new Server({ 'grpc.max_receive_message_length': 32 * 1024 * 1024 });
  const read: handleServerStreamingCall<ReadReq, ReadResp> = (call) =>
    answerRead(call, { protocol, database, subscriptions, habits });
  const getSupportedMethods: handleUnaryCall<Empty, SupportedMethods> = (_call, answer) => answer(null, supported(protocol));
  const never = (): never => {
    throw new Error('the adapter must not call this');
  };
  server.addService(protocol.services.StreamsService, {
    read,
    append: appendTo({ protocol, database, fates, appendBytesMax }),
    delete: never,
    tombstone: never,
    batchAppend: never,
  });
  server.addService(protocol.services.ServerFeaturesService, { getSupportedMethods });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    address: `127.0.0.1:${port}`,
    database,
    fates,
    habits,
    cutSubscriptions: () => {
      for (const cut of subscriptions) cut();
    },
    stop: async () => server.forceShutdown(),
  };
};

/** It says that it has the batch call, as real servers do: the adapter must not use it all the same. */
const supported = ({ features }: Protocol) => {
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion('24.10.0');
  for (const name of ['read', 'append', 'batchAppend']) {
    const method = new features.SupportedMethod();
    method.setServiceName('event_store.client.streams.Streams');
    method.setMethodName(name);
    methods.addMethods(method);
  }
  return methods;
};

interface Appending {
  readonly protocol: Protocol;
  readonly database: Database;
  readonly fates: Fate[];
  readonly appendBytesMax: number;
}

const appendTo =
  ({ protocol, database, fates, appendBytesMax }: Appending): handleClientStreamingCall<AppendReq, AppendResp> =>
  (call, answer) => {
    let options: AppendReq.Options | undefined;
    const events: Proposed[] = [];
    let bytes = 0;
    call.on('data', (request: AppendReq) => {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (!message) return;
      events.push(proposed(message));
      bytes += message.getData_asU8().length + message.getCustomMetadata_asU8().length;
    });
    call.on('end', () => {
      const fate = fates.shift() ?? 'fine';
      if (fate === 'request lost') return answer(failure(status.UNAVAILABLE, 'Connection dropped'));
      if (fate === 'refused') return answer(failure(status.PERMISSION_DENIED, 'Access denied', { exception: 'access-denied' }));
      if (bytes > appendBytesMax) return answer(tooLarge(appendBytesMax));
      if (options?.hasAny() || options?.hasStreamExists())
        return answer(failure(status.INVALID_ARGUMENT, 'never append with any'));
      const name = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
      const expected = options?.hasNoStream() ? -1 : Number(options?.getRevision());
      const result = database.append(name, expected, events);
      if (fate === 'answer lost') return answer(failure(status.UNAVAILABLE, 'Connection dropped'));
      if (fate === 'no answer') return;
      answer(null, responseTo(protocol, expected, result));
    });
  };

const proposed = (message: AppendReq.ProposedMessage): Proposed => ({
  id: message.getId()?.getString() || idOf(message),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

const idOf = (message: AppendReq.ProposedMessage): string => {
  const { mostSignificantBits, leastSignificantBits } = message.getId()?.getStructured()?.toObject() ?? {};
  const hex = [mostSignificantBits, leastSignificantBits]
    .map((bits) =>
      BigInt.asUintN(64, BigInt(bits ?? 0))
        .toString(16)
        .padStart(16, '0'),
    )
    .join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
};

const responseTo = ({ streams, shared }: Protocol, expected: number, result: ReturnType<Database['append']>): AppendResp => {
  const response = new streams.AppendResp();
  if (result.success) {
    const success = new streams.AppendResp.Success();
    success.setCurrentRevision(String(result.last.revision));
    const position = new streams.AppendResp.Position();
    position.setCommitPosition(String(result.last.position));
    position.setPreparePosition(String(result.last.position));
    success.setPosition(position);
    response.setSuccess(success);
    return response;
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (result.current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(result.current));
  if (expected < 0) wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  response.setWrongExpectedVersion(wrong);
  return response;
};

const failure = (code: status, details: string, trailers: Record<string, string> = {}): Partial<ServiceError> => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { code, details, metadata };
};

const tooLarge = (bytesMax: number): Partial<ServiceError> =>
  failure(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(bytesMax),
  });

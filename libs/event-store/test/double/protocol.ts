import { createRequire } from 'node:module';

export type Scheme = 'esdb' | 'kurrentdb';

export interface Protocol {
  readonly streams: typeof import('@eventstore/db-client/generated/streams_pb');
  readonly shared: typeof import('@eventstore/db-client/generated/shared_pb');
  readonly features: typeof import('@eventstore/db-client/generated/serverfeatures_pb');
  readonly services: typeof import('@eventstore/db-client/generated/streams_grpc_pb') &
    typeof import('@eventstore/db-client/generated/serverfeatures_grpc_pb');
}

const STUBS: Record<Scheme, string> = {
  esdb: '@eventstore/db-client/generated',
  kurrentdb: '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1',
};

const require = createRequire(import.meta.url);

/**
 * The stubs of the very client under test, of the v1 protocol that both speak. Stubs of both packages cannot live in one
 * process: their generated code shares a global, and the later one changes the earlier.
 */
export const protocolOf = (scheme: Scheme): Protocol => {
  const stub = (name: string) => require(`${STUBS[scheme]}/${name}`);
  return {
    streams: stub('streams_pb'),
    shared: stub('shared_pb'),
    features: stub('serverfeatures_pb'),
    services: { ...stub('streams_grpc_pb'), ...stub('serverfeatures_grpc_pb') },
  };
};

import { randomBytes } from 'node:crypto';
import { dockerAnswers } from './docker';
import type { Scheme } from './double/protocol';

const IMAGE = process.env.MC_TEST_KURRENTDB_IMAGE ?? 'kurrentplatform/kurrentdb:25.1';

export interface TestServer {
  readonly url: string;
  stop(): Promise<unknown>;
}

export interface ServerKind {
  readonly name: string;
  start(): Promise<TestServer>;
}

/** What the skip of a test says. */
export const NO_REAL_SERVER = 'skipped: no container engine answers and MC_TEST_EVENTSTORE_URL is not set';

/** A real server: the one that MC_TEST_EVENTSTORE_URL names, else one in a container where an engine answers, else null. */
export const findRealServer = async (): Promise<ServerKind | null> => {
  const url = process.env.MC_TEST_EVENTSTORE_URL;
  if (url) return { name: 'the EventStoreDB at MC_TEST_EVENTSTORE_URL', start: async () => ({ url, stop: async () => {} }) };
  if (await dockerAnswers()) return { name: IMAGE, start: startContainer };
  if (!process.env.MC_REQUIRE_DOCKER) return null;
  throw new Error('MC_REQUIRE_DOCKER is set, but no container engine answers, and MC_TEST_EVENTSTORE_URL is not set');
};

/** The double on the wire; one scheme for each process. */
export const doubleServer = (scheme: Scheme): ServerKind => ({
  name: `a double of EventStoreDB, through ${scheme}://`,
  start: async () => {
    const { startDouble } = await import('./double/server');
    const { address, stop } = await startDouble(scheme);
    return { url: `${scheme}://${address}?tls=false`, stop };
  },
});

/** Before the names of streams, so that test runs on one server do not meet. */
export const freshPrefix = (): string => `test.${randomBytes(4).toString('hex')}.`;

const startContainer = async (): Promise<TestServer> => {
  // Loaded only here: its import alone takes seconds.
  const { KurrentDbContainer } = await import('@testcontainers/kurrentdb');
  const container = await new KurrentDbContainer(IMAGE).start();
  return { url: container.getConnectionString(), stop: () => container.stop() };
};

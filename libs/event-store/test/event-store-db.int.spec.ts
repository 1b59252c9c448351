import { randomBytes } from 'node:crypto';
import { describe, it } from '@jest/globals';
import { createEventStoreDbStore } from '../src/create';
import { Memory } from '../src/memory/memory-log';
import { dockerAnswers } from './docker';
import { eventStoreContract } from './event-store.contract';
import { EVENT_STORE_DB_TRAITS } from './event-store-db.contract';
import { UPCASTS } from './facts';

// Against a real server: the one that MC_TEST_EVENTSTORE_URL names, else one in a container where an engine answers.
const IMAGE = process.env.MC_TEST_KURRENTDB_IMAGE ?? 'kurrentplatform/kurrentdb:25.1';

interface Server {
  readonly url: string;
  stop(): Promise<unknown>;
}

const startContainer = async (): Promise<Server> => {
  // Loaded only here: its import alone takes seconds.
  const { KurrentDbContainer } = await import('@testcontainers/kurrentdb');
  const container = await new KurrentDbContainer(IMAGE).start();
  return { url: container.getConnectionString(), stop: () => container.stop() };
};

const onServer = (name: string, start: () => Promise<Server>): void =>
  eventStoreContract(
    name,
    async () => {
      const server = await start();
      const memory = new Memory();
      // Test runs on one server do not meet.
      const streamPrefix = `test.${randomBytes(4).toString('hex')}.`;
      const open = () => createEventStoreDbStore(server.url, { upcasts: UPCASTS, streamPrefix, memory });
      const store = open();
      return {
        store,
        another: async () => open(),
        close: async () => {
          await store.close();
          await server.stop();
        },
      };
    },
    EVENT_STORE_DB_TRAITS,
  );

const given = process.env.MC_TEST_EVENTSTORE_URL;
if (given) {
  onServer('the store in the EventStoreDB at MC_TEST_EVENTSTORE_URL', async () => ({ url: given, stop: async () => {} }));
} else if (await dockerAnswers()) {
  onServer(`the store in ${IMAGE}`, startContainer);
} else if (process.env.MC_REQUIRE_DOCKER) {
  throw new Error('MC_REQUIRE_DOCKER is set, but no container engine answers, and MC_TEST_EVENTSTORE_URL is not set');
} else {
  describe('the store in a real EventStoreDB', () => {
    it.skip('skipped: no container engine answers and MC_TEST_EVENTSTORE_URL is not set', () => {});
  });
}

import { describe, it } from '@jest/globals';
import { createEventStoreDbStore } from '../src/create';
import { Memory } from '../src/memory/memory-log';
import { eventStoreContract } from './event-store.contract';
import { EVENT_STORE_DB_TRAITS } from './event-store-db.contract';
import { UPCASTS } from './facts';
import { findRealServer, freshPrefix, NO_REAL_SERVER, type ServerKind } from './servers';

const onServer = ({ name, start }: ServerKind): void =>
  eventStoreContract(
    `the store in ${name}`,
    async () => {
      const server = await start();
      const memory = new Memory();
      const streamPrefix = freshPrefix();
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

const server = await findRealServer();
if (server) onServer(server);
else describe('the store in a real EventStoreDB', () => it.skip(NO_REAL_SERVER, () => {}));

import { createEventStoreDbStore } from '../src/create';
import { Memory } from '../src/memory/memory-log';
import type { Scheme } from './double/protocol';
import { startDouble } from './double/server';
import { eventStoreContract, type Traits } from './event-store.contract';
import { UPCASTS } from './facts';

export const EVENT_STORE_DB_TRAITS: Traits = { gapless: false, repeats: 'for the same head' };

/** The contract, against the double on the wire. */
export const doubleContract = (scheme: Scheme): void =>
  eventStoreContract(
    `the store in a double of EventStoreDB, through ${scheme}://,`,
    async () => {
      const double = await startDouble(scheme);
      const memory = new Memory();
      const url = `${scheme}://${double.address}?tls=false`;
      const open = () => createEventStoreDbStore(url, { upcasts: UPCASTS, streamPrefix: 'test.', memory });
      const store = open();
      return {
        store,
        another: async () => open(),
        close: async () => {
          await store.close();
          await double.stop();
        },
      };
    },
    EVENT_STORE_DB_TRAITS,
  );

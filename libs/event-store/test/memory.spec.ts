import { createMemoryEventStore, Memory } from '../src';
import { eventStoreContract } from './event-store.contract';
import { UPCASTS } from './facts';

eventStoreContract(
  'the store in memory',
  async () => {
    const memory = new Memory();
    const store = createMemoryEventStore(UPCASTS, memory);
    return { store, another: async () => createMemoryEventStore(UPCASTS, memory), close: () => store.close() };
  },
  { gapless: true, repeats: 'everywhere' },
);

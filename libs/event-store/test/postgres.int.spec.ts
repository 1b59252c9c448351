import pg from 'pg';
import { createEventStore } from '../src/create';
import { eventStoreContract } from './event-store.contract';
import { UPCASTS } from './facts';
import { createLogDatabase } from './log-database';

eventStoreContract(
  'the store in PostgreSQL',
  async () => {
    const database = await createLogDatabase();
    const pool = new pg.Pool({ connectionString: database.appUrl, max: 4 });
    const open = () => createEventStore({ pool, upcasts: UPCASTS });
    const store = open();
    return {
      store,
      another: async () => open(),
      close: async () => {
        await store.close();
        await pool.end();
        await database.drop();
      },
    };
  },
  { gapless: true, repeats: 'everywhere' },
);

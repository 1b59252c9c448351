export { createTestDatabase, type TestDatabase } from './test-database';

/** Servers of the kind of EventStoreDB, real ones and the double. Loaded when asked for: few tests need them. */
export const eventStoreServers = () => import('../test/servers');

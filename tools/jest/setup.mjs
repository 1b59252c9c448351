import { openBroker } from './postgres-broker.mjs';

/** jest's globalSetup. A broker around this run (tools/test.mjs) is used as it is. */
export default async () => {
  if (process.env.MC_TEST_POSTGRES_URL || process.env.MC_TEST_POSTGRES_BROKER) return;
  const broker = await openBroker();
  process.env.MC_TEST_POSTGRES_BROKER = broker.url;
  globalThis.missionControlBroker = broker;
  // Without a handler a signal would end jest and leave the server; the launcher stops it when the process exits.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
};

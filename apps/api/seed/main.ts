// npm run seed -- --set S|L [--data-dir DIR] [--now ISO]: fills an empty installation with data for design and tests, through
// the product's own command handlers; the same set and the same --now give the same log.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings, SettingsError } from '../src/config/settings';
import { EmbeddedPostgresError } from '../src/embedded-postgres';
import { readArguments } from './arguments';
import { SeedError } from './house';
import { instantOf } from './moments';
import { SEED_PASSWORD } from './people';
import { type Seeded, seedInto, type Wanted } from './seed';

/** Beside the data. */
const NOTE = 'seed.json';

// The database is stopped by a hook of the exit; a signal alone would not run it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

const run = async (): Promise<void> => {
  const wanted = readArguments(process.argv.slice(2), Date.now());
  const settings = readSettings(process.env);
  if (settings.eventStoreUrl !== null) throw new SeedError('The seed writes to PostgreSQL. Unset EVENTSTORE_URL.');
  const dataDir = wanted.dataDir ?? settings.dataDir;
  const seeded = await seedInto({ databaseUrl: settings.databaseUrl, dataDir }, wanted, say);
  await leaveNote(dataDir, wanted, seeded);
  const { runs, events, playedMs, settledMs } = seeded;
  say(`Seeded set ${wanted.set}: ${runs} runs, ${events} events in ${seconds(settledMs)} (the log after ${seconds(playedMs)}).`);
  say(`It is for trying out alone: everybody but admin has the password "${SEED_PASSWORD}", which stands in the documentation.`);
};

/** For whoever finds the data, and for tools that start on them. */
const leaveNote = (dataDir: string, { set, scale, now }: Wanted, { runs, events, people }: Seeded): Promise<void> => {
  const note = {
    ...{ set, scale, now: instantOf(now), runs, events },
    ...{ people: people.map(({ username, roles }) => ({ username, roles })), password: SEED_PASSWORD },
  };
  return writeFile(join(dataDir, NOTE), `${JSON.stringify(note, null, 2)}\n`);
};

const isForPeople = (error: unknown): boolean =>
  error instanceof SeedError || error instanceof SettingsError || error instanceof EmbeddedPostgresError;

try {
  await run();
} catch (error) {
  console.error(isForPeople(error) ? (error as Error).message : error);
  process.exitCode = 1;
}

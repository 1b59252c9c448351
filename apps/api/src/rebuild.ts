import { UPCASTS } from '@mc/domain';
import { createEventStore } from '@mc/event-store';
import { AuditLogDiffers, rebuildProjections } from '@mc/projections';
import pg from 'pg';
import { readSettings, SettingsError } from './config/settings';
import { EmbeddedPostgresError, findRunningPostgres } from './embedded-postgres';
import { messageOf } from './errors';
import { openDatabase } from './start/database';

const ACCEPT = '--accept-differences';
const PROGRESS_MS = 2_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * `npm run projections:rebuild`: builds every projected table anew from the log, also beside a server at work, which
 * keeps serving meanwhile.
 */
const run = async (): Promise<void> => {
  const settings = readSettings(process.env);
  const databaseUrl = settings.databaseUrl ?? (await findRunningPostgres(settings.dataDir));
  const database = await openDatabase({ databaseUrl, dataDir: settings.dataDir }, say);
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 2, application_name: 'mission-control rebuild' });
  // A server beside us may stop the database; whoever asks next is told, and without a listener the process would end in a trace.
  pool.on('error', () => undefined);
  const store = createEventStore({ pool, upcasts: UPCASTS, eventStoreUrl: settings.eventStoreUrl ?? undefined });
  try {
    const acceptDifferences = process.argv.includes(ACCEPT);
    const { ownerUrl } = database;
    const rebuilt = await rebuildProjections({ reader: store, ownerUrl, acceptDifferences, onProgress: progress() });
    say(`Rebuilt the projections from ${rebuilt.events} events, up to position ${rebuilt.position}.`);
    if (rebuilt.keptIn !== null) {
      say(
        `${rebuilt.differences} rows of the old audit log were not as the log tells them. The old tables are kept in the schema ${rebuilt.keptIn}.`,
      );
    }
  } finally {
    await store.close();
    await pool.end();
    await database.stop();
  }
};

const progress = () => {
  let saidAt = performance.now();
  return (position: number, head: number): void => {
    if (performance.now() - saidAt < PROGRESS_MS) return;
    saidAt = performance.now();
    say(`Rebuilding: ${position} of ${head}`);
  };
};

const sentenceOf = (error: unknown): string => {
  if (error instanceof AuditLogDiffers) {
    return `${error.message}. Nothing was changed. To go on and keep the old tables beside the new ones, add ${ACCEPT}.`;
  }
  if (error instanceof SettingsError || error instanceof EmbeddedPostgresError) return error.message;
  return `The rebuild failed: ${messageOf(error)}`;
};

try {
  await run();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

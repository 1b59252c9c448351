import { eventStoreMigrations } from '@mc/event-store';
import { migrate, projectionMigrations } from '@mc/projections';
import { startEmbeddedPostgres } from '../embedded-postgres';
import { type Say, sayingWhenSlow } from './say';

/** A PostgreSQL that is up and has all its tables. */
export interface ReadyDatabase {
  /** For everything after the migrations: with the rights of the app and no more. */
  readonly appUrl: string;
  /** For whatever changes tables. It holds a password: never log it. */
  readonly ownerUrl: string;
  /** No other process works on it: the embedded server admits one. */
  readonly alone: boolean;
  readonly embedded: boolean;
  /** A sentence for health when the log is protected less than it could be. */
  readonly warning: string | null;
  stop(): Promise<void>;
}

interface Wanted {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

export const openDatabase = async ({ databaseUrl, dataDir }: Wanted, say: Say): Promise<ReadyDatabase> => {
  const embedded = databaseUrl === null ? await startEmbeddedPostgres({ dataDir, log: say }) : null;
  const ownerUrl = databaseUrl ?? embedded?.ownerUrl ?? '';
  const stop = async () => embedded?.stop();
  try {
    const migrations = [...eventStoreMigrations, ...projectionMigrations];
    const { mode, warning } = await sayingWhenSlow(say, 'Preparing the database', migrate({ ownerUrl, migrations }));
    const appUrl = mode === 'split' ? asApp(ownerUrl) : ownerUrl;
    return { appUrl, ownerUrl, alone: embedded !== null, embedded: embedded !== null, warning, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The same login with the rights of `mc_app` alone, from the first statement on. */
const asApp = (ownerUrl: string): string => {
  const url = new URL(ownerUrl);
  const options = url.searchParams.get('options');
  url.searchParams.set('options', [options, '-c role=mc_app'].filter(Boolean).join(' '));
  return url.href;
};

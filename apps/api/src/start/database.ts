import { setTimeout as pause } from 'node:timers/promises';
import { eventStoreMigrations } from '@mc/event-store';
import { migrate, projectionMigrations } from '@mc/projections';
import { SettingsError } from '../config/settings';
import { startEmbeddedPostgres } from '../embedded-postgres';
import { openAppLogin } from './app-login';
import { type Say, sayingWhenSlow } from './say';

/** How long a database that is not up yet is waited for. */
const DATABASE_WAIT_MS = 30_000;
const DATABASE_RETRY_MS = 500;
const NOT_UP: readonly string[] = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03', '57P01'];
/** Wrong password, no such role, no such database, no right to connect. */
const SHUT_OUT = /^(28\w{3}|3D000|42501)$/;

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
    const { mode, warning } = await sayingWhenSlow(
      say,
      'Preparing the database',
      whenUp(() => migrate({ ownerUrl, migrations })),
    );
    // A login that may not make another one, or has no password, takes the app's rights by itself and could put them down again.
    const appUrl = mode === 'split' ? ((await openAppLogin(ownerUrl)) ?? asApp(ownerUrl)) : ownerUrl;
    return { appUrl, ownerUrl, alone: embedded !== null, embedded: embedded !== null, warning, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** A database that starts beside us may take a moment longer; one that is not there, or shuts us out, is a setting to mend. */
const whenUp = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const giveUpAt = Date.now() + DATABASE_WAIT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const { code, message } = error as { code?: unknown; message?: unknown };
      const isAway = NOT_UP.includes(String(code));
      if (isAway && Date.now() < giveUpAt) await pause(DATABASE_RETRY_MS);
      else if (isAway || SHUT_OUT.test(String(code)))
        throw new SettingsError(`The setting DATABASE_URL leads nowhere: ${message}.`);
      else throw error;
    }
  }
};

/** The same login with the rights of `mc_app` alone, from the first statement on. */
const asApp = (ownerUrl: string): string => {
  const url = new URL(ownerUrl);
  const options = url.searchParams.get('options');
  url.searchParams.set('options', [options, '-c role=mc_app'].filter(Boolean).join(' '));
  return url.href;
};

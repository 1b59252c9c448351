import type { Client } from 'pg';
import { EmbeddedPostgresError } from './error';
import { askUntil } from './progress';

/** The number is arbitrary; it only has to be the same for ever. */
const LOCK_KEY = 4_207_118_001;
/** The server needs a moment to notice that a killed process is gone. */
const PATIENCE_MS = 3_000;

const holder = async (client: Client): Promise<string> => {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ($1::bigint >> 32)::int AND l.objid = ($1::bigint & 4294967295)::oid`,
    [LOCK_KEY],
  );
  return /pid \d+$/.exec(rows[0]?.application_name ?? '')?.[0] ?? 'of unknown number';
};

/**
 * One Mission Control process per embedded database. The lock lives as long as this connection, so a killed
 * process can not leave it behind, as it would a lock file. Throws when another process has it.
 */
export const lockCluster = async (client: Client, dataDir: string): Promise<void> => {
  const locked = await askUntil(
    async () => {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [LOCK_KEY]);
      return rows[0]?.locked || undefined;
    },
    { timeoutMs: PATIENCE_MS, everyMs: 100 },
  );
  if (locked) return;
  throw new EmbeddedPostgresError(
    `Another Mission Control process (${await holder(client)}) already uses the data directory ${dataDir}. ` +
      'Stop it, choose another MC_DATA_DIR, or set DATABASE_URL: several processes can share a PostgreSQL server of your own.',
  );
};

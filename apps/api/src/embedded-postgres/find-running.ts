import { resolve } from 'node:path';
import { clusterAt, clusterExists, readPassword, SUPERUSER } from './cluster';
import { HOST } from './connection';
import { DATABASE } from './handle';
import { findPostmaster } from './postmaster';

/**
 * The superuser's connection string to a server that runs on this data already, for tools beside a process at work;
 * `null` when none runs. It holds the password: never log it.
 */
export const findRunningPostgres = async (dataDir: string): Promise<string | null> => {
  const cluster = clusterAt(resolve(dataDir));
  if (!(await clusterExists(cluster))) return null;
  const postmaster = await findPostmaster(cluster.data);
  if (!postmaster) return null;
  return `postgres://${SUPERUSER}:${await readPassword(cluster)}@${HOST}:${postmaster.port}/${DATABASE}`;
};

import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Client } from 'pg';
import { codeOf, messageOf } from '../errors';
import { sayingWhenSlow } from '../start/say';
import { chooseAccount } from './account';
import { type Binaries, findBinaries } from './binaries';
import { type Cluster, clearUnfinished, clusterAt, clusterExists, makeCluster, readPassword } from './cluster';
import { EmbeddedPostgresError, WAY_OUT } from './error';
import { letGo, stopAtExit } from './exit-guard';
import { DATABASE, type EmbeddedPostgres, holdServer } from './handle';
import type { Settings } from './launch';
import { lockCluster } from './lock';
import { type Log } from './progress';
import { adoptServer, type RunningServer, startServer } from './server';

const RACES_LOST_MAX = 5;

export interface EmbeddedPostgresOptions {
  /** Everything lies in `<dataDir>/postgres`; made if missing. */
  readonly dataDir: string;
  /** Gets a line for whatever takes longer than two seconds, and for whatever is out of the ordinary. */
  readonly log: Log;
  /** Server settings beside ours. */
  readonly settings?: Settings;
  /** Only for data that nobody will miss: with `false` nothing is flushed to the disk. */
  readonly durable?: boolean;
}

/**
 * Starts the PostgreSQL 18 that npm installed, on data in `dataDir`: made at the first start, kept by every later one,
 * taken over if a killed process left it running. Works as root and as a plain user. It listens on 127.0.0.1 alone.
 * Throws EmbeddedPostgresError, a sentence for the person at the console.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const dataDir = resolve(options.dataDir);
  await makeFolder(dataDir);
  const cluster = clusterAt(dataDir);
  const binaries = await findBinaries(dataDir);
  await prepareCluster(cluster, binaries, dataDir, options);
  const password = await readPassword(cluster);
  const serve = async () => {
    const server = await runServer(cluster, binaries, password, options);
    try {
      await lockCluster(server.client, dataDir);
    } catch (error) {
      // The server belongs to the process that has the lock, even if we were the one that started it.
      letGo(server.pid);
      await server.client.end();
      throw error;
    }
    stopAtExit(server.pid);
    await makeDatabase(server.client);
    return server;
  };
  return holdServer(cluster, await serve(), serve, { password, log: options.log });
};

const makeFolder = (dataDir: string): Promise<unknown> =>
  mkdir(dataDir, { recursive: true }).catch((error: unknown) => {
    throw new EmbeddedPostgresError(
      `The data directory ${dataDir} cannot be made: ${messageOf(error)}. Choose another MC_DATA_DIR. ${WAY_OUT}`,
    );
  });

const prepareCluster = async (
  cluster: Cluster,
  binaries: Binaries,
  dataDir: string,
  { log, durable = true }: EmbeddedPostgresOptions,
): Promise<void> => {
  try {
    if (await clusterExists(cluster)) return;
    await clearUnfinished(cluster);
    const account = await chooseAccount(binaries, dataDir, cluster.data);
    await sayingWhenSlow(log, 'Making the database (first start)', makeCluster(cluster, { binaries, account, durable }));
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(codeOf(error) ?? '')) throw error;
    throw new EmbeddedPostgresError(
      `The data directory ${dataDir} cannot be used: ${messageOf(error)}. Choose another MC_DATA_DIR. ${WAY_OUT}`,
    );
  }
};

/** Two processes may try at once; who loses finds the winner's server, and then its lock. */
const runServer = async (
  cluster: Cluster,
  binaries: Binaries,
  password: string,
  { log, settings = {}, durable = true }: EmbeddedPostgresOptions,
): Promise<RunningServer> => {
  const all: Settings = durable ? settings : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', ...settings };
  for (let lost = 0; lost < RACES_LOST_MAX; lost++) {
    const adopted = await adoptServer(cluster, password, log);
    if (adopted) return adopted;
    const account = await chooseAccount(binaries, cluster.folder, cluster.data);
    const started = await startServer(cluster, { binaries, account, password, log, settings: all });
    if (started) return started;
  }
  throw new EmbeddedPostgresError(
    `The PostgreSQL server on ${cluster.data} keeps starting and stopping; see ${cluster.logFile}. ${WAY_OUT}`,
  );
};

const makeDatabase = async (client: Client): Promise<void> => {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
};

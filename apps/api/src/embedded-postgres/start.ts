import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Client } from 'pg';
import { chooseAccount } from './account';
import { type Binaries, findBinaries } from './binaries';
import { type Cluster, clearUnfinished, clusterAt, clusterExists, makeCluster, readPassword, SUPERUSER } from './cluster';
import { HOST } from './connection';
import { codeOf, EmbeddedPostgresError, messageOf, WAY_OUT } from './error';
import { lockCluster } from './lock';
import { type Log, sayingWhenSlow } from './progress';
import { adoptServer, type RunningServer, type Settings, startServer, stopServer } from './server';

const DATABASE = 'mission_control';
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

export interface EmbeddedPostgres {
  /** Connection string of the superuser, to the database `mission_control`. It holds the password: never log it. */
  readonly ownerUrl: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Process id of the server. */
  readonly pid: number;
  /** True if the server was still running, left by a process that was killed. */
  readonly adopted: boolean;
  /** Fast stop; resolves when the server is gone. Calling it again is harmless. */
  stop(): Promise<void>;
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
  const server = await runServer(cluster, binaries, password, options);
  try {
    await lockCluster(server.client, dataDir);
  } catch (error) {
    // The server belongs to the process that has the lock.
    await server.client.end();
    throw error;
  }
  await makeDatabase(server.client);
  return handle(cluster, server, password, options.log);
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

const handle = (
  cluster: Cluster,
  { client, pid, port, adopted }: RunningServer,
  password: string,
  log: Log,
): EmbeddedPostgres => {
  // An uncaught exception ends the process without a stop; a server without us would serve nobody.
  const onExit = () => {
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      // It is gone, which is what we want.
    }
  };
  process.once('exit', onExit);
  let stopping: Promise<void> | undefined;
  return {
    ownerUrl: `postgres://${SUPERUSER}:${password}@${HOST}:${port}/${DATABASE}`,
    ...{ host: HOST, port, user: SUPERUSER, password, database: DATABASE, pid, adopted },
    stop: () => {
      process.off('exit', onExit);
      // The lock goes with the server, so that nobody adopts what is about to stop.
      stopping ??= stopServer(cluster, pid, log).finally(() => client.end().catch(() => undefined));
      return stopping;
    },
  };
};

import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Client } from 'pg';
import { type Account, commandFor, identityFor } from './account';
import type { Binaries } from './binaries';
import { type Cluster, serverEnvironment } from './cluster';
import { connect, HOST, isNotYet } from './connection';
import { codeOf, EmbeddedPostgresError, WAY_OUT } from './error';
import { clearStalePid, findPostmaster, isAlive, type Postmaster } from './postmaster';
import { askUntil, type Log, sayingWhenSlow } from './progress';

const START_TIMEOUT_MS = 120_000;
const FAST_STOP_TIMEOUT_MS = 30_000;
const IMMEDIATE_STOP_TIMEOUT_MS = 10_000;
const LOG_BYTES_MAX = 10_000_000;
const LOG_TAIL_CHARS = 1_500;

/** Overrides and additions to the server's settings, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string>>;

const SETTINGS: Settings = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '80',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A statement may hold a password or somebody's text; the message alone says what went wrong.
  log_min_error_statement: 'panic',
};

/** A port that nobody has right now; the one of the last start if possible, so that tools keep their bookmarks. */
export const freePort = async (wished: number): Promise<number> => {
  const server = createServer();
  try {
    return await new Promise<number>((done, fail) => {
      server.once('error', fail);
      server.listen(wished, HOST, () => {
        const address = server.address();
        done(typeof address === 'object' && address ? address.port : 0);
      });
    });
  } catch (error) {
    if (wished === 0) throw error;
    return freePort(0);
  } finally {
    server.close();
  }
};

const keptPort = async (cluster: Cluster): Promise<number> => {
  const port = Number(await readFile(cluster.portFile, 'utf8').catch(() => '0'));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
};

const openLog = async (cluster: Cluster) => {
  const bytes = await stat(cluster.logFile).then(
    ({ size }) => size,
    () => 0,
  );
  if (bytes > LOG_BYTES_MAX) await rename(cluster.logFile, `${cluster.logFile}.1`);
  return open(cluster.logFile, 'a', 0o600);
};

const logTail = async (cluster: Cluster): Promise<string> =>
  (await readFile(cluster.logFile, 'utf8').catch(() => '')).slice(-LOG_TAIL_CHARS).trim();

/** Starts the server in a session of its own: Ctrl-C in the terminal must reach us alone, we still have things to write. */
const launch = async (
  cluster: Cluster,
  { binaries, account, settings, port }: { binaries: Binaries; account: Account; settings: Settings; port: number },
): Promise<ChildProcess> => {
  const flags = Object.entries({ ...SETTINGS, ...settings, port: String(port) }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]);
  const [command, args] = commandFor(account, binaries.postgres, ['-D', cluster.data, ...flags]);
  const log = await openLog(cluster);
  try {
    const child = spawn(command, args, {
      ...identityFor(account),
      env: serverEnvironment(),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await new Promise((done, fail) => child.once('spawn', done).once('error', fail));
    child.unref();
    return child;
  } finally {
    await log.close();
  }
};

/** Waits for the server to take a connection; the answer to `undefined` is that it ended before. */
const waitForConnection = async (
  cluster: Cluster,
  { port, password, isRunning }: { port: number; password: string; isRunning: () => boolean },
): Promise<Client | undefined> => {
  const answer = await askUntil<Client | 'ended'>(
    async () => {
      if (!isRunning()) return 'ended';
      try {
        return await connect(port, password, 'postgres', `mission-control launcher pid ${process.pid}`);
      } catch (error) {
        if (isNotYet(error)) return undefined;
        throw loginError(cluster, error);
      }
    },
    { timeoutMs: START_TIMEOUT_MS },
  );
  if (answer === undefined) {
    throw new EmbeddedPostgresError(
      `PostgreSQL was not ready after ${START_TIMEOUT_MS / 1000} s; its log is ${cluster.logFile}. ${WAY_OUT}`,
    );
  }
  return answer === 'ended' ? undefined : answer;
};

const loginError = (cluster: Cluster, error: unknown): unknown =>
  codeOf(error) === '28P01'
    ? new EmbeddedPostgresError(
        `The password in ${cluster.passwordFile} is not the one of the database beside it. Restore that file. ${WAY_OUT}`,
      )
    : error;

/** A server that answers, with the first connection to it. */
export interface RunningServer extends Postmaster {
  readonly client: Client;
  readonly adopted: boolean;
}

/** Takes over a server that a killed process of ours left running. `undefined` if there is none, or if it was just stopping. */
export const adoptServer = async (cluster: Cluster, password: string, log: Log): Promise<RunningServer | undefined> => {
  const postmaster = await findPostmaster(cluster.data);
  if (!postmaster) return undefined;
  const { pid, port } = postmaster;
  const waiting = waitForConnection(cluster, { port, password, isRunning: () => isAlive(pid) });
  const client = await sayingWhenSlow(log, 'Waiting for the PostgreSQL server that already runs on the data directory', waiting);
  return client && { pid, port, client, adopted: true };
};

const PORTS_TRIED_MAX = 3;

/** Starts the server and waits until it answers. `undefined` if another process was quicker and its server holds the directory. */
export const startServer = async (
  cluster: Cluster,
  { password, log, ...how }: { password: string; log: Log; binaries: Binaries; account: Account; settings: Settings },
): Promise<RunningServer | undefined> => {
  for (let tried = 0; tried < PORTS_TRIED_MAX; tried++) {
    await clearStalePid(cluster.data);
    const port = await freePort(tried === 0 ? await keptPort(cluster) : 0);
    const child = await launch(cluster, { ...how, port });
    const isRunning = () => child.exitCode === null && child.signalCode === null;
    const waiting = waitForConnection(cluster, { port, password, isRunning });
    const client = await sayingWhenSlow(log, 'Starting PostgreSQL; after a crash it first reads its log', waiting);
    if (client && child.pid) {
      await writeFile(cluster.portFile, String(port), { mode: 0o600 });
      return { pid: child.pid, port, client, adopted: false };
    }
    if (await findPostmaster(cluster.data)) return undefined;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL ended while starting. ${cluster.logFile} ends with:\n${await logTail(cluster)}\n${WAY_OUT}`,
  );
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
};

const hasStopped = (cluster: Cluster, pid: number, timeoutMs: number): Promise<true | undefined> =>
  askUntil(async () => ((await findPostmaster(cluster.data))?.pid === pid && isAlive(pid) ? undefined : true), {
    timeoutMs,
    everyMs: 10,
  });

/** Fast stop: open transactions are rolled back, everything committed is written, no recovery is needed afterwards. */
export const stopServer = async (cluster: Cluster, pid: number, log: Log): Promise<void> => {
  signal(pid, 'SIGINT');
  if (await sayingWhenSlow(log, 'Stopping PostgreSQL', hasStopped(cluster, pid, FAST_STOP_TIMEOUT_MS))) return;
  log('PostgreSQL does not stop; ending it at once. The next start will recover from its log.');
  signal(pid, 'SIGQUIT');
  await hasStopped(cluster, pid, IMMEDIATE_STOP_TIMEOUT_MS);
};

import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { type Account, commandFor, identityFor } from './account';
import type { Binaries } from './binaries';
import { type Cluster, serverEnvironment } from './cluster';
import { HOST } from './connection';

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
const freePort = async (wished: number): Promise<number> => {
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

export const choosePort = async (cluster: Cluster, keep: boolean): Promise<number> =>
  freePort(keep ? await keptPort(cluster) : 0);

export const keepPort = (cluster: Cluster, port: number): Promise<void> =>
  writeFile(cluster.portFile, String(port), { mode: 0o600 });

const openLog = async (cluster: Cluster) => {
  const bytes = await stat(cluster.logFile).then(
    ({ size }) => size,
    () => 0,
  );
  if (bytes > LOG_BYTES_MAX) await rename(cluster.logFile, `${cluster.logFile}.1`);
  return open(cluster.logFile, 'a', 0o600);
};

export const logTail = async (cluster: Cluster): Promise<string> =>
  (await readFile(cluster.logFile, 'utf8').catch(() => '')).slice(-LOG_TAIL_CHARS).trim();

/** Starts the server in a session of its own: Ctrl-C in the terminal must reach us alone, we still have things to write. */
export const launch = async (
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

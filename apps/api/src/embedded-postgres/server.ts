import type { Client } from 'pg';
import { codeOf } from '../errors';
import { sayingWhenSlow } from '../start/say';
import type { Account } from './account';
import type { Binaries } from './binaries';
import type { Cluster } from './cluster';
import { connect, isNotYet } from './connection';
import { EmbeddedPostgresError, WAY_OUT } from './error';
import { letGo, stopAtExit } from './exit-guard';
import { choosePort, keepPort, launch, logTail, type Settings } from './launch';
import { clearStalePid, findPostmaster, type Postmaster, signalServer } from './postmaster';
import { askUntil, type Log } from './progress';

const START_TIMEOUT_MS = 120_000;
const FAST_STOP_TIMEOUT_MS = 30_000;
const IMMEDIATE_STOP_TIMEOUT_MS = 10_000;

/** Waits for the server to take a connection; the answer to `undefined` is that it ended before. */
const waitForConnection = async (
  cluster: Cluster,
  { port, password, isRunning }: { port: number; password: string; isRunning: () => Promise<boolean> | boolean },
): Promise<Client | undefined> => {
  const answer = await askUntil<Client | 'ended'>(
    async () => {
      if (!(await isRunning())) return 'ended';
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
  const waiting = waitForConnection(cluster, {
    port,
    password,
    isRunning: async () => (await findPostmaster(cluster.data))?.pid === pid,
  });
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
    const port = await choosePort(cluster, tried === 0);
    const child = await launch(cluster, { ...how, port });
    const pid = child.pid ?? 0;
    stopAtExit(pid);
    const isRunning = () => child.exitCode === null && child.signalCode === null;
    const waiting = waitForConnection(cluster, { port, password, isRunning });
    const saying = sayingWhenSlow(log, 'Starting PostgreSQL; after a crash it first reads its log', waiting);
    const client = await saying.catch(async (error: unknown) => {
      await stopServer(cluster, pid, log);
      throw error;
    });
    if (client) {
      await keepPort(cluster, port);
      return { pid, port, client, adopted: false };
    }
    letGo(pid);
    if (await findPostmaster(cluster.data)) return undefined;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL ended while starting. ${cluster.logFile} ends with:\n${await logTail(cluster)}\n${WAY_OUT}`,
  );
};

const hasStopped = (cluster: Cluster, pid: number, timeoutMs: number): Promise<true | undefined> =>
  askUntil(async () => ((await findPostmaster(cluster.data))?.pid === pid ? undefined : true), {
    timeoutMs,
    everyMs: 10,
  });

/** Fast stop: open transactions are rolled back, everything committed is written, no recovery is needed afterwards. */
export const stopServer = async (cluster: Cluster, pid: number, log: Log): Promise<void> => {
  signalServer(pid, 'SIGINT');
  if (!(await sayingWhenSlow(log, 'Stopping PostgreSQL', hasStopped(cluster, pid, FAST_STOP_TIMEOUT_MS)))) {
    log('PostgreSQL does not stop; ending it at once. The next start will recover from its log.');
    signalServer(pid, 'SIGQUIT');
    await hasStopped(cluster, pid, IMMEDIATE_STOP_TIMEOUT_MS);
  }
  letGo(pid);
};

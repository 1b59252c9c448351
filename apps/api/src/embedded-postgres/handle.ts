import { type Cluster, SUPERUSER } from './cluster';
import { HOST } from './connection';
import type { Log } from './progress';
import { type RunningServer, stopServer } from './server';
import { superviseServer } from './supervise';

export const DATABASE = 'mission_control';

export interface EmbeddedPostgres {
  /** Connection string of the superuser, to the database `mission_control`. It holds the password: never log it. */
  readonly ownerUrl: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Process id of the server; another one after a crash, from which it is brought back. */
  readonly pid: number;
  /** True if the server was still running, left by a process that was killed. */
  readonly adopted: boolean;
  /** Fast stop; resolves when the server is gone. Calling it again is harmless. */
  stop(): Promise<void>;
}

/** What the rest of the program holds of a running, locked server. `serve` brings it back after a crash. */
export const holdServer = (
  cluster: Cluster,
  first: RunningServer,
  serve: () => Promise<RunningServer>,
  { password, log }: { password: string; log: Log },
): EmbeddedPostgres => {
  const supervised = superviseServer(first, serve, log);
  const stop = async () => {
    await supervised.release();
    const { client, pid } = supervised.current();
    // The lock goes with the server, so that nobody adopts what is about to stop.
    await stopServer(cluster, pid, log);
    await client.end().catch(() => undefined);
  };
  let stopping: Promise<void> | undefined;
  const { port, adopted } = first;
  return {
    ownerUrl: `postgres://${SUPERUSER}:${password}@${HOST}:${port}/${DATABASE}`,
    ...{ host: HOST, port, user: SUPERUSER, password, database: DATABASE, adopted },
    get pid() {
      return supervised.current().pid;
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
};

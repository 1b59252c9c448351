import type { GatewayClock } from '../clock';
import type { FailedSignal } from '../failure';
import type { Calls } from './calls';
import { CallRefused, type Connection, ConnectionLost } from './connection';
import { lostThere } from './errors';
import type { Link } from './link';
import { subscribe } from './prepare';
import { watch } from './recovery';
import { readSession, type SessionTree } from './sub-agents';
import type { Ending } from './terminal';
import type { Transcript } from './transcript';

/** An engine that starts or stops refuses everything for a while. */
const REFUSED_PAUSE_MS = 1_000;

export interface Listening {
  readonly clock: GatewayClock;
  readonly link: Link;
  readonly resumeWaitMs: number;
  readonly tree: SessionTree;
  readonly calls: Calls;
  /** The life of the engine in which the attempt was sent; `null`: not known. */
  readonly boot: string | null;
  readonly runId: () => string;
  readonly onRunning: (runId: string, transcript: Transcript) => void;
  readonly over: AbortSignal;
}

/** Until an end is found, over as many connections as it takes; the limit is the deadline, which aborts `over`. */
export const listenAgain = async (listening: Listening): Promise<Ending | FailedSignal> => {
  const { clock, over } = listening;
  while (!over.aborted) {
    try {
      const connection = await nextConnection(listening);
      if (!connection) break;
      const found = await watchOver(connection, listening);
      if (found.kind !== 'lost') return found;
      if (!over.aborted) return lostThere('the engine knows of no end of this run and of no work on it');
    } catch (error) {
      if (error instanceof CallRefused && error.error.retryable) await clock.sleep(REFUSED_PAUSE_MS, over);
      else if (!(error instanceof ConnectionLost)) throw error;
    }
  }
  return { kind: 'cancelled' };
};

/** A connection that hears of all sessions of the attempt. Waits for the engine; `null`: nobody waits any more. */
const nextConnection = async ({ link, over, tree }: Listening): Promise<Connection | null> => {
  const connection = link.current ?? (await link.next(over));
  for (const key of connection ? tree.keys : []) await (connection && subscribe(connection, key));
  return connection;
};

const watchOver = (connection: Connection, listening: Listening) => {
  const { boot, calls, clock, onRunning, over, resumeWaitMs, runId, tree } = listening;
  const mayResume = boot === null || connection.hello.bootId !== boot;
  const read = () => readSession(connection, tree.root, calls);
  return watch(connection, { runId: runId(), mayResume, resumeWaitMs }, { clock, over, read, onRunning });
};

import type { GatewayClock } from '../clock';
import type { Connection } from './connection';
import { type Ending, waitedEnding } from './terminal';
import type { Transcript } from './transcript';

const POLL_MS = 1_000;
const GLANCE_MS = 500;
const WATCH_MS = 20_000;
/** How long an engine that was not restarted is asked for a run that it does not know. */
const FORGOTTEN_MS = 5_000;

export interface Watched {
  /** The run that stands for the attempt now. */
  readonly runId: string;
  /** Whether the engine may have died in between, and then resumes by itself after a while. */
  readonly mayResume: boolean;
  readonly resumeWaitMs: number;
}

export interface Watching {
  readonly clock: GatewayClock;
  readonly over: AbortSignal;
  readonly read: () => Promise<Transcript>;
  /** The engine works on the attempt in this run. */
  readonly onRunning: (runId: string, transcript: Transcript) => void;
}

export type Found = Ending | { readonly kind: 'lost' };

/**
 * Follows an attempt whose final answer will not come over this connection: by its run id as long as the engine remembers
 * that, else by its session, in which a restarted engine resumes an interrupted turn under a run id of its own.
 * Rejects with a ConnectionLost.
 */
export const watch = async (connection: Connection, watched: Watched, watching: Watching): Promise<Found> => {
  const { clock, over, read, onRunning } = watching;
  let { runId } = watched;
  let idleSince: number | null = null;
  const patience = watched.mayResume ? watched.resumeWaitMs : Math.min(FORGOTTEN_MS, watched.resumeWaitMs);
  while (!over.aborted) {
    const transcript = await read();
    const active = transcript.activeRunIds.includes(runId) ? runId : transcript.activeRunIds[0];
    if (active !== undefined) {
      runId = active;
      idleSince = null;
      onRunning(runId, transcript);
    }
    const waited = await wait(connection, runId, active === undefined ? GLANCE_MS : WATCH_MS);
    if (waited.kind !== 'unknown') return waited;
    if (active !== undefined) continue;
    const ending = endingIn(transcript);
    if (ending) return ending;
    idleSince ??= clock.now();
    if (clock.now() - idleSince >= patience) return { kind: 'lost' };
    await clock.sleep(Math.min(POLL_MS, patience / 4), over);
  }
  return { kind: 'lost' };
};

const wait = async (connection: Connection, runId: string, timeoutMs: number): Promise<Ending> =>
  waitedEnding(await connection.call('agent.wait', { runId, timeoutMs }, timeoutMs + WATCH_MS));

/** What the transcript of an idle session says of how its last turn ended; `null`: it has not. */
const endingIn = ({ last }: Transcript): Ending | null => {
  if (typeof last === 'string') return null;
  if ('failure' in last) return { kind: 'failed', words: last.failure, agentMeta: {} };
  return { kind: 'succeeded', text: last.answer, stopReason: last.stopReason, agentMeta: {} };
};

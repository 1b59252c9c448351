import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../errors';
import type { Log } from './progress';
import type { RunningServer } from './server';

const FIRST_WAIT_MS = 500;
const WAIT_MS_MAX = 30_000;
/** With the waits above: more than a night of trying, for a disk that somebody has to empty first. */
const REVIVALS_MAX = 1_500;

const MOVED = 'PostgreSQL runs again, but its port was taken and it has another one now: restart Mission Control';

export interface Supervised {
  current(): RunningServer;
  /** Ends the supervision; resolves when no revival is under way. */
  release(): Promise<void>;
}

/**
 * Brings the server back when it ends under us (killed, out of memory, disk full). The end of the connection that holds
 * the lock tells at once. `revive` adopts or starts a server and takes the lock again.
 */
export const superviseServer = (first: RunningServer, revive: () => Promise<RunningServer>, log: Log): Supervised => {
  let server = first;
  const release = new AbortController();
  let reviving: Promise<void> | undefined;

  const bringBack = async (): Promise<void> => {
    let waitMs = FIRST_WAIT_MS;
    for (let tried = 0; tried < REVIVALS_MAX && !release.signal.aborted; tried++) {
      try {
        server = await revive();
        watch();
        return log(server.port === first.port ? 'PostgreSQL runs again' : MOVED);
      } catch (error) {
        log(`PostgreSQL does not come back: ${messageOf(error)}`);
        await delay(waitMs, undefined, { signal: release.signal }).catch(() => undefined);
        waitMs = Math.min(waitMs * 2, WAIT_MS_MAX);
      }
    }
    if (!release.signal.aborted) log('PostgreSQL stays away; giving up. Restart Mission Control when the cause is mended.');
  };

  const watch = () => {
    server.client.once('end', () => {
      if (release.signal.aborted) return;
      log('The connection to PostgreSQL broke; bringing the server back');
      reviving = bringBack();
    });
  };

  watch();
  return {
    current: () => server,
    release: async () => {
      release.abort();
      await reviving;
    },
  };
};

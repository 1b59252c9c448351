import { setTimeout as pause } from 'node:timers/promises';
import { RECORD_GIVE_UP_MS, RECORD_RETRY_MAX_MS, RECORD_RETRY_MS } from './limits';

/**
 * Runs a task until it succeeds: what an engine has answered must not get lost because the store is away for a while.
 * Rejects with the last error after an hour, or when the signal ends it.
 */
export const persistently = async <Result>(task: () => Promise<Result>, signal: AbortSignal): Promise<Result> => {
  const giveUpAt = Date.now() + RECORD_GIVE_UP_MS;
  for (let wait = RECORD_RETRY_MS; ; wait = Math.min(wait * 2, RECORD_RETRY_MAX_MS)) {
    try {
      return await task();
    } catch (error) {
      if (signal.aborted || Date.now() > giveUpAt) throw error;
      await pause(wait, undefined, { signal, ref: false }).catch(() => {
        throw error;
      });
    }
  }
};

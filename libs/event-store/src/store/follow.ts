import { EventStoreUnavailable } from '../errors';
import { backoffMs, pause } from './backoff';
import type { FollowOptions, Log, SealedBatch } from './log';

/** Knows how far the log reaches, as far as this process has heard. */
export interface Watch {
  /** Resolves when the log may reach beyond this position, or when the signal is aborted or the watch ends. Never rejects. */
  beyond(position: number, signal: AbortSignal): Promise<void>;
  readonly ended: boolean;
}

/**
 * A subscription over a log that can be read from a position: read, hand out, and wait when there is nothing new.
 * Since positions are gapless in commit order, reading after the last one seen can miss nothing.
 */
export async function* followByReading(
  readAll: Log['readAll'],
  watch: Watch,
  { after, limit, categories, signal }: FollowOptions,
): AsyncGenerator<SealedBatch> {
  let position = after;
  let failures = 0;
  while (!signal.aborted && !watch.ended) {
    const batch = await attempt(() => readAll(position, limit, categories));
    if (signal.aborted || watch.ended) return;
    if (!batch) {
      await pause(backoffMs(failures++), signal);
      continue;
    }
    failures = 0;
    if (batch.position > position) {
      position = batch.position;
      yield batch;
    }
    // Asking again at once would cost a query per batch, to learn that there is nothing new.
    if (batch.events.length < limit) await watch.beyond(position, signal);
  }
}

/** Null when the store could not be reached: worth another attempt. Whatever else goes wrong will not mend by itself. */
const attempt = async (read: () => Promise<SealedBatch>): Promise<SealedBatch | null> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof EventStoreUnavailable) return null;
    throw error;
  }
};

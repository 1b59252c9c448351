import { setTimeout as wait } from 'node:timers/promises';
import { RECONNECT_DELAY_MS_MAX, RECONNECT_DELAY_MS_MIN } from '../limits';

/** How long to wait before the n-th further attempt (from 0): doubling, bounded, and half of it by chance, so that clients do not return in step. */
export const backoffMs = (attempt: number, chance: number = Math.random()): number => {
  const full = Math.min(RECONNECT_DELAY_MS_MAX, RECONNECT_DELAY_MS_MIN * 2 ** Math.min(attempt, 20));
  return Math.round(full / 2 + (full / 2) * chance);
};

/** Waits; an aborted signal ends the wait early, without an error. */
export const pause = async (delayMs: number, signal: AbortSignal): Promise<void> => {
  try {
    await wait(delayMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

/** Time as adapters need it, so that tests may bring their own. */
export interface GatewayClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Timers of Node hold at most this; longer waits end early and are simply waited for again. */
const TIMER_MS_MAX = 2 ** 31 - 1;

export const systemClock: GatewayClock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(Math.max(ms, 0), TIMER_MS_MAX));
      signal.addEventListener('abort', end, { once: true });
    }),
};

export const isoTime = (ms: number): string => new Date(ms).toISOString();

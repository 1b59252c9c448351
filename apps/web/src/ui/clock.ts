import { useSyncExternalStore } from 'react';

const TICK_MS = 1000;
const HOUR_MS = 3_600_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const tick = () => {
  now = Date.now();
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
};

/** The present in ms, moving once a second; all durations on a page share this one timer. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

/** When the present hour began, in ms; moves once an hour. */
export const useHour = (): number => useSyncExternalStore(subscribe, () => Math.floor(now / HOUR_MS) * HOUR_MS);

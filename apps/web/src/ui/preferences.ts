import { useSyncExternalStore } from 'react';
import type { TimeMode } from './format/time';

/** Personal choices, kept in this browser. */
export interface Preferences {
  readonly time: TimeMode;
  /** Single-letter shortcuts; WCAG 2.1.4 wants a way to switch them off. */
  readonly singleKeys: boolean;
  /** How close rows stand. */
  readonly density: 'comfortable' | 'compact';
  /** Whether anything moves by itself; `reduced` also where the system would allow it. */
  readonly motion: 'system' | 'reduced';
  /** With which saved view a list opens from the navigation; absent: with everything. */
  readonly opensWith: Readonly<Record<string, string>>;
  readonly firstSteps: 'shown' | 'hidden';
  /** What was looked at on the way of the first steps. */
  readonly seen: readonly string[];
}

const KEY = 'mc-preferences';
const DEFAULTS: Preferences = {
  time: 'relative',
  singleKeys: true,
  density: 'comfortable',
  motion: 'system',
  opensWith: {},
  firstSteps: 'shown',
  seen: [],
};

const read = (): Preferences => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return typeof kept === 'object' && kept !== null ? { ...DEFAULTS, ...kept } : DEFAULTS;
  } catch {
    // A browser that keeps nothing, or something unreadable there: the defaults do.
    return DEFAULTS;
  }
};

let current: Preferences | undefined;
const listeners = new Set<() => void>();

export const preferences = (): Preferences => {
  current ??= read();
  return current;
};

export const setPreferences = (change: Partial<Preferences>): void => {
  current = { ...preferences(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Not kept beyond this page, but in force on it.
  }
  document.documentElement.dataset.density = current.density;
  document.documentElement.dataset.motion = current.motion;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences);

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
  /** The view of a run that was chosen last; `null`: none was, so the size of the run decides. */
  readonly runTab: 'timeline' | 'graph' | null;
  /** Whether a decision leads on to the next request. */
  readonly autoAdvance: boolean;
  /** Runs whose requests come last and are not told of. */
  readonly mutedRuns: readonly string[];
  readonly notify: NotifyChoice;
}

/** How somebody wants to hear of requests while they look elsewhere. All of it is off until chosen. */
export interface NotifyChoice {
  readonly banner: boolean;
  readonly sound: boolean;
  readonly tiers: { readonly write: boolean; readonly irreversible: boolean };
  /** Times of day as `22:00`; the end may be on the next day. `null`: at any time. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
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
  runTab: null,
  autoAdvance: true,
  mutedRuns: [],
  notify: { banner: false, sound: false, tiers: { write: true, irreversible: true }, quiet: null },
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

const tell = (): void => {
  const { density, motion } = preferences();
  Object.assign(document.documentElement.dataset, { density, motion });
  for (const listener of listeners) listener();
};

export const setPreferences = (change: Partial<Preferences>): void => {
  current = { ...preferences(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Not kept beyond this page, but in force on it.
  }
  tell();
};

/** Choices of another tab hold here too. */
const onStorage = ({ key }: StorageEvent): void => {
  if (key !== KEY) return;
  current = undefined;
  tell();
};

const subscribe = (listener: () => void) => {
  if (listeners.size === 0) window.addEventListener('storage', onStorage);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', onStorage);
  };
};

const MUTED_MAX = 200;

/** Mutes a run, or lets it be heard again; of very many the oldest are forgotten. */
export const toggleMuted = (runId: string): boolean => {
  const { mutedRuns } = preferences();
  const isMuted = !mutedRuns.includes(runId);
  setPreferences({ mutedRuns: isMuted ? [...mutedRuns, runId].slice(-MUTED_MAX) : mutedRuns.filter((one) => one !== runId) });
  return isMuted;
};

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences);

import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Something that can be done here: by a key, from the list of keys, or by name from the palette. */
export interface Action {
  readonly what: string;
  /** `j`, `J` (with shift), `Enter`, `Escape`, `F8`, `g r` (one after the other). Without keys: by name only. */
  readonly keys?: string;
  /** Also works while somebody types. Only for keys that write nothing. */
  readonly always?: boolean;
  /** Offered by name in the palette; moving about in a list is not. */
  readonly named?: boolean;
  /** Why it cannot be done now; it stays listed with the reason. */
  readonly blocked?: string | null;
  readonly run: (event?: KeyboardEvent) => void;
}

/** The shell is around the page, the page around its parts: the innermost knows best what a key means. */
export type Level = 'shell' | 'page' | 'part';
const LEVELS: readonly Level[] = ['shell', 'page', 'part'];

export interface ActionGroup {
  readonly title: string;
  readonly level: Level;
  readonly actions: readonly Action[];
}

type Entry = { current: ActionGroup };

let entries: readonly Entry[] = [];
let snapshot: readonly ActionGroup[] = [];
const watchers = new Set<() => void>();

const changed = (next: readonly Entry[]): void => {
  entries = next;
  refreshActions();
};

/** Lists are written anew with every rendering and nobody is told; whoever shows them looks when they are opened. */
export const refreshActions = (): void => {
  snapshot = actionGroups();
  for (const watcher of watchers) watcher();
};

/** What can be done now, from the outside in. */
export const actionGroups = (): readonly ActionGroup[] =>
  entries.map(({ current }) => current).sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));

/** Offers actions while mounted. */
export const useActions = (title: string, actions: readonly Action[], level: Level = 'page'): void => {
  const entry = useRef<ActionGroup>({ title, level, actions });
  entry.current = { title, level, actions };
  useEffect(() => {
    changed([...entries, entry]);
    return () => changed(entries.filter((one) => one !== entry));
  }, []);
};

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  refreshActions();
  return () => watchers.delete(watcher);
};

/** The groups as they are when a list of them is opened. */
export const useActionGroups = (): readonly ActionGroup[] => useSyncExternalStore(watch, () => snapshot);

/** Colours that series can have; the style sheet holds them, checked for contrast in light and dark. */
export const SERIES_COLOURS = 8;
const KEPT_MAX = 200;
const KEY = 'mc-series';

/** What a series stands for. The same name may be an agent and a model. */
export type SeriesKind = 'agent' | 'model' | 'workflow';

type Slots = Map<string, number>;

const isSlot = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < SERIES_COLOURS;

const read = (): Slots => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Map(Array.isArray(kept) ? kept.filter((entry): entry is [string, number] => isSlot(entry?.[1])) : []);
  } catch {
    // A browser that keeps nothing, or something unreadable there: colours are given out anew.
    return new Map();
  }
};

let known: Slots | undefined;

/**
 * The colour of each of these series, by number. A series gets one when it is first seen, the one that is taken least, and has it from
 * then on, on every page and after a reload. Two that come to stand side by side with one colour are told apart: the later
 * borrows a free one for as long as they do.
 */
export const seriesSlots = (kind: SeriesKind, names: readonly string[]): ReadonlyMap<string, number> => {
  known ??= read();
  const shown = new Map<string, number>();
  let isNew = false;
  for (const name of names) {
    const key = `${kind} ${name}`;
    const taken = new Set(shown.values());
    const own = known.get(key) ?? leastTaken(known, taken);
    isNew ||= !known.has(key);
    known.set(key, own);
    shown.set(name, taken.has(own) && taken.size < SERIES_COLOURS ? leastTaken(known, taken) : own);
  }
  if (isNew) keep(known);
  return shown;
};

/** For one series alone. */
export const seriesSlot = (kind: SeriesKind, name: string): number => seriesSlots(kind, [name]).get(name) ?? 0;

const leastTaken = (slots: Slots, beside: ReadonlySet<number>): number => {
  const uses = Array.from({ length: SERIES_COLOURS }, (_, slot) => ({
    slot,
    uses: beside.has(slot) ? Number.POSITIVE_INFINITY : 0,
  }));
  for (const slot of slots.values()) {
    const use = uses[slot];
    if (use) use.uses += 1;
  }
  return uses.reduce((least, next) => (next.uses < least.uses ? next : least)).slot;
};

const keep = (slots: Slots): void => {
  for (const key of slots.keys()) {
    if (slots.size <= KEPT_MAX) break;
    slots.delete(key);
  }
  try {
    localStorage.setItem(KEY, JSON.stringify([...slots]));
  } catch {
    // Then they last as long as this page.
  }
};

/** The style sheet's name for a colour; `null`: all others together. */
export const seriesVariable = (slot: number | null): string => `var(--mc-series-${slot ?? 'other'})`;

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SeedError } from './house';
import { SETS, type SetName, type Wanted } from './seed';

const USAGE = 'Usage: npm run seed -- --set S|L [--data-dir DIR] [--now ISO] [--scale FRACTION]';

export interface Arguments extends Wanted {
  /** Absolute; `null`: where the settings say. */
  readonly dataDir: string | null;
}

/** Throws a SeedError with a sentence for what cannot be used. */
export const readArguments = (given: readonly string[], present: number): Arguments => {
  const { set, now, scale, 'data-dir': dataDir } = parsed(given);
  if (!SETS.some((name) => name === set)) throw new SeedError(`The option --set must be S or L. ${USAGE}`);
  return {
    set: set as SetName,
    now: now === undefined ? present : instant(now),
    scale: scale === undefined ? 1 : fraction(scale),
    dataDir: dataDir === undefined ? null : resolve(dataDir),
  };
};

const parsed = (given: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...given], options: { set: text, now: text, scale: text, 'data-dir': text } }).values;
  } catch (error) {
    throw new SeedError(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`);
  }
};

const instant = (text: string): number => {
  const ms = Date.parse(text);
  if (Number.isNaN(ms))
    throw new SeedError(`The option --now must be an instant such as 2026-11-22T09:00:00Z (it is "${text}").`);
  return ms;
};

const fraction = (text: string): number => {
  const scale = Number(text);
  if (!(scale > 0 && scale <= 1)) throw new SeedError(`The option --scale must be above 0 and at most 1 (it is "${text}").`);
  return scale;
};

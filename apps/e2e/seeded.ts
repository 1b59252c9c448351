import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/mission-control');
const bundle = join(root, 'apps/api/dist-seed/seed.js');

const HOUR_MS = 3_600_000;
/** Older data are made anew: requests and attempts that are open in them would be close to their end. */
const AGE_MS_MAX = { S: 12 * HOUR_MS, L: 72 * HOUR_MS } as const;
const MAKING = '.new-';

/** S: twelve runs, each in a state of its own. L: 100,000 runs, and a few heavy ones. See docs/seed.md. */
type SeedSet = keyof typeof AGE_MS_MAX;

/** What the seed says of its data. */
interface Note {
  /** ISO-8601 UTC: the seeded time ends here. A browser whose clock stands there shows the same times every day. */
  readonly now: string;
  readonly runs: number;
  readonly events: number;
  readonly people: readonly { readonly username: string; readonly roles: readonly string[] }[];
  /** Of all of them. */
  readonly password: string;
}

/** A data directory with a seeded set, to start the product on: `startProduct({ dataDir })`. */
export interface Seeded extends Note {
  readonly dataDir: string;
  /** When the product has stopped. */
  remove(): void;
}

/**
 * A copy of its own. The set is made when it is asked for first, or when what makes it has changed, and kept in
 * node_modules: S takes seconds, L minutes and more than two gigabytes, and as much again for each copy.
 */
export const seeded = async (set: SeedSet): Promise<Seeded> => {
  const made = (await find(set)) ?? (await make(set));
  const folder = mkdtempSync(join(tmpdir(), 'mission-control-seeded-'));
  // Root hands the database to another user, who must get through.
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'data');
  // With its owners, which `fs.cp` does not keep.
  await run('cp', ['-a', made, dataDir]);
  return { ...noteOf(dataDir), dataDir, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }) };
};

const noteOf = (dataDir: string): Note => JSON.parse(readFileSync(join(dataDir, 'seed.json'), 'utf8'));

/** By all that it is made of: the bundle holds our own sources, the lock file names the rest. */
const placeOf = (set: SeedSet): string => {
  const hash = createHash('sha256')
    .update(readFileSync(bundle))
    .update(readFileSync(join(root, 'package-lock.json')));
  return join(cache, `seed-${set}-${hash.digest('hex').slice(0, 12)}`);
};

const find = async (set: SeedSet): Promise<string | null> => {
  await run(join(root, 'node_modules/.bin/rolldown'), ['-c', join(root, 'apps/api/seed/rolldown.config.mjs')], { cwd: root });
  const place = placeOf(set);
  const isFresh = existsSync(place) && Date.now() - Date.parse(noteOf(place).now) < AGE_MS_MAX[set];
  return isFresh ? place : null;
};

/** Made aside and renamed when whole. */
const make = async (set: SeedSet): Promise<string> => {
  mkdirSync(cache, { recursive: true });
  const place = placeOf(set);
  const making = `${place}${MAKING}${process.pid}`;
  clearAway(set);
  const options = { cwd: root, env: { PATH: process.env.PATH ?? '' } };
  await run(process.execPath, [bundle, '--set', set, '--data-dir', making], options);
  renameSync(making, place);
  return place;
};

/** What was made of older sources, and what a process that is gone had begun. */
const clearAway = (set: SeedSet): void => {
  for (const name of readdirSync(cache)) {
    if (!name.startsWith(`seed-${set}-`)) continue;
    const [, pid] = name.split(MAKING);
    if (pid === undefined || !isAlive(Number(pid))) rmSync(join(cache, name), { recursive: true, force: true, maxRetries: 5 });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

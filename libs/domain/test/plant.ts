import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@jest/globals';

/** A planted bug: one rule taken out of the real source. */
export interface Mutant {
  readonly name: string;
  /** From `src`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

interface Bundled {
  readonly path: string;
  readonly replaced: number;
}

/** Bundles the domain once for each mutant. The bundler runs in a process of its own: it does not work inside Jest's sandbox. */
export const plant = (mutants: readonly Mutant[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'mc-mutants-'));
  const input = JSON.stringify(mutants);
  const answer = execFileSync(process.execPath, [resolve('test/bundle-mutants.mjs'), folder], { input });
  const bundled = JSON.parse(answer.toString()) as readonly Bundled[];
  return {
    /** What the first of so many seeds has found that found anything. */
    firstViolation: async <Domain>(
      index: number,
      seeds: number,
      violationsOf: (seed: number, domain: Domain) => readonly string[],
    ): Promise<string | null> => {
      const { path, replaced } = bundled[index] as Bundled;
      expect(replaced).toBe(1);
      const domain = (await import(pathToFileURL(path).href)) as Domain;
      for (let seed = 1; seed <= seeds; seed++) {
        try {
          const [found] = violationsOf(seed, domain);
          if (found) return found;
        } catch (error) {
          return String(error);
        }
      }
      return null;
    },
    clear: (): void => rmSync(folder, { recursive: true, force: true }),
  };
};

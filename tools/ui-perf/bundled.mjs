import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A module of the console or the domain, as a browser would get it, to be run here. */
export const bundled = async (path) => {
  const build = await rolldown({ input: join(root, path), platform: 'browser', cwd: root });
  const file = join(mkdtempSync(join(tmpdir(), 'mission-control-perf-')), 'module.mjs');
  await build.write({ file, format: 'esm', minify: true });
  return await import(pathToFileURL(file).href);
};

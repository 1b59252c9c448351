// Bundles the launcher of the embedded PostgreSQL into one module that plain Node can import, for tools and tests
// outside the API. `node tools/build-launcher.mjs` prints where it lies.
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
// Inside node_modules, so that `pg` and the binaries are found from there.
const folder = join(root, 'node_modules/.cache/mission-control');

/** @returns {Promise<string>} the path of the bundle */
export const buildLauncher = async () => {
  const bundle = await rolldown({
    input: join(root, 'apps/api/src/embedded-postgres/index.ts'),
    platform: 'node',
    external: (id) => !/^[./]/.test(id),
    logLevel: 'silent',
  });
  const making = join(folder, `embedded-postgres.${process.pid}.mjs`);
  await bundle.write({ file: making, format: 'esm' });
  await bundle.close();
  // Several test runs may build at once: each reads a whole file.
  const path = join(folder, 'embedded-postgres.mjs');
  await rename(making, path);
  return path;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await buildLauncher());

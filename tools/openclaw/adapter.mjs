import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const API = fileURLToPath(new URL('../../apps/api/', import.meta.url));
const inside = /^(\.|\/|@mc\/|@oxc-project\/runtime)/;

/** The adapter alone, built beside the product, for what Mission Control does not ask of it yet. */
export const loadAdapter = async () => {
  const built = await rolldown({
    input: {
      openclaw: join(API, 'src/gateways/openclaw/openclaw.gateway.ts'),
      options: join(API, 'src/gateways/openclaw/options.ts'),
    },
    platform: 'node',
    tsconfig: join(API, 'tsconfig.json'),
    external: (id) => !inside.test(id),
  });
  // Beside its own modules, so that what stays outside is found.
  const dir = join(API, 'node_modules/.cache/openclaw-adapter');
  await built.write({ dir, format: 'esm', entryFileNames: '[name].mjs' });
  const load = (name) => import(pathToFileURL(join(dir, `${name}.mjs`)).href);
  const [{ OpenclawGateway }, { openclawOptions }] = [await load('openclaw'), await load('options')];
  return { OpenclawGateway, openclawOptions };
};

// node bundle-mutants.mjs <folder> < mutants.json: bundles the domain once for each mutant, and says where and how often it replaced.
// A mutant's file is named from src.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const input = fileURLToPath(new URL('../src/index.ts', import.meta.url));
const [folder] = process.argv.slice(2);
const mutants = JSON.parse(readFileSync(0, 'utf8'));

const bundle = async ({ file, from, to }, index) => {
  let replaced = 0;
  const plugin = {
    name: 'mutant',
    transform(code, id) {
      if (!id.endsWith(`/src/${file}`)) return null;
      replaced = code.split(from).length - 1;
      return code.replace(from, () => to);
    },
  };
  const build = await rolldown({ input, plugins: [plugin] });
  const path = join(folder, `mutant-${index}.mjs`);
  await build.write({ file: path, format: 'esm' });
  await build.close();
  return { path, replaced };
};

process.stdout.write(JSON.stringify(await Promise.all(mutants.map(bundle))));

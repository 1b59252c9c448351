import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';
import api from '../rolldown.config.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// Called from wherever npm stands, also by several test runs at once: a file that is replaced by its like harms nobody.
export default defineConfig({
  ...api,
  cwd: here('..'),
  input: { seed: here('./main.ts') },
  output: { dir: here('../dist-seed'), format: 'esm', sourcemap: true },
});

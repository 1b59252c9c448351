import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';
import api from '../rolldown.config.mjs';

export default defineConfig({
  ...api,
  input: { bench: fileURLToPath(new URL('./main.ts', import.meta.url)) },
  output: { dir: 'dist-bench', format: 'esm', sourcemap: true, cleanDir: true },
});

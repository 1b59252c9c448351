import { defineConfig } from 'rolldown';

// Our own workspace libs (and the compiler's small helpers) are compiled in; everything from the registry stays in node_modules.
const inside = /^(\.|\/|@mc\/|@oxc-project\/runtime)/;

export default defineConfig({
  input: { main: 'src/main.ts', rebuild: 'src/rebuild.ts' },
  platform: 'node',
  tsconfig: 'tsconfig.json',
  external: (id) => !inside.test(id),
  output: { dir: 'dist', format: 'esm', sourcemap: true, cleanDir: true },
});

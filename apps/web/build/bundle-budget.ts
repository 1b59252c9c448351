import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

const KIB = 1024;
const INITIAL_JS_KIB_MAX = 260;
const INITIAL_CSS_KIB_MAX = 45;
const EDITOR_KIB_MAX = 180;
const CHUNK_KIB_MAX = 90;
const TOTAL_JS_KIB_MAX = 750;

/** Where the measurement of the console finds the sizes. */
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/mission-control', import.meta.url));

interface Line {
  readonly what: string;
  readonly kib: number;
  readonly max: number;
}

/** Prints what a browser downloads, gzipped, and stops a build that is over budget. */
export const bundleBudget = (): Plugin => ({
  name: 'mc-bundle-budget',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const lines = measure(Object.values(bundle));
      const text = lines.map(({ what, kib, max }) => `  ${what.padEnd(44)} ${kib.toFixed(1).padStart(7)} of ${max} KiB gz`);
      mkdirSync(CACHE, { recursive: true });
      writeFileSync(join(CACHE, 'download-sizes.json'), JSON.stringify(lines));
      this.info(`download sizes\n${text.join('\n')}`);
      const over = lines.filter(({ kib, max }) => kib > max);
      if (over.length > 0) this.error(`over budget: ${over.map(({ what }) => what).join(', ')}`);
    },
  },
});

const measure = (files: readonly (Rollup.OutputChunk | Rollup.OutputAsset)[]): Line[] => {
  const chunks = files.filter((file) => file.type === 'chunk');
  const initial = new Set<string>();
  const visit = (name: string) => {
    if (initial.has(name)) return;
    initial.add(name);
    chunks.find((chunk) => chunk.fileName === name)?.imports.forEach(visit);
  };
  for (const chunk of chunks) if (chunk.isEntry) visit(chunk.fileName);
  const first = chunks.filter((chunk) => initial.has(chunk.fileName));
  const lazy = chunks.filter((chunk) => !initial.has(chunk.fileName));
  // Workers are built by themselves and come in as files.
  const workers = files.filter((file) => file.type === 'asset' && file.fileName.endsWith('.js')) as Rollup.OutputAsset[];
  const styles = files.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css')) as Rollup.OutputAsset[];
  const entryCss = new Set(
    chunks.filter((chunk) => chunk.isEntry).flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]),
  );
  return [
    { what: 'first page, scripts', kib: sum(first.map((chunk) => gz(chunk.code))), max: INITIAL_JS_KIB_MAX },
    {
      what: 'first page, styles',
      kib: sum(styles.filter((file) => entryCss.has(file.fileName)).map((file) => gz(file.source))),
      max: INITIAL_CSS_KIB_MAX,
    },
    ...lazy
      .map((chunk) => ({
        what: `lazy ${chunk.name}`,
        kib: gz(chunk.code),
        max: chunk.name.includes('editor') ? EDITOR_KIB_MAX : CHUNK_KIB_MAX,
      }))
      .filter(({ kib }) => kib >= 5)
      .sort((a, b) => b.kib - a.kib),
    {
      what: 'all scripts',
      kib: sum([...chunks.map((chunk) => gz(chunk.code)), ...workers.map((file) => gz(file.source))]),
      max: TOTAL_JS_KIB_MAX,
    },
  ];
};

const gz = (source: string | Uint8Array): number => gzipSync(source, { level: 9 }).length / KIB;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

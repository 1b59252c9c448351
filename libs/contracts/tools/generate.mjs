// Writes openapi.json and the client's types from the table of endpoints; with --check only says whether they are stale.
import { readFile, writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import openapiTS, { astToString } from 'openapi-typescript';

// Node runs the sources as they are, but looks for relative imports under their full name.
registerHooks({
  resolve: (specifier, context, next) =>
    /^\.{1,2}\//.test(specifier) && !/\.\w+$/.test(specifier) ? next(`${specifier}.ts`, context) : next(specifier, context),
});

const { openApiDocument } = await import('../src/openapi.ts');

const document = openApiDocument();
const types = astToString(await openapiTS(document, { defaultNonNullable: false, silent: true }));
const files = {
  '../openapi.json': `${JSON.stringify(document, null, 2)}\n`,
  '../src/client/schema.d.ts': `// Generated from openapi.json by \`npm run generate\`. Do not edit.\n\n${types}`,
};

const stale = [];
for (const [name, content] of Object.entries(files)) {
  const url = new URL(name, import.meta.url);
  if (!process.argv.includes('--check')) await writeFile(url, content);
  else if ((await readFile(url, 'utf8').catch(() => '')) !== content) stale.push(name.slice(3));
}
if (stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}; run npm run generate -w @mc/contracts`);
  process.exitCode = 1;
}

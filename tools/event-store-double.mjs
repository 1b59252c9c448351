// node tools/event-store-double.mjs [esdb|kurrentdb] [bytes of one append]
//
// The tests' double of EventStoreDB in a process of its own: says its address for EVENTSTORE_URL, and keeps everything in
// memory until it is stopped. For trying the whole product where there is no server; it proves nothing about a real one.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { requireNode } from './require-node.mjs';

requireNode();
const root = fileURLToPath(new URL('../libs/event-store/', import.meta.url));
const bundle = await rolldown({
  input: `${root}test/double/main.ts`,
  platform: 'node',
  tsconfig: `${root}tsconfig.json`,
  external: (id) => !/^(\.|\/|@oxc-project\/runtime)/.test(id),
});
const { output } = await bundle.write({ dir: `${root}dist`, format: 'esm' });
await import(`${root}dist/${output[0].fileName}`);

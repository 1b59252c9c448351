/** Older ones lack what this program is built on (measured: node:zlib crc32, Promise.withResolvers, URL.parse). */
const NODE_MAJOR_MIN = 22;

// Before anything else is loaded: an old Node could not even read the rest, and would say so in riddles.
if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
  console.error(`Mission Control needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.version}. Start it with npm start.`);
  process.exit(1);
}

const { serve } = await import('./serve');
await serve(process.env);

// Nothing is exported; this makes the file a module, which may wait.
export {};

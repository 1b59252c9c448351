// npm run ui:perf [-- --only P4,P6] [-- --soak 60]
//
// Measures the console on seed set L (100,000 runs, a run of 1,000 steps, one of 50,000 events, an output of 10 MB) against its
// budgets, in a real browser, and writes a table and `ui-perf.json`. CPU is the thread time of the page, so other work on the
// machine does not count; what says "after" or "visible" is time on the clock, and wants a machine that is otherwise idle.

import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startProduct } from '../../apps/e2e/product.ts';
import { seeded } from '../../apps/e2e/seeded.ts';
import { requireNode } from '../require-node.mjs';
import { openBrowser } from './browser.mjs';
import { table } from './figures.mjs';
import { sizes } from './p01-sizes.mjs';
import { load } from './p02-load.mjs';
import { interactions } from './p03-interactions.mjs';
import { list } from './p04-list.mjs';
import { live } from './p05-live.mjs';
import { graph } from './p06-graph.mjs';
import { events } from './p07-events.mjs';
import { output } from './p08-output.mjs';
import { chart } from './p09-chart.mjs';
import { approvals } from './p10-approvals.mjs';
import { socket } from './p11-socket.mjs';
import { soak } from './p12-soak.mjs';
import { validator } from './p13-validator.mjs';
import { apiOf, findPlaces } from './places.mjs';

requireNode();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, soak: { type: 'string', default: '0' }, out: { type: 'string', default: 'ui-perf.json' } },
});
const minutes = Number(options.soak);
const wanted = options.only?.split(',');
const GROUPS = [
  ['P1', sizes],
  ['P2', load],
  ['P3', interactions],
  ['P4', list],
  ['P5', live],
  ['P6', graph],
  ['P7', events],
  ['P8', output],
  ['P9', chart],
  ['P10', approvals],
  ['P13', validator],
  ...(minutes > 0 ? [['P12', (world) => soak(world, minutes)]] : []),
  // Last, since it takes the server away.
  ['P11', socket],
].filter(([id]) => wanted === undefined || wanted.includes(id));

const key = randomUUID();
const data = await seeded('L');
const env = { MC_BOOTSTRAP_ADMIN_KEY: key };
const world = { product: await startProduct({ dataDir: data.dataDir, env }), load: loadavg()[0] };
world.api = apiOf(world.product, key);
world.browser = await openBrowser(world.product, { username: 'lin', password: data.password });
world.restart = async () => {
  const { port } = new URL(world.product.url);
  world.product = await startProduct({ dataDir: data.dataDir, env: { ...env, PORT: port } });
};
const figures = [];
try {
  world.places = await findPlaces(world.api);
  for (const [id, measure] of GROUPS) {
    process.stderr.write(`${id} ...\n`);
    try {
      figures.push(...(await measure(world)));
    } catch (error) {
      await world.browser.picture(`ui-perf-${id}.png`).catch(() => undefined);
      figures.push({
        id,
        what: `could not be measured: ${String(error.message ?? error)
          .split('\n')[0]
          .slice(0, 90)}`,
        value: Number.NaN,
        unit: '',
        max: 0,
        isReached: false,
      });
    }
  }
} finally {
  await world.browser.close();
  await world.product.stop();
  data.remove();
}
const machine = {
  cpu: cpus()[0]?.model.trim(),
  cores: cpus().length,
  node: process.version,
  loadBefore: world.load,
  loadAfter: loadavg()[0],
};
writeFileSync(options.out, `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2)}\n`);
console.log(
  `${table(figures)}\n\n${machine.cores} x ${machine.cpu}, Node ${machine.node}, load ${machine.loadBefore.toFixed(1)} to ${machine.loadAfter.toFixed(1)}; ${options.out}`,
);
process.exitCode = figures.every(({ isReached }) => isReached) ? 0 : 1;

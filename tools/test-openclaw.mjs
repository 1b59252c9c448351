// node tools/test-openclaw.mjs [--only NAME]... [--serve PORT]
//
// The built product against a real OpenClaw gateway on loopback with a stub model: agent import, the main job with an
// approval and live tokens per model, sub-agents, abort, an exec approval, and the death of the gateway and of Mission
// Control in the middle of a step. Installs openclaw from npm into a scratch folder, which is kept between runs (647 MB);
// MC_OPENCLAW_DIR names another folder. Needs the product to be built. With --serve it only starts the gateway with the stub
// model, on this port, and leaves the rest to you.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeConsole } from './openclaw/console.mjs';
import { install, makeGateway, TOKEN, VERSION } from './openclaw/gateway.mjs';
import { startModel } from './openclaw/model.mjs';
import { SCENARIOS } from './openclaw/scenarios.mjs';
import { requireNode } from './require-node.mjs';

requireNode();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] }, serve: { type: 'string' } } });
const scratch = process.env.MC_OPENCLAW_DIR ?? fileURLToPath(new URL('../node_modules/.cache/openclaw', import.meta.url));

const began = Date.now();
const say = (line) => console.log(`${((Date.now() - began) / 1_000).toFixed(1).padStart(7)} s  ${line}`);

const entry = install(join(scratch, 'install'));
say(`openclaw ${VERSION} is installed`);
mkdirSync(join(scratch, 'runs'), { recursive: true });
const model = await startModel();
const gateway = await makeGateway(entry, join(scratch, 'runs'), model.url, Number(values.serve ?? 0));
say(`the gateway is ready after ${await gateway.start()} ms, state in ${gateway.home}`);
if (values.serve !== undefined) {
  say(`${gateway.url}, token ${TOKEN}; Ctrl-C ends it`);
  await new Promise(() => undefined);
}
const console_ = await makeConsole();
await console_.setUp();
await console_.post('/api/v1/gateways', {
  name: 'claw',
  kind: 'openclaw',
  url: gateway.url,
  auth: { type: 'token', token: TOKEN },
});
for (const [name, input, output, cacheRead] of [
  ['stub/stub-small', 100, 200, 10],
  ['stub/stub-large', 500, 1_500, 50],
])
  await console_.put(`/api/v1/model-pricing/${encodeURIComponent(name)}`, {
    inputCentsPerMTok: input,
    outputCentsPerMTok: output,
    cacheReadCentsPerMTok: cacheRead,
  });

const faults = [];
for (const { name, play } of SCENARIOS) {
  if (values.only.length > 0 && !values.only.includes(name)) continue;
  say(`-- ${name}`);
  try {
    await play({ console: console_, gateway, model, say });
    say(`   passed`);
  } catch (error) {
    faults.push(name);
    say(`   FAILED: ${error instanceof Error ? error.message : error}`);
  }
}

await console_.stop();
await gateway.end('SIGTERM');
model.stop();
say(faults.length === 0 ? 'all passed' : `failed: ${faults.join(', ')}`);
process.exit(faults.length === 0 ? 0 : 1);

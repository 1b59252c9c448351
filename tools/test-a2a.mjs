// node tools/test-a2a.mjs [--only WORD]...
//
// The built product against a real Agent2Agent agent, served by the official SDK on loopback: agent card, the main job with
// an approval and live tokens per model, abort, lost connections, and the death of either side in the middle of a step.
// Needs the product to be built.
import { parseArgs } from 'node:util';
import { KEY, startAgent } from './a2a/agent.mjs';
import { SCENARIOS } from './a2a/scenarios.mjs';
import { makeConsole } from './openclaw/console.mjs';
import { requireNode } from './require-node.mjs';

requireNode();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
const began = Date.now();
const say = (line) => console.log(`${((Date.now() - began) / 1_000).toFixed(1).padStart(7)} s  ${line}`);

const agent = await startAgent();
say(`the agent is at ${agent.url}`);
const product = await makeConsole();
await product.setUp();
await product.post('/api/v1/gateways', {
  name: 'agent',
  kind: 'a2a',
  url: agent.url,
  auth: { type: 'bearer', token: KEY },
  options: { usage: true },
});
await product.put('/api/v1/model-pricing/a2a-small', { inputCentsPerMTok: 15, outputCentsPerMTok: 60 });
await product.put('/api/v1/model-pricing/a2a-large', { inputCentsPerMTok: 250, outputCentsPerMTok: 1_000 });

const faults = [];
for (const [index, { name, play }] of SCENARIOS.entries()) {
  // The first makes the agents that the others use.
  if (index > 0 && values.only.length > 0 && !values.only.some((word) => name.includes(word))) continue;
  say(`-- ${name}`);
  try {
    await play({ console: product, agent, say });
    say('   passed');
  } catch (error) {
    faults.push(name);
    say(`   FAILED: ${error instanceof Error ? error.message : error}`);
  }
}

await product.stop();
await agent.stop();
say(faults.length === 0 ? 'all passed' : `failed: ${faults.join(', ')}`);
process.exit(faults.length === 0 ? 0 : 1);

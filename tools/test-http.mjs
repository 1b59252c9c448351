// node tools/test-http.mjs [--only WORD]...
//
// The built product against the example agent of the signed HTTP contract: whatever dies or falls silent in the middle of a
// write, it is done once, and every attempt is settled. Needs the product to be built.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SECRET, startAgent } from './http/agent.mjs';
import { makeConsole } from './openclaw/console.mjs';
import { requireNode } from './require-node.mjs';

requireNode();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
const began = Date.now();
const say = (line) => console.log(`${((Date.now() - began) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
const must = (holds, what) => {
  if (!holds) throw new Error(what);
};

const agent = await startAgent();
const product = await makeConsole();
await product.setUp();
await product.post('/api/v1/gateways', { name: 'own', kind: 'http', url: agent.url, auth: { type: 'hmac', token: SECRET } });
const { imported } = await product.post('/api/v1/gateways/own/import-agents', {});
say(`the agent is at ${agent.url} and offers ${imported.join(', ')}`);

const step = (risk, words) => [{ key: 'step', agent: 'publisher', risk, prompt: `Publish [[agent: tokens=100/50/0 ${words}]]` }];
const isWorking = ({ steps: [only] }) => only.status === 'running' && only.outputTokens > 0;
const started = async (name, risk, words) => {
  const runId = await product.run(name, step(risk, words));
  if (risk !== 'read') await product.decide();
  return runId;
};
const working = async (name, risk, words) => {
  const runId = await started(name, risk, words);
  await product.untilRun(runId, isWorking, 'work');
  return runId;
};
const completedOnce = async (runId) => {
  const run = await product.untilOver(runId);
  const { attempts } = await product.step(runId, 'step');
  const { reconciles } = await product.costs(runId);
  const [{ inputTokens, outputTokens, costCents }] = run.steps;
  say(
    `   ${run.status}, ${attempts.length} attempt, begun ${agent.count('begun', runId)} times, ${inputTokens}/${outputTokens} tokens, ${costCents} cents`,
  );
  must(run.status === 'completed' && attempts.length === 1 && agent.count('begun', runId) === 1, 'lost, or done twice');
  must(reconciles && inputTokens === 100 && outputTokens === 50, 'the costs are not those of the engine');
};
const crash = async (downMs) => {
  await product.kill();
  await delay(downMs);
  await product.start();
};

const SCENARIOS = {
  'Mission Control is killed while an irreversible step runs': async () => {
    const runId = await working('killed', 'irreversible', 'delay=8s');
    await crash(0);
    await completedOnce(runId);
  },
  'the step ends while Mission Control is down': async () => {
    const runId = await working('down', 'irreversible', 'delay=3s');
    await crash(5_000);
    await completedOnce(runId);
  },
  'the engine stands still when a write is sent, and Mission Control is killed before an answer': async () => {
    agent.standStill();
    const runId = await started('unanswered', 'write', 'delay=2s');
    await delay(500);
    await product.kill();
    agent.goOn();
    await product.start();
    await completedOnce(runId);
  },
  'the same, and the engine goes on only after the time to send': async () => {
    agent.standStill();
    const runId = await started('expired', 'write', 'delay=2s');
    await delay(500);
    await product.kill();
    await delay(6_000);
    agent.goOn();
    await product.start();
    await completedOnce(runId);
  },
  'the engine is killed in the middle of a write': async () => {
    const runId = await working('engine', 'write', 'delay=5s');
    await agent.kill();
    await agent.start();
    const { hold } = await product.untilRun(runId, (run) => run.hold === 'outcome_unknown', 'an unknown outcome');
    say(`   held: ${hold}, begun ${agent.count('begun', runId)} times`);
    must(agent.count('begun', runId) === 1, 'done twice');
    await product.post(`/api/v1/runs/${runId}/steps/step/settle`, { outcome: 'written_off', reason: 'the test knows' });
  },
  abort: async () => {
    const runId = await working('abort', 'read', 'delay=60s');
    await product.post(`/api/v1/runs/${runId}/abort`, { reason: 'test' });
    const { status } = await product.untilOver(runId);
    say(`   ${status}, stopped at the engine ${agent.count('stopped', runId)} times`);
    must(status === 'aborted' && agent.count('stopped', runId) === 1, 'the engine was not stopped');
  },
};

const faults = [];
for (const [name, play] of Object.entries(SCENARIOS)) {
  if (values.only.length > 0 && !values.only.some((word) => name.includes(word))) continue;
  say(`-- ${name}`);
  try {
    await play();
    say('   passed');
  } catch (error) {
    faults.push(name);
    say(`   FAILED: ${error instanceof Error ? error.message : error}`);
  }
}

await product.stop();
agent.stop();
say(faults.length === 0 ? 'all passed' : `failed: ${faults.join(', ')}`);
process.exit(faults.length === 0 ? 0 : 1);

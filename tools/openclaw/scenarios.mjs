import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadAdapter } from './adapter.mjs';
import { TOKEN } from './gateway.mjs';

const must = (holds, what) => {
  if (!holds) throw new Error(what);
};
const stepOf = (run, key) => run.steps.find((step) => step.key === key);
const isWorking = (key) => (run) => (stepOf(run, key)?.outputTokens ?? 0) > 0;

/** What the model served in one scenario, by model, as the costs of a run must say it. */
const sinceOf = (model) => {
  const first = model.served.length;
  return () =>
    model.served.slice(first).reduce((sums, { model: name, input, output }) => {
      sums[`stub/${name}`] ??= { calls: 0, input: 0, output: 0 };
      const sum = sums[`stub/${name}`];
      sum.calls += 1;
      sum.input += input;
      sum.output += output;
      return sums;
    }, {});
};

const compare = (served, { byModel }) => {
  for (const [name, { calls, input, output }] of Object.entries(served)) {
    const booked = byModel.find(({ model }) => model === name);
    const said = `${name}: served ${calls} calls ${input}/${output}, booked ${booked?.calls} calls ${booked?.inputTokens}/${booked?.outputTokens}`;
    must(booked?.inputTokens === input && booked?.outputTokens === output, said);
  }
};

const tell = (say, { totalCents, byModel, reconciles }) => {
  for (const { model, calls, inputTokens, outputTokens, cents } of byModel)
    say(`   ${model}: ${calls} calls, ${inputTokens}/${outputTokens} tokens, ${cents} cents`);
  say(`   in all ${totalCents} cents, reconciles: ${reconciles}`);
};

const importAgents = async ({ console, say }) => {
  const { status, capabilities, lastError, engine } = await console.until(
    () => console.get('/api/v1/gateways/claw'),
    ({ status }) => status !== 'connecting',
    'a connection',
  );
  say(`   the gateway is ${status}${lastError ? ` (${lastError})` : ''}: ${engine}`);
  const { answeredInMs, agents } = await console.post('/api/v1/gateways/claw/test');
  say(`   tested: ${agents} agents in ${answeredInMs} ms`);
  for (const sentence of capabilities.consequences) say(`   ${sentence}`);
  const { imported, skipped } = await console.post('/api/v1/gateways/claw/import-agents', {});
  say(`   imported ${imported.join(', ')}; skipped ${skipped.length}`);
  must(
    ['researcher', 'writer', 'operator'].every((name) => imported.includes(name)),
    'an agent is missing',
  );
};

const mainJob = async ({ console, model, say }) => {
  const served = sinceOf(model);
  const runId = await console.run(
    'launch-post',
    [
      { key: 'research', agent: 'researcher', risk: 'read', prompt: 'Find five facts about tea gardens. [[slow:150:20]]' },
      {
        key: 'draft',
        agent: 'writer',
        risk: 'read',
        dependsOn: ['research'],
        prompt: 'Write a post from {{ steps.research.output }} [[slow:150:20]]',
      },
      {
        key: 'publish',
        agent: 'operator',
        risk: 'irreversible',
        dependsOn: ['draft'],
        prompt: 'Publish {{ steps.draft.output }}',
      },
    ],
    { budget: { totalBudgetCents: 250, maxTokens: 100_000, onExceeded: 'hold' } },
  );
  for (const key of ['research', 'draft']) {
    const live = await console.untilRun(
      runId,
      (run) => isWorking(key)(run) && stepOf(run, key).status === 'running',
      `live tokens of ${key}`,
    );
    const { inputTokens, outputTokens, tokensFinal } = stepOf(live, key);
    say(`   ${key} while it runs: ${inputTokens}/${outputTokens} tokens, final: ${tokensFinal}`);
  }
  await console.decide();
  say('   publish was approved');
  const run = await console.untilOver(runId);
  must(run.status === 'completed', `the run is ${run.status}: ${JSON.stringify(run.steps.map(({ error }) => error))}`);
  for (const { key, inputTokens, reservedCents, costCents } of run.steps)
    say(`   ${key}: ${inputTokens} input tokens, ${costCents} cents, reserved now ${reservedCents}`);
  must(run.hold === null, 'an overhead of the engine was not reserved');
  const costs = await console.costs(runId);
  tell(say, costs);
  compare(served(), costs);
};

const subAgents = async ({ console, model, say }) => {
  const served = sinceOf(model);
  const spawn = JSON.stringify({ id: 'sessions_spawn', args: { task: 'child work' } });
  const runId = await console.run('sub-agents', [
    { key: 'parent', agent: 'operator', risk: 'write', prompt: `Have it done. [[tool:tool_call:${spawn}]]` },
  ]);
  await console.decide();
  const run = await console.untilOver(runId);
  must(run.status === 'completed', `the run is ${run.status}: ${JSON.stringify(run.steps[0].error)}`);
  const costs = await console.costs(runId);
  for (const { callId, model: name, inputTokens, outputTokens } of costs.entries)
    say(`   ${callId} ${name} ${inputTokens}/${outputTokens}`);
  compare(served(), costs);
  must(
    costs.entries.some(({ callId }) => callId.startsWith('sub-')),
    'no sub-agent was at work',
  );
};

const unpricedModel = async ({ console, say }) => {
  await console.post('/api/v1/agents', { name: 'mistyped', gateway: 'claw', engineAgent: 'writer', model: 'stub/stub-lagre' });
  const runId = await console.run('mistyped', [{ key: 'only', agent: 'mistyped', risk: 'read', prompt: 'Hello.' }]);
  const run = await console.untilOver(runId);
  const { unpriced } = await console.costs(runId);
  say(`   the run is ${run.status}; unpriced: ${JSON.stringify(unpriced)}`);
  must(
    unpriced.some(({ model }) => model === 'stub/stub-lagre'),
    'the mistyped model is not told as unpriced',
  );
};

const abort = async ({ console, model, say }) => {
  const runId = await console.run('abort', [{ key: 'only', agent: 'writer', risk: 'read', prompt: 'Slowly. [[slow:200:300]]' }]);
  await console.untilRun(runId, isWorking('only'), 'work');
  const asked = Date.now();
  await console.post(`/api/v1/runs/${runId}/abort`, { reason: 'test' });
  const run = await console.untilOver(runId, 20_000);
  await console.until(
    () => model.served.at(-1),
    ({ hungUp }) => hungUp,
    'the end of the model call',
    5_000,
  );
  say(`   the run is ${run.status} after ${Date.now() - asked} ms; the model's client hung up: ${model.served.at(-1).hungUp}`);
  const { status, statusReason, costFinal } = stepOf(run, 'only');
  say(`   the step is ${status} (${statusReason}), its cost is final: ${costFinal}`);
  must(
    run.status === 'aborted' && model.served.at(-1).hungUp && !costFinal,
    'the abort did not reach the model, or its cost looks known',
  );
};

/** The gateway takes a minute or more to come back on a slow machine. */
const SLOW_STEP = { key: 'only', agent: 'writer', risk: 'read', timeoutMs: 600_000, prompt: 'Slowly. [[slow:200:40]]' };

const gatewayTerm = async ({ console, gateway, model, say }) => {
  const served = sinceOf(model);
  const runId = await console.run('gateway-sigterm', [SLOW_STEP]);
  await console.untilRun(runId, isWorking('only'), 'work');
  await gateway.end('SIGTERM');
  say('   the gateway has stopped');
  say(`   and is back after ${await gateway.start()} ms`);
  const run = await console.untilOver(runId);
  const costs = await console.costs(runId);
  say(`   the run is ${run.status}, its cost is final: ${stepOf(run, 'only').costFinal}`);
  for (const line of await console.attempts(runId)) say(`   ${line}`);
  tell(say, costs);
  must(run.status === 'completed', JSON.stringify(stepOf(run, 'only').error));
  if (stepOf(run, 'only').costFinal) compare(served(), costs);
};

const gatewayKill = async ({ console, gateway, model, say }) => {
  const before = model.served.length;
  const runId = await console.run('gateway-sigkill', [SLOW_STEP]);
  await console.untilRun(runId, isWorking('only'), 'work');
  await gateway.end('SIGKILL');
  const down = await console.until(
    () => console.get('/api/v1/gateways/claw'),
    ({ status }) => status === 'down',
    'the news',
  );
  say(`   the gateway is down: ${down.lastError}`);
  say(`   and is back after ${await gateway.start()} ms`);
  const run = await console.untilOver(runId);
  const { status, costFinal, attempt } = stepOf(run, 'only');
  say(
    `   the step is ${status} in attempt ${attempt}, after ${model.served.length - before} model calls; its cost is final: ${costFinal}`,
  );
  for (const { callId, inputTokens, outputTokens, final } of (await console.costs(runId)).entries)
    say(`   ${callId} ${inputTokens}/${outputTokens}${final ? '' : ' (estimate)'}`);
  for (const line of await console.attempts(runId)) say(`   ${line}`);
  must(status === 'completed' && attempt === 1, JSON.stringify(stepOf(run, 'only').error));
  must(!costFinal, 'the call that was cut short is nowhere');
};

const consoleKill = async ({ console, model, say }) => {
  const served = sinceOf(model);
  const runId = await console.run('console-sigkill', [
    { key: 'only', agent: 'writer', risk: 'write', timeoutMs: 600_000, prompt: 'Slowly. [[slow:200:100]]' },
  ]);
  await console.decide();
  await console.untilRun(runId, isWorking('only'), 'work');
  await console.kill();
  await console.start();
  say('   Mission Control was killed and is back');
  const run = await console.untilOver(runId, 60_000);
  const { status, costFinal, attempt } = stepOf(run, 'only');
  say(`   the step is ${status} in attempt ${attempt}; its cost is final: ${costFinal}`);
  must(run.status === 'completed' && attempt === 1, JSON.stringify(stepOf(run, 'only').error));
  compare(served(), await console.costs(runId));
};

/** A step whose agent runs one command that the engine's rules do not allow by themselves. */
const asking = (file) => {
  const input = JSON.stringify({ command: `touch ${file} && echo ok` });
  return [{ key: 'only', agent: 'operator', risk: 'write', timeoutMs: 600_000, prompt: `Do it. [[tool:exec:${input}]]` }];
};

/** What the engine asks within a step stands in the inbox, and what is decided there is what the engine does. */
const execApproval = async ({ console, gateway, say }) => {
  for (const verdict of ['approve', 'reject']) {
    const file = join(gateway.home, `ws/operator/${verdict}`);
    const runId = await console.run(`exec-${verdict}`, asking(file));
    await console.decide();
    const { id, summary, question } = await console.decide('question', verdict);
    say(`   in the inbox: ${summary}`);
    say(`   command: ${question.command}, risks: ${question.risks.join(', ') || 'none'}, in ${question.cwd}`);
    const run = await console.untilOver(runId);
    const { answer } = await console.approval(id);
    say(`   ${verdict}: at the engine ${JSON.stringify(answer)}; carried out: ${existsSync(file)}; the run is ${run.status}`);
    must(run.status === 'completed' && answer?.applied, 'the decision did not reach the engine');
    must(existsSync(file) === (verdict === 'approve'), 'what was decided is not what was done');
  }
};

/** Mission Control dies while its inbox holds a question. */
const execKill = async ({ console, gateway, say }) => {
  const file = join(gateway.home, 'ws/operator/after-kill');
  const runId = await console.run('exec-kill', asking(file));
  await console.decide();
  await console.until(console.pending, (items) => items.some(({ kind }) => kind === 'question'), 'the question');
  await console.kill();
  await console.start();
  say('   Mission Control was killed and is back');
  await console.decide('question');
  const run = await console.untilOver(runId);
  say(`   the run is ${run.status} in attempt ${stepOf(run, 'only').attempt}; carried out: ${existsSync(file)}`);
  must(run.status === 'completed' && stepOf(run, 'only').attempt === 1 && existsSync(file), 'the answer was lost');
};

/** The adapter alone: the engine takes the signature of our device, as it does from clients afar. */
const device = async ({ gateway, say }) => {
  const { OpenclawGateway, openclawOptions } = await loadAdapter();
  const kept = new Map([['token', TOKEN]]);
  const adapter = new OpenclawGateway({
    name: 'claw',
    url: gateway.url,
    secretRef: 'token',
    secrets: { read: async (ref) => kept.get(ref) ?? null, write: async (ref, secret) => void kept.set(ref, secret) },
    options: openclawOptions.parse({ device: 'always' }),
    policy: { loopback: true, private: true },
  });
  await adapter.check();
  const { status, lastError, engine, boot } = adapter.status();
  say(`   ${status}${lastError ? ` (${lastError})` : ''}; ${engine}; boot ${boot}`);
  await adapter.close();
  must(status === 'connected', 'the device was not let in');
};

export const SCENARIOS = [
  { name: 'import', play: importAgents },
  { name: 'main-job', play: mainJob },
  { name: 'sub-agents', play: subAgents },
  { name: 'unpriced', play: unpricedModel },
  { name: 'abort', play: abort },
  { name: 'exec-approval', play: execApproval },
  { name: 'device', play: device },
  { name: 'exec-kill', play: execKill },
  { name: 'console-kill', play: consoleKill },
  { name: 'gateway-term', play: gatewayTerm },
  { name: 'gateway-kill', play: gatewayKill },
];

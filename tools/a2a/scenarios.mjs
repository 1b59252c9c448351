const must = (holds, what) => {
  if (!holds) throw new Error(what);
};
const stepOf = (run, key) => run.steps.find((step) => step.key === key);
const isWorking = (key) => (run) => stepOf(run, key)?.status === 'running' && stepOf(run, key).outputTokens > 0;
const only = (risk, words) => [{ key: 'step', agent: 'publisher', risk, prompt: `Publish the post [[agent: ${words}]]` }];

const discovery = async ({ console, say }) => {
  const { status, engine, lastError, capabilities } = await console.until(
    () => console.get('/api/v1/gateways/agent'),
    (gateway) => gateway.status !== 'connecting',
    'a connection',
  );
  say(`   ${status}${engine ? `, ${engine}` : ''}${lastError ? ` (${lastError})` : ''}`);
  must(status === 'connected', 'the agent is not connected');
  for (const sentence of capabilities.consequences) say(`   ${sentence}`);
  const { imported } = await console.post('/api/v1/gateways/agent/import-agents', {
    agents: ['researcher', 'writer', 'publisher'].map((engineAgent) => ({
      engineAgent,
      model: engineAgent === 'writer' ? 'a2a-large' : 'a2a-small',
    })),
  });
  say(`   imported ${imported.join(', ')}`);
  must(imported.length === 3, 'an agent is missing');
};

const mainJob = async ({ console, agent, say }) => {
  const runId = await console.run('launch-post', [
    { key: 'research', agent: 'researcher', risk: 'read', prompt: 'Find five facts about tea gardens. [[agent: delay=1500ms]]' },
    {
      key: 'draft',
      agent: 'writer',
      risk: 'read',
      dependsOn: ['research'],
      prompt: 'Write a post from: {{ steps.research.output }} [[agent: delay=1500ms]]',
    },
    {
      key: 'publish',
      agent: 'publisher',
      risk: 'irreversible',
      dependsOn: ['draft'],
      prompt: 'Publish: {{ steps.draft.output }}',
    },
  ]);
  for (const key of ['research', 'draft']) {
    const live = stepOf(await console.untilRun(runId, isWorking(key), `live tokens of ${key}`), key);
    say(`   ${key} at work (${live.model}): ${live.inputTokens} tokens in, ${live.outputTokens} out so far`);
  }
  await console.untilRun(runId, ({ hold }) => hold === 'approval', 'the gate');
  must(!(await agent.of(runId)).some(({ key }) => key.includes('/publish/')), 'publish was sent before it was approved');
  say('   publish waits for its approval, and was not sent');
  await console.decide();
  const run = await console.untilOver(runId);
  must(run.status === 'completed', `the run ended as ${run.status}`);
  await reconcile({ console, agent, say }, runId);
};

const reconcile = async ({ console, agent, say }, runId) => {
  const { byModel, totalCents, reconciles } = await console.costs(runId);
  const served = {};
  for (const { served: call } of await agent.of(runId)) {
    served[call.model] ??= { input: 0, output: 0 };
    served[call.model].input += call.inputTokens;
    served[call.model].output += call.outputTokens;
  }
  for (const { model, inputTokens, outputTokens, cents } of byModel) {
    say(
      `   ${model}: served ${served[model]?.input}/${served[model]?.output}, booked ${inputTokens}/${outputTokens}, ${cents} cents`,
    );
    must(served[model]?.input === inputTokens && served[model]?.output === outputTokens, `${model} was booked otherwise`);
  }
  say(`   in all ${totalCents} cents, reconciles: ${reconciles}`);
  must(reconciles, 'the costs do not reconcile');
};

const connectionLost = async ({ console, agent, say }) => {
  const runId = await console.run('connection-lost', only('read', 'delay=3s drop=1s'));
  const run = await console.untilOver(runId);
  const entries = await agent.of(runId);
  say(
    `   the connection broke after 1 s; the step is ${run.steps[0].status}, begun ${entries[0].begun} times, sent ${entries.length}`,
  );
  must(run.status === 'completed' && entries.length === 1 && entries[0].begun === 1, 'it was not found again');
  await reconcile({ console, agent, say }, runId);
};

const abort = async ({ console, agent, say }) => {
  const runId = await console.run('abort', only('read', 'delay=60s'));
  await console.untilRun(runId, isWorking('step'), 'work');
  const asked = Date.now();
  await console.post(`/api/v1/runs/${runId}/abort`, { reason: 'test' });
  const { status } = await console.untilOver(runId);
  const [entry] = await agent.of(runId);
  say(`   ${status} after ${Date.now() - asked} ms; cancelled at the agent: ${entry.cancelled}`);
  must(status === 'aborted' && entry.cancelled === 1, 'the agent was not stopped');
};

const recovery = async ({ console, agent, say }) => {
  const runId = await console.run('recovery', only('irreversible', 'delay=8s'));
  await console.decide();
  await console.untilRun(runId, isWorking('step'), 'work');
  await console.kill();
  say('   Mission Control was killed while an irreversible step ran');
  await console.start();
  const run = await console.untilOver(runId);
  const entries = await agent.of(runId);
  const { attempts } = await console.step(runId, 'step');
  say(`   after its restart: ${run.status}, ${attempts.length} attempt, begun ${entries[0].begun} times at the agent`);
  must(
    run.status === 'completed' && attempts.length === 1 && entries.length === 1 && entries[0].begun === 1,
    'sent twice, or lost',
  );
  await reconcile({ console, agent, say }, runId);
};

const recoveryOfWhatEnded = async ({ console, agent, say }) => {
  const runId = await console.run('recovery-late', only('irreversible', 'delay=3s'));
  await console.decide();
  await console.untilRun(runId, isWorking('step'), 'work');
  await console.kill();
  await console.until(
    async () => (await agent.of(runId))[0].served,
    ({ outputTokens }) => outputTokens > 0,
    'the end at the agent',
  );
  await new Promise((done) => setTimeout(done, 4_000));
  await console.start();
  const run = await console.untilOver(runId);
  say(`   it ended at the agent while Mission Control was down: ${run.status}, cost ${run.steps[0].costCents} cents`);
  must(run.status === 'completed' && run.steps[0].tokensFinal, 'what ended meanwhile was not found');
};

const agentDies = async ({ console, agent, say }) => {
  const reading = await console.run('agent-dies-read', only('read', 'delay=4s'));
  const writing = await console.run('agent-dies-write', only('write', 'delay=4s'));
  await console.decide();
  for (const runId of [reading, writing]) await console.untilRun(runId, isWorking('step'), 'work');
  await agent.kill();
  say('   the agent was killed in the middle of a read and of a write; its tasks are in memory only');
  await agent.start();
  const unknown = await console.untilRun(writing, ({ hold }) => hold === 'outcome_unknown', 'an unknown outcome');
  say(`   the write is ${unknown.steps[0].status} (${unknown.steps[0].blockedReason}), held: ${unknown.hold}`);
  const { attempts } = await console.step(writing, 'step');
  must(attempts.length === 1, 'the write was sent again');
  const run = await console.untilOver(reading);
  const steps = await console.step(reading, 'step');
  say(`   the read is ${run.status} after ${steps.attempts.length} attempts`);
  await console.post(`/api/v1/runs/${writing}/steps/step/settle`, { outcome: 'written_off', reason: 'the test knows' });
};

const question = async ({ console, agent, say }) => {
  const runId = await console.run('question', only('read', 'input'));
  const run = await console.untilOver(runId);
  const { code, message } = run.steps[0].error;
  say(`   ${run.steps[0].status}: ${code}: ${message}`);
  const [entry] = await agent.of(runId);
  must(code === 'input_required' && entry.cancelled === 1, 'the question was lost');
};

const wrongKey = async ({ console, agent, say }) => {
  const wrong = { kind: 'a2a', url: agent.url, auth: { type: 'bearer', token: 'wrong' } };
  await console.post('/api/v1/gateways', { name: 'wrong', ...wrong });
  const { status, lastError } = await console.until(
    () => console.get('/api/v1/gateways/wrong'),
    (gateway) => gateway.status !== 'connecting',
    'an answer',
  );
  say(`   ${status}: ${lastError}`);
  must(status === 'down', 'a wrong key was not noticed');
};

export const SCENARIOS = [
  { name: 'the agent card is read, and its skills are imported', play: discovery },
  { name: 'launch-post with approval, live tokens per model, costs', play: mainJob },
  { name: 'a lost connection is taken up again', play: connectionLost },
  { name: 'abort', play: abort },
  { name: 'recovery: Mission Control is killed while a step runs', play: recovery },
  { name: 'recovery: the step ends while Mission Control is down', play: recoveryOfWhatEnded },
  { name: 'the agent is killed while steps run', play: agentDies },
  { name: 'an agent that asks back', play: question },
  { name: 'a wrong key', play: wrongKey },
];

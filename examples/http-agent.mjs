// An agent for gateways of kind `http`, whole and without dependencies; the contract is docs/http-gateway.md.
//   HTTP_AGENT_SECRET=whsec_... node examples/http-agent.mjs       (also: PORT, HTTP_AGENT_FILE, HTTP_AGENT_WORK)
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { HTTP_AGENT_SECRET = '', HTTP_AGENT_FILE: file = 'http-agent.ndjson', HTTP_AGENT_WORK, PORT = '8787' } = process.env;
const secrets = HTTP_AGENT_SECRET.split(' '); // Two while one is being replaced, the new one first.
const hmac = (secret, text) =>
  createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(text)
    .digest('base64');
const isSame = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const isSigned = ({ 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures = '' }, body) =>
  Math.abs(Date.now() / 1000 - at) < 300 &&
  signatures.split(' ').some((given) => secrets.some((secret) => isSame(given, `v1,${hmac(secret, `${id}.${at}.${body}`)}`)));

// What became of each key, kept in a file: a restart forgets nothing, but cannot tell what had become of work in progress.
const states = new Map(existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(JSON.parse) : []);
const keep = (key, state) => {
  appendFileSync(file, `${JSON.stringify([key, state])}\n`);
  return states.set(key, state).get(key);
};
const failure = (code, message, executed) => ({
  state: 'failed',
  executed,
  error: { code, message, retryable: executed === 'unknown' },
});
for (const [key, { state }] of states) if (state === 'running') keep(key, failure('restarted', 'the agent died', 'unknown'));

const sample = {
  agents: [{ name: 'writer', model: 'gpt-4o-mini', description: 'Repeats what it is told' }],
  // Replace this: `tell` shows progress, `signal` says stop, and what is returned is the result.
  work: async ({ prompt, model }, tell, _signal) => {
    const [output, inputTokens] = [`I was told: ${prompt}`, Math.ceil(prompt.length / 4)];
    for (const text of output.match(/\S+\s*/g)) await tell('text', { text });
    return { output, usage: [{ model, inputTokens, outputTokens: inputTokens + 3 }] };
  },
};
const { agents, work } = HTTP_AGENT_WORK ? await import(HTTP_AGENT_WORK) : sample;

const running = new Map();
const run = async ({ effectKey, callbackUrl, ...request }) => {
  const [stop, id] = [new AbortController(), randomUUID()];
  running.set(effectKey, stop);
  let seq = 0;
  const tell = async (type, data) => {
    const [name, at, timestamp] = [`${id}-${seq}`, Math.floor(Date.now() / 1000), new Date().toISOString()];
    const body = JSON.stringify({ type, timestamp, data: { effectKey, seq: seq++, ...data } });
    const signature = `v1,${hmac(secrets[0], `${name}.${at}.${body}`)}`;
    const headers = {
      'webhook-id': name,
      'webhook-timestamp': at,
      'webhook-signature': signature,
      'content-type': 'application/json',
    };
    // What gets lost on the way is found when Mission Control asks.
    if (callbackUrl) await fetch(callbackUrl, { method: 'POST', headers, body }).catch(() => {});
  };
  const done = await work(request, tell, stop.signal).catch((error) =>
    failure(error.code, error.message, error.executed ?? 'unknown'),
  );
  running.delete(effectKey);
  if (!stop.signal.aborted) await tell('result', keep(effectKey, { state: 'completed', ...done }));
};

const answers = {
  agents: () => ({ agents }),
  lookup: ({ effectKey }) => states.get(effectKey) ?? { state: 'not_found' },
  cancel: ({ effectKey }) => {
    running.get(effectKey)?.abort();
    const state = states.get(effectKey);
    return state && state.state !== 'running'
      ? state
      : keep(effectKey, { state: 'cancelled', executed: state ? 'unknown' : 'no' });
  },
  dispatch: (request) => {
    if (states.has(request.effectKey)) return states.get(request.effectKey); // Told again, not done again.
    if (Date.parse(request.sendBy) < Date.now()) return { state: 'expired' };
    if (!agents.some(({ name }) => name === request.agent)) return failure('agent_not_found', `no agent ${request.agent}`, 'no');
    setImmediate(run, request);
    return keep(request.effectKey, { state: 'running', engineRunId: request.effectKey });
  },
};

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const { type, data } = isSigned(request.headers, body) ? JSON.parse(body) : {};
  response.writeHead(answers[type] ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answers[type]?.(data) ?? {}));
}).listen(Number(PORT), '127.0.0.1', () => console.log(`ready http://127.0.0.1:${server.address().port}`));

// An agent for gateways of kind `http`, complete and without dependencies; the contract is docs/http-gateway.md.
//   HTTP_AGENT_SECRET=whsec_... PORT=8787 node examples/http-agent.mjs          (more: HTTP_AGENT_FILE, HTTP_AGENT_WORK)
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { HTTP_AGENT_SECRET = '', HTTP_AGENT_FILE = 'http-agent.ndjson', HTTP_AGENT_WORK, PORT = '8787' } = process.env;
const secrets = HTTP_AGENT_SECRET.split(' '); // While a secret is replaced: the new one and the old one.
const signature = (secret, text) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(text)
    .digest('base64')}`;
const isSame = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const isSigned = ({ 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given = '' }, body) =>
  Math.abs(Date.now() / 1000 - Number(at)) < 300 &&
  given.split(' ').some((one) => secrets.some((secret) => isSame(one, signature(secret, `${id}.${at}.${body}`))));

/** What became of every key. In a file, so that a restart forgets nothing; what was running then may or may not have been done. */
const states = new Map(
  existsSync(HTTP_AGENT_FILE)
    ? readFileSync(HTTP_AGENT_FILE, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [],
);
const remember = (key, state) => (
  appendFileSync(HTTP_AGENT_FILE, `${JSON.stringify([key, state])}\n`), states.set(key, state), state
);
for (const [key, { state }] of states)
  if (state === 'running')
    remember(key, { state: 'failed', executed: 'unknown', error: { code: 'restarted', message: 'the agent was restarted' } });

/** The work itself: replace it. `tell.text`, `tell.usage` and `tell.tool` are shown live; the result decides. */
const sample = {
  agents: [{ name: 'writer', model: 'gpt-4o-mini', description: 'Writes what it is told' }],
  work: async ({ prompt, model }, tell) => {
    const output = `Here is what was asked for: ${prompt.slice(0, 200)}`;
    for (const word of output.match(/\S+\s*/g)) await tell.text(word);
    return { output, usage: [{ model, inputTokens: Math.ceil(prompt.length / 4), outputTokens: Math.ceil(output.length / 4) }] };
  },
};
const { agents, work } = HTTP_AGENT_WORK ? await import(HTTP_AGENT_WORK) : sample;

/** Tries a few times; a report that gets lost for good is found when Mission Control asks. */
const report = async (url, type, data, tries = 4) => {
  const [id, at] = [`msg_${randomUUID()}`, Math.floor(Date.now() / 1000)];
  const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': `${at}`,
    'webhook-signature': signature(secrets[0], `${id}.${at}.${body}`),
  };
  const done =
    url === null ||
    (await fetch(url, { method: 'POST', headers, body }).then(
      ({ status }) => status < 500,
      () => false,
    ));
  if (!done && tries > 1) setTimeout(() => report(url, type, data, tries - 1), 1000);
};
const running = new Map();
const run = async ({ effectKey, callbackUrl, ...request }) => {
  let seq = 0;
  const tell = (type) => (given) =>
    report(callbackUrl, type, {
      effectKey,
      seq: seq++,
      ...(typeof given === 'string' ? { text: given } : Array.isArray(given) ? { usage: given } : given),
    });
  const stop = new AbortController();
  running.set(effectKey, stop);
  const result = await work(request, { text: tell('text'), usage: tell('usage'), tool: tell('tool') }, stop.signal).then(
    (done) => ({ state: 'completed', ...done }),
    ({ message, code = 'engine_failed', executed = 'unknown', ...more }) => ({
      state: 'failed',
      executed,
      error: { code, message, ...more },
    }),
  );
  running.delete(effectKey);
  if (!stop.signal.aborted) await report(callbackUrl, 'result', { effectKey, ...remember(effectKey, result) });
};

const answers = {
  agents: () => ({ agents }),
  lookup: ({ effectKey }) => states.get(effectKey) ?? { state: 'not_found' },
  cancel: ({ effectKey }) => {
    const { state } = states.get(effectKey) ?? {};
    running.get(effectKey)?.abort();
    return !state || state === 'running'
      ? remember(effectKey, { state: 'cancelled', executed: state ? 'unknown' : 'no' })
      : states.get(effectKey);
  },
  dispatch: (request) => {
    const { effectKey, agent, sendBy } = request;
    if (states.has(effectKey)) return states.get(effectKey); // A repeat is answered, not done.
    if (Date.parse(sendBy) < Date.now()) return { state: 'expired' };
    if (!agents.some(({ name }) => name === agent))
      return {
        state: 'failed',
        executed: 'no',
        error: { code: 'agent_not_found', message: `there is no agent ${agent}`, retryable: false },
      };
    setImmediate(run, request);
    return remember(effectKey, { state: 'running', engineRunId: effectKey });
  },
};

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  if (!isSigned(request.headers, body)) return response.writeHead(401).end('{}');
  const { type, data } = JSON.parse(body);
  response
    .writeHead(answers[type] ? 200 : 404, { 'content-type': 'application/json' })
    .end(JSON.stringify(answers[type]?.(data) ?? {}));
}).listen(Number(PORT), '127.0.0.1', () => console.log(`ready http://127.0.0.1:${server.address().port}`));

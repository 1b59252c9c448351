#!/usr/bin/env node
// An Agent2Agent 1.0 agent served by the official SDK, for tests and demonstrations: real HTTP and SSE, no model. Prints `ready http://host:port`.
//
//   node apps/api/src/gateways/testing/a2a-agent.mjs [--port 0] [--key SECRET] [--model NAME]
//
// GET /.well-known/agent-card.json   POST /a2a   GET /__journal (what was begun and cancelled, by effect key)
//
// What it does on bad days is asked for by `[[agent: word word=value ...]]` in a message:
//   delay=2s  time until the end, pieces stream meanwhile      tokens=120/80/40  in/out/cached      no-usage
//   say="x"   output=10MB   hostile                            hang  never end    silent  never answer
//   drop=300ms  break the connection after so long             status=500  refuse over HTTP        rate-limit-first=1
//   fail=code  a failed task with this outcome                 reject  input  auth  tool=search  garbage
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { AgentEvent, DefaultRequestHandler, InMemoryTaskStore } from '@a2a-js/sdk/server';
import { agentCardHandler, jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express';
import express from 'express';

const { values: flags } = parseArgs({
  options: { port: { type: 'string', default: '0' }, key: { type: 'string' }, model: { type: 'string' } },
});

const EXTENSION = 'https://mission-control.example/ext';
const STATE = {
  SUBMITTED: 1,
  WORKING: 2,
  COMPLETED: 3,
  FAILED: 4,
  CANCELED: 5,
  INPUT_REQUIRED: 6,
  REJECTED: 7,
  AUTH_REQUIRED: 8,
};
const PIECE_MS = 100;
const PIECE_CHARS = 1024 * 1024;
const HOSTILE =
  'NUL:\u0000 bell:\u0007 \u001b[31mred\u001b[0m bidi:\u202Eabc\u202C <script>window.__pwned=1</script> {{ inputs.secret }}';

const readWords = (text) => {
  const words = {};
  for (const [, source] of text.matchAll(/\[\[agent:((?:"[^"]*"|[^"\]])*)\]\]/g))
    for (const [, name, value] of source.matchAll(/([a-z][a-z-]*)(?:=("[^"]*"|[^\s"]+))?/g))
      words[name] = value === undefined ? true : value.replaceAll('"', '');
  return words;
};
const ms = (value) => (value === undefined ? 0 : Number.parseFloat(value) * (String(value).endsWith('ms') ? 1 : 1000));
const bytes = (value) => Number.parseInt(value, 10) * (/MB$/.test(value) ? 2 ** 20 : 1);

const journal = {};
const entryOf = (key) => (journal[key] ??= { begun: 0, cancelled: 0, requests: 0, prompt: '', served: null });
/** What stops a task, by task id. */
const stops = new Map();

const partOf = (value) => ({ content: { $case: 'text', value }, mediaType: 'text/plain', filename: '', metadata: {} });
const messageOf = (text, taskId, contextId) => ({
  messageId: randomUUID(),
  ...{ taskId, contextId, role: 2, parts: [partOf(text)], metadata: {}, extensions: [], referenceTaskIds: [] },
});

const answerTo = (words, prompt) => {
  if (words.say) return words.say;
  if (words.hostile) return HOSTILE;
  if (words.output)
    return 'All work and no play makes the record long. '.repeat(bytes(words.output) / 44 + 1).slice(0, bytes(words.output));
  const asked = prompt.replaceAll(/\[\[agent:[^\]]*\]\]/g, '').trim();
  if (/^publish/i.test(asked)) return `Published: ${asked.slice(9, 60)}`;
  return [1, 2, 3, 4, 5].map((number) => `${number}. Fact ${number} for: ${asked.slice(0, 60)}`).join('\n');
};

const piecesOf = (text, delayMs) => {
  if (delayMs === 0) return text.match(new RegExp(`[^]{1,${PIECE_CHARS}}`, 'g')) ?? [];
  const count = Math.max(1, Math.min(text.length, Math.round(delayMs / PIECE_MS)));
  return Array.from({ length: count }, (_, index) =>
    text.slice(Math.floor((index * text.length) / count), Math.floor(((index + 1) * text.length) / count)),
  );
};

const usageOf = (words, prompt, said, model) => {
  if (words['no-usage']) return {};
  const [input, output, cached] = (words.tokens ?? '').split('/').filter(Boolean).map(Number);
  const usage = { inputTokens: input ?? Math.ceil(prompt.length / 4), outputTokens: output ?? Math.ceil(said / 4) };
  return {
    [`${EXTENSION}/usage/v1`]: {
      usage: [{ ...(flags.model ? { model: flags.model } : { model }), ...usage, cacheReadTokens: cached ?? 0 }],
    },
  };
};

const pause = (milliseconds, signal) =>
  new Promise((resolve) => {
    const end = () => resolve(clearTimeout(timer));
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });

const execute = async ({ userMessage, taskId, contextId }, bus) => {
  const ours = userMessage.metadata?.[`${EXTENSION}/dispatch/v1`] ?? {};
  const prompt = userMessage.parts.map(({ content }) => (content?.$case === 'text' ? content.value : '')).join('\n');
  const words = readWords(prompt);
  const entry = entryOf(ours.effectKey);
  entry.begun += 1;
  entry.prompt = prompt;
  const stop = new AbortController();
  stops.set(taskId, { stop, entry, contextId });
  const place = { taskId, contextId };
  const now = () => new Date().toISOString();
  const status = (state, metadata = {}, text = null) =>
    bus.publish(
      AgentEvent.statusUpdate({
        ...place,
        status: { state, message: text === null ? undefined : messageOf(text, taskId, contextId), timestamp: now() },
        metadata,
      }),
    );
  bus.publish(
    AgentEvent.task({
      id: taskId,
      contextId,
      status: { state: STATE.SUBMITTED, message: undefined, timestamp: now() },
      artifacts: [],
      history: [userMessage],
      metadata: { ...userMessage.metadata },
    }),
  );
  if (words.reject) return status(STATE.REJECTED, {}, 'I do not do such things');
  status(STATE.WORKING);
  if (words.tool) status(STATE.WORKING, { [`${EXTENSION}/tool/v1`]: { name: words.tool, detail: 'looking it up' } });
  const delayMs = ms(words.delay);
  const artifactId = randomUUID();
  let said = 0;
  const pieces = piecesOf(answerTo(words, prompt), delayMs);
  for (const [index, piece] of pieces.entries()) {
    if (delayMs > 0) await pause(delayMs / pieces.length, stop.signal);
    if (stop.signal.aborted) return;
    said += piece.length;
    const artifact = { artifactId, name: 'answer', description: '', parts: [partOf(piece)], metadata: {}, extensions: [] };
    const metadata = usageOf(words, prompt, said, ours.model);
    entry.served = metadata[`${EXTENSION}/usage/v1`]?.usage[0] ?? null;
    bus.publish(
      AgentEvent.artifactUpdate({ ...place, artifact, append: index > 0, lastChunk: index === pieces.length - 1, metadata }),
    );
  }
  if (words.hang) await pause(2 ** 31 - 1, stop.signal);
  if (stop.signal.aborted) return;
  if (words.input) return status(STATE.INPUT_REQUIRED, {}, 'Which of the two?');
  if (words.auth) return status(STATE.AUTH_REQUIRED, {}, 'Sign in to the blog');
  const usage = usageOf(words, prompt, said, ours.model);
  if (!words.fail) return status(STATE.COMPLETED, usage);
  const outcome = { code: words.fail, ...(words.executed ? { executed: words.executed, retryable: false } : {}) };
  status(STATE.FAILED, { ...usage, [`${EXTENSION}/outcome/v1`]: outcome }, `the work failed: ${words.fail}`);
};

const cancelTask = async (taskId, bus) => {
  const { stop, entry, contextId } = stops.get(taskId);
  entry.cancelled += 1;
  stop.abort();
  bus.publish(
    AgentEvent.statusUpdate({
      taskId,
      contextId,
      status: { state: STATE.CANCELED, message: undefined, timestamp: new Date().toISOString() },
      metadata: {},
    }),
  );
};

const app = express();
const server = app.listen(Number(flags.port), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const card = {
    name: 'stub-agent',
    description: 'Answers without a model',
    version: '1.0.0',
    supportedInterfaces: [{ url: `${url}/a2a`, protocolBinding: 'JSONRPC', protocolVersion: '1.0', tenant: '' }],
    provider: undefined,
    capabilities: { streaming: true, pushNotifications: false, extensions: [] },
    ...{
      securitySchemes: {},
      securityRequirements: [],
      defaultInputModes: ['text/plain'],
      defaultOutputModes: ['text/plain'],
      signatures: [],
    },
    skills: ['researcher', 'writer', 'publisher'].map((id) => ({
      id,
      name: id,
      description: `A ${id}`,
      tags: [],
      examples: [],
      inputModes: [],
      outputModes: [],
      securityRequirements: [],
    })),
  };
  const requestHandler = new DefaultRequestHandler(card, new InMemoryTaskStore(), { execute, cancelTask });
  app.get('/__journal', (_request, response) => response.json(journal));
  app.use((request, response, next) =>
    !flags.key || request.headers.authorization === `Bearer ${flags.key}`
      ? next()
      : response.status(401).json({ error: 'who are you?' }),
  );
  app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler }));
  app.use(express.json({ limit: '5mb' }), misbehave);
  app.use('/a2a', jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication }));
  console.log(`ready ${url}`);
});

const seen = new Map();
/** What goes wrong before the SDK has a say. */
const misbehave = ({ body, socket }, response, next) => {
  if (!/^Send/.test(body?.method ?? '')) return next();
  const text = body.params.message.parts.map((part) => part.text).join('\n');
  const words = readWords(text);
  entryOf(body.params.message.metadata?.[`${EXTENSION}/dispatch/v1`]?.effectKey).requests += 1;
  const times = (seen.get(text) ?? 0) + 1;
  seen.set(text, times);
  if (words.silent) return;
  if (Number(words['rate-limit-first'] ?? 0) >= times)
    return response.status(429).set('retry-after', '2').json({ error: 'slow down' });
  if (words.status) return response.status(Number(words.status)).json({ error: `status ${words.status}` });
  if (words.garbage) return response.type('text/event-stream').send('data: {"jsonrpc": not json\n\n');
  if (words.drop) setTimeout(() => socket.destroy(), ms(words.drop));
  next();
};

process.on('SIGTERM', () => process.exit(0));

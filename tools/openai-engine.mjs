#!/usr/bin/env node
// A small OpenAI-compatible engine for tests and demonstrations: real HTTP, no model. Prints `ready http://host:port`.
//
//   node tools/openai-engine.mjs [--port 0] [--host 127.0.0.1] [--key SECRET] [--model NAME]... [--words "delay=2s"]
//
// GET  /v1/models            what it offers
// POST /v1/chat/completions  streaming or not, usage with cached tokens
// GET  /__journal            every request: exact bytes (base64 and text), headers, start, end, how it went
// DELETE /__journal          forgets them
//
// What it does on bad days is asked for by `[[engine: word word=value ...]]` in any message (or for all requests by --words):
//   delay=2s           time until the last piece; pieces stream meanwhile     first=1s        wait before the headers
//   status=503         answer with this status   type=overloaded  its error type and code       retry-after=2
//   rate-limit-first=2 429 for the first two requests with this very body     fail-first=2    500 likewise
//   reset=200          break the connection after so many bytes of the body (0: before the headers)
//   cut                end the stream cleanly, but before the answer has ended
//   silent             never answer           hang        stop in the middle for ever
//   garbage            malformed stream       html        a web page with status 200   redirect=http://elsewhere/
//   error-event        an error inside the stream         empty   no choices           refusal       the model refuses
//   finish=length      another finish_reason  no-usage    leave out usage              tokens=120/80/40  in/out/cached
//   say="text"         this answer (JSON string)          output=10MB   so much text   hostile       control characters, HTML
//   tool=search        ask for a tool         no-stream   answer a streaming request with one JSON body
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    key: { type: 'string' },
    model: { type: 'string', multiple: true, default: ['gpt-4o-mini', 'gpt-4o'] },
    words: { type: 'string', default: '' },
  },
});

const BODY_BYTES_MAX = 64 * 1024 * 1024;
const JOURNAL_BYTES_MAX = 256 * 1024 * 1024;
const PIECE_MS = 100;
const PIECE_CHARS = 64 * 1024;

/** @type {Record<string, any>[]} */
const journal = [];
let journalBytes = 0;
let lastRequest = 0;
/** How often a body came, by its hash. */
const seen = new Map();

const remember = (entry, bytes) => {
  journal.push(entry);
  journalBytes += bytes;
  while (journalBytes > JOURNAL_BYTES_MAX) journalBytes -= journal.shift().bytes;
};

const readWords = (source) => {
  const words = {};
  for (const [, name, value] of source.matchAll(/([a-z][a-z-]*)(?:=("(?:[^"\\]|\\.)*"|[^\s"]+))?/g))
    words[name] = value === undefined ? true : value.startsWith('"') ? JSON.parse(value) : value;
  return words;
};

const DIRECTIVE = /\[\[engine:((?:"(?:[^"\\]|\\.)*"|[^"\]])*)\]\]/g;
const wordsFor = (text) =>
  [...text.matchAll(DIRECTIVE)].reduce((words, [, source]) => Object.assign(words, readWords(source)), readWords(flags.words));

const milliseconds = (value) => (value === undefined ? 0 : Number.parseFloat(value) * (String(value).endsWith('ms') ? 1 : 1000));
const bytesOf = (value) => Number.parseInt(value, 10) * (/MB$/.test(value) ? 2 ** 20 : /KB$/.test(value) ? 2 ** 10 : 1);

/** Stands for a tokenizer: four characters are a token. */
const tokensOf = (text) => Math.ceil(text.length / 4);

const HOSTILE =
  'NUL:\u0000 bell:\u0007 \u001b[31mred\u001b[0m bidi:\u202Eabc\u202C zero:\u200B <script>window.__pwned=1</script>' +
  '<img src=x onerror="window.__pwned=1"> [Approve](/api/v1/approvals/1/approve) =HYPERLINK("http://evil.example") {{ inputs.secret }}';

const textOf = (messages) =>
  messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content ?? ''))).join('\n');

const answerTo = (words, prompt) => {
  if (words.say !== undefined) return String(words.say);
  if (words.hostile) return HOSTILE;
  if (words.output)
    return 'All work and no play makes the record long. '.repeat(bytesOf(words.output) / 44 + 1).slice(0, bytesOf(words.output));
  const asked = prompt.replaceAll(DIRECTIVE, '').trim();
  if (/^publish/i.test(asked)) return `Published as post ${createHash('sha256').update(asked).digest('hex').slice(0, 8)}.`;
  if (/^find/i.test(asked))
    return [1, 2, 3, 4, 5].map((number) => `${number}. Fact ${number} for: ${asked.slice(0, 60)}`).join('\n');
  return `Here is what was asked for.\n\n${asked.slice(0, 240)}\n\nThat is all.`;
};

/** Waits, but not for a client that has left. */
const wait = (ms, response) =>
  new Promise((resolve) => {
    if (ms === 0 || response.destroyed) return resolve();
    const end = () => {
      clearTimeout(timer);
      response.off('close', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    response.once('close', end);
  });
const forEver = (response) => wait(2 ** 31 - 1, response);

/** The client reads on, or has left. */
const drained = (response) =>
  new Promise((resolve) => {
    const end = () => {
      response.off('drain', end);
      response.off('close', end);
      resolve();
    };
    response.once('drain', end);
    response.once('close', end);
  });

const sendJson = (response, status, body, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

const refuse = (response, status, message, type, headers) =>
  sendJson(response, status, { error: { message, type, code: type, param: null } }, headers);

const refusalFor = (words, times) => {
  if (Number(words['rate-limit-first'] ?? 0) >= times)
    return [429, 'Rate limit reached', 'rate_limit_exceeded', { 'retry-after': '2' }];
  if (Number(words['fail-first'] ?? 0) >= times) return [500, 'The engine failed', 'server_error', {}];
  if (words.status === undefined) return null;
  const headers = words['retry-after'] ? { 'retry-after': words['retry-after'] } : {};
  return [Number(words.status), `The engine answers ${words.status}`, words.type ?? 'engine_error', headers];
};

const usageOf = (words, prompt, text, limit) => {
  const [input, output, cached] = (words.tokens ?? '').split('/').filter(Boolean).map(Number);
  const completion = output ?? Math.min(tokensOf(text), limit);
  const all = input ?? tokensOf(prompt);
  return {
    prompt_tokens: all,
    completion_tokens: completion,
    total_tokens: all + completion,
    prompt_tokens_details: { cached_tokens: cached ?? 0 },
  };
};

const plan = (body, words) => {
  const prompt = textOf(body.messages);
  const limit = body.max_completion_tokens ?? body.max_tokens ?? Number.POSITIVE_INFINITY;
  const whole = answerTo(words, String(body.messages.at(-1)?.content ?? ''));
  // A limit is kept as a real engine does: the text ends in the middle, and says so.
  const cut = words.output === undefined && tokensOf(whole) > limit;
  const text = cut ? whole.slice(0, limit * 4) : whole;
  return {
    text,
    finish: words.finish ?? (words.tool ? 'tool_calls' : cut ? 'length' : 'stop'),
    usage: usageOf(words, prompt, text, limit),
  };
};

const complete = async (response, body, words, id) => {
  const { text, finish, usage } = plan(body, words);
  await wait(milliseconds(words.delay), response);
  const message = words.refusal
    ? { role: 'assistant', content: null, refusal: 'I cannot help with that.' }
    : { role: 'assistant', content: words.tool ? null : text, refusal: null };
  if (words.tool) message.tool_calls = [{ id: 'call_1', type: 'function', function: { name: words.tool, arguments: '{}' } }];
  sendJson(response, 200, {
    id,
    object: 'chat.completion',
    created: 1,
    model: body.model,
    choices: words.empty ? [] : [{ index: 0, message, finish_reason: finish, logprobs: null }],
    ...(words['no-usage'] ? {} : { usage }),
  });
};

const piecesOf = (text, delayMs) => {
  const words = text.match(/\S*\s*/g)?.filter(Boolean) ?? [];
  if (delayMs === 0 && text.length > 4096) return text.match(new RegExp(`[^]{1,${PIECE_CHARS}}`, 'g')) ?? [];
  const count = Math.max(1, Math.min(words.length, delayMs > 0 ? Math.round(delayMs / PIECE_MS) : words.length));
  return Array.from({ length: count }, (_, index) =>
    words.slice(Math.floor((index * words.length) / count), Math.floor(((index + 1) * words.length) / count)).join(''),
  );
};

const stream = async (response, body, words, id) => {
  const { text, finish, usage } = plan(body, words);
  const delayMs = milliseconds(words.delay);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-request-id': `req-${id}` });
  response.flushHeaders();
  let left = words.reset === undefined ? Number.POSITIVE_INFINITY : Number(words.reset);
  const write = async (data) => {
    const event = `data: ${data}\n\n`;
    if (event.length > left) {
      response.write(event.slice(0, left), () => response.socket?.resetAndDestroy());
      return await forEver(response);
    }
    left -= event.length;
    if (!response.destroyed && !response.write(event)) await drained(response);
  };
  const chunk = (choices, more = {}) =>
    write(JSON.stringify({ id, object: 'chat.completion.chunk', created: 1, model: body.model, choices, ...more }));
  const say = (delta, finishReason = null) =>
    chunk(words.empty ? [] : [{ index: 0, delta, finish_reason: finishReason, logprobs: null }]);

  await say({ role: 'assistant', content: '' });
  if (words.refusal) await say({ refusal: 'I cannot help with that.' });
  if (words.tool)
    await say({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: words.tool, arguments: '{}' } }] });
  const pieces = words.refusal || words.tool ? [] : piecesOf(text, delayMs);
  for (const [index, piece] of pieces.entries()) {
    if (response.destroyed) return;
    await wait(delayMs / pieces.length, response);
    await say({ content: piece });
    if (index < pieces.length / 2 - 1) continue;
    if (words.hang) return await forEver(response);
    if (words.cut) return response.end();
    if (words.garbage) return response.end('data: {"choices": [{"delta": \u0000 oops\n\ndata: [DONE]\n\n');
    if (words['error-event']) return response.end('data: {"error": {"message": "The engine broke", "type": "server_error"}}\n\n');
  }
  await say({}, finish);
  if (body.stream_options?.include_usage && !words['no-usage']) await chunk([], { usage });
  await write('[DONE]');
  response.end();
};

const answer = async (response, body, words, times) => {
  const id = `chatcmpl-${lastRequest}`;
  await wait(milliseconds(words.first), response);
  if (words.silent) return await forEver(response);
  if (words.reset === '0') return response.socket?.resetAndDestroy();
  if (words.redirect) return response.writeHead(307, { location: words.redirect }).end();
  if (words.html)
    return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in to the network</title>');
  const refusal = refusalFor(words, times);
  if (refusal) return refuse(response, ...refusal);
  return body.stream && !words['no-stream'] ? await stream(response, body, words, id) : await complete(response, body, words, id);
};

const chat = async (response, bytes, entry) => {
  let body;
  try {
    body = JSON.parse(bytes.toString('utf8'));
    if (!Array.isArray(body.messages) || typeof body.model !== 'string') throw new Error('model and messages are needed');
    const limit = body.max_completion_tokens ?? body.max_tokens;
    if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) throw new Error('max_tokens must be a positive integer');
  } catch (error) {
    return refuse(response, 400, error.message, 'invalid_request_error');
  }
  if (!flags.model.includes(body.model) && !flags.model.includes('*'))
    return refuse(response, 404, `The model ${body.model} does not exist`, 'model_not_found');
  const words = wordsFor(textOf(body.messages));
  const hash = createHash('sha256').update(bytes).digest('hex');
  const times = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, times);
  entry.words = words;
  await answer(response, body, words, times);
};

const route = async (request, response, bytes, entry) => {
  if (flags.key && request.headers.authorization !== `Bearer ${flags.key}`)
    return refuse(response, 401, 'Incorrect API key provided', 'invalid_api_key');
  if (request.method === 'GET' && request.url === '/v1/models')
    return sendJson(response, 200, {
      object: 'list',
      data: flags.model.map((id) => ({ id, object: 'model', created: 1, owned_by: 'engine' })),
    });
  if (request.method === 'POST' && request.url === '/v1/chat/completions') return await chat(response, bytes, entry);
  return refuse(response, 404, 'Unknown path', 'not_found');
};

const journalled = async (request, response) => {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return refuse(response, 413, 'The body is too large', 'too_large');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  lastRequest += 1;
  const entry = {
    number: lastRequest,
    method: request.method,
    path: request.url,
    headers: request.headers,
    bytes: bytes.length,
    base64: bytes.toString('base64'),
    body: bytes.toString('utf8'),
    startedAt: new Date().toISOString(),
    endedAt: null,
    status: null,
    aborted: null,
  };
  remember(entry, bytes.length);
  response.once('close', () => {
    entry.endedAt = new Date().toISOString();
    entry.status = response.headersSent ? response.statusCode : null;
    entry.aborted = !response.writableFinished;
  });
  await route(request, response, bytes, entry);
};

const server = createServer((request, response) => {
  response.on('error', () => {});
  if (request.url === '/__journal' && request.method === 'GET') return sendJson(response, 200, journal);
  if (request.url === '/__journal' && request.method === 'DELETE') {
    journal.length = 0;
    journalBytes = 0;
    return sendJson(response, 200, []);
  }
  journalled(request, response).catch((error) => {
    if (!request.destroyed) process.stderr.write(`${error.stack}\n`);
    response.destroy();
  });
});

server.listen(Number(flags.port), flags.host, () => {
  const { address, port, family } = server.address();
  process.stdout.write(`ready http://${family === 'IPv6' ? `[${address}]` : address}:${port}\n`);
});
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });

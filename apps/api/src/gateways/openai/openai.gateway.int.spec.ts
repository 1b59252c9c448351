import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SecretSource } from '../gateway';
import { EngineProcess } from '../testing/engine-process';
import { dispatched, observe, ofKind, requestOf } from '../testing/requests';
import { LOCAL_NETWORK, type NetworkPolicy, PUBLIC_ONLY } from '../url-policy';
import { OpenaiGateway } from './openai.gateway';
import { openaiOptions } from './options';

const CANARY = 'sk-canary-3f9a';
const secrets: SecretSource = { read: async (secretRef) => (secretRef === 'key' ? CANARY : null) };

interface Changes {
  readonly options?: Record<string, unknown>;
  readonly secretRef?: string | null;
  readonly policy?: NetworkPolicy;
  readonly secrets?: SecretSource;
}

const gatewayAt = (baseUrl: string, changes: Changes = {}) =>
  new OpenaiGateway({
    name: 'engine',
    baseUrl,
    secretRef: null,
    secrets,
    policy: LOCAL_NETWORK,
    ...changes,
    options: openaiOptions.parse(changes.options ?? {}),
  });

describe('an OpenAI-compatible engine', () => {
  let engine: EngineProcess;
  beforeAll(async () => {
    engine = await EngineProcess.start();
  });
  afterAll(() => engine.stop());

  const gateway = (changes: Changes = {}) => gatewayAt(`${engine.url}/v1`, changes);
  const asked = (words: string) => requestOf({ prompt: `Find five facts. [[engine: ${words}]]` });
  const outcomeOf = async (words: string, changes: Changes = {}) => (await dispatched(gateway(changes), asked(words))).at(-1);

  it('receives exactly the bytes that were asked to be sent', async () => {
    const request = requestOf({
      system: 'Be “exact”.\r\n\t',
      prompt: 'NUL \u0000, é, 漢字, 👩‍👩‍👧, \\ " {{ inputs.x }} \u2028',
      maxOutputTokens: 321,
    });
    await dispatched(gateway({ secretRef: 'key', options: { body: { temperature: 0 } } }), request);
    const [entry, ...more] = await engine.entriesOf(request.effectKey);
    expect(more).toEqual([]);
    expect(JSON.parse(Buffer.from(entry?.base64 ?? '', 'base64').toString('utf8'))).toEqual({
      temperature: 0,
      model: 'gpt-4o-mini',
      messages: [
        { role: 'system', content: request.system },
        { role: 'user', content: request.prompt },
      ],
      max_tokens: 321,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(new Set(Object.keys(entry?.headers ?? {}))).toEqual(
      new Set([
        'accept',
        'authorization',
        'connection',
        'content-length',
        'content-type',
        'host',
        'idempotency-key',
        'user-agent',
      ]),
    );
    expect(entry?.headers.authorization).toBe(`Bearer ${CANARY}`);
  });

  it('sends no credentials where there are none, whatever the environment holds', async () => {
    const before = process.env.OPENAI_API_KEY;
    process.env.OPENAI_API_KEY = CANARY;
    const request = requestOf({ system: null });
    try {
      await dispatched(gateway(), request);
    } finally {
      if (before === undefined) delete process.env.OPENAI_API_KEY;
      else process.env.OPENAI_API_KEY = before;
    }
    const [entry] = await engine.entriesOf(request.effectKey);
    expect(entry?.headers.authorization).toBeUndefined();
    expect(JSON.parse(entry?.body ?? '').messages).toHaveLength(1);
  });

  it('can speak to engines with other habits', async () => {
    const request = requestOf();
    const options = { limitField: 'max_completion_tokens', stream: false, metadata: true, systemRole: 'developer' };
    const signals = await dispatched(gateway({ options }), request);
    expect(signals.map(({ kind }) => kind)).toEqual(['accepted', 'usage', 'text', 'usage', 'completed']);
    const [entry] = await engine.entriesOf(request.effectKey);
    const body = JSON.parse(entry?.body ?? '');
    expect(body).toMatchObject({ max_completion_tokens: 800, metadata: { effect_key: request.effectKey } });
    expect(body.messages[0].role).toBe('developer');
    expect(body).not.toHaveProperty('stream');
    expect(body).not.toHaveProperty('max_tokens');
    expect(openaiOptions.safeParse({ body: { max_tokens: 1 } }).success).toBe(false);
  });

  it('takes one body for an answer although a stream was asked for', async () => {
    expect(await outcomeOf('no-stream tokens=5/6')).toMatchObject({ kind: 'completed' });
  });

  it('sends once, however the engine fails', async () => {
    for (const words of ['status=500', 'status=503', 'status=429', 'status=408', 'status=409', 'reset=0', 'reset=300']) {
      const request = asked(words);
      await dispatched(gateway(), request);
      expect([words, (await engine.entriesOf(request.effectKey)).length]).toEqual([words, 1]);
    }
  });

  it.each([
    ['status=400', { class: 'refused', code: 'bad_request' }, false, 'no'],
    ['status=404', { class: 'refused', code: 'model_not_found' }, false, 'no'],
    ['status=422', { class: 'refused', code: 'bad_request' }, false, 'no'],
    ['status=401', { class: 'configuration', code: 'auth_failed' }, false, 'no'],
    ['status=403', { class: 'configuration', code: 'auth_failed' }, false, 'no'],
    ['status=408', { class: 'engine_error', code: 'engine_failed' }, true, 'unknown'],
    ['status=409', { class: 'engine_error', code: 'engine_failed' }, true, 'unknown'],
    ['status=429', { class: 'rate_limited', code: 'rate_limited' }, true, 'no'],
    ['status=429 type=insufficient_quota', { class: 'rate_limited', code: 'rate_limited' }, false, 'no'],
    ['status=500', { class: 'engine_error', code: 'engine_failed' }, true, 'unknown'],
    ['status=503 type=overloaded', { class: 'engine_error', code: 'engine_failed' }, true, 'no'],
    ['redirect=http://169.254.169.254/', { class: 'refused', code: 'redirect_refused' }, false, 'no'],
    ['reset=0', { class: 'connection_lost', code: 'connection_lost' }, true, 'unknown'],
    ['reset=700', { class: 'connection_lost', code: 'connection_lost' }, true, 'unknown'],
    ['cut', { class: 'connection_lost', code: 'connection_lost' }, true, 'unknown'],
    ['error-event', { class: 'engine_error', code: 'engine_failed' }, true, 'unknown'],
    ['garbage', { class: 'output_invalid', code: 'output_malformed' }, true, 'unknown'],
    ['html', { class: 'output_invalid', code: 'output_malformed' }, true, 'unknown'],
    ['empty', { class: 'output_invalid', code: 'output_empty' }, false, 'yes'],
    ['refusal', { class: 'refused', code: 'model_refused' }, false, 'yes'],
    ['finish=length', { class: 'output_invalid', code: 'output_truncated' }, false, 'yes'],
    ['finish=content_filter', { class: 'refused', code: 'content_filtered' }, false, 'yes'],
    ['tool=search', { class: 'output_invalid', code: 'tool_calls_unsupported' }, false, 'yes'],
  ] as const)('%s: %j, retryable %s, executed %s', async (words, error, retryable, executed) => {
    expect(await outcomeOf(words)).toMatchObject({ kind: 'failed', error, retryable, executed });
  });

  it.each(['refusal', 'empty', 'garbage', 'html', 'error-event'])('the same without a stream: %s', async (words) => {
    const streamed = await outcomeOf(words);
    const whole = await outcomeOf(words, { options: { stream: false } });
    const known = ['refusal', 'empty', 'html'].includes(words);
    if (known)
      expect(whole).toMatchObject({ kind: 'failed', error: { code: (streamed as { error: { code: string } }).error.code } });
    else expect(whole?.kind).toBe('completed');
  });

  it('tells how long to wait, as the engine says it', async () => {
    expect(await outcomeOf('status=429 retry-after=7')).toMatchObject({
      error: { message: 'the engine answered 429: The engine answers 429', details: { status: 429, retryAfterMs: 7_000 } },
    });
    expect(await outcomeOf('status=503 retry-after=99999999')).toMatchObject({
      error: { details: { retryAfterMs: 86_400_000 } },
    });
    expect(await outcomeOf('status=503 retry-after=soon')).toMatchObject({ error: { details: { retryAfterMs: null } } });
  });

  it('may take a cut answer for good enough', async () => {
    const outcome = await outcomeOf('finish=length say=half', { options: { truncated: 'complete' } });
    expect(outcome).toEqual({ kind: 'completed', output: 'half' });
  });

  it('reports input at once, before the engine has said a word', async () => {
    const running = observe(gateway(), asked('hang delay=200ms'));
    const { usage } = await running.first('usage');
    expect(usage).toMatchObject({ outputTokens: 0, final: false, source: 'estimate' });
    expect(usage.inputTokens).toBeGreaterThan(10);
    running.abort();
    await running.done;
  });

  it('takes no usage that is not a count', async () => {
    const signals = await dispatched(gateway(), asked('tokens=1/99999999999999'));
    expect(ofKind(signals, 'usage').at(-1)?.usage).toMatchObject({ final: false, source: 'estimate' });
  });

  it('sends nothing to an address that the install may not reach', async () => {
    const url = new URL(`${engine.url}/v1`);
    url.hostname = 'localhost';
    const request = requestOf();
    const outcome = (await dispatched(gatewayAt(url.href, { policy: PUBLIC_ONLY }), request)).at(-1);
    expect(outcome).toMatchObject({ kind: 'failed', executed: 'no', error: { class: 'configuration', code: 'address_refused' } });
    expect(await engine.entriesOf(request.effectKey)).toEqual([]);
  });

  it.each([
    ['is not there', secrets],
    ['cannot be read', { read: () => Promise.reject(new Error('locked')) }],
  ] as const)('does not send when the secret %s, and says so when looked after', async (_name, source) => {
    const lost = gateway({ secretRef: 'lost', secrets: source });
    await lost.check();
    expect(lost.status()).toMatchObject({ status: 'down', lastError: 'the secret of this gateway is missing' });
    expect((await dispatched(lost, requestOf())).at(-1)).toMatchObject({
      kind: 'failed',
      executed: 'no',
      error: { class: 'configuration', code: 'secret_missing' },
    });
  });

  it('never repeats a secret in what it tells', async () => {
    const failing = gateway({ secretRef: 'key' });
    for (const words of ['status=401', 'status=500', 'reset=0', 'garbage']) {
      expect(JSON.stringify(await dispatched(failing, asked(words)))).not.toContain(CANARY);
    }
    expect(JSON.stringify(failing.status())).not.toContain(CANARY);
  });

  it('lists models, and knows a refusal from an absence', async () => {
    expect((await gateway().listAgents()).map(({ engineAgent }) => engineAgent)).toEqual(['gpt-4o-mini', 'gpt-4o']);
    const nowhere = gatewayAt(`${engine.url}/elsewhere`);
    await expect(nowhere.listAgents()).rejects.toMatchObject({ code: 'gateway_refused' });
    expect(nowhere.status().status).toBe('connected');
    await expect(gateway({ secretRef: 'lost' }).listAgents()).rejects.toMatchObject({ code: 'gateway_refused', path: '/auth' });
  });

  it('checks whether the engine is there', async () => {
    const present = gateway();
    expect(present.status().status).toBe('connecting');
    await present.check();
    expect(present.status()).toMatchObject({ status: 'connected', lastError: null });
    const absent = gatewayAt('http://127.0.0.1:1/v1');
    await absent.check();
    expect(absent.status()).toMatchObject({ status: 'down', lastError: expect.any(String) });
  });

  it('ends what is open when it is closed', async () => {
    const closing = gateway();
    const running = observe(closing, asked('silent'));
    await engine.untilJournal((entries) => entries.some(({ body, endedAt }) => body.includes('silent') && endedAt === null));
    await closing.close();
    await running.done;
    expect(running.signals).toEqual([]);
    expect(await dispatched(closing, requestOf())).toEqual([
      expect.objectContaining({ kind: 'failed', executed: 'no', error: expect.objectContaining({ code: 'gateway_closed' }) }),
    ]);
  });
});

describe('a server that speaks no HTTP', () => {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
  });

  const listening = async (react: (socket: Socket) => void): Promise<Server> => {
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      react(socket);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return server;
  };

  const serve = async (react: (socket: Socket) => void): Promise<OpenaiGateway> => {
    const { port } = (await listening(react)).address() as AddressInfo;
    return gatewayAt(`http://127.0.0.1:${port}/v1`);
  };

  const answering = (answer: string) =>
    serve((socket) => {
      socket.once('data', () => socket.end(answer));
    });

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n'],
    ['an impossible status', 'HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n'],
    ['endless headers', `HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['nothing', ''],
  ])('%s is a lost connection', async (_name, answer) => {
    const outcome = (await dispatched(await answering(answer), requestOf())).at(-1);
    expect(outcome).toMatchObject({ kind: 'failed', executed: 'unknown', retryable: true });
  });

  it.each([
    ['not an object', 'data: 5\n\n'],
    ['choices that are no list', 'data: {"choices": {"length": 1}}\n\n'],
    ['a choice that is no object', 'data: {"choices": [null]}\n\n'],
    ['a delta that is no object', 'data: {"choices": [{"delta": 5}]}\n\n'],
    ['content that is no text', 'data: {"choices": [{"delta": {"content": {"toString": 1}}}]}\n\n'],
  ])('reads %s as malformed', async (_name, events) => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n';
    expect((await dispatched(await answering(head + events), requestOf())).at(-1)).toMatchObject({
      kind: 'failed',
      executed: 'unknown',
      error: { code: 'output_malformed' },
    });
  });

  it('puts characters together that the network has cut', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n';
    const events =
      'data: {"choices":[{"index":0,"delta":{"content":"漢\\ud83d"}}]}\n\ndata: {"choices":[{"index":0,"delta":{"content":"\\ude00"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
    const gateway = await serve((socket) => {
      socket.once('data', async () => {
        for (const byte of Buffer.from(head + events)) {
          socket.write(Buffer.of(byte));
          await new Promise(setImmediate);
        }
        socket.end();
      });
    });
    const signals = await dispatched(gateway, requestOf());
    expect(signals.at(-1)).toEqual({ kind: 'completed', output: '漢😀' });
    expect(ofKind(signals, 'text').every(({ text }) => text.isWellFormed())).toBe(true);
  });

  it('does not send when the connection comes too late', async () => {
    const request = requestOf({ sendBy: new Date(Date.now() + 150).toISOString() });
    // It takes the connection and never answers the greeting of TLS.
    const { port } = (await listening(() => {})).address() as AddressInfo;
    const hanging = gatewayAt(`https://127.0.0.1:${port}/v1`);
    expect((await dispatched(hanging, request)).at(-1)).toMatchObject({ executed: 'no', error: { code: 'send_by_passed' } });
  });
});

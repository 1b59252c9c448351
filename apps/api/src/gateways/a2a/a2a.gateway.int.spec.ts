import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GatewayClock, systemClock } from '../clock';
import type { SecretSource } from '../gateway';
import { ChildEngine } from '../testing/child-engine';
import { dispatched, ofKind, requestOf } from '../testing/requests';
import { LOCAL_NETWORK, type NetworkPolicy, PUBLIC_ONLY } from '../url-policy';
import { A2aGateway } from './a2a.gateway';
import { a2aOptions } from './options';

const AGENT = fileURLToPath(new URL('../testing/a2a-agent.mjs', import.meta.url));
const CANARY = 'key-canary-71c2';
const secrets: SecretSource = { read: async () => CANARY };

const gatewayAt = (baseUrl: string, policy: NetworkPolicy = LOCAL_NETWORK, clock: GatewayClock = systemClock) =>
  new A2aGateway({ name: 'agent', baseUrl, secretRef: 'key', secrets, options: a2aOptions.parse({}), policy, clock });

const asked = (words: string) => requestOf({ prompt: `Find five facts. [[agent: ${words}]]` });

interface Entry {
  readonly begun: number;
  readonly cancelled: number;
  readonly prompt: string;
}

describe('an A2A agent', () => {
  let agent: ChildEngine;
  beforeAll(async () => {
    agent = await ChildEngine.start(AGENT, ['--key', CANARY]);
  });
  afterAll(() => agent.stop());

  it.each([
    ['input', 'input_required', 'Which of the two?'],
    ['auth', 'auth_required', 'Sign in to the blog'],
  ])('that waits for somebody (%s) ends the attempt visibly, and is told that nobody comes', async (word, code, question) => {
    const request = asked(word);
    const outcome = (await dispatched(gatewayAt(agent.url), request)).at(-1);
    expect(outcome).toMatchObject({ kind: 'failed', retryable: false, executed: 'unknown', error: { class: 'refused', code } });
    expect(JSON.stringify(outcome)).toContain(question);
    expect((await agent.journal<Entry>())[request.effectKey]?.cancelled).toBe(1);
  });

  it('is sent instructions and prompt once, and nothing else of a secret nature', async () => {
    const request = asked('tokens=1/2/0');
    const signals = await dispatched(gatewayAt(agent.url), request);
    const entry = (await agent.journal<Entry>())[request.effectKey];
    expect(entry).toMatchObject({ begun: 1, prompt: `${request.system}\n${request.prompt}` });
    expect(JSON.stringify(signals)).not.toContain(CANARY);
  });

  it('sends once, however the agent fails', async () => {
    for (const words of ['status=500', 'status=503', 'status=429', 'garbage', 'fail=engine_failed']) {
      const request = asked(words);
      const outcome = (await dispatched(gatewayAt(agent.url), request)).at(-1);
      expect(outcome?.kind).toBe('failed');
      expect((await agent.journal<Entry & { requests: number }>())[request.effectKey]?.requests).toBe(1);
    }
  });

  it('is stopped, and asked, by a process that did not send', async () => {
    const request = asked('delay=30s');
    const leaving = new AbortController();
    const accepted = Promise.withResolvers<void>();
    const sent = gatewayAt(agent.url).dispatch(request, ({ kind }) => kind === 'accepted' && accepted.resolve(), leaving.signal);
    await accepted.promise;
    leaving.abort();
    await sent;
    const other = gatewayAt(agent.url);
    expect(await other.lookup(request.effectKey)).toMatchObject({ state: 'running' });
    expect(await other.stop(request.effectKey)).toEqual({ proof: 'stopped', executed: 'unknown' });
    expect(await other.lookup(request.effectKey)).toMatchObject({ state: 'failed', error: { class: 'stopped' } });
  });

  it('is not reached where the install may not go', async () => {
    const url = new URL(agent.url);
    url.hostname = 'localhost';
    expect((await dispatched(gatewayAt(url.origin, PUBLIC_ONLY), asked('x'))).at(-1)).toMatchObject({
      kind: 'failed',
      executed: 'no',
      error: { code: 'address_refused' },
    });
  });

  it('takes up a step whose agent comes back only after this process began to listen', async () => {
    const request = asked('delay=500ms');
    const leaving = new AbortController();
    const accepted = Promise.withResolvers<void>();
    const sent = gatewayAt(agent.url).dispatch(request, ({ kind }) => kind === 'accepted' && accepted.resolve(), leaving.signal);
    await accepted.promise;
    leaving.abort();
    await sent;
    await agent.restart();
    const signals: { kind: string }[] = [];
    await gatewayAt(agent.url).attach(request, (signal) => signals.push(signal), new AbortController().signal);
    // Its memory is gone with its process, and nothing says what it had done.
    expect(signals.at(-1)).toMatchObject({ kind: 'failed', executed: 'unknown', error: { code: 'task_lost' } });
  });
});

describe('an agent card', () => {
  const servers: Server[] = [];
  afterAll(() => servers.forEach((server) => void server.close()));

  const serving = async (answer: RequestListener): Promise<string> => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const card = (url: string, protocolVersion = '1.0') => ({
    name: 'x',
    supportedInterfaces: [{ url, protocolBinding: 'JSONRPC', protocolVersion }],
    capabilities: { streaming: true },
  });
  const json = (body: unknown) => serving((_request, response) => response.end(JSON.stringify(body)));

  it.each([
    ['leads to another origin', () => json(card('https://evil.example/a2a'))],
    ['leads inside a metadata service', () => json(card('http://169.254.169.254/a2a'))],
    ['speaks an old protocol', () => json(card('http://127.0.0.1/a2a', '0.3'))],
    ['is no card', () => json({ hello: 'world' })],
    ['is no JSON', () => serving((_request, response) => response.end('<html>'))],
    ['redirects', () => serving((_request, response) => response.writeHead(302, { location: 'http://evil.example' }).end())],
  ])('that %s is refused before anything is sent', async (_name, start) => {
    const gateway = gatewayAt(await start());
    expect((await dispatched(gateway, requestOf())).at(-1)).toMatchObject({ kind: 'failed', executed: 'no' });
    await gateway.check();
    expect(gateway.status()).toMatchObject({ status: 'down', lastError: expect.any(String) });
  });

  it('without streaming is answered by asking again and again', async () => {
    let looks = 0;
    const task = (state: string, text: string) => ({
      ...{ id: 't1', contextId: 'c', status: { state } },
      artifacts: [{ artifactId: 'a', parts: [{ text }] }],
    });
    const url: string = await serving(async (request, response) => {
      if (request.method === 'GET') {
        const own = `http://${request.headers.host}/rpc`;
        return void response.end(JSON.stringify({ ...card(own), capabilities: { streaming: false } }));
      }
      const { method } = JSON.parse(Buffer.concat(await request.toArray()).toString());
      if (method === 'GetTask') looks += 1;
      const now = looks < 2 ? task('TASK_STATE_WORKING', 'half') : task('TASK_STATE_COMPLETED', 'half and whole');
      response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: method === 'GetTask' ? now : { task: now } }));
    });
    const signals = await dispatched(gatewayAt(url), requestOf());
    expect(signals.at(-1)).toEqual({ kind: 'completed', output: 'half and whole' });
    expect(ofKind(signals, 'text').map(({ text }) => text)).toEqual(['half', ' and whole']);
  });

  it('is asked for a task whose stream has died without a word', async () => {
    const task = (state: string) => ({
      id: 't1',
      status: { state },
      artifacts: [{ artifactId: 'a', parts: [{ text: 'all of it' }] }],
    });
    const url: string = await serving(async (request, response) => {
      if (request.method === 'GET') return void response.end(JSON.stringify(card(`http://${request.headers.host}/rpc`)));
      const { method } = JSON.parse(Buffer.concat(await request.toArray()).toString());
      const answer = (state: string) =>
        JSON.stringify({ jsonrpc: '2.0', id: 1, result: method === 'GetTask' ? task(state) : { task: task(state) } });
      if (method === 'GetTask') return void response.end(answer('TASK_STATE_COMPLETED'));
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${answer('TASK_STATE_WORKING')}\n\n`);
    });
    const impatient: GatewayClock = {
      now: () => Date.now(),
      sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 100), signal),
    };
    const signals = await dispatched(gatewayAt(url, LOCAL_NETWORK, impatient), requestOf());
    expect(signals.at(-1)).toEqual({ kind: 'completed', output: 'all of it' });
    expect(ofKind(signals, 'text').map(({ text }) => text)).toEqual(['all of it']);
  });
});

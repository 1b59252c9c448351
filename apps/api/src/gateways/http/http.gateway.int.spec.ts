import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { GatewaySignal, SecretSource } from '../gateway';
import { dispatched, observe, ofKind, requestOf } from '../testing/requests';
import { LOCAL_NETWORK, type NetworkPolicy, PUBLIC_ONLY } from '../url-policy';
import { CallbackHub } from './callback-hub';
import { HttpGateway } from './http.gateway';
import { httpOptions } from './options';
import { ReportOrder } from './report-order';
import { SeenIds } from './seen-ids';
import type { Callback } from './shapes';
import { isSigned, signed, TOLERANCE_MS } from './signature';

const SECRET = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;
const OTHER = `whsec_${Buffer.from('t'.repeat(32)).toString('base64')}`;
const USAGE = [{ model: 'gpt-4o-mini', inputTokens: 10, outputTokens: 5 }];

type Answer = { readonly status?: number; readonly body?: unknown; readonly destroy?: boolean };
type Message = { readonly type: string; readonly data: { readonly effectKey: string } };

describe('an engine behind signed HTTP', () => {
  const servers: Server[] = [];
  const hub = new CallbackHub();
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  /** An engine that answers as told; what it heard, in order. */
  const engine = async (answer: (message: Message, heard: readonly Message[]) => Answer) => {
    const heard: Message[] = [];
    const server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      const message = new Webhook(SECRET).verify(body, request.headers as Record<string, string>) as Message;
      heard.push(message);
      const { status = 200, body: said, destroy } = answer(message, heard);
      if (destroy) return void request.socket.destroy();
      response.writeHead(status).end(typeof said === 'string' ? said : JSON.stringify(said ?? {}));
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mc`;
    return { url, heard, count: (type: string) => heard.filter((message) => message.type === type).length };
  };

  const gatewayAt = (
    url: string,
    { policy = LOCAL_NETWORK, kept = SECRET }: { policy?: NetworkPolicy; kept?: string | null } = {},
  ) => {
    const secrets: SecretSource = { read: async () => kept };
    const options = httpOptions.parse({ pollMs: 50 });
    return new HttpGateway({ name: 'g', url, secretRef: 'key', options, policy, secrets, hub, ownUrl: () => null });
  };
  const running = { body: { state: 'running' } };

  it('keeps order and counts, whatever order they come in', async () => {
    const { url } = await engine(() => running);
    const request = requestOf();
    const { effectKey } = request;
    const seen = observe(gatewayAt(url), request);
    await seen.first('accepted');
    const tell = (type: string, data: unknown) =>
      hub.deliver('g', { type, data: { effectKey, ...(data as object) } } as Callback);
    for (const [seq, text] of [
      [3, 'd'],
      [0, 'a'],
      [3, 'd'],
      [1, 'b'],
      [0, 'a'],
    ] as const)
      tell('text', { seq, text });
    tell('usage', { seq: 5, usage: [{ ...USAGE[0], outputTokens: 4 }] });
    tell('usage', { seq: 4, usage: [{ ...USAGE[0], outputTokens: 3 }] });
    tell('text', { seq: 2, text: 'c' });
    for (const output of ['abcd', 'something else']) tell('result', { state: 'completed', output, usage: USAGE });
    await seen.done;
    expect(
      ofKind(seen.signals, 'text')
        .map(({ text }) => text)
        .join(''),
    ).toBe('abcd');
    expect(seen.signals.at(-1)).toEqual({ kind: 'completed', output: 'abcd' });
    const counts = ofKind(seen.signals, 'usage').map(({ usage }) => usage.outputTokens);
    expect(counts).not.toContain(3);
    expect(ofKind(seen.signals, 'usage').at(-1)?.usage).toMatchObject({ outputTokens: 5, final: true });
    expect(tell('result', { state: 'completed', output: 'late' })).toBe(false);
  });

  it('proves that nothing was done when the only copy got lost', async () => {
    const { url, count } = await engine(({ type }) =>
      type === 'dispatch'
        ? { destroy: true }
        : { body: type === 'cancel' ? { state: 'cancelled', executed: 'no' } : { state: 'not_found' } },
    );
    expect((await dispatched(gatewayAt(url), requestOf())).at(-1)).toMatchObject({
      kind: 'failed',
      executed: 'no',
      retryable: true,
      error: { code: 'connection_lost' },
    });
    expect([count('dispatch'), count('cancel')]).toEqual([1, 1]);
  });

  it('sends once, and goes on asking an engine that is away', async () => {
    let isAway = true;
    const { url, count } = await engine(({ type }, heard) => {
      isAway = heard.length < 4;
      return isAway ? { status: 503 } : { body: { state: 'completed', output: type, usage: USAGE } };
    });
    expect((await dispatched(gatewayAt(url), requestOf())).at(-1)).toEqual({ kind: 'completed', output: 'lookup' });
    expect(count('dispatch')).toBe(1);
  });

  it.each([
    ['an answer of another shape', { body: { state: 'odd' } }, 'output_malformed'],
    ['a web page', { body: '<html>' }, 'output_malformed'],
    ['an error of its own', { status: 500 }, 'engine_failed'],
  ])('settles %s by a tombstone', async (_name, answer, code) => {
    const { url } = await engine(({ type }) =>
      type === 'dispatch'
        ? answer
        : { body: type === 'cancel' ? { state: 'cancelled', executed: 'no' } : { state: 'not_found' } },
    );
    expect((await dispatched(gatewayAt(url), requestOf())).at(-1)).toMatchObject({ executed: 'no', error: { code } });
  });

  it.each([
    [{ body: { state: 'expired' } }, 'expired', 'no'],
    [{ body: { state: 'cancelled', executed: 'no' } }, 'cancelled', 'no'],
    [{ status: 400, body: 'what?' }, 'bad_request', 'no'],
    [{ status: 302 }, 'redirect_refused', 'unknown'],
    [{ body: { state: 'failed', error: { code: 'rate_limited', retryAfterMs: 5 }, executed: 'no' } }, 'rate_limited', 'no'],
  ])('understands %j', async (answer, code, executed) => {
    const { url } = await engine(({ type }) => (type === 'dispatch' ? answer : { body: { state: 'cancelled', executed } }));
    expect((await dispatched(gatewayAt(url), requestOf())).at(-1)).toMatchObject({ kind: 'failed', executed, error: { code } });
  });

  it('does not believe an engine that has forgotten', async () => {
    const { url } = await engine(({ type }) => (type === 'dispatch' ? running : { body: { state: 'not_found' } }));
    const outcome = (await dispatched(gatewayAt(url), requestOf())).at(-1);
    expect(outcome).toMatchObject({ executed: 'unknown', error: { code: 'task_lost' } });
  });

  it('takes a result that was there before the stop', async () => {
    const { url } = await engine(({ type }) => (type === 'cancel' ? { body: { state: 'completed', output: 'done' } } : running));
    const gateway = gatewayAt(url);
    const request = requestOf();
    const seen = observe(gateway, request);
    await seen.first('accepted');
    expect(await gateway.stop(request.effectKey)).toEqual({ proof: 'none', executed: 'unknown' });
    await seen.done;
    expect(seen.signals.at(-1)).toEqual({ kind: 'completed', output: 'done' });
  });

  it.each([
    ['an address that the install may not reach', { policy: PUBLIC_ONLY }, 'address_refused'],
    ['no secret', { kept: null }, 'secret_missing'],
    ['no usable secret', { kept: 'short' }, 'secret_missing'],
  ])('sends nothing with %s', async (_name, changes, code) => {
    const { url, heard } = await engine(() => running);
    const outcome = (await dispatched(gatewayAt(url.replace('127.0.0.1', 'localhost'), changes), requestOf())).at(-1);
    expect(outcome).toMatchObject({ kind: 'failed', executed: 'no', error: { class: 'configuration', code } });
    expect(heard).toEqual([]);
  });

  it('never repeats a secret in what it tells', async () => {
    const { url } = await engine(() => ({ status: 401 }));
    const gateway = gatewayAt(url);
    const signals: readonly GatewaySignal[] = await dispatched(gateway, requestOf());
    expect(JSON.stringify([signals, gateway.status()])).not.toContain(SECRET.slice(6));
  });
});

describe('a signature', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const body = Buffer.from('{"a":"ü"}');
  const headers = () => ({ ...signed([SECRET], 'msg_1', now, body) });

  it('is what others of this layout make', () => {
    const at = new Date(now);
    expect(headers()['webhook-signature']).toBe(new Webhook(SECRET).sign('msg_1', at, body.toString()));
  });

  it.each([
    ['as it is', {}, true],
    ['with another body', { body: Buffer.from('{"a":"u"}') }, false],
    ['with another id', { headers: { 'webhook-id': 'msg_2' } }, false],
    ['with another time', { headers: { 'webhook-timestamp': String(now / 1000 + 1) } }, false],
    ['within the tolerance', { at: now + TOLERANCE_MS }, true],
    ['too old', { at: now + TOLERANCE_MS + 1_000 }, false],
    ['from the future', { at: now - TOLERANCE_MS - 1_000 }, false],
    ['with another secret', { secrets: [OTHER] }, false],
    ['with the secret before', { secrets: [OTHER, SECRET] }, true],
    ['with no secret', { secrets: [] }, false],
    ['with a time that is none', { headers: { 'webhook-timestamp': 'now' } }, false],
    ['without an id', { headers: { 'webhook-id': '' } }, false],
  ])('%s', (_name, changes: { body?: Buffer; headers?: object; at?: number; secrets?: string[] }, isRight) => {
    const { secrets = [SECRET], at = now } = changes;
    expect(isSigned(secrets, { ...headers(), ...changes.headers }, changes.body ?? body, at)).toBe(isRight);
  });
});

describe('reports in any order', () => {
  it('wait for one that is missing, but not for ever', () => {
    const order = new ReportOrder<number>(0);
    expect(order.take(1, 1)).toEqual([]);
    for (let seq = 2; seq <= 256; seq += 1) expect(order.take(seq, seq)).toEqual([]);
    expect(order.take(257, 257)).toHaveLength(257);
    expect(order.take(0, 0)).toEqual([]);
    expect(order.take(258, 258)).toEqual([258]);
  });

  it('begin where they are found by whoever comes later', () => {
    const order = new ReportOrder<string>(null);
    expect([...order.take(7, 'a'), ...order.take(6, 'old'), ...order.take(8, 'b')]).toEqual(['a', 'b']);
  });
});

describe('ids that were seen', () => {
  it('are forgotten when no signature of theirs is good any more', () => {
    const seen = new SeenIds();
    seen.add('a', 0);
    seen.add('b', 2 * TOLERANCE_MS);
    expect(seen.has('a')).toBe(true);
    seen.add('c', 2 * TOLERANCE_MS + 1);
    expect(['a', 'b', 'c'].map((id) => seen.has(id))).toEqual([false, true, true]);
  });
});

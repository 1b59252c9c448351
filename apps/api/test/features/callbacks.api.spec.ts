import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { App } from '../../src/app';
import { type Answer, Client, until, World } from '../api/world';

const secretOf = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const [OLD, NEW, FOREIGN] = [secretOf('o'), secretOf('n'), secretOf('f')];
const USAGE = [{ model: 'gpt-4o-mini', inputTokens: 10, outputTokens: 5 }];

/** An engine that takes every dispatch and then says only what the test says for it. */
class Puppet {
  readonly dispatches: { effectKey: string; callbackUrl: string; prompt: string }[] = [];
  readonly signatures: { body: string; headers: Record<string, string> }[] = [];
  url = '';
  readonly #server: Server;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      this.signatures.push({ body, headers: request.headers as Record<string, string> });
      const { type, data } = JSON.parse(body);
      if (type === 'dispatch') this.dispatches.push(data);
      const answers: Record<string, unknown> = { agents: { agents: [{ name: 'writer' }] }, cancel: { state: 'cancelled' } };
      response.end(JSON.stringify(answers[type] ?? { state: 'running', engineRunId: 'engine-1' }));
    });
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

let lastId = 0;
const callback = async (
  url: string,
  type: string,
  data: unknown,
  { secret = OLD, at = new Date(), id = `msg_${++lastId}`, tamper = '' } = {},
): Promise<{ status: number; text: string; id: string }> => {
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  const response = await fetch(url, { method: 'POST', headers, body: body + tamper });
  return { status: response.status, text: (await response.text()).replace(/"requestId":"[^"]*"/, ''), id };
};

describe('callbacks of engines', () => {
  let world: World;
  let app: App;
  let admin: Client;
  const puppet = new Puppet();
  let workflowId = '';

  beforeAll(async () => {
    await puppet.start();
    world = await World.open();
    app = await world.start({ MC_SAMPLE: 'off' });
    admin = new Client(app.url);
    const gateway = (name: string, token: string) =>
      admin.post('gateways', { name, kind: 'http', url: puppet.url, auth: { type: 'hmac', token }, options: { pollMs: 60_000 } });
    expect((await gateway('signed', OLD)).status).toBe(201);
    expect((await gateway('foreign', FOREIGN)).status).toBe(201);
    await admin.put('model-pricing/gpt-4o-mini', { inputCentsPerMTok: 15, outputCentsPerMTok: 60 });
    expect((await admin.post('agents', { name: 'writer', gateway: 'signed', model: 'gpt-4o-mini' })).status).toBe(201);
    const steps = [{ key: 'write', agent: 'writer', risk: 'read', prompt: 'Write {{ inputs.topic }}' }];
    const made = await admin.post('workflows', { name: 'one', inputs: { topic: { type: 'string', required: true } }, steps });
    expect(made.status).toBe(201);
    workflowId = made.body.id;
  });

  afterAll(async () => {
    await world.close();
    puppet.stop();
  });

  /** A run whose one step is at the engine. */
  const started = async (topic: string): Promise<{ runId: string; effectKey: string; url: string }> => {
    const { body } = await admin.post(`workflows/${workflowId}/runs`, { inputs: { topic } });
    const found = () => puppet.dispatches.find(({ effectKey }) => effectKey.startsWith(body.runId));
    await until(
      async () => ({ status: found() ? 200 : 404 }) as Answer,
      ({ status }) => status === 200,
    );
    await until(
      () => admin.get(`runs/${body.runId}`),
      (answer) => answer.body?.status === 'running',
    );
    const { effectKey, callbackUrl } = found() as { effectKey: string; callbackUrl: string };
    return { runId: body.runId, effectKey, url: callbackUrl };
  };
  const ended = (runId: string, client = admin) =>
    until(
      () => client.get(`runs/${runId}`),
      ({ body }) => body.status !== 'running' && body.status !== 'pending',
    );
  const facts = async (runId: string): Promise<string[]> =>
    (await admin.get(`runs/${runId}/events?limit=200`)).body.items.map(({ type }: { type: string }) => type);

  it('bring a step to its end, in any order and any number of times', async () => {
    const { runId, effectKey, url } = await started('order');
    const text = (seq: number, piece: string) => callback(url, 'text', { effectKey, seq, text: piece });
    await text(2, 'c');
    await callback(url, 'usage', { effectKey, seq: 1, usage: [{ ...USAGE[0], outputTokens: 3 }], surprise: true });
    await text(0, 'a');
    await text(0, 'a');
    const result = { effectKey, state: 'completed', output: 'abc', usage: USAGE };
    expect((await callback(url, 'result', result)).status).toBe(202);
    expect((await callback(url, 'result', result)).status).toBe(202);
    expect((await callback(url, 'usage', { effectKey, seq: 0, usage: [{ ...USAGE[0], outputTokens: 1 }] })).status).toBe(202);
    const { body } = await ended(runId);
    expect(body).toMatchObject({ status: 'completed', steps: [{ inputTokens: 10, outputTokens: 5, tokensFinal: true }] });
    expect((await facts(runId)).filter((type) => /Completed|Late|Failed/.test(type))).toEqual(['StepCompleted', 'RunCompleted']);
  });

  it('are signed requests both ways, as others write and read them', async () => {
    const { body, headers } = puppet.signatures[0] as (typeof puppet.signatures)[number];
    expect(() => new Webhook(headers['webhook-signature']?.includes(' ') ? NEW : OLD).verify(body, headers)).not.toThrow();
  });

  it('are refused without a right signature of now, all in the same words', async () => {
    const { runId, effectKey, url } = await started('signatures');
    const result = { effectKey, state: 'completed', output: 'forged', usage: USAGE };
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const refusals = [
      await callback(url, 'result', result, { secret: FOREIGN }),
      await callback(url, 'result', result, { at: ago(6) }),
      await callback(url, 'result', result, { at: ago(-6) }),
      await callback(url, 'result', result, { tamper: ' ' }),
      await callback(url.replace('signed', 'nobody'), 'result', result),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(new Set(refusals.map(({ text }) => text)).size).toBe(1);
    const bare = await fetch(url, { method: 'POST', body: JSON.stringify({ type: 'result', data: result }) });
    expect(bare.status).toBe(401);
    // A clock that is wrong by less than the tolerance is none of our business.
    expect((await callback(url, 'result', { ...result, output: 'true' }, { at: ago(4) })).status).toBe(202);
    await ended(runId);
    expect((await admin.get(`runs/${runId}/steps/write`)).text).not.toContain('forged');
  });

  it('may only speak of a dispatch that was made to their gateway', async () => {
    const { runId, effectKey, url } = await started('foreign');
    const result = { state: 'completed', output: 'x', usage: USAGE };
    const foreignUrl = url.replace('signed', 'foreign');
    const refusals = [
      await callback(foreignUrl, 'result', { effectKey, ...result }, { secret: FOREIGN }),
      await callback(foreignUrl, 'result', { effectKey: effectKey.replace(/1$/, '2'), ...result }, { secret: FOREIGN }),
      await callback(url, 'result', { effectKey: '00000000-0000-7000-8000-000000000000/write/1', ...result }),
      await callback(url, 'result', { effectKey: 'anything', ...result }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(refusals.map(({ text }) => text)).size).toBe(1);
    expect((await admin.get(`runs/${runId}`)).body.status).toBe('running');
    await callback(url, 'result', { effectKey, ...result });
    await ended(runId);
  });

  it('are taken once under one id', async () => {
    const { runId, effectKey, url } = await started('replay');
    const first = await callback(url, 'tool', { effectKey, seq: 0, name: 'search' });
    const again = await callback(url, 'result', { effectKey, state: 'completed', output: 'x' }, { id: first.id });
    expect([first.status, again.status]).toEqual([202, 202]);
    expect((await admin.get(`runs/${runId}`)).body.status).toBe('running');
    await callback(url, 'result', {
      effectKey,
      state: 'failed',
      executed: 'yes',
      error: { code: 'bad_request', message: 'no', retryable: false },
    });
    expect((await ended(runId)).body.status).toBe('failed');
  });

  it('reach the run through a process that has not sent it, and after the sender is gone', async () => {
    const other = await world.start({ MC_SAMPLE: 'off' });
    const { runId, effectKey, url } = await started('elsewhere');
    const path = new URL(url).pathname;
    const usage = [{ ...USAGE[0], outputTokens: 2 }];
    expect((await callback(other.url + path, 'usage', { effectKey, seq: 0, usage })).status).toBe(202);
    await until(
      () => admin.get(`runs/${runId}`),
      ({ body }) => body.steps[0].outputTokens === 2,
    );
    const result = { effectKey, state: 'completed', output: 'from afar', usage: USAGE };
    expect((await callback(other.url + path, 'result', result)).status).toBe(202);
    expect((await ended(runId, new Client(other.url))).body).toMatchObject({ status: 'completed' });
    await world.stop(other);
  });

  it('are bounded, and malformed ones are refused', async () => {
    const { runId, effectKey, url } = await started('bounds');
    expect((await callback(url, 'result', { effectKey, state: 'odd' })).status).toBe(422);
    expect((await callback(url, 'unheard-of', { effectKey })).status).toBe(422);
    const huge = await callback(url, 'result', { effectKey, state: 'completed', output: 'a'.repeat(25 * 1024 * 1024) }).catch(
      () => null,
    );
    expect(huge === null || huge.status === 413).toBe(true);
    expect((await callback(url, 'result', { effectKey, state: 'completed', output: 'b'.repeat(2 * 1024 * 1024) })).status).toBe(
      202,
    );
    expect((await ended(runId)).body.status).toBe('completed');
  });

  it('are signed with the old or the new secret while it is replaced, and then with the new one only', async () => {
    const put = (auth: unknown) =>
      admin.put('gateways/signed', { kind: 'http', url: puppet.url, auth, options: { pollMs: 60_000 } });
    expect((await put({ type: 'hmac', token: 'not a secret' })).status).toBe(422);
    const before = await started('before');
    expect((await put({ type: 'hmac', token: NEW, previousToken: OLD })).status).toBe(200);
    expect((await callback(before.url, 'result', { effectKey: before.effectKey, state: 'completed', output: 'x' })).status).toBe(
      202,
    );
    await ended(before.runId);
    const after = await started('after');
    const sent = puppet.signatures.findLast(({ body }) => body.includes(after.effectKey));
    for (const secret of [OLD, NEW])
      expect(() => new Webhook(secret).verify(sent?.body ?? '', sent?.headers ?? {})).not.toThrow();
    expect((await put({ type: 'hmac', token: NEW })).status).toBe(200);
    const result = { effectKey: after.effectKey, state: 'completed', output: 'y' };
    expect((await callback(after.url, 'result', result)).status).toBe(401);
    expect((await callback(after.url, 'result', result, { secret: NEW })).status).toBe(202);
    await ended(after.runId);
    expect((await admin.get('gateways/signed')).text).not.toContain('whsec_');
  });

  it('come from nowhere inside where only public engines may be reached', async () => {
    const shut = await world.start({ MC_SAMPLE: 'off', MC_GATEWAY_NETWORK: 'public' });
    const refused = (url: string) =>
      new Client(shut.url).post('gateways', { name: 'inside', kind: 'http', url, auth: { type: 'hmac', token: OLD } });
    for (const url of [puppet.url, 'https://10.0.0.7/', 'http://agent.example/', 'https://[::1]/']) {
      expect(await refused(url)).toMatchObject({ status: 422, body: { code: 'invalid_gateway' } });
    }
    await world.stop(shut);
  });
});

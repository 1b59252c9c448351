import { describe, expect, it } from '@jest/globals';
import type { EngineApprovalNews, GatewaySignal } from '../gateway';
import { dispatched, observe, ofKind, requestOf } from '../testing/requests';
import { LOCAL_NETWORK } from '../url-policy';
import { deviceOf } from './device';
import { OpenclawGateway } from './openclaw.gateway';
import { openclawOptions } from './options';
import { clawWorld, until } from './testing/world';

/** A port of the system's own, where nobody listens. */
const DEAD = 'ws://127.0.0.1:1';

const waiting = (signal: AbortSignal, onWait: () => void): Promise<void> => {
  onWait();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
};

const asked = (words: string, changes = {}) => requestOf({ prompt: `Find tea gardens. [[claw: ${words}]]`, ...changes });

describe('the connection to OpenClaw', () => {
  it('says who answers and in which life', async () => {
    await using world = await clawWorld();
    await world.gateway.check();
    expect(world.gateway.status()).toMatchObject({
      status: 'connected',
      boot: world.double.bootId,
      engine: 'OpenClaw 2026.9.6, protocol 4',
    });
    expect(world.double.connects[0]).toMatchObject({
      minProtocol: 4,
      maxProtocol: 4,
      client: { id: 'gateway-client', mode: 'backend', displayName: 'mission-control' },
      scopes: ['operator.read', 'operator.write', 'operator.approvals'],
      auth: { token: 'claw-right' },
    });
    expect(world.double.connects[0]).not.toHaveProperty('device');
  });

  it('warns of a version that it was never proven with', async () => {
    await using world = await clawWorld({ double: { version: '2027.1.0' } });
    await world.gateway.check();
    expect(world.gateway.status().engine).toBe('OpenClaw 2027.1.0, protocol 4 (proven with 2026.9.6)');
  });

  it('refuses another protocol', async () => {
    await using world = await clawWorld({ double: { protocol: 5 } });
    const signals = await dispatched(world.gateway, asked(''));
    expect(signals).toMatchObject([
      { kind: 'failed', retryable: false, executed: 'no', error: { class: 'configuration', code: 'protocol_mismatch' } },
    ]);
    expect(world.gateway.status().lastError).toBe('the engine speaks protocol 5, this client 4');
  });

  it('says what to approve until this device is paired, keeps its key, and then goes on', async () => {
    await using world = await clawWorld({ double: { pairing: true }, options: { device: 'always' } });
    await world.gateway.check();
    const words = 'approve it there with `openclaw devices approve 17a122e3-36d0-45aa-952f-3827d94a1c91`';
    expect(world.gateway.status()).toMatchObject({ status: 'down', lastError: expect.stringContaining(words) });
    const { id } = deviceOf(world.secrets.kept.get('gateway/claw/device') ?? '');
    expect(world.double.connects[0]).toMatchObject({ device: { id } });
    world.double.paired.add(id);
    expect((await dispatched(world.another(), asked(''))).at(-1)?.kind).toBe('completed');
  });

  it('comes back by itself when the engine was down', async () => {
    await using world = await clawWorld();
    world.double.isListening = false;
    await world.gateway.check();
    expect(world.gateway.status().status).toBe('down');
    world.double.isListening = true;
    await until(() => world.gateway.status().status === 'connected', 'the connection');
  });

  it('tries by itself in one place only, however many have tried in between', async () => {
    let waits = 0;
    const clock = { now: () => Date.now(), sleep: (_ms: number, signal: AbortSignal) => waiting(signal, () => (waits += 1)) };
    const options = openclawOptions.parse({});
    const secrets = { read: async () => null };
    const gateway = new OpenclawGateway({
      name: 'claw',
      url: DEAD,
      secretRef: null,
      secrets,
      options,
      policy: LOCAL_NETWORK,
      clock,
    });
    for (let count = 0; count < 3; count += 1) await gateway.listAgents().catch(() => undefined);
    await gateway.close();
    expect(waits).toBe(1);
  });

  it.each([
    ['no JSON', '{'],
    ['no frame', '{"type":"req","id":"1","method":"x"}'],
    ['a frame of another kind', '[]'],
  ])('cuts an engine that sends %s, and finds back to the attempt', async (_name, text) => {
    await using world = await clawWorld();
    const running = observe(world.gateway, asked('delay=700ms'));
    await running.first('text');
    world.double.shout(text);
    await running.done;
    expect(running.signals.at(-1)?.kind).toBe('completed');
    expect(world.double.connects.length).toBeGreaterThan(1);
  });

  it('pays no heed to events that it does not know', async () => {
    await using world = await clawWorld();
    const running = observe(world.gateway, asked('delay=300ms'));
    await running.first('text');
    world.double.shout('{"type":"event","event":"weather.changed","payload":{"sessionKey":7}}');
    world.double.shout('{"type":"event","event":"agent"}');
    world.double.shout('{"type":"res","id":"9999","ok":true}');
    await running.done;
    expect(running.signals.at(-1)?.kind).toBe('completed');
    expect(world.double.connects).toHaveLength(1);
  });

  it('cuts an engine that floods it', async () => {
    await using world = await clawWorld();
    await world.gateway.check();
    for (let count = 0; count < 50_001; count += 1) world.double.shout('{"type":"event","event":"x"}');
    await until(() => world.double.connects.length > 1, 'another connection');
  });
});

describe('an attempt at OpenClaw', () => {
  it('has a session of its own, with the rights of its risk and the model that was approved', async () => {
    await using world = await clawWorld();
    const request = asked('', {
      risk: 'write',
      model: 'stub/stub-large',
      engineAgent: 'writer',
      runId: 'Run-1',
      stepKey: 'Draft',
    });
    await dispatched(world.gateway, request);
    const [created, , agent] = world.double.requests;
    expect(created).toMatchObject({
      method: 'sessions.create',
      params: { agentId: 'writer', permissionMode: 'guarded', model: 'stub/stub-large' },
    });
    expect(created?.params.key).toMatch(/^agent:writer:mc:run-1:draft:1-[0-9a-f]{10}$/);
    expect(agent).toMatchObject({
      method: 'agent',
      params: { idempotencyKey: 'Run-1/Draft/1', extraSystemPrompt: request.system, deliver: false, message: request.prompt },
    });
  });

  it('asks for reading only where only reading is allowed', async () => {
    await using world = await clawWorld();
    await dispatched(world.gateway, asked(''));
    expect(world.double.requests[0]?.params).toMatchObject({ permissionMode: 'read-only' });
    expect(world.double.requests[0]?.params).not.toHaveProperty('model');
  });

  it('does not try again what the engine has tried, and tells of it', async () => {
    await using world = await clawWorld();
    for (const reason of ['auth', 'billing', 'model_not_found'])
      expect((await dispatched(world.gateway, asked(`fail=${reason}`))).at(-1)).toMatchObject({
        kind: 'failed',
        retryable: false,
        executed: 'unknown',
        error: { class: 'engine_error', details: { reason } },
      });
  });

  it('waits while the engine goes down, and sends nothing then', async () => {
    await using world = await clawWorld();
    await world.gateway.check();
    world.double.isDraining = true;
    expect((await dispatched(world.gateway, asked(''))).at(-1)).toMatchObject({
      executed: 'no',
      retryable: true,
      error: { class: 'engine_unavailable' },
    });
  });

  it('adopts the run by which a restarted engine resumes, and leaves the cost of the broken call unknown', async () => {
    await using world = await clawWorld();
    const running = observe(world.gateway, asked('delay=2s'));
    await running.first('text');
    world.double.restart();
    await running.done;
    expect(running.signals.at(-1)?.kind).toBe('completed');
    expect(ofKind(running.signals, 'tool')).toMatchObject([{ name: 'openclaw', detail: expect.stringContaining('resumed') }]);
    const calls = new Map(ofKind(running.signals, 'usage').map(({ usage }) => [usage.callId, usage]));
    expect(calls.get('call-1')).toMatchObject({ final: true, source: 'engine' });
    expect(calls.get('interrupted-1')).toMatchObject({ final: false, source: 'estimate' });
    expect(world.gateway.status().boot).toBe(world.double.bootId);
  });

  it('is lost when a restarted engine does not take it up again', async () => {
    await using world = await clawWorld({ double: { resumeMs: null }, options: { resumeWaitMs: 300 } });
    const running = observe(world.gateway, asked('delay=2s'));
    await running.first('text');
    world.double.restart();
    await running.done;
    expect(running.signals.at(-1)).toMatchObject({
      kind: 'failed',
      retryable: true,
      executed: 'unknown',
      error: { class: 'connection_lost', code: 'engine_lost' },
    });
  });

  it('counts sub-agents and what their answers cause, before it ends', async () => {
    await using world = await clawWorld();
    const signals = await dispatched(world.gateway, asked('spawn tokens=100/20/0'));
    expect(signals.at(-1)?.kind).toBe('completed');
    const calls = [...new Map(ofKind(signals, 'usage').map(({ usage }) => [usage.callId, usage])).values()];
    expect(calls.every(({ final }) => final)).toBe(true);
    expect(calls.map(({ inputTokens }) => inputTokens).sort((a, b) => a - b)).toEqual([30, 50, 100]);
    expect(calls.reduce((sum, { outputTokens }) => sum + outputTokens, 0)).toBe(35);
  });

  it('is stopped by another process, and found by it', async () => {
    await using world = await clawWorld();
    const request = asked('delay=60s');
    const running = observe(world.gateway, request);
    await running.first('text');
    const other = world.another();
    expect(await other.lookup(request.effectKey)).toEqual({ state: 'running', engineRunId: request.effectKey });
    expect(await other.stop(request.effectKey)).toEqual({ proof: 'stopped', executed: 'unknown' });
    await running.done;
    expect(running.signals.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'cancelled' }, executed: 'unknown' });
  });

  it('is listened to again by another process, with the same names for its calls', async () => {
    await using world = await clawWorld();
    const request = asked('delay=400ms');
    const first = observe(world.gateway, request);
    await first.first('accepted');
    await world.gateway.close();
    const signals: GatewaySignal[] = [];
    await world.another().attach(request, (signal) => signals.push(signal), new AbortController().signal);
    expect(signals.at(-1)?.kind).toBe('completed');
    expect(ofKind(signals, 'usage').at(-1)?.usage).toMatchObject({ callId: 'call-1', inputTokens: 120, final: true });
    expect(world.double.requests.filter(({ method }) => method === 'agent')).toHaveLength(1);
  });

  it('learns what the engine adds to the prompts of an agent', async () => {
    await using world = await clawWorld();
    const first = await dispatched(world.gateway, asked('tokens=9000/20/0'));
    expect(ofKind(first, 'usage')[0]?.usage.inputTokens).toBeLessThan(100);
    const second = await dispatched(world.gateway, asked('tokens=9100/20/0'));
    expect(ofKind(second, 'usage')[0]?.usage).toMatchObject({ inputTokens: 9_000, final: false, source: 'estimate' });
  });

  it('never stands for a zero where the engine has no price', async () => {
    await using world = await clawWorld();
    const signals = await dispatched(world.gateway, asked('tokens=0/0/0'));
    expect(ofKind(signals, 'usage').at(-1)?.usage).toMatchObject({ final: false, source: 'estimate', costNanoUsd: null });
  });
});

describe('approvals within a step', () => {
  const hearing = (news: EngineApprovalNews[]) => (each: EngineApprovalNews) => void news.push(each);

  it('are asked of whoever listens, and answered once', async () => {
    await using world = await clawWorld();
    const news: EngineApprovalNews[] = [];
    world.gateway.onEngineApproval(hearing(news), new AbortController().signal);
    await until(() => world.double.connected === 1, 'the connection for approvals');
    const request = asked('exec=reboot');
    const running = observe(world.gateway, request);
    await until(() => news.length > 0, 'the question');
    expect(news[0]).toMatchObject({ kind: 'requested', approval: { command: 'reboot', effectKey: request.effectKey } });
    const [first] = news;
    const approvalId = first?.kind === 'requested' ? first.approval.approvalId : '';
    expect(await world.gateway.answerApproval(approvalId, 'allow')).toEqual({ applied: true, status: 'allowed' });
    expect(await world.gateway.answerApproval(approvalId, 'deny')).toEqual({ applied: false, status: 'allowed' });
    await running.done;
    expect(running.signals.at(-1)?.kind).toBe('completed');
    expect(news[1]).toMatchObject({ kind: 'resolved', approvalId, decision: 'allow-once' });
  });

  it('go through a connection of their own, and only where somebody listens', async () => {
    await using world = await clawWorld();
    await dispatched(world.gateway, asked('exec=reboot'));
    expect(world.double.connects).toHaveLength(1);
    world.gateway.onEngineApproval(() => undefined, new AbortController().signal);
    await until(() => world.double.connects.length === 2, 'the second connection');
    expect(world.double.connects[1]).toMatchObject({
      scopes: ['operator.admin'],
      caps: expect.arrayContaining(['approvals', 'exec-approvals']),
    });
  });

  it('that nobody knows are refused', async () => {
    await using world = await clawWorld();
    await expect(world.gateway.answerApproval('none', 'allow')).rejects.toMatchObject({ code: 'gateway_refused' });
  });
});

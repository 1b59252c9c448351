import { afterEach, describe, expect, it } from '@jest/globals';
import type { GatewaySignal } from '../gateway';
import { observe, ofKind, requestOf } from '../testing/requests';
import { LOCAL_NETWORK } from '../url-policy';
import { readFrame } from './frames';
import { connectRefusal } from './handshake';
import { OpenclawGateway } from './openclaw.gateway';
import { openclawOptions } from './options';
import { Replay, recording } from './testing/replay';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const meet = async (name: string): Promise<OpenclawGateway> => {
  const replay = await Replay.start(name);
  const options = openclawOptions.parse({ subAgentWaitMs: 5_000 });
  const secrets = { read: async () => null };
  const gateway = new OpenclawGateway({
    name: 'claw',
    url: replay.url,
    secretRef: null,
    secrets,
    options,
    policy: LOCAL_NETWORK,
  });
  closing.push(
    () => gateway.close(),
    () => replay.close(),
  );
  return gateway;
};

const request = requestOf({ agent: 'operator', model: 'stub/stub-small' });

const played = async (name: string): Promise<readonly GatewaySignal[]> => {
  const { signals, done } = observe(await meet(name), request);
  await done;
  return signals;
};

/** The last word on each call. */
const callsOf = (signals: readonly GatewaySignal[]) => [
  ...new Map(ofKind(signals, 'usage').map(({ usage }) => [usage.callId, usage])).values(),
];

describe('what OpenClaw 2026.9.6 really said', () => {
  it('is a success', async () => {
    const signals = await played('success');
    expect(signals[0]).toEqual({ kind: 'accepted', engineRunId: request.effectKey });
    const output = 'w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11';
    expect(signals.at(-1)).toEqual({ kind: 'completed', output });
    expect(
      ofKind(signals, 'text')
        .map(({ text }) => text)
        .join(''),
    ).toBe(output);
    expect(callsOf(signals)).toEqual([
      {
        callId: 'call-1',
        model: 'stub/stub-large',
        inputTokens: 8_720,
        outputTokens: 24,
        cacheReadTokens: 100,
        cacheWriteTokens: 0,
        final: true,
        source: 'engine',
        costNanoUsd: 43_510_000,
      },
    ]);
  });

  it('is a tool call', async () => {
    const signals = await played('tool');
    expect(ofKind(signals, 'tool')).toHaveLength(1);
    expect(signals.at(-1)?.kind).toBe('completed');
    expect(callsOf(signals).every(({ final }) => final)).toBe(true);
  });

  it('is a provider that does not know our key', async () => {
    expect((await played('provider-401')).at(-1)).toMatchObject({
      kind: 'failed',
      retryable: false,
      executed: 'unknown',
      error: { class: 'engine_error', details: { reason: 'auth' }, message: expect.stringContaining('authentication failed') },
    });
  });

  it('is a provider that failed as often as the engine tried', async () => {
    expect((await played('provider-500')).at(-1)).toMatchObject({ kind: 'failed', retryable: false, executed: 'unknown' });
  });

  it('is an agent that is not there', async () => {
    expect(await played('unknown-agent')).toMatchObject([{ kind: 'failed', executed: 'no', error: { code: 'agent_not_found' } }]);
  });

  it('is a repeat after a restart, which fails although the engine says ok', async () => {
    expect((await played('duplicate-after-restart')).at(-1)).toMatchObject({ kind: 'failed', executed: 'unknown' });
  });

  it('is an abort', async () => {
    const gateway = await meet('abort');
    const running = observe(gateway, request);
    await running.first('text');
    expect(await gateway.stop(request.effectKey)).toEqual({ proof: 'stopped', executed: 'unknown' });
    await running.done;
    expect(running.signals.some(({ kind }) => kind === 'completed' || kind === 'failed')).toBe(false);
    expect(callsOf(running.signals)).toMatchObject([{ final: false, source: 'estimate' }]);
  });

  it('is a sub-agent, whose answer makes the parent speak once more', async () => {
    const signals = await played('sub-agent');
    expect(signals.at(-1)?.kind).toBe('completed');
    const own = callsOf(signals).filter(({ callId }) => callId.startsWith('call-'));
    expect(own.map(({ inputTokens, outputTokens }) => inputTokens + outputTokens)).toEqual([8_753, 9_252, 10_177]);
  });

  it('is a command that was denied, after which the model went on', async () => {
    const signals = await played('approval-deny');
    expect(ofKind(signals, 'tool').map(({ name }) => name)).toEqual(['exec']);
    expect(signals.at(-1)?.kind).toBe('completed');
    expect(callsOf(signals)).toHaveLength(2);
  });

  it('is a device that is not paired', () => {
    const [refused] = recording('pairing')
      .map(({ frame }) => readFrame(JSON.stringify(frame)))
      .filter((frame) => frame?.type === 'res');
    if (refused?.type !== 'res' || !refused.error) throw new Error('a refusal was recorded');
    expect(connectRefusal(refused.error)).toMatchObject({
      problem: 'pairing',
      message: expect.stringContaining('openclaw devices approve 17a122e3-36d0-45aa-952f-3827d94a1c91'),
    });
  });
});

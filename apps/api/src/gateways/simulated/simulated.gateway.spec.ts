import { describe, expect, it } from '@jest/globals';
import type { GatewayCapabilities } from '@mc/domain';
import type { EngineApprovalNews } from '../gateway';
import { dispatched, observe, ofKind, requestOf } from '../testing/requests';
import { countTokens } from '../tokens';
import { simulatedOptions } from './options';
import { SimulatedGateway } from './simulated.gateway';
import { SimulatedEngine } from './simulated-engine';

const gatewayWith = (options: Record<string, unknown> = {}, engine = new SimulatedEngine()) =>
  new SimulatedGateway({ name: 'sim' }, simulatedOptions.parse(options), engine);

const withCapabilities = (capabilities: Partial<GatewayCapabilities>, engine?: SimulatedEngine) =>
  gatewayWith({ capabilities }, engine);

const IDEMPOTENT = { idempotency: { windowMs: 60_000, survivesRestart: true } };

describe('a simulated engine', () => {
  it('answers the sample agents in their own manner, from what they were asked', async () => {
    const gateway = gatewayWith();
    const [facts] = ofKind(await dispatched(gateway, requestOf({ agent: 'researcher' })), 'completed');
    expect(facts?.output).toMatch(/^Five facts about tea gardens:\n1\. .*\n2\. /);
    const prompt = `Write a post from: ${facts?.output}`;
    const [draft] = ofKind(await dispatched(gateway, requestOf({ agent: 'writer', prompt })), 'completed');
    expect(draft?.output).toMatch(/^# Tea gardens: /);
    expect(draft?.output).toContain(facts?.output.split('\n')[1]?.slice(3));
    const publishing = requestOf({ agent: 'publisher', prompt: `Publish: ${draft?.output}` });
    const [published] = ofKind(await dispatched(gateway, publishing), 'completed');
    expect(published?.output).toMatch(/^Published "Tea gardens: .*" at https:\/\/blog\.example\/tea-gardens-/);
  });

  it('is deterministic by seed and effect key', async () => {
    const request = requestOf({ agent: 'writer' });
    const first = await dispatched(gatewayWith(), request);
    expect(await dispatched(gatewayWith(), request)).toEqual(first);
    const others = await Promise.all(
      [2, 3, 4, 5, 6].map(async (seed) => ofKind(await dispatched(gatewayWith({ seed }), request), 'completed')[0]?.output),
    );
    expect(new Set(others).size).toBeGreaterThan(1);
  });

  it('counts by tokenizer and honours the limit', async () => {
    const signals = await dispatched(gatewayWith(), requestOf({ maxOutputTokens: 20 }));
    const usage = ofKind(signals, 'usage').at(-1)?.usage;
    const output = ofKind(signals, 'completed')[0]?.output ?? '';
    expect(usage).toMatchObject({ final: true, source: 'engine', outputTokens: countTokens(output, 'gpt-4o-mini') });
    expect(usage?.outputTokens).toBeLessThanOrEqual(20);
    expect(usage?.inputTokens).toBe(
      countTokens('You are a careful researcher.', '') + countTokens('Find five facts about tea gardens.', ''),
    );
  });

  it('never lets a directive pass into its answer', async () => {
    const request = requestOf({ prompt: 'Find facts about tea [[sim: tokens=1/1]] houses' });
    expect(ofKind(await dispatched(gatewayWith(), request), 'completed')[0]?.output).not.toContain('[[');
  });

  it('refuses a directive that it does not understand, and can be told to read none', async () => {
    const request = requestOf({ prompt: '[[sim: delai=1s]]' });
    const [failure] = ofKind(await dispatched(gatewayWith(), request), 'failed');
    expect(failure).toMatchObject({ executed: 'no', error: { code: 'invalid_directive', message: 'unknown word: delai' } });
    expect(ofKind(await dispatched(gatewayWith({ directives: false }), request), 'completed')).toHaveLength(1);
  });

  it('takes words for all agents and for one from its options', async () => {
    const gateway = gatewayWith({ defaults: 'tokens=1/1', agents: { writer: 'tokens=5/6/2' } });
    const usageOf = async (agent: string) => ofKind(await dispatched(gateway, requestOf({ agent })), 'usage').at(-1)?.usage;
    expect(await usageOf('researcher')).toMatchObject({ inputTokens: 1, outputTokens: 1 });
    expect(await usageOf('writer')).toMatchObject({ inputTokens: 5, outputTokens: 6, cacheReadTokens: 2 });
    expect(simulatedOptions.safeParse({ defaults: 'tokens=x' }).success).toBe(false);
    expect(simulatedOptions.safeParse({ sed: 1 }).success).toBe(false);
  });

  it('splits usage over several calls without losing a token', async () => {
    const request = requestOf({ prompt: '[[sim: tokens=100/50/10 calls=3 cost=1000]]' });
    const reports = ofKind(await dispatched(gatewayWith(), request), 'usage').map(({ usage }) => usage);
    const sum = (key: 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'costNanoUsd') =>
      reports.reduce((total, report) => total + (report[key] ?? 0), 0);
    expect(reports.map(({ callId }) => callId)).toEqual(['call-1', 'call-2', 'call-3']);
    expect([sum('inputTokens'), sum('outputTokens'), sum('cacheReadTokens'), sum('costNanoUsd')]).toEqual([100, 50, 10, 1000]);
  });

  it('can lie about its limit', async () => {
    const request = requestOf({ prompt: '[[sim: tokens=1/5000 ignore-limit]]' });
    expect(ofKind(await dispatched(gatewayWith(), request), 'usage').at(-1)?.usage.outputTokens).toBe(5_000);
  });

  it('fails the first attempts only, when told so', async () => {
    const prompt = '[[sim: rate-limit-first=2]]';
    const kinds = [];
    for (const attempt of [1, 2, 3]) kinds.push((await dispatched(gatewayWith(), requestOf({ prompt, attempt }))).at(-1)?.kind);
    expect(kinds).toEqual(['failed', 'failed', 'completed']);
  });

  it('sends nothing after sendBy', async () => {
    const engine = new SimulatedEngine();
    const request = requestOf({ sendBy: new Date(Date.now() - 1).toISOString() });
    const [failure] = ofKind(await dispatched(gatewayWith({}, engine), request), 'failed');
    expect(failure).toMatchObject({ executed: 'no', error: { code: 'send_by_passed' } });
    expect(engine.journal.entries()).toHaveLength(0);
  });

  it('gives up at the deadline when the engine hangs', async () => {
    const deadline = new Date(Date.now() + 30).toISOString();
    const signals = await dispatched(gatewayWith(), requestOf({ prompt: '[[sim: hang]]', deadline }));
    expect(signals.map(({ kind }) => kind)).toEqual(['accepted', 'failed']);
    expect(ofKind(signals, 'failed')[0]).toMatchObject({ executed: 'unknown', error: { class: 'timeout' } });
  });

  it('journals a lost message as sent, and silent work as done', async () => {
    const engine = new SimulatedEngine();
    const gateway = gatewayWith({}, engine);
    for (const [word, started] of [
      ['lost', 0],
      ['silence', 1],
    ] as const) {
      const request = requestOf({ prompt: `[[sim: ${word}]]` });
      const sent = observe(gateway, request);
      await dispatched(gateway, requestOf());
      expect(sent.signals).toEqual([]);
      const entry = engine.journal.get(request.effectKey);
      expect([entry?.sentAt.length, entry?.startedAt.length, entry?.finishedAt.length]).toEqual([1, started, started]);
      sent.abort();
      await sent.done;
      expect(sent.signals).toEqual([]);
    }
  });

  it('answers at once in noop mode, and journals it', async () => {
    const engine = new SimulatedEngine();
    const request = requestOf();
    const signals = await dispatched(gatewayWith({ defaults: 'noop tokens=7/3' }, engine), request);
    expect(signals.map(({ kind }) => kind)).toEqual(['usage', 'completed']);
    expect(ofKind(signals, 'usage')[0]?.usage).toMatchObject({ inputTokens: 7, outputTokens: 3, final: true });
    expect(engine.journal.get(request.effectKey)?.finishedAt).toHaveLength(1);
  });
});

describe('what a simulated engine declares, it does', () => {
  it('asks the same question under the same id when it was started anew, for as long as it is told to', async () => {
    const asked = async () => {
      const gateway = gatewayWith({ agents: { researcher: 'ask="ls;rm x" patience=2h' } });
      const over = new AbortController();
      const news: EngineApprovalNews[] = [];
      gateway.onEngineApproval((one) => news.push(one), over.signal);
      const dispatch = observe(gateway, requestOf({ runId: 'same' }));
      await dispatch.first('accepted');
      const [first] = news;
      if (first?.kind !== 'requested') throw new Error('nothing was asked');
      await gateway.answerApproval(first.approval.approvalId, 'allow');
      await dispatch.first('tool');
      over.abort();
      dispatch.abort();
      const hours = (Date.parse(first.approval.expiresAt ?? '') - Date.now()) / 3_600_000;
      expect(Math.round(hours)).toBe(2);
      return news.flatMap((one) => (one.kind === 'requested' ? [one.approval.approvalId] : []));
    };
    const first = await asked();
    expect(first).toEqual(['same/step/1/question-1', 'same/step/1/question-2']);
    expect(await asked()).toEqual(first);
  });

  it('without idempotency a repeated key is a repeated effect', async () => {
    const engine = new SimulatedEngine();
    const request = requestOf();
    await dispatched(gatewayWith({}, engine), request);
    await dispatched(gatewayWith({}, engine), request);
    expect(engine.journal.get(request.effectKey)?.finishedAt).toHaveLength(2);
  });

  it('with idempotency a repeated key joins the work or repeats the answer', async () => {
    const engine = new SimulatedEngine();
    const gateway = withCapabilities(IDEMPOTENT, engine);
    const request = requestOf({ prompt: '[[sim: delay=20ms]]' });
    const first = observe(gateway, request);
    await first.first('accepted');
    const outputs = [await dispatched(gateway, request), first.signals, await dispatched(gateway, request)].map(
      (signals) => ofKind(signals, 'completed')[0]?.output,
    );
    expect(new Set(outputs).size).toBe(1);
    expect(engine.journal.get(request.effectKey)).toMatchObject({
      startedAt: [expect.any(Number)],
      finishedAt: [expect.any(Number)],
    });
  });

  it('a tombstone keeps a key from ever running', async () => {
    const engine = new SimulatedEngine();
    const gateway = withCapabilities({ tombstone: true, lookup: true }, engine);
    const request = requestOf();
    expect(await gateway.stop(request.effectKey)).toEqual({ proof: 'tombstone', executed: 'no' });
    const [failure] = ofKind(await dispatched(gateway, request), 'failed');
    expect(failure).toMatchObject({ executed: 'no', error: { code: 'cancelled' } });
    expect(await gateway.lookup(request.effectKey)).toEqual({ state: 'cancelled' });
    expect(engine.journal.get(request.effectKey)?.startedAt).toEqual([]);
  });

  it('a message that arrives after sendBy is not begun where expiry is enforced', async () => {
    const engine = new SimulatedEngine();
    const gateway = withCapabilities({ enforcedExpiry: true }, engine);
    const request = requestOf({ prompt: '[[sim: transit=800ms]]', sendBy: new Date(Date.now() + 400).toISOString() });
    const [failure] = ofKind(await dispatched(gateway, request), 'failed');
    expect(failure).toMatchObject({ executed: 'no', error: { code: 'expired' } });
    expect(engine.journal.get(request.effectKey)?.startedAt).toEqual([]);
  });

  it('a result that survives its sender can be looked up', async () => {
    const gateway = withCapabilities({ resultSurvivesSender: true, lookup: true });
    const request = requestOf({ prompt: '[[sim: delay=500ms say=done]]' });
    const sent = observe(gateway, request);
    await sent.first('accepted');
    sent.abort();
    await sent.done;
    expect(ofKind(sent.signals, 'completed')).toEqual([]);
    expect(await gateway.lookup(request.effectKey)).toMatchObject({ state: 'running' });
    const sameEngine = new SimulatedGateway({ name: 'again' }, gateway.options, gateway.engine);
    const other = requestOf({ prompt: '[[sim: delay=1s]]' });
    await dispatched(sameEngine, other);
    expect(await sameEngine.lookup(request.effectKey)).toMatchObject({ state: 'completed', output: 'done' });
  });

  it('stops what runs, with an answer that says so', async () => {
    const engine = new SimulatedEngine();
    const gateway = gatewayWith({}, engine);
    const request = requestOf({ prompt: '[[sim: delay=10s]]' });
    const sent = observe(gateway, request);
    await sent.first('accepted');
    expect(await gateway.stop(request.effectKey)).toEqual({ proof: 'stopped', executed: 'unknown' });
    await sent.done;
    expect(sent.signals.some(({ kind }) => kind === 'completed' || kind === 'failed')).toBe(false);
    expect(engine.journal.get(request.effectKey)).toMatchObject({ finishedAt: [], stoppedAt: expect.any(Number) });
    expect(await gateway.stop('never/sent/1')).toEqual({ proof: 'none', executed: 'unknown' });
  });

  it('an unreachable engine is down and says so', async () => {
    const gateway = gatewayWith({ down: true });
    expect(gateway.status().status).toBe('down');
    expect(ofKind(await dispatched(gateway, requestOf()), 'failed')[0]).toMatchObject({
      executed: 'no',
      retryable: true,
      error: { class: 'engine_unavailable' },
    });
  });
});

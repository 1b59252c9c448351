import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DispatchRequest, Gateway, GatewaySignal } from '../gateway';
import { dispatched, observe, ofKind, requestOf } from './requests';

/** What every adapter is asked for; each engine has its own words for it. */
export type Occasion =
  | 'counted'
  | 'slow'
  | 'very slow'
  | 'provider error'
  | 'rate limit first'
  | 'silence'
  | 'hang'
  | 'connection lost'
  | 'no usage'
  | '10 MB'
  | '17 MB'
  | 'hostile'
  | 'refused'
  | 'content filter'
  | 'cut at the limit'
  | 'garbage'
  | 'tool';

/** One adapter with an engine behind it. */
export interface Subject {
  readonly gateway: Gateway;
  /** The same engine, asked with credentials that it does not know. */
  readonly wrongCredentials: Gateway;
  /** Nobody is there. */
  readonly unreachable: Gateway;
  /** Words in a prompt that bring an occasion about. */
  words(occasion: Occasion): string;
  /** How often the engine began to work for this key. */
  begun(effectKey: string): Promise<number>;
  /** Resolves when the engine knows that its client has gone, or was told to stop. */
  untilStopped(effectKey: string): Promise<void>;
  /** The engine dies without a word and comes back at the same address. */
  restart?(): Promise<void>;
  /** An agent that this engine does not have. */
  readonly unknownAgent?: string;
  close(): Promise<void>;
}

const CANARY = 'tea gardens';

/** The list that every adapter goes through: what a dispatcher may rely on, whatever the engine. */
export const conformance = (name: string, start: () => Promise<Subject>): void => {
  describe(`${name}: what every gateway does`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject.close());

    const asked = (occasion: Occasion, changes: Partial<DispatchRequest> = {}) =>
      requestOf({ prompt: `Find five facts about ${CANARY}. ${subject.words(occasion)}`, ...changes });
    const outcomeOf = async (occasion: Occasion, changes?: Partial<DispatchRequest>) =>
      (await dispatched(subject.gateway, asked(occasion, changes))).at(-1);

    it('accepts, counts and completes', async () => {
      const signals = await dispatched(subject.gateway, asked('counted'));
      expect(signals[0]?.kind).toBe('accepted');
      expect(signals.at(-1)?.kind).toBe('completed');
      const usage = ofKind(signals, 'usage').at(-1)?.usage;
      expect(usage).toMatchObject({
        inputTokens: 120,
        outputTokens: 80,
        cacheReadTokens: 40,
        cacheWriteTokens: 0,
        final: true,
        source: 'engine',
        model: 'gpt-4o-mini',
      });
      expect(subject.gateway.status()).toMatchObject({ status: 'connected', lastError: null });
    });

    it('streams text and live counts, a few a second', async () => {
      const began = performance.now();
      const signals = await dispatched(subject.gateway, asked('slow'));
      const quarters = (performance.now() - began) / 250;
      const [completed] = ofKind(signals, 'completed');
      expect(ofKind(signals, 'text').length).toBeGreaterThan(1);
      expect(
        ofKind(signals, 'text')
          .map(({ text }) => text)
          .join(''),
      ).toBe(completed?.output);
      const reports = ofKind(signals, 'usage').map(({ usage }) => usage);
      expect(reports.length).toBeLessThanOrEqual(quarters + 3);
      expect(new Set(reports.map(({ callId }) => callId)).size).toBe(1);
      const live = reports.filter(({ final }) => !final);
      expect(live.some(({ outputTokens }) => outputTokens > 0)).toBe(true);
      expect(live.every(({ inputTokens }) => inputTokens > 0)).toBe(true);
    });

    it('tells a provider error, which may have been carried out', async () => {
      expect(await outcomeOf('provider error')).toMatchObject({
        kind: 'failed',
        retryable: true,
        executed: 'unknown',
        error: { class: 'engine_error' },
      });
    });

    it('tells a rate limit, and the next attempt goes through', async () => {
      const first = await outcomeOf('rate limit first', { attempt: 1 });
      expect(first).toMatchObject({ kind: 'failed', retryable: true, executed: 'no', error: { class: 'rate_limited' } });
      const { error } = first as Extract<GatewaySignal, { kind: 'failed' }>;
      expect(error.details?.retryAfterMs).toBeGreaterThan(0);
      expect((await outcomeOf('rate limit first', { attempt: 2 }))?.kind).toBe('completed');
    });

    it('says nothing when the engine says nothing, and lets go when told', async () => {
      const silent = observe(subject.gateway, asked('silence'));
      await dispatched(subject.gateway, asked('counted'));
      expect(silent.signals).toEqual([]);
      silent.abort();
      await silent.done;
      expect(ofKind(silent.signals, 'completed')).toEqual([]);
      expect(ofKind(silent.signals, 'failed')).toEqual([]);
    });

    it('gives up at the deadline', async () => {
      const deadline = new Date(Date.now() + 1_500).toISOString();
      const signals = await dispatched(subject.gateway, asked('hang', { deadline }));
      expect(signals[0]?.kind).toBe('accepted');
      expect(signals.at(-1)).toMatchObject({ kind: 'failed', executed: 'unknown', error: { class: 'timeout' } });
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(deadline));
    });

    it('does not send after sendBy', async () => {
      const request = asked('counted', { sendBy: new Date(Date.now() - 1).toISOString() });
      expect((await dispatched(subject.gateway, request)).at(-1)).toMatchObject({
        kind: 'failed',
        retryable: true,
        executed: 'no',
        error: { code: 'send_by_passed' },
      });
      expect(await subject.begun(request.effectKey)).toBe(0);
    });

    it('sends a key again only when it is told to, and the engine does it as often as it declares', async () => {
      const request = asked('counted');
      await dispatched(subject.gateway, request);
      expect(await subject.begun(request.effectKey)).toBe(1);
      expect((await dispatched(subject.gateway, request)).at(-1)?.kind).toBe('completed');
      expect(await subject.begun(request.effectKey)).toBe(subject.gateway.capabilities.idempotency === null ? 2 : 1);
    });

    it.each(['abort', 'stop'] as const)('brings no outcome after an %s, and the engine hears of it', async (how) => {
      const request = asked('very slow');
      const running = observe(subject.gateway, request);
      await running.first('text');
      if (how === 'abort') running.abort();
      else {
        const { proof, executed } = await subject.gateway.stop(request.effectKey);
        expect(['stopped', 'connection_closed', 'tombstone']).toContain(proof);
        expect(executed).toBe('unknown');
      }
      await running.done;
      const heard = running.signals.length;
      // An engine whose results outlive their sender goes on when the sender merely leaves.
      if (how === 'stop' || !subject.gateway.capabilities.resultSurvivesSender) await subject.untilStopped(request.effectKey);
      expect(running.signals).toHaveLength(heard);
      expect(running.signals.some(({ kind }) => kind === 'completed' || kind === 'failed')).toBe(false);
    });

    it('has nothing to stop where nothing runs', async () => {
      const isRemembered = subject.gateway.capabilities.tombstone;
      const nothing = isRemembered ? { proof: 'tombstone', executed: 'no' } : { proof: 'none', executed: 'unknown' };
      expect(await subject.gateway.stop('never/sent/1')).toEqual(nothing);
    });

    it('finds back after a lost connection, or tells it with what was counted so far as an estimate', async () => {
      const request = asked('connection lost');
      const signals = await dispatched(subject.gateway, request);
      if (subject.gateway.capabilities.resultSurvivesSender) {
        expect(signals.at(-1)?.kind).toBe('completed');
        expect(await subject.begun(request.effectKey)).toBe(1);
        return;
      }
      expect(signals.at(-1)).toMatchObject({
        kind: 'failed',
        retryable: true,
        executed: 'unknown',
        error: { class: 'connection_lost' },
      });
      expect(ofKind(signals, 'usage').at(-1)?.usage).toMatchObject({ final: false, source: 'estimate' });
    });

    it('never takes missing usage for zero', async () => {
      const signals = await dispatched(subject.gateway, asked('no usage'));
      expect(signals.at(-1)?.kind).toBe('completed');
      const usage = ofKind(signals, 'usage').at(-1)?.usage;
      expect(usage).toMatchObject({ final: false, source: 'estimate' });
      expect(usage?.inputTokens).toBeGreaterThan(0);
      expect(usage?.outputTokens).toBeGreaterThan(0);
    });

    it('takes an output of 10 MB', async () => {
      const outcome = await outcomeOf('10 MB');
      expect(outcome?.kind).toBe('completed');
      expect((outcome as Extract<GatewaySignal, { kind: 'completed' }>).output).toHaveLength(10 * 1024 * 1024);
    });

    it('fails what is larger than 16 MiB', async () => {
      expect(await outcomeOf('17 MB')).toMatchObject({
        kind: 'failed',
        retryable: false,
        executed: 'yes',
        error: { class: 'output_invalid', code: 'output_too_large' },
      });
    });

    it('hands on hostile text as text, without NUL and lone surrogates', async () => {
      const signals = await dispatched(subject.gateway, asked('hostile'));
      const [completed] = ofKind(signals, 'completed');
      expect(completed?.output).toContain('<script>');
      expect(completed?.output).toContain('\u001b[31m');
      const texts = [completed?.output ?? '', ...ofKind(signals, 'text').map(({ text }) => text)];
      expect(texts.every((text) => text.isWellFormed() && !text.includes('\u0000'))).toBe(true);
    });

    it.each([
      ['refused', { class: 'refused', code: 'bad_request' }, 'no'],
      ['content filter', { class: 'refused', code: 'content_filtered' }, 'yes'],
      ['cut at the limit', { class: 'output_invalid', code: 'output_truncated' }, 'yes'],
    ] as const)('does not retry what is %s', async (occasion, error, executed) => {
      expect(await outcomeOf(occasion)).toMatchObject({ kind: 'failed', retryable: false, executed, error });
    });

    it('tells garbage from an answer', async () => {
      expect(await outcomeOf('garbage')).toMatchObject({
        kind: 'failed',
        error: { class: 'output_invalid', code: 'output_malformed' },
      });
    });

    it('tells of tools', async () => {
      expect(ofKind(await dispatched(subject.gateway, asked('tool')), 'tool').map(({ name }) => name)).toEqual(['search']);
    });

    it('tells wrong credentials from a broken engine', async () => {
      expect((await dispatched(subject.wrongCredentials, asked('counted'))).at(-1)).toMatchObject({
        kind: 'failed',
        retryable: false,
        executed: 'no',
        error: { class: 'configuration', code: 'auth_failed' },
      });
    });

    it('tells that nobody is there, and that nothing was sent', async () => {
      expect((await dispatched(subject.unreachable, asked('counted'))).at(-1)).toMatchObject({
        kind: 'failed',
        retryable: true,
        executed: 'no',
        error: { class: 'engine_unavailable', code: 'connect_failed' },
      });
      expect(subject.unreachable.status()).toMatchObject({ status: 'down', lastError: expect.any(String) });
    });

    it('says what the engine offers', async () => {
      const offered = await subject.gateway.listAgents();
      expect(offered.length).toBeGreaterThan(0);
      expect(offered.every(({ engineAgent, name }) => engineAgent !== '' && name !== '')).toBe(true);
    });

    it('declares lookup only if it can', async () => {
      const answer = await subject.gateway.lookup('never/sent/2');
      expect(answer.state).toBe(subject.gateway.capabilities.lookup ? 'not_found' : 'unsupported');
    });

    it('finds an attempt by its key, where it declares lookup', async () => {
      if (!subject.gateway.capabilities.lookup) return;
      const request = asked('counted');
      const outcome = (await dispatched(subject.gateway, request)).at(-1) as Extract<GatewaySignal, { kind: 'completed' }>;
      const found = await subject.gateway.lookup(request.effectKey);
      expect(found).toMatchObject({ state: 'completed', output: outcome.output });
      expect(found).toMatchObject({ usage: [{ inputTokens: 120, outputTokens: 80, final: true }] });
    });

    it('listens again to what another process had sent, and sends nothing', async () => {
      const { gateway } = subject;
      if (!gateway.attach || !gateway.capabilities.resultSurvivesSender) return;
      const request = asked('slow');
      const first = observe(gateway, request);
      await first.first('accepted');
      first.abort();
      await first.done;
      const signals: GatewaySignal[] = [];
      await gateway.attach(request, (signal) => signals.push(signal), new AbortController().signal);
      expect(signals.at(-1)?.kind).toBe('completed');
      expect(ofKind(signals, 'usage').at(-1)?.usage).toMatchObject({ final: true, source: 'engine' });
      expect(await subject.begun(request.effectKey)).toBe(1);
    });

    it('knows no agent that the engine does not have', async () => {
      if (subject.unknownAgent === undefined) return;
      const outcome = await outcomeOf('counted', { engineAgent: subject.unknownAgent });
      expect(outcome).toMatchObject({ kind: 'failed', retryable: false, executed: 'no', error: { code: 'agent_not_found' } });
    });

    it('survives a restart of the engine: the step comes to an end, and is not done twice', async () => {
      if (!subject.restart) return;
      const request = asked('slow');
      const running = observe(subject.gateway, request);
      await running.first('accepted');
      await subject.restart();
      await running.done;
      const outcome = running.signals.at(-1);
      expect(['completed', 'failed']).toContain(outcome?.kind);
      if (outcome?.kind === 'failed') expect(outcome.executed).toBe('unknown');
      expect(await subject.begun(request.effectKey)).toBeLessThanOrEqual(1);
      expect((await outcomeOf('counted'))?.kind).toBe('completed');
    });
  });
};

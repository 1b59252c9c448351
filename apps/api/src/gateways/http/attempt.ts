import { agentText, engineWords } from '../agent-text';
import type { GatewayClock } from '../clock';
import { deadlinePassed, type FailedSignal } from '../failure';
import type { DispatchRequest, GatewaySignal, OnSignal, StopResult } from '../gateway';
import { UsageBook } from '../usage-book';
import type { CallbackHub } from './callback-hub';
import type { Engine } from './engine';
import { engineForgot, failureFrom } from './failures';
import { type Outcome, outcomeOf } from './outcome';
import { ReportOrder } from './report-order';
import type { Callback, EngineState } from './shapes';

const DOUBT_MS = 250;
/** How often an engine is asked for a dispatch whose answer got lost, before it is told to forget it. */
const DOUBTS_MAX = 3;
const ASK_AGAIN_MAX_MS = 10_000;
/** An engine that keeps to the contract forgets nothing within a day; one that denies so often has. */
const DENIALS_MAX = 3;
const TOOLS_MAX = 100;

export interface AttemptParts {
  readonly gateway: string;
  readonly request: DispatchRequest;
  readonly engine: Engine;
  readonly hub: CallbackHub;
  readonly clock: GatewayClock;
  readonly pollMs: number;
  /** null: nobody knows by which address this server is called; then the engine is asked. */
  readonly callbackUrl: string | null;
  readonly onSignal: OnSignal;
  readonly onContact: (failure: GatewaySignal | null) => void;
}

type Report = Exclude<Callback, { type: 'result' }>;

/** One dispatch: sent once, then heard by callbacks in any order and, in case they get lost, by asking. */
export class Attempt {
  readonly #closing = new AbortController();
  readonly #ended = Promise.withResolvers<Outcome | null>();
  readonly #usage: UsageBook;
  #order = new ReportOrder<Report>(0);
  #lastUsage = -1;
  #isAccepted = false;
  #isUsageFinal = false;
  #isOver = false;
  #tools = 0;

  constructor(private readonly parts: AttemptParts) {
    const { request, clock, onSignal } = parts;
    this.#usage = new UsageBook(request, clock, (usage) => onSignal({ kind: 'usage', usage }));
    this.#closing.signal.addEventListener('abort', () => this.#ended.resolve(null), { once: true });
  }

  /** Leaves without a word; the engine goes on. */
  close(): void {
    this.#closing.abort();
  }

  send(sendWithinMs: number): Promise<void> {
    return this.#listening(async () => {
      const doubt = await this.#dispatch(sendWithinMs);
      if (doubt) await this.#resolve(doubt);
      await this.#keepAsking(this.parts.pollMs);
    });
  }

  /** Listens again to what somebody else had sent. */
  attach(): Promise<void> {
    this.#order = new ReportOrder<Report>(null);
    return this.#listening(() => this.#keepAsking(0));
  }

  async #listening(work: () => Promise<void>): Promise<void> {
    const { gateway, request, hub } = this.parts;
    const unlisten = hub.listen(gateway, request.effectKey, (callback) => this.#hear(callback));
    void this.#watchDeadline();
    void work().catch((error: unknown) => this.#ended.reject(error));
    try {
      const outcome = await this.#ended.promise;
      if (outcome) this.#end(outcome);
    } finally {
      this.#isOver = true;
      unlisten();
      this.#closing.abort();
    }
  }

  #end(outcome: Outcome): void {
    for (const report of this.#order.rest()) this.#tell(report);
    const isUnbegun = outcome.kind === 'failed' && outcome.executed === 'no';
    if (this.#isAccepted && !isUnbegun) this.#usage.report(this.#isUsageFinal);
    this.parts.onSignal(outcome);
  }

  async #watchDeadline(): Promise<void> {
    const { clock, engine, request } = this.parts;
    const deadline = Date.parse(request.deadline);
    const { signal } = this.#closing;
    while (clock.now() < deadline && !signal.aborted) await clock.sleep(deadline - clock.now(), signal);
    if (signal.aborted) return;
    // Nobody waits for it any more; but it may be there by now.
    const state = await engine.cancel(request.effectKey).catch(() => null);
    if (state?.state === 'completed') return this.#take(state);
    const late = deadlinePassed(request.deadline);
    const isUnbegun = state?.state === 'cancelled' && state.executed === 'no';
    this.#ended.resolve(isUnbegun ? { ...late, executed: 'no' } : late);
  }

  /** Sends. Returns the failure that leaves open whether it arrived; every other ends the attempt. */
  async #dispatch(sendWithinMs: number): Promise<FailedSignal | null> {
    const { engine, request, callbackUrl } = this.parts;
    const transmission = { sent: false, status: null };
    try {
      this.#take(await engine.dispatch(request, callbackUrl, { signal: this.#closing.signal, transmission, sendWithinMs }));
      return null;
    } catch (error) {
      if (this.#isClosed) return null;
      const failure = failureFrom(error, transmission, request);
      this.parts.onContact(failure);
      if (failure.executed === 'unknown') return failure;
      this.#ended.resolve(failure);
      return null;
    }
  }

  /**
   * The answer got lost. The engine knows the key, or is told never to begin it: one of the two is the case then, and both
   * are proof. Until it can be reached nothing is known.
   */
  async #resolve(failure: FailedSignal): Promise<void> {
    const { engine, request } = this.parts;
    for (let asked = 0, wait = DOUBT_MS; !this.#isClosed; wait = Math.min(wait * 2, ASK_AGAIN_MAX_MS)) {
      await this.#pause(wait);
      const isLast = asked >= DOUBTS_MAX;
      const state = await this.#reached(() => (isLast ? engine.cancel(request.effectKey) : engine.lookup(request.effectKey)));
      if (state === null) continue;
      asked += 1;
      if (state.state === 'not_found') continue;
      if (state.state !== 'cancelled') return this.#take(state);
      return this.#ended.resolve({ ...failure, executed: state.executed ?? 'unknown' });
    }
  }

  async #keepAsking(firstMs: number): Promise<void> {
    const { engine, request, pollMs } = this.parts;
    for (let denials = 0, wait = firstMs; !this.#isClosed; wait = pollMs) {
      await this.#pause(wait);
      if (this.#isClosed) return;
      const state = await this.#reached(() => engine.lookup(request.effectKey));
      denials = state?.state === 'not_found' ? denials + 1 : state ? 0 : denials;
      if (denials >= DENIALS_MAX) return this.#ended.resolve(engineForgot());
      if (state) this.#take(state);
    }
  }

  async #reached(asking: () => Promise<EngineState>): Promise<EngineState | null> {
    if (this.#isClosed) return null;
    try {
      return await asking();
    } catch (error) {
      if (!this.#isClosed) this.parts.onContact(failureFrom(error, { sent: true, status: null }, this.parts.request));
      return null;
    }
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #pause(ms: number): Promise<void> {
    await this.parts.clock.sleep(ms, this.#closing.signal);
  }

  #take(state: EngineState): void {
    this.parts.onContact(null);
    const outcome = outcomeOf(state);
    const isUnbegun = outcome?.kind === 'failed' && outcome.executed === 'no';
    if (state.state !== 'not_found' && !isUnbegun) this.#accept(state.state === 'running' ? state.engineRunId : undefined);
    if (!outcome) return;
    if ('usage' in state && state.usage) this.#isUsageFinal = this.#usage.stated(state.usage);
    this.#ended.resolve(outcome);
  }

  #accept(engineRunId: string | undefined): void {
    if (this.#isAccepted) return;
    this.#isAccepted = true;
    this.parts.onSignal({ kind: 'accepted', engineRunId: engineRunId ? engineWords(engineRunId, 256) : null });
  }

  #hear(callback: Callback): void {
    if (this.#isClosed || this.#isOver) return;
    if (callback.type === 'result') return this.#take(callback.data);
    this.#accept(undefined);
    const { seq } = callback.data;
    // Totals: the newest counts, whatever comes after it.
    if (callback.type === 'usage' && seq > this.#lastUsage) {
      this.#lastUsage = seq;
      this.#usage.stated(callback.data.usage);
    }
    for (const report of this.#order.take(seq, callback)) this.#tell(report);
  }

  #tell(report: Report): void {
    if (report.type === 'text') {
      const text = agentText(report.data.text);
      this.#usage.said(text);
      if (text !== '') this.parts.onSignal({ kind: 'text', text });
    } else if (report.type === 'tool' && this.#tools < TOOLS_MAX) {
      this.#tools += 1;
      this.parts.onSignal({
        kind: 'tool',
        name: engineWords(report.data.name, 128),
        detail: engineWords(report.data.detail),
      });
    }
  }

  /** Cancels at the engine, which remembers it. A result that is there already is the outcome. */
  async stop(): Promise<StopResult> {
    const { engine, request } = this.parts;
    const state = await engine.cancel(request.effectKey).catch(() => null);
    if (state && state.state !== 'cancelled' && !this.#isOver) this.#take(state);
    if (state?.state !== 'cancelled') return NOTHING_STOPPED;
    if (!this.#isOver && state.usage && this.#usage.stated(state.usage)) this.#usage.report(true);
    this.close();
    return { proof: 'tombstone', executed: state.executed ?? 'unknown' };
  }
}

export const NOTHING_STOPPED: StopResult = { proof: 'none', executed: 'unknown' };

import type { GatewayClock } from '../clock';
import { deadlinePassed, type FailedSignal } from '../failure';
import type { DispatchRequest, GatewaySignal, OnSignal, StopResult } from '../gateway';
import { UsageBook } from '../usage-book';
import type { AgentClient } from './agent-client';
import type { KnownAgent } from './card';
import { failureFrom, TASK_NOT_FOUND, taskLost } from './failures';
import { messageOf } from './message';
import { type Outcome, TaskReading } from './reading';
import { type A2aTask, eventShape, taskShape } from './shapes';
import { RpcError } from './wire';

const POLL_MS = 1_000;
/** A stream may be quiet so long before the agent is asked. */
const SILENCE_MS = 15_000;
const RECONNECT_MS = 250;
const RECONNECT_MAX_MS = 10_000;
/** How often a task is looked for whose name was lost with the connection. */
const SEARCHES_MAX = 3;

export interface AttemptParts {
  readonly request: DispatchRequest;
  readonly clock: GatewayClock;
  readonly client: AgentClient;
  readonly agent: KnownAgent;
  readonly onSignal: OnSignal;
  /** The agent has answered, or could not be reached. */
  readonly onContact: (failure: GatewaySignal | null) => void;
}

/** One task at an agent: sent once, then followed through any number of connections until it ends, is stopped or is late. */
export class Attempt {
  readonly #closing = new AbortController();
  readonly #usage: UsageBook;
  readonly #reading: TaskReading;
  /** Events so far. */
  #heard = 0;
  #isLate = false;
  #isOver = false;

  constructor(private readonly parts: AttemptParts) {
    const { request, clock } = parts;
    this.#usage = new UsageBook(request, clock, (usage) => this.#tell({ kind: 'usage', usage }));
    this.#reading = new TaskReading(this.#usage, (signal) => this.#tell(signal));
  }

  /** Leaves without a word; the task goes on. */
  close(): void {
    this.#closing.abort();
  }

  async send(sendWithinMs: number): Promise<void> {
    await this.#untilDeadline(async () => {
      const transmission = { sent: false, status: null };
      try {
        return await this.#converse(transmission, sendWithinMs);
      } catch (error) {
        const failure = failureFrom(error, transmission, this.parts.request);
        this.#contact(failure);
        const mayGoOn = failure.error.class === 'connection_lost';
        return mayGoOn ? await this.#goOn(failure) : failure;
      }
    });
  }

  /** Listens again to a task that somebody else had sent. */
  async attach(): Promise<void> {
    await this.#untilDeadline(() => this.#goOn(taskLost()));
  }

  async #untilDeadline(outcome: () => Promise<Outcome | null>): Promise<void> {
    const waiting = new AbortController();
    void this.#watchDeadline(waiting.signal);
    const found = await Promise.race([outcome(), this.#watchSilence(waiting.signal)]);
    waiting.abort();
    const isLeft = this.#closing.signal.aborted;
    this.#closing.abort();
    if (this.#isLate) this.#end(deadlinePassed(this.parts.request.deadline));
    else if (found && !isLeft) this.#end(found);
    this.#isOver = true;
  }

  /** What a connection that lost the race still brings is not told. */
  #tell(signal: GatewaySignal): void {
    if (!this.#isOver) this.parts.onSignal(signal);
  }

  /** A connection can die without a word: when nothing comes for a while, the agent is asked whether the task has ended. */
  async #watchSilence(over: AbortSignal): Promise<Outcome | null> {
    for (;;) {
      const heard = this.#heard;
      await this.parts.clock.sleep(SILENCE_MS, over);
      if (over.aborted) return null;
      const { taskId } = this.#reading;
      if (this.#heard !== heard || taskId === null) continue;
      const task = await this.#taskNow(taskId).catch(() => null);
      // Read afresh: events that are still under way must not be counted into what the task says of itself.
      const outcome = task ? new TaskReading(this.#usage, () => {}).takeTask(task) : null;
      if (outcome) return this.#settled(outcome);
    }
  }

  #end(outcome: Outcome): void {
    const isUnbegun = outcome.kind === 'failed' && outcome.executed === 'no';
    if (this.#reading.taskId !== null && !isUnbegun) this.#usage.report(!this.#isLate);
    this.#tell(outcome);
  }

  async #watchDeadline(over: AbortSignal): Promise<void> {
    const deadline = Date.parse(this.parts.request.deadline);
    const { clock } = this.parts;
    while (clock.now() < deadline && !over.aborted) await clock.sleep(deadline - clock.now(), over);
    if (over.aborted) return;
    this.#isLate = true;
    // Nobody waits for it any more; whether the agent heeds that is its own affair.
    if (this.#reading.taskId !== null) await this.parts.client.cancel(this.#reading.taskId).catch(() => null);
    this.#closing.abort();
  }

  async #converse(transmission: { sent: boolean; status: number | null }, sendWithinMs: number): Promise<Outcome | null> {
    const { client, agent, request } = this.parts;
    const call = client.call(this.#closing.signal, { transmission, sendWithinMs });
    if (!agent.streaming) {
      const params = { message: messageOf(request), configuration: { returnImmediately: true } };
      const event = await client.ask(call, 'SendMessage', params, eventShape);
      this.#contact(null);
      return this.#reading.take(event) ?? (await this.#follow());
    }
    for await (const event of client.listen(call, 'SendStreamingMessage', { message: messageOf(request) })) {
      this.#heard += 1;
      this.#contact(null);
      const outcome = this.#reading.take(event);
      if (outcome) return this.#settled(outcome);
    }
    return this.#goOn(null);
  }

  /** After a lost connection: by the task's name, or by looking for our metadata when the name was lost as well. */
  async #goOn(failure: FailedSignal | null): Promise<Outcome | null> {
    for (let search = 0; this.#reading.taskId === null && search < SEARCHES_MAX; search += 1) {
      await this.#pause(RECONNECT_MS * 2 ** search);
      if (this.#closing.signal.aborted) return null;
      const found = await this.parts.client.find(this.parts.request.effectKey).catch(() => null);
      const outcome = found ? this.#reading.takeTask(found) : null;
      if (outcome) return this.#settled(outcome);
    }
    return this.#reading.taskId === null ? (failure ?? taskLost()) : this.#follow();
  }

  async #follow(): Promise<Outcome | null> {
    for (let wait = RECONNECT_MS; !this.#closing.signal.aborted; wait = Math.min(wait * 2, RECONNECT_MAX_MS)) {
      try {
        const outcome = this.parts.agent.streaming ? await this.#subscribe() : await this.#look();
        if (outcome) return this.#settled(outcome);
        if (!this.parts.agent.streaming) wait = POLL_MS / 2;
      } catch (error) {
        if (this.#closing.signal.aborted) return null;
        if (error instanceof RpcError && error.code === TASK_NOT_FOUND) return taskLost();
        this.#contact(failureFrom(error, { sent: true, status: null }, this.parts.request));
      }
      await this.#pause(wait);
    }
    return null;
  }

  /** A task that has ended, or an agent that cannot take up a stream again, is simply asked for. */
  async #subscribe(): Promise<Outcome | null> {
    const { client } = this.parts;
    const params = { id: this.#reading.taskId };
    try {
      for await (const event of client.listen(client.call(this.#closing.signal), 'SubscribeToTask', params)) {
        this.#heard += 1;
        this.#contact(null);
        const outcome = this.#reading.take(event);
        if (outcome) return outcome;
      }
    } catch (error) {
      if (!(error instanceof RpcError) || error.code === TASK_NOT_FOUND) throw error;
    }
    return this.#look();
  }

  async #look(): Promise<Outcome | null> {
    const { taskId } = this.#reading;
    if (taskId === null) return null;
    const task = await this.#taskNow(taskId);
    this.#contact(null);
    return this.#reading.takeTask(task);
  }

  #taskNow(id: string): Promise<A2aTask> {
    const { client } = this.parts;
    return client.ask(client.call(this.#closing.signal), 'GetTask', { id }, taskShape);
  }

  /** An agent that waits for somebody, or goes on beyond what may be kept, is told that nobody will come. */
  async #settled(outcome: Outcome): Promise<Outcome> {
    const code = outcome.kind === 'failed' ? outcome.error.code : '';
    const isWaiting = code === 'input_required' || code === 'auth_required' || code === 'output_too_large';
    if (isWaiting && this.#reading.taskId !== null) await this.parts.client.cancel(this.#reading.taskId).catch(() => null);
    return outcome;
  }

  async #pause(ms: number): Promise<void> {
    await this.parts.clock.sleep(ms, this.#closing.signal);
  }

  #contact(failure: GatewaySignal | null): void {
    if (!this.#closing.signal.aborted) this.parts.onContact(failure);
  }

  /** Cancels the task and leaves once the agent has confirmed it. */
  async stop(): Promise<StopResult> {
    if (this.#isOver) return NOTHING_STOPPED;
    const { client, request } = this.parts;
    const taskId = this.#reading.taskId ?? (await client.find(request.effectKey).catch(() => null))?.id ?? null;
    const cancelled = taskId === null ? null : await client.cancel(taskId).catch(() => null);
    if (cancelled?.status.state !== 'TASK_STATE_CANCELED') return NOTHING_STOPPED;
    this.#closing.abort();
    this.#reading.takeTask(cancelled);
    this.#usage.report();
    return { proof: 'stopped', executed: 'unknown' };
  }
}

export const NOTHING_STOPPED: StopResult = { proof: 'none', executed: 'unknown' };

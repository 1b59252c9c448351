import { setTimeout as pause } from 'node:timers/promises';
import { type AttemptState, type RunEvent, type RunEventOf, type RunState, systemActor, wholeText } from '@mc/domain';
import type { RecordedEvent } from '@mc/event-store';
import type { DispatchRequest, Gateway } from '../gateways/gateway';
import type { RunCommander } from '../runs/run-commander';
import { Attempt, type AttemptPorts } from './attempt';
import { DRAIN_MS } from './limits';
import type { Leases, LiveOutput } from './ports';
import { persistently } from './retrying';

interface Gateways {
  get(name: string): Gateway | undefined;
}

export interface DispatcherPorts {
  readonly commander: RunCommander;
  readonly gateways: Gateways;
  readonly leases: Leases;
  readonly output: LiveOutput;
  /** Whether a freeze covers this place by now; looked at again right before sending. */
  readonly isFrozen: (place: { agent: string; gateway: string; workflowId: string }) => boolean;
  readonly now: () => string;
  readonly onError: (error: unknown, what: string) => void;
}

type Recorded<Type extends RunEvent['type']> = RecordedEvent<RunEventOf<Type>>;

/**
 * Performs what facts state, and decides nothing. A StepDispatched of this very incarnation is sent once, after its append
 * was acknowledged and before its `sendBy`; a StepStopRequested is carried to the engine.
 */
export class Dispatcher {
  readonly #attempts = new Map<string, Attempt>();
  readonly #shutdown = new AbortController();
  readonly #attemptPorts: AttemptPorts;
  /** Attempts on their way and reports about others: what a stopping process waits for. */
  readonly #work = new Set<Promise<void>>();
  /** Attempts of processes that are gone which this one has listened to. */
  readonly #adopted = new Set<string>();
  #isClosing = false;

  constructor(private readonly ports: DispatcherPorts) {
    const { commander, output, onError } = ports;
    this.#attemptPorts = { commander, output, shutdown: this.#shutdown.signal, onError };
    commander.onFacts((runId, facts, state, isRepeat) => this.#perform(runId, facts, state, isRepeat));
  }

  /** Attempts that this process has with engines. */
  get inFlight(): number {
    return this.#attempts.size;
  }

  /**
   * Lets what is about to end do so, and sends nothing more: a step that goes out now could only be cut off. Then lets go;
   * attempts that are left are for the next process to find.
   */
  async close(): Promise<void> {
    this.#isClosing = true;
    const enough = new AbortController();
    await Promise.race([this.#idle(), pause(DRAIN_MS, undefined, { signal: enough.signal }).catch(() => {})]);
    enough.abort();
    this.#shutdown.abort();
    for (const attempt of this.#attempts.values()) attempt.drop();
  }

  /** What ends may bring more to report. */
  async #idle(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  #perform(runId: string, facts: readonly RecordedEvent<RunEvent>[], state: RunState, isRepeat: boolean): void {
    if (this.#shutdown.signal.aborted) return;
    for (const fact of facts) {
      try {
        if (fact.type === 'StepDispatched' || fact.type === 'StepResent')
          this.#send(runId, fact as Recorded<'StepDispatched' | 'StepResent'>, state, isRepeat);
        else if (fact.type === 'StepStopRequested') this.#stop(runId, fact as Recorded<'StepStopRequested'>, state);
      } catch (error) {
        // The fact is stored: neither its command nor the facts beside it may suffer from what became of it.
        this.ports.onError(error, `${fact.type} of run ${runId}`);
      }
    }
  }

  #send(runId: string, fact: Recorded<'StepDispatched' | 'StepResent'>, state: RunState, isRepeat: boolean): void {
    const { stepKey, attempt, sender } = fact.data;
    if (sender !== this.ports.leases.incarnation || (isRepeat && !this.#isUnsent(fact, state))) return;
    const request = requestOf(state, runId, stepKey, attempt);
    if (!request || state.steps.get(stepKey)?.attempts[attempt - 1]?.status !== 'open') return;
    const gateway = this.ports.gateways.get(request.gateway);
    const refusal = this.#refusalToSend(state, request, gateway);
    if (refusal || !gateway) return this.#notSent(request, fact, refusal ?? `gateway ${request.gateway} is not connected`);
    const sent = new Attempt(request, gateway, fact.id, this.#attemptPorts);
    this.#follow(sent, sent.run());
  }

  #follow(attempt: Attempt, running: Promise<void>): void {
    const { effectKey } = attempt.request;
    this.#attempts.set(effectKey, attempt);
    const ended = running.finally(() => {
      // A copy that was sent again has taken its place.
      if (this.#attempts.get(effectKey) === attempt) this.#attempts.delete(effectKey);
    });
    this.#track(ended, effectKey);
  }

  /**
   * Listens to whatever a process that is gone has left with engines that keep their results. Several processes may do so at
   * once: results are idempotent by attempt.
   */
  adopt(runId: string, state: RunState): void {
    if (this.#isClosing) return;
    for (const stepKey of state.inFlight) {
      const attempt = state.steps.get(stepKey)?.attempts.at(-1);
      if (!attempt || !this.#isOrphan(attempt)) continue;
      const request = requestOf(state, runId, stepKey, attempt.attempt);
      const gateway = this.ports.gateways.get(attempt.spec.gateway);
      if (!request || !gateway?.attach) continue;
      this.#adopted.add(attempt.effectKey);
      const adopted = new Attempt(request, gateway, null, this.#attemptPorts);
      this.#follow(adopted, adopted.adopt());
    }
  }

  /** What was never accepted is sent again or in doubt; that is for the run to decide. */
  #isOrphan({ effectKey, status, acceptedAt, capabilities, sender }: AttemptState): boolean {
    const mayStillAnswer = status === 'unknown' || (status === 'open' && acceptedAt !== null);
    const isOurs = this.#attempts.has(effectKey) || this.#adopted.has(effectKey) || sender === this.ports.leases.incarnation;
    return mayStillAnswer && !isOurs && capabilities.resultSurvivesSender && this.ports.leases.isGone(sender);
  }

  /** Stops that another process has decided about what this one has sent. */
  observe(facts: readonly { readonly stream: string; readonly type: string; readonly data: unknown }[]): void {
    for (const { stream, type, data } of facts) {
      if (type !== 'StepStopRequested' || this.#attempts.size === 0) continue;
      const { stepKey, attempt } = data as RunEventOf<'StepStopRequested'>['data'];
      const effectKey = `${stream.slice('run-'.length)}/${stepKey}/${attempt}`;
      const own = this.#attempts.get(effectKey);
      if (own) this.#track(own.stop(), effectKey);
    }
  }

  /**
   * The answer to an append can get lost, and what was stored is then told as a repeat: so a repeat may be the first that this
   * process hears of its own dispatch. In every doubt it is left to the sweep.
   */
  #isUnsent({ data }: Recorded<'StepDispatched' | 'StepResent'>, state: RunState): boolean {
    const found = state.steps.get(data.stepKey)?.attempts[data.attempt - 1];
    if (!found || found.acceptedAt !== null || this.#attempts.has(found.effectKey)) return false;
    return found.sender === data.sender && found.sendBy === data.sendBy && data.sendBy > this.ports.now();
  }

  #track(work: Promise<unknown>, what: string): void {
    const tracked: Promise<void> = work
      .then(() => {})
      .catch((error) => this.ports.onError(error, what))
      .finally(() => this.#work.delete(tracked));
    this.#work.add(tracked);
  }

  /** What has changed between the decision and now. */
  #refusalToSend(state: RunState, request: Outgoing, gateway: Gateway | undefined): string | null {
    const { agent, sendBy } = request;
    if (!gateway) return `gateway ${request.gateway} is not connected`;
    if (this.#isClosing) return 'this process is going down';
    if (sendBy <= this.ports.now()) return 'the time to send had passed';
    return this.ports.isFrozen({ agent, gateway: request.gateway, workflowId: state.workflowId })
      ? 'frozen before it was sent'
      : null;
  }

  /** Nothing has left this process, and no one else may send: that is proof. */
  #notSent({ runId, stepKey, attempt }: Outgoing, fact: RecordedEvent, message: string): void {
    const error = { class: 'engine_unavailable', code: 'not_sent', message, details: null } as const;
    const result = { kind: 'failed', error, retryable: true, executed: fact.type === 'StepResent' ? 'unknown' : 'no' } as const;
    const command = { type: 'RecordResult', data: { stepKey, attempt, engineRunId: null, calls: [], result } } as const;
    this.#track(this.#command(runId, command, fact.id), `${command.type} of run ${runId}`);
  }

  #stop(runId: string, fact: Recorded<'StepStopRequested'>, state: RunState): void {
    const { stepKey, attempt } = fact.data;
    const found = state.steps.get(stepKey)?.attempts[attempt - 1];
    if (!found) return;
    const own = this.#attempts.get(found.effectKey);
    if (own) this.#track(own.stop(), found.effectKey);
    else if (found.sender === this.ports.leases.incarnation || this.ports.leases.isGone(found.sender))
      this.#track(this.#stopForeign(runId, fact, found.spec.gateway, found.effectKey), found.effectKey);
  }

  /** The connection that had sent it is gone; the engine may still know the key. */
  async #stopForeign(runId: string, fact: Recorded<'StepStopRequested'>, gatewayName: string, effectKey: string): Promise<void> {
    const stopped = await this.ports.gateways.get(gatewayName)?.stop(effectKey);
    const { stepKey, attempt } = fact.data;
    const { proof, executed } = stopped ?? { proof: 'none', executed: 'unknown' };
    await this.#command(runId, { type: 'RecordStop', data: { stepKey, attempt, proof, executed, calls: [] } }, fact.id);
    if (proof === 'none') await this.#command(runId, { type: 'AdvanceRun', data: {} }, fact.id);
  }

  async #command(runId: string, command: Parameters<RunCommander['execute']>[1], causationId: string): Promise<void> {
    const cause = { actor: DISPATCHER, correlationId: runId, causationId };
    await persistently(() => this.ports.commander.execute(runId, command, cause), this.#shutdown.signal);
  }
}

const DISPATCHER = systemActor('dispatcher');

interface Outgoing extends DispatchRequest {
  readonly gateway: string;
}

const requestOf = (state: RunState, runId: string, stepKey: string, number: number): Outgoing | undefined => {
  const attempt = state.steps.get(stepKey)?.attempts[number - 1];
  if (attempt?.status !== 'open' && attempt?.status !== 'unknown') return undefined;
  const { spec, effectKey, sendBy, deadline } = attempt;
  return {
    effectKey,
    runId,
    stepKey,
    attempt: number,
    agent: spec.agent,
    gateway: spec.gateway,
    engineAgent: spec.engineAgent,
    model: spec.model,
    risk: spec.risk,
    system: spec.system === null ? null : wholeText(spec.system),
    prompt: wholeText(spec.prompt),
    maxOutputTokens: spec.maxOutputTokens,
    sendBy,
    deadline,
  };
};

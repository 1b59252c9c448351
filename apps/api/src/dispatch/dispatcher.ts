import { type RunEvent, type RunEventOf, type RunState, systemActor, wholeText } from '@mc/domain';
import type { RecordedEvent } from '@mc/event-store';
import type { DispatchRequest, Gateway } from '../gateways/gateway';
import type { RunCommander } from '../runs/run-commander';
import { Attempt, type AttemptPorts } from './attempt';
import { DRAIN_MS } from './limits';
import type { Leases, LiveOutput } from './ports';

export interface Gateways {
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

  constructor(private readonly ports: DispatcherPorts) {
    const { commander, output, onError } = ports;
    this.#attemptPorts = { commander, output, shutdown: this.#shutdown.signal, onError };
    commander.onFacts((runId, facts, state) => this.#perform(runId, facts, state));
  }

  /** Attempts that this process has with engines. */
  get inFlight(): number {
    return this.#attempts.size;
  }

  /** Lets what is about to end do so, then lets go. Attempts that are left are for the next process to find. */
  async close(): Promise<void> {
    const running = [...this.#attempts.values()].map((attempt) => this.#running.get(attempt));
    await Promise.race([Promise.allSettled(running), new Promise((done) => setTimeout(done, running.length > 0 ? DRAIN_MS : 0))]);
    this.#shutdown.abort();
    for (const attempt of this.#attempts.values()) attempt.drop();
  }

  readonly #running = new WeakMap<Attempt, Promise<void>>();

  #perform(runId: string, facts: readonly RecordedEvent<RunEvent>[], state: RunState): void {
    if (this.#shutdown.signal.aborted) return;
    for (const fact of facts) {
      if (fact.type === 'StepDispatched' || fact.type === 'StepResent')
        this.#send(runId, fact as Recorded<'StepDispatched' | 'StepResent'>, state);
      else if (fact.type === 'StepStopRequested') this.#stop(runId, fact as Recorded<'StepStopRequested'>, state);
    }
  }

  #send(runId: string, fact: Recorded<'StepDispatched' | 'StepResent'>, state: RunState): void {
    const { stepKey, attempt, sender } = fact.data;
    if (sender !== this.ports.leases.incarnation) return;
    const request = requestOf(state, runId, stepKey, attempt);
    if (!request) return;
    const gateway = this.ports.gateways.get(request.gateway);
    const refusal = this.#refusalToSend(state, request, gateway);
    if (refusal || !gateway) return this.#notSent(request, fact, refusal ?? `gateway ${request.gateway} is not connected`);
    const sent = new Attempt(request, gateway, fact.id, this.#attemptPorts);
    this.#attempts.set(request.effectKey, sent);
    const running = sent
      .run()
      .catch((error) => this.ports.onError(error, request.effectKey))
      .finally(() => this.#attempts.delete(request.effectKey));
    this.#running.set(sent, running);
  }

  /** What has changed between the decision and now. */
  #refusalToSend(state: RunState, request: Outgoing, gateway: Gateway | undefined): string | null {
    const { agent, sendBy } = request;
    if (!gateway) return `gateway ${request.gateway} is not connected`;
    if (sendBy <= this.ports.now()) return 'the time to send had passed';
    return this.ports.isFrozen({ agent, gateway: request.gateway, workflowId: state.workflowId })
      ? 'frozen before it was sent'
      : null;
  }

  /** Nothing has left this process, and no one else may send: that is proof. */
  #notSent({ runId, stepKey, attempt }: Outgoing, fact: RecordedEvent, message: string): void {
    const error = { class: 'engine_unavailable', code: 'not_sent', message, details: null } as const;
    const result = { kind: 'failed', error, retryable: true, executed: fact.type === 'StepResent' ? 'unknown' : 'no' } as const;
    this.#command(runId, { type: 'RecordResult', data: { stepKey, attempt, engineRunId: null, calls: [], result } }, fact.id);
  }

  #stop(runId: string, fact: Recorded<'StepStopRequested'>, state: RunState): void {
    const { stepKey, attempt } = fact.data;
    const found = state.steps.get(stepKey)?.attempts[attempt - 1];
    if (!found) return;
    const own = this.#attempts.get(found.effectKey);
    if (own) void own.stop().catch((error) => this.ports.onError(error, found.effectKey));
    else if (found.sender === this.ports.leases.incarnation || this.ports.leases.isGone(found.sender)) {
      void this.#stopForeign(runId, fact, found.spec.gateway, found.effectKey).catch((error) =>
        this.ports.onError(error, found.effectKey),
      );
    }
  }

  /** The connection that had sent it is gone; the engine may still know the key. */
  async #stopForeign(runId: string, fact: Recorded<'StepStopRequested'>, gatewayName: string, effectKey: string): Promise<void> {
    const stopped = await this.ports.gateways.get(gatewayName)?.stop(effectKey);
    const { stepKey, attempt } = fact.data;
    const { proof, executed } = stopped ?? { proof: 'none', executed: 'unknown' };
    this.#command(runId, { type: 'RecordStop', data: { stepKey, attempt, proof, executed, calls: [] } }, fact.id);
    if (proof === 'none') this.#command(runId, { type: 'AdvanceRun', data: {} }, fact.id);
  }

  #command(runId: string, command: Parameters<RunCommander['execute']>[1], causationId: string): void {
    const cause = { actor: DISPATCHER, correlationId: runId, causationId };
    this.ports.commander
      .execute(runId, command, cause)
      .catch((error) => this.ports.onError(error, `${command.type} of run ${runId}`));
  }
}

const DISPATCHER = systemActor('dispatcher');

interface Outgoing extends DispatchRequest {
  readonly gateway: string;
}

const requestOf = (state: RunState, runId: string, stepKey: string, number: number): Outgoing | undefined => {
  const attempt = state.steps.get(stepKey)?.attempts[number - 1];
  if (attempt?.status !== 'open') return undefined;
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

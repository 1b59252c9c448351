import type { GatewayCapabilities, GatewayConfig } from '@mc/domain';
import { isoTime } from '../clock';
import { deadlinePassed, failed, gatewayClosed, sendByPassed } from '../failure';
import type {
  ApprovalAnswer,
  ApprovalDecision,
  DispatchRequest,
  EngineAgent,
  EngineApprovalNews,
  Gateway,
  GatewayStatus,
  LookupResult,
  OnSignal,
  StopResult,
} from '../gateway';
import { DirectiveError, directivesIn } from './directives';
import { type SimulatedOptions, scriptFor, simulatedCapabilities } from './options';
import type { Script } from './script';
import { SimulatedEngine } from './simulated-engine';

const OFFERED: readonly EngineAgent[] = [
  { engineAgent: 'researcher', name: 'researcher', model: 'gpt-4o-mini', description: 'Finds facts about a topic' },
  { engineAgent: 'writer', name: 'writer', model: 'gpt-4o-mini', description: 'Writes a post from facts' },
  { engineAgent: 'publisher', name: 'publisher', model: 'gpt-4o-mini', description: 'Publishes a post' },
];

/**
 * A stand-in for an engine, deterministic by seed and effect key. It does on demand what engines do on bad days; see
 * `directives.ts` for the words, which may stand in the gateway's options, per agent, and in prompts as `[[sim: ...]]`.
 */
export class SimulatedGateway implements Gateway {
  readonly kind = 'simulated';
  readonly name: string;
  readonly capabilities: GatewayCapabilities;
  readonly #closing = new AbortController();
  readonly #since: string;

  constructor(
    config: Pick<GatewayConfig, 'name'>,
    readonly options: SimulatedOptions,
    readonly engine: SimulatedEngine = new SimulatedEngine(),
  ) {
    this.name = config.name;
    this.capabilities = simulatedCapabilities(options);
    this.#since = isoTime(engine.clock.now());
  }

  async dispatch(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    await undefined;
    if (signal.aborted) return;
    if (this.#closing.signal.aborted) return onSignal(gatewayClosed());
    if (this.engine.clock.now() > Date.parse(request.sendBy)) return onSignal(sendByPassed(request.sendBy));
    const script = this.#script(request);
    if (script instanceof DirectiveError) return onSignal(notUnderstood(script));
    if (this.#instant(script)) return this.#answerAtOnce(request, script, onSignal);
    await this.#converse(request, script, onSignal, signal);
  }

  #script(request: DispatchRequest): Script | DirectiveError {
    try {
      const fromPrompt = this.options.directives ? directivesIn(request.prompt) : {};
      const script = scriptFor(this.options, request.engineAgent ?? request.agent, fromPrompt);
      return this.options.down ? { ...script, fail: 'engine_unavailable', failFirst: null, noop: false } : script;
    } catch (error) {
      if (error instanceof DirectiveError) return error;
      throw error;
    }
  }

  /** An engine that remembers keys must see every attempt. */
  #instant(script: Script): boolean {
    const { idempotency, lookup, tombstone } = this.capabilities;
    return script.noop && !idempotency && !lookup && !tombstone;
  }

  #answerAtOnce(request: DispatchRequest, script: Script, onSignal: OnSignal): void {
    const now = this.engine.clock.now();
    const entry = this.engine.journal.of(request.effectKey, request.engineAgent ?? request.agent);
    entry.sentAt.push(now);
    entry.startedAt.push(now);
    entry.finishedAt.push(now);
    const { input, output, cacheRead } = script.tokens ?? { input: 10, output: 2, cacheRead: 0 };
    const counts = { inputTokens: input, outputTokens: Math.min(output, request.maxOutputTokens), cacheReadTokens: cacheRead };
    onSignal({
      kind: 'usage',
      usage: {
        callId: 'call-1',
        model: request.model,
        ...counts,
        cacheWriteTokens: 0,
        final: true,
        source: 'engine',
        costNanoUsd: script.costNanoUsd,
      },
    });
    onSignal({ kind: 'completed', output: script.say ?? 'ok' });
  }

  async #converse(request: DispatchRequest, script: Script, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    const { capabilities, engine, options } = this;
    const connection = engine.send({ request, script, capabilities, seed: options.seed }, onSignal);
    const over = new AbortController();
    const leave = () => connection.close();
    const left = AbortSignal.any([signal, this.#closing.signal]);
    left.addEventListener('abort', leave, { once: true });
    // A silent engine and a lost message stand for an adapter that notices nothing: the sweep has to.
    if (patient(script)) void this.#giveUp(request, over.signal, () => onSignal(deadlinePassed(request.deadline)), leave);
    await connection.done;
    over.abort();
    left.removeEventListener('abort', leave);
  }

  async #giveUp(request: DispatchRequest, over: AbortSignal, tell: () => void, leave: () => void): Promise<void> {
    const { clock } = this.engine;
    while (clock.now() < Date.parse(request.deadline) && !over.aborted) {
      await clock.sleep(Date.parse(request.deadline) - clock.now(), over);
    }
    if (over.aborted) return;
    leave();
    tell();
  }

  /** Of use only where the options declare that results survive their sender. */
  async attach({ effectKey }: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    if (!this.capabilities.resultSurvivesSender) return;
    const connection = this.engine.listen(effectKey, onSignal);
    const left = AbortSignal.any([signal, this.#closing.signal]);
    const leave = () => connection.close();
    left.addEventListener('abort', leave, { once: true });
    await connection.done;
    left.removeEventListener('abort', leave);
  }

  async stop(effectKey: string): Promise<StopResult> {
    return this.engine.stop(effectKey, this.capabilities);
  }

  async lookup(effectKey: string): Promise<LookupResult> {
    return this.capabilities.lookup ? this.engine.lookup(effectKey) : { state: 'unsupported' };
  }

  async listAgents(): Promise<readonly EngineAgent[]> {
    return OFFERED;
  }

  status(): GatewayStatus {
    const known = { since: this.#since, boot: null, engine: null, reconnects: 0, troubles: [] };
    return this.options.down
      ? { status: 'down', lastError: 'the simulated engine cannot be reached', ...known }
      : { status: 'connected', lastError: null, ...known };
  }

  onEngineApproval(listener: (news: EngineApprovalNews) => void, signal: AbortSignal): void {
    this.engine.questions.listen(listener, AbortSignal.any([signal, this.#closing.signal]));
  }

  answerApproval(approvalId: string, decision: ApprovalDecision): Promise<ApprovalAnswer> {
    return this.engine.questions.answer(approvalId, decision);
  }

  async check(): Promise<void> {}

  async close(): Promise<void> {
    this.#closing.abort();
  }
}

/** Whether the adapter waits for this answer with a timer of its own; an answer without any wait needs none. */
const patient = ({ delayMs, transitMs, hang, lost, silence, lateMs }: Script): boolean =>
  !lost && !silence && lateMs === null && (hang || delayMs > 0 || transitMs > 0);

const notUnderstood = (error: DirectiveError) =>
  failed({
    class: 'refused',
    code: 'invalid_directive',
    message: error.message,
    retryable: false,
    executed: 'no',
  });

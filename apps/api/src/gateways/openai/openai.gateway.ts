import type { GatewayCapabilities } from '@mc/domain';
import OpenAI from 'openai';
import { engineWords } from '../agent-text';
import { type GatewayClock, systemClock } from '../clock';
import { gatewayClosed } from '../failure';
import {
  type DispatchRequest,
  type EngineAgent,
  type Gateway,
  GatewayError,
  type GatewaySignal,
  type GatewayStatus,
  type LookupResult,
  type OnSignal,
  type SecretSource,
  type StopResult,
} from '../gateway';
import { StatusBoard } from '../status-board';
import { guardedFetch, type Transmission } from '../transport';
import { secretMissing } from '../transport-failure';
import type { NetworkPolicy } from '../url-policy';
import { Attempt } from './attempt';
import { isAuthFailure } from './errors';
import { type OpenaiOptions, openaiCapabilities } from './options';

const ASK_TIMEOUT_MS = 10_000;
const MODELS_MAX = 1_000;
const MODEL_NAME_CHARS_MAX = 256;
/** The package's own timer, which must never come before ours. */
const PACKAGE_TIMEOUT_MS = 2 ** 31 - 1;

export interface OpenaiParts {
  readonly name: string;
  /** With the path up to `/v1`, without a slash at the end. */
  readonly baseUrl: string;
  readonly secretRef: string | null;
  readonly options: OpenaiOptions;
  readonly policy: NetworkPolicy;
  readonly secrets: SecretSource;
  readonly clock?: GatewayClock;
}

/**
 * Any engine that speaks `POST /chat/completions`. One attempt is one model call on a connection of its own. The model is
 * the request's; `engineAgent` has no meaning here.
 */
export class OpenaiGateway implements Gateway {
  readonly kind = 'openai';
  readonly name: string;
  readonly capabilities: GatewayCapabilities;
  readonly #clock: GatewayClock;
  readonly #board: StatusBoard;
  readonly #open = new Map<string, Attempt>();
  #closed: boolean = false;

  constructor(private readonly parts: OpenaiParts) {
    this.name = parts.name;
    this.capabilities = openaiCapabilities(parts.options);
    this.#clock = parts.clock ?? systemClock;
    this.#board = new StatusBoard(this.#clock);
  }

  async dispatch(request: DispatchRequest, onSignal: OnSignal, signal: AbortSignal): Promise<void> {
    const attempt = new Attempt({
      request,
      options: this.parts.options,
      clock: this.#clock,
      onSignal,
      onContact: (failure) => this.#contact(failure),
    });
    const leave = () => void attempt.stop();
    this.#open.set(request.effectKey, attempt);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      const client = await this.#client(attempt.transmission, Date.parse(request.sendBy) - this.#clock.now());
      if (this.#closed && !signal.aborted) return onSignal(gatewayClosed());
      if (attempt.signal.aborted) return;
      if (client) await attempt.run(client);
      else onSignal(secretMissing());
    } finally {
      signal.removeEventListener('abort', leave);
      if (this.#open.get(request.effectKey) === attempt) this.#open.delete(request.effectKey);
    }
  }

  #contact(failure: GatewaySignal | null): void {
    const error = failure?.kind === 'failed' ? failure.error : null;
    if (error?.class === 'engine_unavailable' || error?.class === 'configuration') this.#board.down(error.message);
    else this.#board.connected();
  }

  /** `null`: the secret is missing. A client of its own for each request: what is left is told apart, and secrets may change. */
  async #client(transmission: Transmission, sendWithinMs: number | null): Promise<OpenAI | null> {
    const { baseUrl, policy, secretRef, secrets } = this.parts;
    const began = this.#clock.now();
    const secret = secretRef === null ? null : await secrets.read(secretRef).catch(() => null);
    if (secretRef !== null && secret === null) return null;
    const left = sendWithinMs === null ? null : sendWithinMs - (this.#clock.now() - began);
    return new OpenAI({
      baseURL: baseUrl,
      // The package insists on a key; without one of ours the transport sends none.
      apiKey: secret ?? 'none',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      timeout: PACKAGE_TIMEOUT_MS,
      logLevel: 'off',
      fetch: guardedFetch({ policy, transmission, sendWithinMs: left, authorised: secret !== null }),
    });
  }

  async stop(effectKey: string): Promise<StopResult> {
    return this.#open.get(effectKey)?.stop() ?? { proof: 'none', executed: 'unknown' };
  }

  async lookup(): Promise<LookupResult> {
    return { state: 'unsupported' };
  }

  async listAgents(): Promise<readonly EngineAgent[]> {
    const models = await this.#models();
    return models.slice(0, MODELS_MAX).map((model) => ({ engineAgent: model, name: model, model, description: null }));
  }

  async #models(): Promise<readonly string[]> {
    const client = await this.#client({ sent: false, status: null }, ASK_TIMEOUT_MS);
    if (!client) {
      const missing = new GatewayError('gateway_refused', 'the secret of this gateway is missing', '/auth');
      this.#board.down(missing.message);
      throw missing;
    }
    try {
      const { data }: { data: unknown } = await client.models.list({ signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
      this.#board.connected();
      const ids = (Array.isArray(data) ? data : []).map((model: { id?: unknown } | null) => model?.id);
      return ids
        .filter((id): id is string => typeof id === 'string' && id.length <= MODEL_NAME_CHARS_MAX)
        .map((id) => engineWords(id));
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  #refusal(error: unknown): GatewayError {
    const answered = error instanceof OpenAI.APIError && error.status !== undefined;
    const message = isAuthFailure(error) ? 'the engine did not accept the credentials' : engineWords((error as Error).message);
    // An engine without this list is there all the same.
    if (answered && !isAuthFailure(error) && error.status < 500) this.#board.connected();
    else this.#board.down(message);
    return new GatewayError(
      answered ? 'gateway_refused' : 'gateway_unreachable',
      message,
      isAuthFailure(error) ? '/auth' : '/url',
    );
  }

  status(): GatewayStatus {
    return this.#board.status;
  }

  async check(): Promise<void> {
    try {
      await this.#models();
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const attempt of this.#open.values()) attempt.stop();
  }
}

import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { engineWords } from '../agent-text';
import { jsonOf, readAs, StatusError } from '../answer';
import type { DispatchRequest } from '../gateway';
import { guardedFetch, type Transmission } from '../transport';
import { retryAfterMsOf } from '../transport-failure';
import type { NetworkPolicy } from '../url-policy';
import { agentsShape, type EngineState, stateShape } from './shapes';
import { signed } from './signature';

/** How long an engine may take to answer; work is not done within an answer. */
const ANSWER_TIMEOUT_MS = 15_000;
const WORDS_MAX = 500;

export interface EngineParts {
  readonly url: string;
  /** Newest first. */
  readonly secrets: readonly string[];
  readonly policy: NetworkPolicy;
}

interface Sending {
  readonly signal?: AbortSignal;
  readonly transmission?: Transmission;
  readonly sendWithinMs?: number;
}

/** One engine, spoken to by signed messages to one address. All throw StatusError, MalformedAnswer, and what the network throws. */
export class Engine {
  constructor(private readonly parts: EngineParts) {}

  dispatch(request: DispatchRequest, callbackUrl: string | null, sending: Sending): Promise<EngineState> {
    return this.#ask('dispatch', { ...messageOf(request), callbackUrl }, stateShape, sending);
  }

  lookup(effectKey: string): Promise<EngineState> {
    return this.#ask('lookup', { effectKey }, stateShape);
  }

  cancel(effectKey: string): Promise<EngineState> {
    return this.#ask('cancel', { effectKey }, stateShape);
  }

  async agents(): Promise<z.output<typeof agentsShape>['agents']> {
    return (await this.#ask('agents', {}, agentsShape)).agents;
  }

  async #ask<Shape extends z.ZodType>(
    type: 'dispatch' | 'lookup' | 'cancel' | 'agents',
    data: unknown,
    shape: Shape,
    { signal, transmission = { sent: false, status: null }, sendWithinMs = ANSWER_TIMEOUT_MS }: Sending = {},
  ): Promise<z.output<Shape>> {
    const { url, secrets, policy } = this.parts;
    const at = Date.now();
    const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
    const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const response = await guardedFetch({ policy, transmission, sendWithinMs, authorised: false })(url, {
      method: 'POST',
      headers: {
        ...signed(secrets, `msg_${randomUUID()}`, at, Buffer.from(body)),
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const text = await response.text();
    if (response.status === 200 || response.status === 202) return readAs(shape, jsonOf(text));
    const said = text === '' ? '' : `: ${text.slice(0, WORDS_MAX)}`;
    const retryAfterMs = retryAfterMsOf(response.headers.get('retry-after'));
    throw new StatusError(response.status, engineWords(`the engine answered ${response.status}${said}`), retryAfterMs);
  }
}

const messageOf = (request: DispatchRequest) => {
  const { effectKey, runId, stepKey, attempt, agent, engineAgent, model, risk } = request;
  const { system, prompt, maxOutputTokens, sendBy, deadline } = request;
  return {
    ...{ effectKey, runId, stepKey, attempt, agent: engineAgent ?? agent, model, risk },
    ...{ system, prompt, maxOutputTokens, sendBy, deadline },
  };
};

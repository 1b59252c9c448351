import type OpenAI from 'openai';
import { engineWords } from '../agent-text';
import type { GatewayClock } from '../clock';
import { deadlinePassed } from '../failure';
import type { DispatchRequest, GatewaySignal, OnSignal, StopResult } from '../gateway';
import type { Transmission } from '../transport';
import { failureFrom } from './errors';
import { Meter } from './meter';
import type { OpenaiOptions } from './options';
import { ChatReading, malformed } from './reading';

type End = 'stopped' | 'deadline';

export interface AttemptParts {
  readonly request: DispatchRequest;
  readonly options: OpenaiOptions;
  readonly clock: GatewayClock;
  readonly onSignal: OnSignal;
  /** The engine has answered, or could not be reached. */
  readonly onContact: (failure: GatewaySignal | null) => void;
}

/** One chat completion on one connection. */
export class Attempt {
  readonly transmission: Transmission = { sent: false, status: null };
  readonly #controller = new AbortController();
  readonly #meter: Meter;
  #accepted = false;
  #end: End | null = null;
  #over: boolean = false;

  constructor(private readonly parts: AttemptParts) {
    this.#meter = new Meter(parts.request, parts.clock, (usage) => parts.onSignal({ kind: 'usage', usage }));
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Closes the connection; after this no outcome is told. */
  stop(): StopResult {
    if (this.#over) return { proof: 'none', executed: 'unknown' };
    this.#close('stopped');
    return { proof: 'connection_closed', executed: this.transmission.sent ? 'unknown' : 'no' };
  }

  #close(end: End): void {
    if (this.#end !== null || this.#over) return;
    this.#end = end;
    // What has been seen so far is all that will ever be known of the consumption.
    if (this.#accepted) this.#meter.report();
    this.#controller.abort();
  }

  async run(client: OpenAI): Promise<void> {
    const waiting = this.#watchDeadline();
    const outcome = await this.#outcome(client);
    this.#over = true;
    waiting.abort();
    if (this.#end === 'stopped') return;
    if (this.#end === 'deadline') return this.parts.onSignal(this.#late());
    if (this.#accepted) this.#meter.report(true);
    this.parts.onSignal(outcome);
  }

  #late(): GatewaySignal {
    const late = deadlinePassed(this.parts.request.deadline);
    return this.transmission.sent ? late : { ...late, executed: 'no' };
  }

  #watchDeadline(): AbortController {
    const waiting = new AbortController();
    const deadline = Date.parse(this.parts.request.deadline);
    const { clock } = this.parts;
    const watch = async () => {
      while (clock.now() < deadline && !waiting.signal.aborted) await clock.sleep(deadline - clock.now(), waiting.signal);
      if (!waiting.signal.aborted) this.#close('deadline');
    };
    void watch();
    return waiting;
  }

  async #outcome(client: OpenAI): Promise<GatewaySignal> {
    try {
      return await this.#converse(client);
    } catch (error) {
      const failure = failureFrom(error, this.transmission, this.parts.request);
      if (this.#end === null) this.parts.onContact(failure);
      return failure;
    }
  }

  async #converse(client: OpenAI): Promise<GatewaySignal> {
    const { options, onSignal } = this.parts;
    const { data, response } = await client.chat.completions
      .create(bodyOf(this.parts), { headers: { 'Idempotency-Key': this.parts.request.effectKey }, signal: this.signal })
      .withResponse();
    this.parts.onContact(null);
    this.#accepted = true;
    onSignal({ kind: 'accepted', engineRunId: response.headers.get('x-request-id') });
    this.#meter.report();
    const reading = new ChatReading(this.#meter, onSignal, options.truncated);
    if (!isStream(data)) return typeof data === 'string' ? malformed('it is not JSON') : (reading.take(data) ?? reading.end());
    if (!/^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')) return await takeWhole(reading, response);
    for await (const chunk of data) {
      const outcome = reading.take(chunk);
      if (outcome) return outcome;
    }
    return reading.end();
  }
}

const isStream = (data: unknown): data is AsyncIterable<unknown> =>
  typeof data === 'object' && data !== null && Symbol.asyncIterator in data;

/** Some engines answer with one body although a stream was asked for; others with a web page. */
const takeWhole = async (reading: ChatReading, response: Response): Promise<GatewaySignal> => {
  const text = await response.text();
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return malformed(`it is ${engineWords(response.headers.get('content-type') ?? 'of no type', 128)}`);
  }
  return reading.take(whole) ?? reading.end();
};

const bodyOf = ({ request, options }: AttemptParts): OpenAI.ChatCompletionCreateParams => ({
  ...options.body,
  model: request.model,
  messages: [
    ...(request.system === null ? [] : [{ role: options.systemRole, content: request.system } as const]),
    { role: 'user', content: request.prompt },
  ],
  [options.limitField]: request.maxOutputTokens,
  ...(options.metadata ? { metadata: { effect_key: request.effectKey } } : {}),
  ...(options.stream ? { stream: true, ...(options.includeUsage ? { stream_options: { include_usage: true } } : {}) } : {}),
});

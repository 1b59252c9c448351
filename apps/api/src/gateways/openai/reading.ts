import { engineWords, OutputBuffer } from '../agent-text';
import { type FailedSignal, failed, outputInvalid, outputTooLarge } from '../failure';
import type { GatewaySignal } from '../gateway';
import type { Meter } from './meter';

type Outcome = Extract<GatewaySignal, { kind: 'completed' | 'failed' }>;

const TOOL_NAME_CHARS_MAX = 128;
/** Tool calls that are told of; an engine that asks for more is not listened to. */
const TOOLS_MAX = 100;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Reads a chat completion, whole or in chunks. Nothing in it is trusted to have the documented shape. */
export class ChatReading {
  readonly #output = new OutputBuffer();
  #refusal = '';
  #finish: string | null = null;
  #choices = 0;
  #tools = 0;

  constructor(
    private readonly meter: Meter,
    private readonly tell: (signal: GatewaySignal) => void,
    private readonly truncated: 'fail' | 'complete',
  ) {}

  /** Takes one chunk or one whole completion; an outcome ends the reading early. */
  take(chunk: unknown): Outcome | null {
    if (!isRecord(chunk)) return malformed('a chunk is not an object');
    this.meter.stated(chunk.usage);
    if (chunk.choices === undefined || chunk.choices === null) return null;
    if (!Array.isArray(chunk.choices)) return malformed('choices is not a list');
    const choice: unknown = chunk.choices.find((candidate: unknown) => !isRecord(candidate) || (candidate.index ?? 0) === 0);
    if (choice === undefined) return null;
    if (!isRecord(choice)) return malformed('a choice is not an object');
    this.#choices += 1;
    if (typeof choice.finish_reason === 'string') this.#finish = choice.finish_reason;
    return this.#takeDelta(choice.delta ?? choice.message ?? {});
  }

  #takeDelta(delta: unknown): Outcome | null {
    if (!isRecord(delta)) return malformed('a delta is not an object');
    if (typeof delta.refusal === 'string') this.#refusal = engineWords(this.#refusal + delta.refusal);
    if (Array.isArray(delta.tool_calls)) this.#takeTools(delta.tool_calls);
    // What reasoning models say to themselves is paid for, but not part of the answer.
    const thought = delta.reasoning_content ?? delta.reasoning;
    if (typeof thought === 'string') this.meter.said(thought);
    const { content } = delta;
    if (content === undefined || content === null || content === '') return null;
    if (typeof content !== 'string') return malformed('the content is not text');
    const text = this.#output.append(content);
    if (text === null) return outputTooLarge(this.#output.bytesMax);
    this.meter.said(text);
    if (text !== '') this.tell({ kind: 'text', text });
    return null;
  }

  #takeTools(calls: readonly unknown[]): void {
    for (const call of calls) {
      const name = isRecord(call) && isRecord(call.function) ? call.function.name : undefined;
      if (typeof name !== 'string' || this.#tools >= TOOLS_MAX) continue;
      this.#tools += 1;
      this.tell({ kind: 'tool', name: engineWords(name, TOOL_NAME_CHARS_MAX), detail: 'the model asked for it' });
    }
  }

  /** What it comes to once the engine has said everything. */
  end(): Outcome {
    if (this.#refusal !== '') return refused('model_refused', 'the model refused to answer', { refusal: this.#refusal });
    if (this.#choices === 0) return outputInvalid('output_empty', 'the engine answered without any choice');
    switch (this.#finish) {
      case null:
        return broken('the answer ended before its end');
      case 'length':
        return this.truncated === 'complete' ? this.#completed() : this.#cut();
      case 'content_filter':
        return refused('content_filtered', 'the engine withheld the answer by its content filter', null);
      case 'tool_calls':
      case 'function_call':
        return this.#output.bytes > 0
          ? this.#completed()
          : outputInvalid('tool_calls_unsupported', 'the model asked for a tool and gave no answer');
      default:
        return this.#completed();
    }
  }

  #completed(): Outcome {
    return { kind: 'completed', output: this.#output.text() };
  }

  #cut(): Outcome {
    const beginning = engineWords(this.#output.text());
    return outputInvalid('output_truncated', 'the answer was cut at the limit of output tokens', { beginning });
  }
}

const refused = (code: 'model_refused' | 'content_filtered', message: string, details: Record<string, unknown> | null): Outcome =>
  failed({ class: 'refused', code, message, details, retryable: false, executed: 'yes' });

/** A stream that stops short: what the engine did beyond it nobody knows. */
const broken = (message: string): Outcome =>
  failed({ class: 'connection_lost', code: 'connection_lost', message, retryable: true, executed: 'unknown' });

/** Not what the protocol says, so it does not prove that the engine has finished either. */
export const malformed = (message: string): FailedSignal =>
  failed({
    class: 'output_invalid',
    code: 'output_malformed',
    message: `the answer cannot be read: ${message}`,
    retryable: true,
    executed: 'unknown',
  });

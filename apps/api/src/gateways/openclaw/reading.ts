import { agentText, engineWords, OutputBuffer } from '../agent-text';
import type { OnSignal } from '../gateway';
import type { Calls } from './calls';
import { reasonOf } from './errors';
import { textOf, type Wire, wireOf } from './wire';

const TOOL_NAME_CHARS_MAX = 128;
const TOOL_DETAIL_CHARS_MAX = 512;
/** Tool calls that are told of; an engine that reports more is not listened to. */
const TOOLS_MAX = 500;

/** Hears the events of one run: text, tools, model calls, and whether it has settled. */
export class RunReading {
  readonly #output = new OutputBuffer();
  readonly #tools = new Set<string>();
  /** The text of the message that streams now, as far as it was told. */
  #heard = '';
  #item: unknown = null;
  reason: string | null = null;
  wasRetried = false;
  /** Only the connection that began a run hears of tools with their arguments; others hear of items. */
  hearsTools = true;

  constructor(
    private readonly calls: Calls,
    private readonly tell: OnSignal,
    private readonly onTooLarge: () => void,
  ) {}

  /** Returns whether the run has settled by this event, however it ended. */
  hear(stream: unknown, data: Wire): boolean {
    switch (stream) {
      case 'assistant':
        this.#hearText(data);
        return false;
      case 'tool':
        if (data.phase === 'start') this.#hearTool(data);
        return false;
      case 'item':
        if (data.phase === 'start' && data.kind === 'tool' && !this.hearsTools) this.#hearTool(data);
        return false;
      case 'run_status':
        this.wasRetried ||= data.phase === 'retrying';
        return false;
      case 'lifecycle':
        return this.#hearLifecycle(data);
      default:
        return false;
    }
  }

  #hearLifecycle(data: Wire): boolean {
    if (data.phase === 'model') this.calls.begin(data.provider, data.model);
    this.reason = reasonOf(wireOf(data.errorObservation)) ?? this.reason;
    // An abort says `end` first and `error` later, with its numbering begun anew; only this word is the last one.
    return data.executionSettled === true;
  }

  #hearText({ delta, itemId, replace }: Wire): void {
    if (replace === true || itemId !== this.#item) {
      this.#heard = '';
      this.#item = itemId;
    }
    if (typeof delta === 'string' && delta !== '') this.#say(delta);
  }

  /** What streamed while nobody listened, by the engine's own record of the text so far. */
  catchUp(textSoFar: string): void {
    if (textSoFar.startsWith(this.#heard) && textSoFar.length > this.#heard.length)
      this.#say(textSoFar.slice(this.#heard.length));
  }

  #say(delta: string): void {
    this.#heard += delta;
    const text = this.#output.append(delta);
    if (text === null) return this.onTooLarge();
    this.calls.said(text);
    if (text !== '') this.tell({ kind: 'text', text });
  }

  #hearTool({ name, toolCallId, args, title }: Wire): void {
    const key = textOf(toolCallId) ?? `#${this.#tools.size}`;
    const tool = textOf(name);
    if (tool === null || this.#tools.has(key) || this.#tools.size >= TOOLS_MAX) return;
    this.#tools.add(key);
    const detail = args === undefined ? (textOf(title) ?? '') : JSON.stringify(args);
    this.tell({
      kind: 'tool',
      name: engineWords(tool, TOOL_NAME_CHARS_MAX),
      detail: engineWords(detail, TOOL_DETAIL_CHARS_MAX),
    });
  }
}

/** The final text, cleaned; `null`: it is too large. */
export const finalText = (text: string): string | null => {
  const output = new OutputBuffer();
  return output.append(text) === null ? null : agentText(text);
};

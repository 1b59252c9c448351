import { createHash } from 'node:crypto';
import { NANO_PER_USD, type UsageReport } from '@mc/domain';
import { engineWords } from '../agent-text';
import type { GatewayClock } from '../clock';
import type { DispatchRequest } from '../gateway';
import { countTokens } from '../tokens';
import { tokenCountOf } from '../usage-book';
import { agentIdOf } from './order';
import { PromptSizes } from './prompt-sizes';
import { listOf, textOf, type Wire, wireOf } from './wire';

/** Reports while the answer streams come at most four times a second. */
const REPORT_EVERY_MS = 250;
const MODEL_CHARS_MAX = 256;
/** Calls that one attempt is charged with by name; an engine that counts on is not followed. */
const CALLS_MAX = 2_000;
/** By this model the engine signs what no model has said. */
const INJECTED = 'gateway-injected';
/** And so it calls the message by which it resumes a turn that its own end had cut short. */
const RESUMED = 'main_session_restart_recovery';

type Counts = Pick<UsageReport, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>;
const FIRST = 'call-1';
const INTERRUPTED = 'interrupted-';
const NOTHING: Counts = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

type Stated = Counts & { readonly costNanoUsd: number | null };

/** The engine's counts leave cached tokens out of the input. All zero means that nobody counted. */
const statedOf = (usage: unknown): Stated | null => {
  const { input, output, cacheRead, cacheWrite, cost } = wireOf(usage);
  const [fresh, outputTokens] = [tokenCountOf(input), tokenCountOf(output)];
  if (fresh === null || outputTokens === null) return null;
  const cacheReadTokens = tokenCountOf(cacheRead) ?? 0;
  const cacheWriteTokens = tokenCountOf(cacheWrite) ?? 0;
  const inputTokens = fresh + cacheReadTokens + cacheWriteTokens;
  if (inputTokens + outputTokens === 0) return null;
  return { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, costNanoUsd: nanoUsdOf(wireOf(cost).total) };
};

/** A cost of zero is that of a model without a price. */
const nanoUsdOf = (usd: unknown): number | null => {
  const nano = typeof usd === 'number' ? Math.round(usd * NANO_PER_USD) : 0;
  return Number.isSafeInteger(nano) && nano > 0 ? nano : null;
};

/** What a message says, as far as it is text. */
export const contentText = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : listOf(content)
        .map((part) => (wireOf(part).type === 'text' ? (textOf(wireOf(part).text) ?? '') : ''))
        .join('');

/**
 * The model calls of one attempt: those of its own session are `call-1`, `call-2`, …, in the order of the engine's
 * transcript, so that another process that reads the transcript later gives them the same names.
 */
export class Calls {
  readonly #known = new Map<string, UsageReport>();
  readonly #runs = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #counted = new Map<string, number>();
  #live = { text: '', inputTokens: 0, outputTokens: 0, model: '', isOpen: false };
  #reportedAt = 0;
  /** What we sent ourselves. */
  readonly #ours: number;
  readonly #interruptions = new Set<string>();

  constructor(
    private readonly request: DispatchRequest,
    private readonly rootKey: string,
    private readonly clock: GatewayClock,
    private readonly tell: (usage: UsageReport) => void,
    private readonly prompts: PromptSizes = new PromptSizes(),
  ) {
    const { system, prompt, model } = request;
    this.#ours = countTokens(prompt, model) + (system === null ? 0 : countTokens(system, model));
    this.#live.inputTokens = this.#ours + prompts.addedBy(agentIdOf(request));
    this.#live.model = model;
  }

  get reports(): readonly UsageReport[] {
    return [...this.#known.values()];
  }

  /** A model call begins, which is paid for whatever comes of it. */
  begin(provider: unknown, model: unknown): void {
    if (textOf(model) === null) return;
    this.#live = { ...this.#live, text: '', outputTokens: 0, model: this.#modelName(provider, model), isOpen: true };
    this.#reportLive();
  }

  /** More text that the model made. */
  said(text: string): void {
    this.#live.text += text;
    this.#live.isOpen = true;
    if (this.clock.now() - this.#reportedAt >= REPORT_EVERY_MS) this.#reportLive();
  }

  /** What was seen of a call that nobody will count any more. */
  flush(): void {
    if (this.#live.isOpen) this.#reportLive();
  }

  #reportLive(): void {
    const { text, model } = this.#live;
    this.#reportedAt = this.clock.now();
    if (text !== '') this.#live.outputTokens += countTokens(text, model);
    this.#live.text = '';
    this.#estimate(this.#nextName(this.rootKey));
  }

  #estimate(callId: string): void {
    const { inputTokens, outputTokens, model } = this.#live;
    const counts = { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0 };
    this.#take({ callId, model, ...counts, final: false, source: 'estimate', costNanoUsd: null });
  }

  /** One message of a transcript, live or read later, again or for the first time. */
  message(sessionKey: string, message: Wire, messageId: unknown): void {
    const id = textOf(messageId) ?? textOf(wireOf(message.__openclaw).id);
    if (wireOf(message.provenance).sourceTool === RESUMED) return this.#interrupted(id);
    if (message.role !== 'assistant' || message.model === INJECTED) return;
    if (id === null || this.#known.size >= CALLS_MAX) return;
    const callId = this.#nameOf(sessionKey, id);
    this.#runs.set(callId, textOf(wireOf(message.__openclaw).runId) ?? '');
    const stated = statedOf(message.usage);
    const isRoot = sessionKey === this.rootKey;
    if (stated) {
      const model = this.#modelName(message.provider, message.model);
      this.#take({ callId, model, ...stated, final: true, source: 'engine' });
      if (callId === FIRST) this.prompts.learn(agentIdOf(this.request), stated.inputTokens - this.#ours);
    } else if (this.#known.get(callId)?.final !== true) this.#uncounted(callId, message, isRoot);
    if (!isRoot) return;
    this.#live = { ...this.#live, text: '', outputTokens: 0, isOpen: false };
    if (stated) this.#live.inputTokens = stated.inputTokens + stated.outputTokens;
  }

  /** The call that was at work when the engine died was paid for, and nobody counted it. */
  #interrupted(id: string | null): void {
    if (id === null || this.#interruptions.has(id)) return;
    this.#interruptions.add(id);
    this.#estimate(`${INTERRUPTED}${this.#interruptions.size}`);
    this.#live = { ...this.#live, text: '', outputTokens: 0 };
  }

  #uncounted(callId: string, message: Wire, isRoot: boolean): void {
    const outputTokens = countTokens(contentText(message.content), this.request.model);
    const before = this.#live;
    this.#live = { ...before, outputTokens: isRoot ? Math.max(outputTokens, before.outputTokens) : outputTokens, text: '' };
    this.#estimate(callId);
    this.#live = before;
  }

  /**
   * The engine's total of a run, against the calls of that run that it told of one by one: what is missing there, such as
   * calls with tools that do not exist, is one call more.
   */
  total(agentMeta: Wire, runId: string): void {
    const stated = statedOf(agentMeta.usage);
    if (!stated) return;
    const told = this.#toldOf(runId);
    const counts = restOf(stated, told);
    const known = told.reduce((sum: number | null, { costNanoUsd }) => add(sum, costNanoUsd), 0);
    const isRest = counts.inputTokens + counts.outputTokens > 0;
    const restNanoUsd = stated.costNanoUsd === null || known === null ? null : Math.max(0, stated.costNanoUsd - known);
    const model = this.#modelName(agentMeta.provider, agentMeta.model);
    const open = this.reports.filter(({ callId, final }) => !final && callId.startsWith('call-')).map(({ callId }) => callId);
    const restId = open[0] ?? (told.length === 0 ? FIRST : 'call-rest');
    const final = { model, final: true, source: 'engine' } as const;
    if (isRest) this.#take({ callId: restId, ...counts, ...final, costNanoUsd: restNanoUsd });
    // Calls that seemed to begin and are not in the total did not take place.
    for (const callId of open.filter((id) => !isRest || id !== restId))
      this.#take({ callId, ...NOTHING, ...final, costNanoUsd: 0 });
    this.#live.isOpen = false;
  }

  /** Whether the engine's total of a run is more than what it told of one by one, so far. */
  lacks(agentMeta: Wire, runId: string): boolean {
    const stated = statedOf(agentMeta.usage);
    if (!stated) return !this.isCounted;
    const { inputTokens, outputTokens } = restOf(stated, this.#toldOf(runId));
    return inputTokens + outputTokens > 0;
  }

  /** Something was consumed that nobody will count. */
  uncertain(callId: string): void {
    this.#estimate(callId);
  }

  #toldOf(runId: string): readonly UsageReport[] {
    return this.reports.filter(({ callId, final }) => final && this.#runs.get(callId) === runId);
  }

  /** Whether anything is known, and all of it that can be is counted to the end. */
  get isCounted(): boolean {
    const calls = this.reports.filter(({ callId }) => !callId.startsWith(INTERRUPTED));
    return calls.length > 0 && calls.every(({ final }) => final);
  }

  #take(report: UsageReport): void {
    const before = this.#known.get(report.callId);
    if (before && ((before.final && !report.final) || same(before, report))) return;
    this.#known.set(report.callId, report);
    this.tell(report);
  }

  #nameOf(sessionKey: string, id: string): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = this.#nextName(sessionKey);
    this.#counted.set(sessionKey, (this.#counted.get(sessionKey) ?? 0) + 1);
    this.#names.set(id, name);
    return name;
  }

  #nextName(sessionKey: string): string {
    const number = (this.#counted.get(sessionKey) ?? 0) + 1;
    if (sessionKey === this.rootKey) return `call-${number}`;
    return `sub-${createHash('sha256').update(sessionKey).digest('hex').slice(0, 8)}-${number}`;
  }

  /** The name that was asked for is the one that has a price. */
  #modelName(provider: unknown, model: unknown): string {
    const name = engineWords(textOf(model) ?? this.#live.model, MODEL_CHARS_MAX);
    const full = textOf(provider) === null ? name : engineWords(`${String(provider)}/${name}`, MODEL_CHARS_MAX);
    return [name, full].includes(this.request.model) ? this.request.model : full;
  }
}

const same = (before: UsageReport, report: UsageReport): boolean =>
  Object.entries(report).every(([field, value]) => before[field as keyof UsageReport] === value);

const restOf = (stated: Counts, told: readonly Counts[]): Counts => {
  const rest = (count: keyof Counts) => Math.max(0, stated[count] - told.reduce((sum, call) => sum + call[count], 0));
  return {
    inputTokens: rest('inputTokens'),
    outputTokens: rest('outputTokens'),
    cacheReadTokens: rest('cacheReadTokens'),
    cacheWriteTokens: rest('cacheWriteTokens'),
  };
};

const add = (sum: number | null, cost: number | null): number | null => (sum === null || cost === null ? null : sum + cost);

import { randomUUID } from 'node:crypto';
import { type Wire, wireOf } from '../wire';
import { DoubleApprovals, pause } from './double-approvals';
import { piecesOf, type Words, wordsIn } from './double-words';

type Emit = (event: string, payload: Wire, sessionKey: string | null) => void;
type Final = { readonly ok: boolean; readonly payload: unknown; readonly error?: unknown };

interface Session {
  readonly key: string;
  readonly agentId: string;
  readonly settings: Wire;
  readonly messages: Wire[];
  readonly active: Set<string>;
  readonly children: string[];
  /** The text of the run that streams now. */
  text: string;
}

interface Run {
  readonly id: string;
  readonly session: Session;
  readonly stop: AbortController;
  readonly waiters: (() => void)[];
  payload: Wire | null;
}

export interface RunContext {
  /** Somebody is connected who may answer approvals. */
  readonly canAsk: boolean;
  readonly cutConnection: () => void;
}

/** What the double remembers and does. Sessions and tasks outlive its death; runs and their results do not. */
export class DoubleEngine {
  readonly #sessions = new Map<string, Session>();
  readonly #tasks = new Map<string, Wire[]>();
  readonly approvals: DoubleApprovals;
  #runs = new Map<string, Run>();
  #life = new AbortController();
  /** How often each key made the agent work. */
  readonly begun = new Map<string, number>();

  constructor(
    private readonly emit: Emit,
    private readonly resumeMs: number | null,
  ) {
    this.approvals = new DoubleApprovals((event, payload) => emit(event, payload, null));
  }

  get keys(): readonly string[] {
    return [...this.#sessions.keys()];
  }

  tasksOf(key: string): readonly Wire[] {
    return this.#tasks.get(key) ?? [];
  }

  createSession(key: string, settings: Wire): Wire {
    const session = this.#session(key, String(settings.agentId), settings);
    return { ok: true, key, sessionId: randomUUID(), entry: session.settings, runStarted: false };
  }

  #session(key: string, agentId: string, settings: Wire = {}): Session {
    const known = this.#sessions.get(key);
    if (known) return known;
    const session = { key, agentId, settings, messages: [], active: new Set<string>(), children: [], text: '' };
    this.#sessions.set(key, session);
    return session;
  }

  history(key: string): Wire {
    const session = this.#sessions.get(key);
    const runId = [...(session?.active ?? [])][0];
    return {
      sessionKey: key,
      ...(session ? { sessionId: key } : {}),
      messages: session?.messages ?? [],
      ...(runId && session ? { inFlightRun: { runId, text: session.text } } : {}),
      sessionInfo: {
        hasActiveRun: runId !== undefined,
        activeRunIds: runId ? [runId] : [],
        childSessions: session?.children ?? [],
      },
    };
  }

  /** Begins a run, or tells what is known of its key. */
  run(params: Wire, context: RunContext): { readonly known: Wire | null; readonly final: Promise<Final> } {
    const id = String(params.idempotencyKey);
    const running = this.#runs.get(id);
    if (running)
      return { known: running.payload ?? { runId: id, status: 'in_flight' }, final: Promise.resolve({ ok: true, payload: {} }) };
    this.begun.set(id, (this.begun.get(id) ?? 0) + 1);
    const session = this.#session(String(params.sessionKey), String(params.agentId));
    this.#say(session, { role: 'user', content: params.message, idempotencyKey: `${id}:user` }, id);
    return { known: null, final: this.#work(id, session, wordsIn(String(params.message)), context) };
  }

  async #work(id: string, session: Session, words: Words, context: RunContext): Promise<Final> {
    const run: Run = { id, session, stop: new AbortController(), waiters: [], payload: null };
    const life = this.#life.signal;
    const signal = AbortSignal.any([run.stop.signal, life]);
    this.#runs.set(id, run);
    session.active.add(id);
    session.text = '';
    this.#agent(run, 'lifecycle', { phase: 'start', startedAt: Date.now() });
    this.#agent(run, 'lifecycle', { phase: 'model', provider: 'stub', model: this.#model(session) });
    const final = await this.#answer(run, words, context, signal);
    // The dead say nothing, not even to those who wait.
    if (life.aborted) return new Promise(() => undefined);
    session.active.delete(id);
    run.payload = wireOf(final.payload);
    for (const tell of run.waiters) tell();
    return final;
  }

  #model(session: Session): string {
    return String(session.settings.model ?? 'gpt-4o-mini').replace(/^[^/]*\//, '');
  }

  async #answer(run: Run, words: Words, context: RunContext, signal: AbortSignal): Promise<Final> {
    if (words.has('hang')) await pause(3_600_000, signal);
    if (words.has('tool')) this.#tool(run, words.get('tool') ?? 'search');
    // Nobody there who may answer: denied at once, and the model goes on.
    if (words.has('exec') && context.canAsk) {
      const { agentId, key } = run.session;
      const command = words.get('exec') ?? 'true';
      await this.approvals.ask({ command, cwd: '/srv/openclaw/ws/operator', agentId, sessionKey: key, runId: run.id }, signal);
    }
    const pieces = piecesOf(words);
    for (const [index, piece] of pieces.entries()) {
      await pause(words.delayMs / pieces.length, signal);
      if (run.stop.signal.aborted) return this.#aborted(run);
      if (signal.aborted) return { ok: false, payload: null };
      if (index === 2 && words.has('cut')) context.cutConnection();
      run.session.text += piece;
      this.#agent(run, 'assistant', { delta: piece, itemId: `${run.id}:1` });
    }
    if (words.has('spawn')) this.#spawn(run);
    return this.#end(run, words, pieces.join(''));
  }

  #end(run: Run, words: Words, text: string): Final {
    const failure = words.get('fail');
    if (failure) return this.#fail(run, words, failure);
    const stopReason = words.get('stop') ?? 'stop';
    const usage = this.#assistant(run, text, stopReason, words.tokens);
    this.#agent(run, 'lifecycle', { phase: 'end', aborted: false, stopReason, executionSettled: true, terminalReply: { text } });
    const agentMeta = { provider: 'stub', model: this.#model(run.session), usage };
    const payloads = words.has('garbage') ? 17 : [{ text, mediaUrl: null }];
    const meta = { stopReason, finalAssistantVisibleText: text, agentMeta };
    return { ok: true, payload: { runId: run.id, status: 'ok', summary: 'completed', result: { payloads, meta } } };
  }

  #fail(run: Run, words: Words, reason: string): Final {
    const isFilter = reason === 'content_filter';
    const message = isFilter ? 'Provider finish_reason: content_filter' : `⚠️ stub/stub-small request failed (${reason}).`;
    this.#assistant(run, message, 'error', isFilter ? words.tokens : null);
    const errorObservation = { provider: 'stub', ...(isFilter ? {} : { failoverReason: reason }) };
    this.#agent(run, 'lifecycle', { phase: 'error', error: message, errorObservation, executionSettled: true });
    if (isFilter) {
      const meta = { error: { kind: 'incomplete_turn', message }, agentMeta: {} };
      return { ok: true, payload: { runId: run.id, status: 'error', summary: 'failed', result: { payloads: [], meta } } };
    }
    const payload = { runId: run.id, status: 'error', summary: message };
    return { ok: false, payload, error: { code: 'UNAVAILABLE', message } };
  }

  #aborted(run: Run): Final {
    this.#agent(run, 'lifecycle', { phase: 'error', aborted: true, stopReason: 'aborted', executionSettled: true });
    return { ok: true, payload: { runId: run.id, status: 'timeout', summary: 'aborted', stopReason: 'rpc' } };
  }

  #assistant(run: Run, text: string, stopReason: string, tokens: Words['tokens']): Wire {
    const { input = 0, output = 0, cacheRead = 0 } = tokens ?? {};
    const total = (input - cacheRead + 2 * output) / 1_000_000;
    const usage = { input: input - cacheRead, output, cacheRead, cacheWrite: 0, totalTokens: input + output, cost: { total } };
    const content = [{ type: 'text', text: stopReason === 'error' || text.length < 1_000 ? text : `${text.slice(0, 1_000)}…` }];
    const message = { role: 'assistant', content, provider: 'stub', model: this.#model(run.session), usage, stopReason };
    this.#say(run.session, message, run.id);
    return tokens ? usage : {};
  }

  #say(session: Session, message: Wire, runId: string): void {
    const seq = session.messages.length + 1;
    const messageId = randomUUID();
    const full = { ...message, __openclaw: { id: messageId, runId, seq } };
    session.messages.push(full);
    this.emit('session.message', { sessionKey: session.key, message: full, messageId, messageSeq: seq }, session.key);
  }

  #agent({ id, session }: Run, stream: string, data: Wire): void {
    this.emit('agent', { runId: id, sessionKey: session.key, agentId: session.agentId, stream, data }, session.key);
  }

  #tool(run: Run, name: string): void {
    const toolCallId = `call_${randomUUID()}`;
    this.#agent(run, 'item', { kind: 'tool', phase: 'start', name, toolCallId, title: name, status: 'running' });
    this.#agent(run, 'tool', { phase: 'start', name, toolCallId, args: { query: 'tea gardens' } });
    this.#agent(run, 'tool', { phase: 'result', name, toolCallId, isError: false });
  }

  /** A sub-agent that outlives the run, and then makes the parent speak once more. */
  #spawn({ id, session }: Run): void {
    const key = `agent:${session.agentId}:subagent:${randomUUID()}`;
    const task = { kind: 'subagent', sessionKey: session.key, childSessionKey: key, runId: randomUUID() };
    const tell = (status: string, deliveryStatus: string) => {
      const current = { ...task, status, deliveryStatus };
      this.#tasks.set(session.key, [current]);
      this.emit('task', { action: 'upserted', task: current }, null);
    };
    session.children.push(key);
    tell('running', 'pending');
    const child = this.#session(key, session.agentId);
    const work = async () => {
      await this.#work(task.runId, child, wordsIn('[[claw: delay=100ms tokens=50/10/0]]'), {
        canAsk: false,
        cutConnection: () => undefined,
      });
      tell('completed', 'pending');
      const announce = wordsIn('[[claw: delay=100ms tokens=30/5/0]]');
      await this.#work(`announce:v1:${key}:${id}`, session, announce, { canAsk: false, cutConnection: () => undefined });
      tell('completed', 'delivered');
    };
    void work();
  }

  abort(key: string): Wire {
    const [runId] = this.#sessions.get(key)?.active ?? [];
    if (runId === undefined) return { ok: true, abortedRunId: null, status: 'no-active-run' };
    this.#runs.get(runId)?.stop.abort();
    return { ok: true, abortedRunId: runId, status: 'aborted' };
  }

  async wait(runId: string, timeoutMs: number): Promise<Wire> {
    const run = this.#runs.get(runId);
    if (run && !run.payload)
      await Promise.race([new Promise<void>((resolve) => run.waiters.push(resolve)), pause(timeoutMs, this.#life.signal)]);
    else if (!run) await pause(timeoutMs, this.#life.signal);
    if (!run?.payload) return { runId, status: 'timeout' };
    const { status, stopReason, summary, result } = run.payload;
    if (status === 'ok')
      return {
        runId,
        status,
        stopReason: 'stop',
        terminalReply: { text: wireOf(wireOf(result).meta).finalAssistantVisibleText },
      };
    return { runId, status: 'error', error: summary, ...(stopReason ? { stopReason } : {}) };
  }

  /** Everything in memory is gone. What was at work is resumed after a while, under another run id in the same session. */
  die(): void {
    const interrupted = [...this.#sessions.values()].filter(({ active }) => active.size > 0);
    this.#life.abort();
    this.#life = new AbortController();
    this.#runs = new Map();
    for (const session of interrupted) {
      session.active.clear();
      if (this.resumeMs !== null) void this.#resume(session, this.resumeMs);
    }
  }

  async #resume(session: Session, afterMs: number): Promise<void> {
    const life = this.#life.signal;
    await pause(afterMs, life);
    if (life.aborted) return;
    const id = randomUUID();
    const provenance = { kind: 'internal_system', sourceTool: 'main_session_restart_recovery' };
    this.#say(
      session,
      { role: 'user', content: '[System] Your previous turn was interrupted by a gateway restart', provenance },
      id,
    );
    await this.#work(id, session, wordsIn('[[claw: delay=1500ms]]'), { canAsk: false, cutConnection: () => undefined });
  }

  close(): void {
    this.#life.abort();
  }
}

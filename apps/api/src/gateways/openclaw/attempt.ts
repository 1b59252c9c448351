import { setMaxListeners } from 'node:events';
import { OUTPUT_BYTES_MAX } from '../agent-text';
import type { GatewayClock } from '../clock';
import { deadlinePassed, type FailedSignal, outputTooLarge, sendByPassed } from '../failure';
import type { DispatchRequest, GatewaySignal, OnSignal, StopResult } from '../gateway';
import { Calls } from './calls';
import { CallRefused, type Connection, ConnectionLost } from './connection';
import { callRefused, lostThere, notConnected } from './errors';
import type { EventFrame } from './frames';
import { ConnectRefused } from './handshake';
import type { Link } from './link';
import { listenAgain } from './listening';
import type { OpenclawOptions } from './options';
import { agentIdOf, orderOf } from './order';
import { Outcomes } from './outcomes';
import { prepareSession, subscribe } from './prepare';
import type { PromptSizes } from './prompt-sizes';
import { RunReading } from './reading';
import { sessionKey } from './session-key';
import { SessionTree } from './sub-agents';
import { type Ending, endingOf } from './terminal';
import { wireOf } from './wire';

/** After a run has settled its result is awaited so long; then the engine's record has to do. */
const RESULT_MS = 10_000;
/** A stop that finds nothing at work gives an end that is on its way so long to arrive. */
const STOP_SETTLE_MS = 2_000;
const STOP_MS = 8_000;
/** A run that was stopped by nobody here: so long the engine has to say that it goes down itself. */
const GOING_DOWN_MS = 2_000;
const DEADLINE_MARGIN_MS = 5_000;
/** An attempt that is listened to again is given so long, even when its time is over. */
const ATTACHED_MS = 30_000;

type End = 'stopped' | 'left' | 'deadline' | 'tooLarge';

export interface AttemptParts {
  readonly request: DispatchRequest;
  readonly options: OpenclawOptions;
  readonly clock: GatewayClock;
  readonly link: Link;
  readonly onSignal: OnSignal;
  readonly prompts: PromptSizes;
  /** Asks for the events of one more session. */
  readonly onSession: (key: string) => void;
}

/** One attempt: one session and one run at the engine, through as many connections as it takes. */
export class Attempt {
  readonly #over = new AbortController();
  readonly #calls: Calls;
  readonly #reading: RunReading;
  readonly #tree: SessionTree;
  readonly #outcomes: Outcomes;
  #runId: string;
  #end: End | null = null;
  #sent = false;
  #accepted = false;
  #isStopping = false;
  #boot: string | null = null;
  #onSettled: () => void = () => undefined;
  #done: Promise<void> = Promise.resolve();

  constructor(private readonly parts: AttemptParts) {
    const { request, clock } = parts;
    setMaxListeners(0, this.#over.signal);
    this.#runId = request.effectKey;
    const key = sessionKey(agentIdOf(request), request.effectKey);
    this.#calls = new Calls(request, key, clock, (usage) => this.#tell({ kind: 'usage', usage }), parts.prompts);
    this.#reading = new RunReading(
      this.#calls,
      (signal) => this.#tell(signal),
      () => void this.#giveUp('tooLarge'),
    );
    this.#tree = new SessionTree(key, this.#calls, (child) => this.#follow(child));
    this.#outcomes = new Outcomes({ calls: this.#calls, tree: this.#tree, reading: this.#reading, clock });
  }

  get key(): string {
    return this.#tree.root;
  }

  #tell(signal: GatewaySignal): void {
    if (!this.#over.signal.aborted) this.parts.onSignal(signal);
  }

  /** `send`: a new attempt; `attach`: one that was sent before, by whomever. Resolves when all is said. */
  run(how: 'send' | 'attach'): Promise<void> {
    this.#done = this.#run(how);
    return this.#done;
  }

  async #run(how: 'send' | 'attach'): Promise<void> {
    this.#sent = how === 'attach';
    void this.#watchDeadline(how);
    const ended = new Promise<null>((resolve) =>
      this.#over.signal.addEventListener('abort', () => resolve(null), { once: true }),
    );
    try {
      const outcome = await Promise.race([this.#converse(how), ended]);
      if (outcome && this.#end === null) this.#tell(outcome);
      else if (this.#end === 'deadline') this.parts.onSignal(this.#late());
      else if (this.#end === 'tooLarge') this.parts.onSignal(outputTooLarge(OUTPUT_BYTES_MAX));
    } finally {
      this.#over.abort();
      this.#unsubscribe();
    }
  }

  #late(): FailedSignal {
    const late = deadlinePassed(this.parts.request.deadline);
    return this.#sent ? late : { ...late, executed: 'no' };
  }

  async #watchDeadline(how: 'send' | 'attach'): Promise<void> {
    const { clock, options, request } = this.parts;
    // Whoever comes late to an attempt still wants to know what became of it.
    const earliest = how === 'attach' ? clock.now() + options.resumeWaitMs + ATTACHED_MS : 0;
    const deadline = Math.max(Date.parse(request.deadline), earliest);
    while (clock.now() < deadline && !this.#over.signal.aborted) await clock.sleep(deadline - clock.now(), this.#over.signal);
    if (!this.#over.signal.aborted) await this.#giveUp('deadline');
  }

  async #converse(how: 'send' | 'attach'): Promise<GatewaySignal | null> {
    try {
      const ending = how === 'send' ? await this.#send() : await this.#watch();
      return isSignal(ending) ? ending : await this.#conclude(ending);
    } catch (error) {
      if (error instanceof ConnectRefused) return notConnected(error);
      if (error instanceof CallRefused) return this.#sent ? lostThere(error.message) : callRefused(error.error);
      throw error;
    }
  }

  async #send(): Promise<Ending | FailedSignal> {
    const { clock, link, options, request } = this.parts;
    const connection = await link.ready();
    const prepared = await prepareSession(connection, request, this.key, options);
    if (prepared) return prepared;
    if (clock.now() > Date.parse(request.sendBy)) return sendByPassed(request.sendBy);
    if (this.#over.signal.aborted) return { kind: 'cancelled' };
    this.#sent = true;
    this.#boot = connection.hello.bootId;
    try {
      return await this.#converseOver(connection);
    } catch (error) {
      if (error instanceof ConnectionLost) return this.#watch();
      throw error;
    }
  }

  async #converseOver(connection: Connection): Promise<Ending | FailedSignal> {
    const settled = new Promise<null>((resolve) => {
      this.#onSettled = () => resolve(null);
    });
    const answer = connection.long('agent', orderOf(this.parts.request, this.key, this.parts.clock.now()), () => this.#accept());
    const grace = settled.then(() => this.parts.clock.sleep(RESULT_MS, this.#over.signal)).then(() => null);
    const frame = await Promise.race([answer, grace]);
    if (!frame) return this.#watch();
    const ending = endingOf(frame);
    if (ending.kind === 'inFlight') return this.#watch();
    if (ending.kind === 'refused' && !this.#accepted && frame.error) return callRefused(frame.error);
    // An engine that goes down stops its runs like anybody else, and resumes them when it is back.
    if (ending.kind === 'cancelled' && !this.#isStopping) {
      if (!connection.isGoingDown) await this.parts.clock.sleep(GOING_DOWN_MS, this.#over.signal);
      if (connection.isGoingDown || !connection.isOpen) return this.#watch();
    }
    return ending;
  }

  #accept(): void {
    if (this.#accepted) return;
    this.#accepted = true;
    this.#tell({ kind: 'accepted', engineRunId: this.#runId });
  }

  /** The answer will not come over the connection that asked for it. */
  #watch(): Promise<Ending | FailedSignal> {
    const { clock, link, options } = this.parts;
    this.#reading.hearsTools = false;
    return listenAgain({
      clock,
      link,
      resumeWaitMs: options.resumeWaitMs,
      tree: this.#tree,
      calls: this.#calls,
      boot: this.#boot,
      runId: () => this.#runId,
      onRunning: (runId, { inFlight }) => this.#adopt(runId, inFlight?.runId === runId ? inFlight.text : null),
      over: this.#over.signal,
    });
  }

  #adopt(runId: string, textSoFar: string | null): void {
    if (runId !== this.#runId) {
      this.#runId = runId;
      this.#tell({
        kind: 'tool',
        name: 'openclaw',
        detail: `the engine was restarted and resumed this step as run ${runId.slice(0, 128)}`,
      });
    }
    this.#accept();
    if (textSoFar !== null) this.#reading.catchUp(textSoFar);
  }

  hear({ event, payload }: EventFrame): void {
    if (this.#over.signal.aborted) return;
    if (event === 'task') this.#tree.hearTask(payload.task);
    else if (event === 'session.message')
      this.#calls.message(String(payload.sessionKey), wireOf(payload.message), payload.messageId);
    else if (event === 'agent' && payload.runId === this.#runId) {
      this.#accept();
      if (this.#reading.hear(payload.stream, wireOf(payload.data))) this.#onSettled();
    }
  }

  #follow(child: string): void {
    this.parts.onSession(child);
    const { current } = this.parts.link;
    // What is not heard of it live is read from its record at the end.
    if (current) subscribe(current, child).catch(() => undefined);
  }

  async #conclude(ending: Ending): Promise<GatewaySignal | null> {
    // Our own stop reports for itself, as soon as it knows what it has stopped.
    if (ending.kind === 'cancelled' && this.#isStopping) return new Promise(() => undefined);
    const { clock, link, options, request } = this.parts;
    // An answer that is there must not be lost to sub-agents that take too long.
    const leftMs = Date.parse(request.deadline) - clock.now() - DEADLINE_MARGIN_MS;
    const subAgentsMs = Math.max(0, Math.min(options.subAgentWaitMs, leftMs));
    await this.#outcomes.account(ending, { runId: this.#runId, connection: link.current, subAgentsMs, over: this.#over.signal });
    return this.#outcomes.signalOf(ending);
  }

  /** Stops the run at the engine. `executed: no` only when nothing was sent. */
  async stop(): Promise<StopResult> {
    if (this.#over.signal.aborted) return { proof: 'none', executed: 'unknown' };
    if (!this.#sent) {
      this.#finish('stopped');
      return { proof: 'connection_closed', executed: 'no' };
    }
    this.#isStopping = true;
    if (await this.#stopThere()) {
      this.#finish('stopped');
      return { proof: 'stopped', executed: 'unknown' };
    }
    this.#isStopping = false;
    await Promise.race([this.#done, this.parts.clock.sleep(STOP_SETTLE_MS, this.#over.signal)]);
    return { proof: 'none', executed: 'unknown' };
  }

  /** Whether the engine confirms that it has stopped something. */
  async #stopThere(): Promise<boolean> {
    const { clock, link } = this.parts;
    const late = clock.sleep(STOP_MS, this.#over.signal).then(() => null);
    const stops = async () => {
      const connection = link.current ?? (await link.ready());
      const answers = await Promise.all(this.#tree.keys.map((key) => connection.call('sessions.abort', { key }, STOP_MS)));
      return answers.some((answer) => wireOf(answer).status === 'aborted');
    };
    return (await Promise.race([stops().catch(() => false), late])) ?? false;
  }

  async #giveUp(end: End): Promise<void> {
    this.#isStopping = true;
    if (this.#sent) await this.#stopThere();
    this.#finish(end);
  }

  /** Nobody listens any more; the engine works on. */
  leave(): void {
    this.#finish('left');
  }

  #finish(end: End): void {
    if (this.#over.signal.aborted) return;
    this.#calls.flush();
    this.#end = end;
    this.#over.abort();
  }

  #unsubscribe(): void {
    const connection = this.parts.link.current;
    for (const key of this.#tree.keys) connection?.call('sessions.messages.unsubscribe', { key }).catch(() => undefined);
  }
}

const isSignal = (ending: Ending | FailedSignal): ending is FailedSignal => ending.kind === 'failed' && 'error' in ending;

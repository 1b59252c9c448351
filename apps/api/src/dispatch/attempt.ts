import { type AttemptResult, type RunCommand, systemActor, type UsageReport } from '@mc/domain';
import type { DispatchRequest, Gateway, GatewaySignal } from '../gateways/gateway';
import type { RunCommander } from '../runs/run-commander';
import { ACCEPTED_FLUSH_MS, LIVE_TEXT_CHARS_MAX, USAGE_FLUSH_MS } from './limits';
import type { LiveOutput } from './ports';
import { persistently } from './retrying';

const DISPATCHER = systemActor('dispatcher');

export interface AttemptPorts {
  readonly commander: RunCommander;
  readonly output: LiveOutput;
  /** Ends waiting for a store that is away. */
  readonly shutdown: AbortSignal;
  readonly onError: (error: unknown, effectKey: string) => void;
}

/** One attempt on its way through an engine: hears its signals and reports them to the run. It decides nothing. */
export class Attempt {
  readonly #connection = new AbortController();
  readonly #calls = new Map<string, UsageReport>();
  #engineRunId: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #hasOutcome = false;
  #isStopping = false;
  #isUsageWaiting = false;
  #seq = 0;
  #liveChars = 0;
  /** Reports of one attempt go out one after the other, so that progress never overtakes the result. */
  #reports: Promise<unknown> = Promise.resolve();

  constructor(
    readonly request: DispatchRequest,
    private readonly gateway: Gateway,
    private readonly causationId: string | null,
    private readonly ports: AttemptPorts,
  ) {}

  /** Sends, and resolves when everything that the engine said is recorded. */
  run(): Promise<void> {
    return this.#listen(this.gateway.dispatch(this.request, (signal) => this.#hear(signal), this.#connection.signal));
  }

  /** Listens to what a process that is gone had sent; otherwise as `run`. */
  adopt(): Promise<void> {
    return this.#listen(this.gateway.attach?.(this.request, (signal) => this.#hear(signal), this.#connection.signal));
  }

  async #listen(connection: Promise<void> | undefined): Promise<void> {
    await connection;
    if (!this.#hasOutcome && !this.#isStopping) this.#finish(NO_ANSWER);
    clearTimeout(this.#timer);
    await this.#reports;
  }

  /** Stops the attempt at the engine, then closes the connection, and reports what the engine proved. */
  async stop(): Promise<void> {
    if (this.#isStopping || this.#hasOutcome) return;
    this.#isStopping = true;
    const stopped = await this.gateway.stop(this.request.effectKey).finally(() => this.#connection.abort());
    if (this.#hasOutcome) return;
    // Where the answer could only have come over this connection, closing it ends the waiting, whatever the engine says.
    const isCutOff = stopped.proof === 'none' && !this.gateway.capabilities.resultSurvivesSender;
    const { proof, executed } = isCutOff ? CUT_OFF : stopped;
    this.#report(() => ({ type: 'RecordStop', data: { ...this.#place(), proof, executed, calls: this.#usage() } }));
    await this.#reports;
  }

  /** Closes the connection without a word: this process is going down, and its successor will find the attempt in doubt. */
  drop(): void {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    this.#connection.abort();
  }

  #hear(signal: GatewaySignal): void {
    switch (signal.kind) {
      case 'accepted':
        this.#engineRunId = signal.engineRunId;
        this.#later(ACCEPTED_FLUSH_MS, () => this.#recordAccepted());
        return;
      case 'text':
        return this.#stream(signal.text);
      case 'usage':
        this.#calls.set(signal.usage.callId, signal.usage);
        return this.#later(USAGE_FLUSH_MS, () => this.#recordUsage());
      case 'tool':
        return this.#stream(`\n[${signal.name}] ${signal.detail}\n`);
      case 'completed':
        return this.#finish({ kind: 'completed', output: signal.output });
      case 'failed':
        return this.#finish(signal);
    }
  }

  #finish(result: AttemptResult): void {
    this.#hasOutcome = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const data = { ...this.#place(), engineRunId: this.#engineRunId, calls: this.#usage(), result: bare(result) };
    this.#report(() => ({ type: 'RecordResult', data }));
  }

  #recordAccepted(): void {
    this.#report(() => ({ type: 'RecordAccepted', data: { ...this.#place(), engineRunId: this.#engineRunId } }));
    if (this.#calls.size > 0) this.#recordUsage();
  }

  /** Counts are totals: while a report waits for its turn, it takes what came later along. */
  #recordUsage(): void {
    if (this.#isUsageWaiting) return;
    this.#isUsageWaiting = true;
    this.#report(() => {
      this.#isUsageWaiting = false;
      return { type: 'RecordUsage', data: { ...this.#place(), calls: this.#usage() } };
    });
  }

  /** One timer at a time: whatever is due is reported together, and an outcome overtakes it. */
  #later(ms: number, action: () => void): void {
    if (this.#timer || this.#hasOutcome) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#hasOutcome) action();
    }, ms);
  }

  #stream(text: string): void {
    if (this.#liveChars >= LIVE_TEXT_CHARS_MAX) return;
    this.#liveChars += text.length;
    const { runId, stepKey, attempt } = this.request;
    this.ports.output.publish({ runId, stepKey, attempt, seq: this.#seq++, text });
  }

  #report(made: () => RunCommand): void {
    const { commander, shutdown, onError } = this.ports;
    const cause = { actor: DISPATCHER, correlationId: this.request.runId, causationId: this.causationId };
    this.#reports = this.#reports
      .then(() => {
        const command = made();
        return persistently(() => commander.execute(this.request.runId, command, cause), shutdown);
      })
      .catch((error) => onError(error, this.request.effectKey));
  }

  #place(): { stepKey: string; attempt: number } {
    return { stepKey: this.request.stepKey, attempt: this.request.attempt };
  }

  #usage(): UsageReport[] {
    return [...this.#calls.values()];
  }
}

const bare = (result: AttemptResult): AttemptResult =>
  result.kind === 'completed'
    ? { kind: 'completed', output: result.output }
    : { kind: 'failed', error: result.error, retryable: result.retryable, executed: result.executed };

const CUT_OFF = { proof: 'connection_closed', executed: 'unknown' } as const;

/** The engine fell silent for good on this connection: nobody knows whether it did the work. */
const NO_ANSWER: AttemptResult = {
  kind: 'failed',
  error: {
    class: 'connection_lost',
    code: 'no_answer',
    message: 'the engine ended the connection without an outcome',
    details: null,
  },
  retryable: true,
  executed: 'unknown',
};

import type { CallReport, RunEvent } from '../../src';

interface Attempt {
  /** Reserved, and by now not less than what was told of its calls. */
  usd: number;
  tokens: number;
  isUsdOpen: boolean;
  areTokensOpen: boolean;
  spentUsd: number;
  spentIn: number;
  spentOut: number;
  readonly calls: Map<string, CallReport>;
}

/** What a run has spent and what is held for it. */
export interface Exposure {
  readonly spentUsd: number;
  readonly heldUsd: number;
  readonly spentTokens: number;
  readonly heldTokens: number;
}

/** The accounts of one run, from its facts alone; they share no code with the rules. */
export class RunBook {
  hasStarted = false;
  hasEnded = false;
  startedAt = '';
  readonly drawn: {
    readonly ledger: string;
    readonly draw: string;
    readonly nanoUsd: number | null;
    readonly tokens: number | null;
  }[] = [];
  /** Revision of the fact that gave a draw up, by `ledger draw`. */
  readonly voided = new Map<string, number>();
  /** Limits that its process knew of when it started. */
  readonly owes: string[] = [];
  /** After each fact, by revision. */
  readonly exposures: Exposure[] = [];
  readonly #attempts = new Map<string, Attempt>();

  take(event: RunEvent, at: string): void {
    this.#fact(event, at);
    const all = [...this.#attempts.values()];
    const sum = (of: (attempt: Attempt) => number): number => all.reduce((total, attempt) => total + of(attempt), 0);
    this.exposures.push({
      spentUsd: sum(({ isUsdOpen, spentUsd }) => (isUsdOpen ? 0 : spentUsd)),
      heldUsd: sum(({ isUsdOpen, usd }) => (isUsdOpen ? usd : 0)),
      spentTokens: sum(({ areTokensOpen, spentIn, spentOut }) => (areTokensOpen ? 0 : spentIn + spentOut)),
      heldTokens: sum(({ areTokensOpen, tokens }) => (areTokensOpen ? tokens : 0)),
    });
  }

  #fact({ type, data }: RunEvent, at: string): void {
    if (type === 'RunStarted') [this.hasStarted, this.startedAt] = [true, at];
    else if (type === 'RunCompleted' || type === 'RunFailed' || type === 'RunAborted') this.hasEnded = true;
    else if (type === 'AllowanceDrawn') this.drawn.push(data);
    else if (type === 'AllowanceVoided') this.voided.set(`${data.ledger} ${data.draw}`, this.exposures.length);
    else if (type === 'StepDispatched')
      this.#attempts.set(`${data.stepKey}/${data.attempt}`, {
        ...{ usd: data.reservedNanoUsd ?? 0, tokens: data.reservedTokens, isUsdOpen: true, areTokensOpen: true },
        ...{ spentUsd: 0, spentIn: 0, spentOut: 0, calls: new Map() },
      });
    else if ('stepKey' in data && 'attempt' in data)
      this.#ofAttempt({ type, data } as RunEvent, `${data.stepKey}/${data.attempt}`);
  }

  #ofAttempt({ type, data }: RunEvent, key: string): void {
    const attempt = this.#attempts.get(key);
    if (!attempt) return;
    if (type === 'UsageObserved') this.#metered(attempt, [data]);
    if ('calls' in data) this.#metered(attempt, data.calls);
    const isProof =
      ('executed' in data && data.executed === 'no') || (type === 'StepReconciled' && data.outcome === 'not_executed');
    if (isProof) Object.assign(attempt, { isUsdOpen: false, areTokensOpen: false, spentUsd: 0, spentIn: 0, spentOut: 0 });
    else if ('settlement' in data && data.settlement) {
      const { costNanoUsd, inputTokens, outputTokens, tokensFinal } = data.settlement;
      if (costNanoUsd !== null) Object.assign(attempt, { isUsdOpen: false, spentUsd: costNanoUsd });
      if (tokensFinal) Object.assign(attempt, { areTokensOpen: false, spentIn: inputTokens, spentOut: outputTokens });
    }
  }

  /** A later report of a call replaces the earlier one; what is held is never less than what was told. */
  #metered(attempt: Attempt, reports: readonly CallReport[]): void {
    if (reports.length === 0) return;
    for (const report of reports) attempt.calls.set(report.callId, report);
    const calls = [...attempt.calls.values()];
    const sum = (of: (call: CallReport) => number): number => calls.reduce((total, call) => total + of(call), 0);
    const [usd, input, output] = [
      sum((call) => call.costNanoUsd ?? 0),
      sum((call) => call.inputTokens),
      sum((call) => call.outputTokens),
    ];
    if (attempt.isUsdOpen) attempt.usd = Math.max(attempt.usd, usd);
    else attempt.spentUsd = Math.max(attempt.spentUsd, usd);
    if (attempt.areTokensOpen) attempt.tokens = Math.max(attempt.tokens, input + output);
    else [attempt.spentIn, attempt.spentOut] = [Math.max(attempt.spentIn, input), Math.max(attempt.spentOut, output)];
  }
}

import {
  type AllowanceSteps,
  initialRun,
  type KnownCatalogue,
  type Refusal,
  type RunCommand,
  type RunContext,
  type RunRefusal,
  raiseUnderLimits,
  type StepAnswer,
  startUnderLimits,
} from '@mc/domain';
import type { Clock, Ids } from '../ports';
import type { Cause, FactsListener, RunCommander, RunReceipt } from '../runs/run-commander';
import type { RunHandler } from '../runs/run-handler';
import { SHORT_MS } from './constants';
import type { Hearing } from './hearing';
import type { Ledgers } from './ledgers';

export interface LimitedRunsPorts {
  readonly runs: RunHandler;
  readonly ledgers: Ledgers;
  readonly catalogue: KnownCatalogue;
  readonly hearing: Pick<Hearing, 'isCurrent' | 'current' | 'everywhere'>;
  readonly now: Clock;
  readonly newId: Ids;
}

/**
 * Runs whose starts and raises draw from limits first. What follows from what is the domain's to say; here its steps are carried out.
 * A run that no limit covers goes straight through.
 */
export class LimitedRuns implements RunCommander {
  /** Ledgers that had no room lately, and until when that is remembered. */
  readonly #short = new Map<string, number>();

  constructor(private readonly ports: LimitedRunsPorts) {}

  onFacts(listener: FactsListener): void {
    this.ports.runs.onFacts(listener);
  }

  async execute(runId: string, command: RunCommand, cause: Cause): Promise<RunReceipt> {
    const { runs, catalogue, hearing } = this.ports;
    if (command.type === 'StartRun' && !hearing.isCurrent) await hearing.current();
    if (command.type === 'StartRun' && catalogue.limitsOn(command.data.workflowId).length > 0)
      return this.#draw(runId, cause, (context) => startUnderLimits(command.data, context, (ledger) => this.#isShort(ledger)));
    if (command.type === 'RaiseBudget' && (await runs.look(runId, 'cached')).allowances.size > 0)
      return this.#draw(runId, cause, (context) => raiseUnderLimits(runId, command.data, context));
    return runs.execute(runId, command, cause);
  }

  /** Whether a change of a limit at this position counts for every run that starts from now on; false when that took too long. */
  countsEverywhere(position: number, timeoutMs: number): Promise<boolean> {
    return this.ports.hearing.everywhere(position, timeoutMs);
  }

  /** Carries steps out for the system, which has nobody to answer to. */
  async carryOut<Result>(steps: AllowanceSteps<Result>, cause: Cause): Promise<Result> {
    return (await this.#carryOut(steps, cause)).result;
  }

  /** All steps are of one command and one instant: it says in which period a run is booked. */
  async #draw(
    runId: string,
    asked: Cause,
    begin: (context: RunContext) => AllowanceSteps<Refusal<RunRefusal> | null>,
  ): Promise<RunReceipt> {
    const { runs, newId, now } = this.ports;
    const cause = { ...asked, commandId: asked.commandId ?? newId(), at: asked.at ?? now() };
    const { result, receipt } = await this.#carryOut(begin(runs.contextOf(cause)), cause);
    const last = receipt ?? { facts: [], revision: -1, position: 0, state: { ...initialRun(), runId } };
    if (result === null) return last;
    if (typeof result.details?.ledger === 'string') this.#short.set(result.details.ledger, Date.now() + SHORT_MS);
    return { ...last, facts: [], refusal: result };
  }

  async #carryOut<Result>(steps: AllowanceSteps<Result>, cause: Cause) {
    let receipt: RunReceipt | null = null;
    let next = steps.next();
    while (!next.done) {
      const asked = next.value;
      let answer: StepAnswer;
      if (asked.on === 'ledger') {
        const correlationId = cause.correlationId ?? cause.commandId ?? this.ports.newId();
        const refusal = await this.ports.ledgers.execute(asked.ledger, asked.command, { actor: cause.actor, correlationId });
        answer = { refusal, run: null };
      } else if (asked.command === null) answer = { refusal: null, run: await this.ports.runs.look(asked.runId, 'fresh') };
      else {
        receipt = await this.ports.runs.execute(asked.runId, asked.command, causeOf(asked.command, cause));
        answer = { refusal: receipt.refusal ?? null, run: receipt.state };
      }
      next = steps.next(answer);
    }
    return { result: next.value, receipt };
  }

  #isShort(ledger: string): boolean {
    const until = this.#short.get(ledger) ?? 0;
    if (until < Date.now()) this.#short.delete(ledger);
    return until >= Date.now();
  }
}

/** The client's own command keeps its id and key; what is put in order beside it is another command. */
const causeOf = ({ type }: RunCommand, { commandId, idempotency, ...cause }: Cause): Cause =>
  type === 'VoidAllowance' ? cause : { ...cause, ...(commandId ? { commandId } : {}), idempotency: idempotency ?? null };

import type { BudgetCommand, BudgetRefusal } from '../budget/budget.decider';
import type { Refusal } from '../kernel/decider';
import type { RunCommand, RunRefusal } from '../run/run.commands';
import type { RunState } from '../run/run.state';

/**
 * One step of a run's dealings with ledgers: a command for one stream, or a look at the run as its stream is now. Between any two
 * of them the process may die; what it leaves behind, `mendAllowance` puts in order.
 */
export type AllowanceStep =
  | { readonly on: 'run'; readonly runId: string; readonly command: RunCommand | null }
  | { readonly on: 'ledger'; readonly ledger: string; readonly command: BudgetCommand };

/** What came of a step. A refusal is given on the stream as it is, not on what somebody remembers of it. */
export interface StepAnswer {
  readonly refusal: Refusal<RunRefusal | BudgetRefusal> | null;
  /** The run after the step, if it was one on a run. Read it before the next step. */
  readonly run: RunState | null;
}

/** Steps that somebody carries out one after the other, each with its answer; the last word is a refusal, or that all is done. */
export type AllowanceSteps<Result> = Generator<AllowanceStep, Result, StepAnswer>;

/** The run as its stream is now. */
export function* lookAt(runId: string): AllowanceSteps<RunState> {
  const { run } = yield { on: 'run', runId, command: null };
  if (!run) throw new Error(`no answer about run ${runId}`);
  return run;
}

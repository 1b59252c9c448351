import {
  type ApprovalState,
  evolveRun,
  exposure,
  hasEnded,
  initialRun,
  type RunEvent,
  type RunState,
  type StepState,
} from '@mc/domain';
import { approvalRow } from '../rows/approval.row';
import { costRows } from '../rows/cost.rows';
import { executionRow } from '../rows/execution.row';
import { allowanceRows } from '../rows/limit.rows';
import { stepRow } from '../rows/step.row';
import { type LoggedEvent, nameOf } from '../store.port';
import { approvals } from '../tables/approvals.table';
import type { Changes } from '../tables/changes';
import { type CostRow, costEntries } from '../tables/costs.table';
import { executions } from '../tables/executions.table';
import { type AllowanceRow, runAllowances } from '../tables/limits.tables';
import { steps } from '../tables/steps.table';

/** A folded run beside the parts of it that the tables hold. `evolve` replaces what it changes, so identity tells what moved. */
export class RunFold {
  readonly state: RunState = initialRun();
  /** Of the last event that was folded. */
  position = 0;
  #started = false;
  #steps: ReadonlyMap<string, StepState> = new Map();
  #approvals: ReadonlyMap<string, ApprovalState> = new Map();
  readonly #runId: string;
  /** When what the run has to do with ledgers last changed, and what of it the tables hold: by ledger and draw. */
  #allowancesAt = '';
  #allowances: ReadonlyMap<string, AllowanceRow> = new Map();

  constructor(stream: string) {
    this.#runId = nameOf(stream);
  }

  fold(event: LoggedEvent): void {
    const { at, actor, revision } = event;
    if (revision !== this.state.revision + 1) {
      throw new Error(`${event.stream}: revision ${revision} follows ${this.state.revision}`);
    }
    const { allowances, status, ledger } = this.state;
    // The store has checked type and version; evolve throws for what it does not know.
    evolveRun(this.state, { type: event.type, data: event.data } as RunEvent, { at, actor, revision });
    this.position = event.position;
    if (this.state.allowances !== allowances || (hasEnded(this.state) && !isSameCharge(this.state, { status, ledger })))
      this.#allowancesAt = at;
  }

  /** The tables hold everything that has been folded so far. */
  written(): void {
    this.#started = this.state.startedAt !== null;
    this.#steps = new Map(this.state.steps);
    this.#approvals = new Map(this.state.approvals);
    this.#allowances = new Map(this.#allowanceRows().map((row) => [keyOf(row), row]));
  }

  /** What the tables do not hold yet. */
  collect(changes: Changes): void {
    const { state } = this;
    this.#collectAllowances(changes);
    if (state.startedAt === null) return;
    const runs = changes.of(executions);
    (this.#started ? runs.updates : runs.inserts).push(executionRow(state, this.position));
    let planOrder = 0;
    for (const step of state.steps.values()) this.#collectStep(changes, step, planOrder++);
    for (const approval of state.approvals.values()) this.#collectApproval(changes, approval);
  }

  #allowanceRows(): readonly AllowanceRow[] {
    return allowanceRows(this.#runId, this.state, this.#allowancesAt);
  }

  #collectAllowances(changes: Changes): void {
    for (const row of this.#allowanceRows()) {
      const before = this.#allowances.get(keyOf(row));
      if (before && sameRow(before, row)) continue;
      const rows = changes.of(runAllowances);
      (before ? rows.updates : rows.inserts).push(row);
    }
  }

  #collectStep(changes: Changes, step: StepState, planOrder: number): void {
    const before = this.#steps.get(step.key);
    if (before && !this.#hasMoved(before, step)) return;
    const rows = changes.of(steps);
    (before ? rows.updates : rows.inserts).push(stepRow(this.state, step, planOrder));
    if (before?.attempts !== step.attempts) this.#collectCosts(changes, before, step);
  }

  /** Whether a row of the step could look different: counting the dependencies that are missing does not show. */
  #hasMoved(before: StepState, step: StepState): boolean {
    const { approvalId } = step;
    if (approvalId !== null && this.#approvals.get(approvalId) !== this.state.approvals.get(approvalId)) return true;
    if (before === step) return false;
    return SHOWN.some((part) => before[part] !== step[part]);
  }

  #collectApproval(changes: Changes, approval: ApprovalState): void {
    const before = this.#approvals.get(approval.approvalId);
    if (before === approval) return;
    const rows = changes.of(approvals);
    (before ? rows.updates : rows.inserts).push(approvalRow(this.state, approval));
  }

  #collectCosts(changes: Changes, before: StepState | undefined, step: StepState): void {
    const entries = changes.of(costEntries);
    for (const [index, attempt] of step.attempts.entries()) {
      const earlier = before?.attempts[index];
      if (earlier === attempt) continue;
      const held = new Map(earlier && before ? costRows(this.state, before, earlier).map((row) => [row.call_id, row]) : []);
      for (const row of costRows(this.state, step, attempt)) {
        const old = held.get(row.call_id);
        held.delete(row.call_id);
        if (!old) entries.inserts.push(row);
        else if (!sameRow(old, row)) entries.updates.push(row);
      }
      entries.deletes.push(...held.values());
    }
  }
}

const keyOf = ({ ledger, draw }: AllowanceRow): string => `${ledger} ${draw}`;

/** Whether a run that has ended is charged with what it was before. */
const isSameCharge = (after: RunState, before: Pick<RunState, 'status' | 'ledger'>): boolean => {
  if (after.status !== before.status) return false;
  const [now, then] = [exposure(after.ledger), exposure(before.ledger)];
  return (
    now.nanoUsd === then.nanoUsd &&
    now.tokens === then.tokens &&
    after.ledger.settledNanoUsd === before.ledger.settledNanoUsd &&
    after.ledger.settledTokens === before.ledger.settledTokens
  );
};

const SHOWN = [
  'status',
  'blockedReason',
  'blockedDetail',
  'attempts',
  'approvalId',
  'retryDueAt',
  'readyAt',
  'startedAt',
  'endedAt',
  'output',
  'error',
  'skippedReason',
] as const satisfies readonly (keyof StepState)[];

const sameRow = <Row extends CostRow | AllowanceRow>(a: Row, b: Row): boolean =>
  (Object.keys(a) as (keyof Row)[]).every((name) => a[name] === b[name]);

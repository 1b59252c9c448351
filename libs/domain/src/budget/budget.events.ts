import type { MessageOf, Upcasts } from '../kernel/message';

/** What a run has spent of one draw, as of a revision of its stream. `null`: the draw does not hold that kind. */
export interface AllowanceCharge {
  readonly draw: string;
  readonly nanoUsd: number | null;
  readonly tokens: number | null;
  /** Reserved for attempts whose cost nobody knows: it stays charged. */
  readonly unknownNanoUsd: number | null;
  readonly unknownTokens: number | null;
  readonly runRevision: number;
}

/**
 * Facts of a `budget-<ledger>` stream: what runs take of a limit in one period, and what came of it. Amounts are whole nanodollars
 * and tokens. A draw is `<runId>/<n>`.
 */
export interface BudgetEvents {
  /** The caps as the limit's own stream says them; in here, so that they and the draws under them have one order. */
  BudgetCapSet: {
    readonly scope: string;
    readonly capNanoUsd: number | null;
    readonly capTokens: number | null;
    readonly reason: string | null;
    /** Counts the facts of the limit from 1; 0: before limits had streams of their own. */
    readonly limitVersion: number;
  };
  /** `null`: that kind is not limited here, and so not held. */
  AllowanceReserved: {
    readonly draw: string;
    readonly runId: string;
    readonly nanoUsd: number | null;
    readonly tokens: number | null;
  };
  /** The run has ended: the draw is replaced by what was spent of it. */
  AllowanceSettled: AllowanceCharge;
  /** What became known after the end; replaces what was charged before. */
  AllowanceCorrected: AllowanceCharge;
  /** The run has voided the draw before it was of any use: all of it is given back. */
  AllowanceReleased: { readonly draw: string; readonly voidedAtRevision: number };
}

export type BudgetEvent = MessageOf<BudgetEvents>;

export const budgetUpcasts: Upcasts<BudgetEvent> = {
  BudgetCapSet: [(data) => ({ ...data, limitVersion: 0 })],
  // Since version 2 an amount may be null: that kind is not held.
  AllowanceReserved: [(data) => data],
  AllowanceSettled: [(data) => ({ ...data, unknownNanoUsd: 0, unknownTokens: 0, runRevision: 0 })],
  AllowanceCorrected: [],
  AllowanceReleased: [],
};

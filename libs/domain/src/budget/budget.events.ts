import type { MessageOf, Upcasts } from '../kernel/message';

/** Facts of a `budget-<scope>` ledger: allowances that runs draw before they start. Amounts are whole nanodollars and tokens. */
export interface BudgetEvents {
  BudgetCapSet: {
    readonly scope: string;
    readonly capNanoUsd: number | null;
    readonly capTokens: number | null;
    readonly reason: string | null;
  };
  AllowanceReserved: { readonly draw: string; readonly runId: string; readonly nanoUsd: number; readonly tokens: number };
  AllowanceSettled: { readonly draw: string; readonly nanoUsd: number; readonly tokens: number };
  AllowanceReleased: { readonly draw: string; readonly voidedAtRevision: number };
}

export type BudgetEvent = MessageOf<BudgetEvents>;

export const budgetUpcasts: Upcasts<BudgetEvent> = {
  BudgetCapSet: [],
  AllowanceReserved: [],
  AllowanceSettled: [],
  AllowanceReleased: [],
};

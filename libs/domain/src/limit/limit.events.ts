import type { MessageOf, Upcasts } from '../kernel/message';

/** Spans by the calendar in UTC. */
export type LimitPeriod = 'day' | 'month';

/** Whose runs a limit covers: all of them, or those of one workflow. */
export interface LimitScope {
  readonly scope: 'installation' | 'workflow';
  /** `null` for the installation. */
  readonly workflowId: string | null;
}

/** The most that runs may spend in each period, in whole nanodollars and tokens. `null`: that kind is not limited. */
export interface LimitCaps {
  readonly capNanoUsd: number | null;
  readonly capTokens: number | null;
}

/**
 * Facts of a `limit-<limitId>` stream: what is allowed, and by whom. What of it is taken stands in `budget-<ledger>` streams, one
 * for each period.
 */
export interface LimitEvents {
  LimitSet: { readonly limitId: string; readonly period: LimitPeriod; readonly reason: string } & LimitScope & LimitCaps;
  LimitRemoved: { readonly limitId: string; readonly reason: string };
}

export type LimitEvent = MessageOf<LimitEvents>;

export const limitUpcasts: Upcasts<LimitEvent> = { LimitSet: [], LimitRemoved: [] };

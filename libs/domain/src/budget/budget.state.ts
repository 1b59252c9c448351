import { type FactContext, unreachable } from '../kernel/decider';
import type { AllowanceCharge, BudgetEvent, BudgetEvents } from './budget.events';

export interface DrawState {
  readonly runId: string;
  readonly reservedAt: string;
  readonly status: 'reserved' | 'settled' | 'released';
  /** As reserved. */
  readonly nanoUsd: number | null;
  readonly tokens: number | null;
  /** What it was replaced by; `null` unless it is settled. */
  readonly charge: AllowanceCharge | null;
}

/** What a ledger says of one kind, in whole nanodollars or tokens. */
export interface LedgerSums {
  readonly spent: number;
  /** Held by runs that have not ended. */
  readonly reserved: number;
  /** Charged for attempts whose cost nobody knows. */
  readonly unknown: number;
}

/** A ledger, folded. The sums are kept over `draws`. */
export interface BudgetState {
  ledger: string;
  /** When its first fact was recorded. */
  openedAt: string | null;
  limitVersion: number;
  capNanoUsd: number | null;
  capTokens: number | null;
  usd: LedgerSums;
  tokens: LedgerSums;
  draws: Map<string, DrawState>;
}

const NOTHING: LedgerSums = { spent: 0, reserved: 0, unknown: 0 };

export const initialBudget = (): BudgetState => ({
  ledger: '',
  openedAt: null,
  limitVersion: -1,
  capNanoUsd: null,
  capTokens: null,
  usd: NOTHING,
  tokens: NOTHING,
  draws: new Map(),
});

/** What of a ledger's limit is taken: by what was spent, is held, or cannot be known. */
export const takenOf = ({ spent, reserved, unknown }: LedgerSums): number => spent + reserved + unknown;

const plus = (a: LedgerSums, b: LedgerSums): LedgerSums => ({
  spent: a.spent + b.spent,
  reserved: a.reserved + b.reserved,
  unknown: a.unknown + b.unknown,
});

const minus = (a: LedgerSums, b: LedgerSums): LedgerSums =>
  plus(a, { spent: -b.spent, reserved: -b.reserved, unknown: -b.unknown });

/** What one draw adds to the sums of a kind. */
const shareOf = (draw: DrawState | undefined, kind: 'usd' | 'tokens'): LedgerSums => {
  if (!draw || draw.status === 'released') return NOTHING;
  const { charge } = draw;
  if (kind === 'usd')
    return charge
      ? { spent: charge.nanoUsd ?? 0, reserved: 0, unknown: charge.unknownNanoUsd ?? 0 }
      : { ...NOTHING, reserved: draw.nanoUsd ?? 0 };
  return charge
    ? { spent: charge.tokens ?? 0, reserved: 0, unknown: charge.unknownTokens ?? 0 }
    : { ...NOTHING, reserved: draw.tokens ?? 0 };
};

/** A copy that can be folded on without touching the original. */
export const copyBudget = (state: BudgetState): BudgetState => ({ ...state, draws: new Map(state.draws) });

/** Applies one fact to a ledger in place. */
export const evolveBudget = (state: BudgetState, event: BudgetEvent, { at }: Pick<FactContext, 'at'>): BudgetState => {
  state.openedAt ??= at;
  switch (event.type) {
    case 'BudgetCapSet':
      state.ledger = event.data.scope;
      state.limitVersion = event.data.limitVersion;
      state.capNanoUsd = event.data.capNanoUsd;
      state.capTokens = event.data.capTokens;
      return state;
    case 'AllowanceReserved':
      return put(state, event.data.draw, reserved(event.data, at));
    case 'AllowanceSettled':
    case 'AllowanceCorrected':
      return put(state, event.data.draw, { ...drawOf(state, event.data.draw), status: 'settled', charge: event.data });
    case 'AllowanceReleased':
      return put(state, event.data.draw, { ...drawOf(state, event.data.draw), status: 'released' });
    default:
      return unreachable(event);
  }
};

const reserved = ({ runId, nanoUsd, tokens }: BudgetEvents['AllowanceReserved'], at: string): DrawState => ({
  runId,
  reservedAt: at,
  status: 'reserved',
  nanoUsd,
  tokens,
  charge: null,
});

const drawOf = (state: BudgetState, name: string): DrawState => {
  const draw = state.draws.get(name);
  if (!draw) throw new Error(`ledger ${state.ledger} has no draw ${name}`);
  return draw;
};

const put = (state: BudgetState, name: string, draw: DrawState): BudgetState => {
  const before = state.draws.get(name);
  state.usd = plus(minus(state.usd, shareOf(before, 'usd')), shareOf(draw, 'usd'));
  state.tokens = plus(minus(state.tokens, shareOf(before, 'tokens')), shareOf(draw, 'tokens'));
  state.draws.set(name, draw);
  return state;
};

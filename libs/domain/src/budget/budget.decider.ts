import { accept, type CommandMeta, type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import type { BudgetEvent, BudgetEvents } from './budget.events';

export type BudgetCommand =
  | { readonly type: 'SetCap'; readonly data: BudgetEvents['BudgetCapSet'] }
  | { readonly type: 'ReserveAllowance'; readonly data: BudgetEvents['AllowanceReserved'] }
  | { readonly type: 'SettleAllowance'; readonly data: BudgetEvents['AllowanceSettled'] }
  /** Only with the run's revision that voided the draw: from then on the run can never use it. */
  | { readonly type: 'ReleaseAllowance'; readonly data: BudgetEvents['AllowanceReleased'] };

export type BudgetRefusal =
  | 'invalid_amount'
  | 'cap_exceeded'
  | 'draw_not_found'
  | 'draw_conflict'
  | 'draw_closed'
  | 'void_required';

export interface DrawState {
  readonly runId: string;
  readonly status: 'reserved' | 'settled' | 'released';
  /** Reserved, or once it is settled what was spent. */
  readonly nanoUsd: number;
  readonly tokens: number;
}

/** A shared ledger. `spent` and `reserved` are kept sums over `draws`. */
export interface BudgetState {
  scope: string;
  capNanoUsd: number | null;
  capTokens: number | null;
  spentNanoUsd: number;
  reservedNanoUsd: number;
  spentTokens: number;
  reservedTokens: number;
  draws: Map<string, DrawState>;
}

export interface BudgetContext {
  readonly meta: CommandMeta;
}

const initial = (): BudgetState => ({
  scope: '',
  capNanoUsd: null,
  capTokens: null,
  spentNanoUsd: 0,
  reservedNanoUsd: 0,
  spentTokens: 0,
  reservedTokens: 0,
  draws: new Map(),
});

type BudgetDecision = Decision<BudgetEvent, BudgetRefusal>;

/** Every command may be repeated: what is so already changes nothing. */
const decide = (command: BudgetCommand, state: BudgetState): BudgetDecision => {
  switch (command.type) {
    case 'SetCap':
      return setCap(command.data, state);
    case 'ReserveAllowance':
      return reserve(command.data, state);
    case 'SettleAllowance':
      return settle(command.data, state);
    case 'ReleaseAllowance':
      return release(command.data, state);
    default:
      return unreachable(command);
  }
};

/** A cap below what is spent and reserved stops further draws and touches no open one. */
const setCap = (data: BudgetEvents['BudgetCapSet'], { scope, capNanoUsd, capTokens }: BudgetState): BudgetDecision => {
  if (![data.capNanoUsd, data.capTokens].every((cap) => cap === null || isAmount(cap))) return invalid();
  if (data.scope === scope && data.capNanoUsd === capNanoUsd && data.capTokens === capTokens) return accept();
  return accept({ type: 'BudgetCapSet', data });
};

const reserve = (data: BudgetEvents['AllowanceReserved'], state: BudgetState): BudgetDecision => {
  if (!isAmount(data.nanoUsd) || !isAmount(data.tokens)) return invalid();
  const draw = state.draws.get(data.draw);
  if (draw) return repeated(data, draw);
  const nanoUsd = state.spentNanoUsd + state.reservedNanoUsd;
  const tokens = state.spentTokens + state.reservedTokens;
  if (!isAmount(nanoUsd + data.nanoUsd) || !isAmount(tokens + data.tokens)) return invalid();
  return (
    capRefusal('usd', data.nanoUsd, nanoUsd, state.capNanoUsd) ??
    capRefusal('tokens', data.tokens, tokens, state.capTokens) ??
    accept({ type: 'AllowanceReserved', data })
  );
};

const capRefusal = (kind: 'usd' | 'tokens', needed: number, taken: number, cap: number | null): BudgetDecision | null => {
  if (cap === null || taken + needed <= cap) return null;
  const available = Math.max(0, cap - taken);
  return refuse('cap_exceeded', `the draw needs ${needed}, ${available} of ${cap} are left`, { kind, needed, available, cap });
};

const repeated = (data: BudgetEvents['AllowanceReserved'], draw: DrawState): BudgetDecision => {
  if (draw.status !== 'reserved') return refuse('draw_closed', `draw ${data.draw} is ${draw.status}`, { status: draw.status });
  const isSame = draw.runId === data.runId && draw.nanoUsd === data.nanoUsd && draw.tokens === data.tokens;
  return isSame ? accept() : refuse('draw_conflict', `draw ${data.draw} was reserved with other amounts or for another run`);
};

/** What was really spent is recorded in full, also above the reserved amount. */
const settle = (data: BudgetEvents['AllowanceSettled'], { draws, spentNanoUsd, spentTokens }: BudgetState): BudgetDecision => {
  if (!isAmount(data.nanoUsd) || !isAmount(data.tokens)) return invalid();
  const draw = draws.get(data.draw);
  if (!draw) return notFound(data.draw);
  if (draw.status === 'settled' && draw.nanoUsd === data.nanoUsd && draw.tokens === data.tokens) return accept();
  if (draw.status !== 'reserved') return refuse('draw_closed', `draw ${data.draw} is ${draw.status}`, { status: draw.status });
  if (!isAmount(spentNanoUsd + data.nanoUsd) || !isAmount(spentTokens + data.tokens)) return invalid();
  return accept({ type: 'AllowanceSettled', data });
};

const release = (data: BudgetEvents['AllowanceReleased'], { draws }: BudgetState): BudgetDecision => {
  if (!isAmount(data.voidedAtRevision))
    return refuse('void_required', 'a release names the revision of the run that voided the draw');
  const draw = draws.get(data.draw);
  if (!draw) return notFound(data.draw);
  if (draw.status === 'released') return accept();
  if (draw.status === 'settled') return refuse('draw_closed', `draw ${data.draw} is settled`, { status: draw.status });
  return accept({ type: 'AllowanceReleased', data });
};

const isAmount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const invalid = (): Decision<never, 'invalid_amount'> =>
  refuse('invalid_amount', 'amounts, and the sums they lead to, are whole numbers of at least 0 and at most 2^53 - 1');
const notFound = (draw: string): Decision<never, 'draw_not_found'> =>
  refuse('draw_not_found', `there is no draw ${draw}`, { draw });

const evolve = (state: BudgetState, event: BudgetEvent): BudgetState => {
  switch (event.type) {
    case 'BudgetCapSet':
      state.scope = event.data.scope;
      state.capNanoUsd = event.data.capNanoUsd;
      state.capTokens = event.data.capTokens;
      return state;
    case 'AllowanceReserved': {
      const { draw, runId, nanoUsd, tokens } = event.data;
      state.reservedNanoUsd += nanoUsd;
      state.reservedTokens += tokens;
      state.draws.set(draw, { runId, status: 'reserved', nanoUsd, tokens });
      return state;
    }
    case 'AllowanceSettled':
      state.spentNanoUsd += event.data.nanoUsd;
      state.spentTokens += event.data.tokens;
      return close(state, event.data.draw, 'settled', event.data);
    case 'AllowanceReleased':
      return close(state, event.data.draw, 'released', { nanoUsd: 0, tokens: 0 });
    default:
      return unreachable(event);
  }
};

const close = (
  state: BudgetState,
  name: string,
  status: 'settled' | 'released',
  { nanoUsd, tokens }: { readonly nanoUsd: number; readonly tokens: number },
): BudgetState => {
  const draw = state.draws.get(name);
  if (!draw) throw new Error(`a draw that was never reserved cannot be ${status}: ${name}`);
  state.reservedNanoUsd -= draw.nanoUsd;
  state.reservedTokens -= draw.tokens;
  state.draws.set(name, { runId: draw.runId, status, nanoUsd, tokens });
  return state;
};

export const budgetDecider: Decider<BudgetCommand, BudgetState, BudgetEvent, BudgetContext, BudgetRefusal> = {
  initial,
  decide,
  evolve,
};

import { accept, type CommandMeta, type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import { usdText } from '../kernel/money';
import type { LimitCaps } from '../limit/limit.events';
import { ledgerText } from '../limit/period';
import type { AllowanceCharge, BudgetEvent, BudgetEvents } from './budget.events';
import { type BudgetState, type DrawState, evolveBudget, initialBudget, type LedgerSums, takenOf } from './budget.state';

/** A limit as whoever asks knows it: a ledger takes it over when it is newer than its own. */
export interface LimitTerms extends LimitCaps {
  readonly version: number;
}

export type BudgetCommand =
  | { readonly type: 'SetCap'; readonly data: BudgetEvents['BudgetCapSet'] }
  | {
      readonly type: 'ReserveAllowance';
      readonly data: BudgetEvents['AllowanceReserved'] & { readonly ledger: string; readonly limit: LimitTerms | null };
    }
  /** Only when the run has ended. Told again of a later revision of the run, it corrects what was charged. */
  | { readonly type: 'SettleAllowance'; readonly data: AllowanceCharge }
  /** Only with the run's revision that voided the draw: from then on the run can never use it. */
  | { readonly type: 'ReleaseAllowance'; readonly data: BudgetEvents['AllowanceReleased'] };

export type BudgetRefusal =
  | 'invalid_amount'
  | 'limit_exceeded'
  | 'draw_not_found'
  | 'draw_conflict'
  | 'draw_closed'
  | 'void_required';

/** What a refusal for want of room says, in whole nanodollars or tokens. */
export interface LimitShortage {
  readonly ledger: string;
  readonly kind: 'usd' | 'tokens';
  readonly needed: number;
  readonly left: number;
  readonly cap: number;
}

export interface BudgetContext {
  readonly meta: CommandMeta;
}

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

/** A cap below what is taken already stops further draws and touches no open one. An older version changes nothing. */
const setCap = (data: BudgetEvents['BudgetCapSet'], { limitVersion }: BudgetState): BudgetDecision => {
  if (![data.capNanoUsd, data.capTokens].every((cap) => cap === null || isAmount(cap))) return invalid();
  return data.limitVersion > limitVersion ? accept({ type: 'BudgetCapSet', data }) : accept();
};

type Reserve = Extract<BudgetCommand, { type: 'ReserveAllowance' }>['data'];

const reserve = ({ ledger, limit, ...data }: Reserve, state: BudgetState): BudgetDecision => {
  if (![data.nanoUsd, data.tokens].every((amount) => amount === null || isAmount(amount))) return invalid();
  const draw = state.draws.get(data.draw);
  if (draw) return repeated(data, draw);
  const news = limit !== null && limit.version > state.limitVersion ? limit : null;
  const { capNanoUsd, capTokens } = news ?? state;
  const refusal =
    shortage(ledger, 'usd', data.nanoUsd, state.usd, capNanoUsd) ??
    shortage(ledger, 'tokens', data.tokens, state.tokens, capTokens);
  if (refusal) return refusal;
  if (!isAmount(takenOf(state.usd) + (data.nanoUsd ?? 0)) || !isAmount(takenOf(state.tokens) + (data.tokens ?? 0)))
    return invalid();
  const facts: BudgetEvent[] = [{ type: 'AllowanceReserved', data }];
  if (news)
    facts.unshift({
      type: 'BudgetCapSet',
      data: { scope: ledger, capNanoUsd, capTokens, reason: null, limitVersion: news.version },
    });
  return accept(...facts);
};

const shortage = (
  ledger: string,
  kind: 'usd' | 'tokens',
  needed: number | null,
  sums: LedgerSums,
  cap: number | null,
): BudgetDecision | null => {
  if (cap === null || needed === null || takenOf(sums) + needed <= cap) return null;
  const left = Math.max(0, cap - takenOf(sums));
  const details: LimitShortage = { ledger, kind, needed, left, cap };
  return refuse('limit_exceeded', shortageText(details), { ...details });
};

const shortageText = ({ ledger, kind, needed, left, cap }: LimitShortage): string => {
  const whose = `that ${ledgerText(ledger)}`;
  return kind === 'usd'
    ? `the run needs ${usdText(needed)}, but of the ${usdText(cap)} ${whose} only ${usdText(left)} is left`
    : `the run needs ${needed} tokens, but of the ${cap} tokens ${whose} only ${left} are left`;
};

const repeated = (data: BudgetEvents['AllowanceReserved'], draw: DrawState): BudgetDecision => {
  if (draw.status !== 'reserved') return closed(data.draw, draw);
  const isSame = draw.runId === data.runId && draw.nanoUsd === data.nanoUsd && draw.tokens === data.tokens;
  return isSame ? accept() : refuse('draw_conflict', `draw ${data.draw} was reserved with other amounts or for another run`);
};

/** What was really spent is recorded in full, also above the reserved amount. */
const settle = (data: AllowanceCharge, { draws, usd, tokens }: BudgetState): BudgetDecision => {
  const amounts = [data.nanoUsd, data.unknownNanoUsd, data.tokens, data.unknownTokens];
  if (!amounts.every((amount) => amount === null || isAmount(amount))) return invalid();
  const draw = draws.get(data.draw);
  if (!draw) return notFound(data.draw);
  if (draw.status === 'released') return closed(data.draw, draw);
  if (
    !isAmount(takenOf(usd) + sumOf(data.nanoUsd, data.unknownNanoUsd)) ||
    !isAmount(takenOf(tokens) + sumOf(data.tokens, data.unknownTokens))
  )
    return invalid();
  if (draw.charge === null) return accept({ type: 'AllowanceSettled', data });
  const isNews = data.runRevision > draw.charge.runRevision && !isSameCharge(data, draw.charge);
  return isNews ? accept({ type: 'AllowanceCorrected', data }) : accept();
};

const sumOf = (known: number | null, unknown: number | null): number => (known ?? 0) + (unknown ?? 0);

const isSameCharge = (a: AllowanceCharge, b: AllowanceCharge): boolean =>
  a.nanoUsd === b.nanoUsd &&
  a.unknownNanoUsd === b.unknownNanoUsd &&
  a.tokens === b.tokens &&
  a.unknownTokens === b.unknownTokens;

const release = (data: BudgetEvents['AllowanceReleased'], { draws }: BudgetState): BudgetDecision => {
  if (!isAmount(data.voidedAtRevision))
    return refuse('void_required', 'a release names the revision of the run that voided the draw');
  const draw = draws.get(data.draw);
  if (!draw) return notFound(data.draw);
  if (draw.status === 'released') return accept();
  return draw.status === 'settled' ? closed(data.draw, draw) : accept({ type: 'AllowanceReleased', data });
};

const isAmount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const invalid = (): Decision<never, 'invalid_amount'> =>
  refuse('invalid_amount', 'amounts, and the sums they lead to, are whole numbers of at least 0 and at most 2^53 - 1');
const notFound = (draw: string): Decision<never, 'draw_not_found'> =>
  refuse('draw_not_found', `there is no draw ${draw}`, { draw });
const closed = (name: string, { status }: DrawState): Decision<never, 'draw_closed'> =>
  refuse('draw_closed', `draw ${name} is ${status}`, { status });

/** A ledger that runs draw from, so that all of them together stay within a limit. */
export const budgetDecider: Decider<BudgetCommand, BudgetState, BudgetEvent, BudgetContext, BudgetRefusal> = {
  initial: initialBudget,
  decide,
  evolve: evolveBudget,
};

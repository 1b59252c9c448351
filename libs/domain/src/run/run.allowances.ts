import type { AllowanceCharge } from '../budget/budget.events';
import type { Draw, RunBudget, RunEvents } from './run.events';
import type { Allowance, RunLedger, RunState } from './run.state';

type Allowances = RunState['allowances'];
type Kind = 'nanoUsd' | 'tokens';

const NONE: Allowance = { draws: [], voided: new Map() };

const changed = (allowances: Allowances, ledger: string, change: (before: Allowance) => Allowance): Allowances =>
  new Map(allowances).set(ledger, change(allowances.get(ledger) ?? NONE));

export const withDraw = (allowances: Allowances, draw: Draw): Allowances =>
  changed(allowances, draw.ledger, ({ draws, voided }) => ({ draws: [...draws, draw], voided }));

export const withVoid = (allowances: Allowances, { ledger, draw }: RunEvents['AllowanceVoided'], revision: number): Allowances =>
  changed(allowances, ledger, ({ draws, voided }) => ({ draws, voided: new Map(voided).set(draw, revision) }));

/** What draws of one ledger come to; `null` where they hold nothing of that kind. */
export const drawnOf = (draws: readonly Draw[], kind: Kind): number | null =>
  draws.reduce((sum: number | null, draw) => (draw[kind] === null ? sum : (sum ?? 0) + draw[kind]), null);

/** The caps that bind: the run's own, and no more than it has drawn from any ledger. */
export const boundBy = (own: RunBudget, allowances: Allowances): RunBudget => {
  let { capNanoUsd, capTokens } = own;
  for (const { draws } of allowances.values()) {
    capNanoUsd = narrower(capNanoUsd, drawnOf(draws, 'nanoUsd'));
    capTokens = narrower(capTokens, drawnOf(draws, 'tokens'));
  }
  return { ...own, capNanoUsd, capTokens };
};

const narrower = (cap: number | null, drawn: number | null): number | null =>
  cap === null || drawn === null ? (cap ?? drawn) : Math.min(cap, drawn);

/** How many draws a run has named so far: no number is ever used for two. */
export const drawsSoFar = ({ allowances }: Pick<RunState, 'allowances'>): number => {
  const names = [...allowances.values()].flatMap(({ draws, voided }) => [...draws.map(({ draw }) => draw), ...voided.keys()]);
  return Math.max(0, ...names.map(numberOf));
};

export const drawName = (runId: string, number: number): string => `${runId}/${number}`;
const numberOf = (draw: string): number => Number(draw.slice(draw.lastIndexOf('/') + 1));

/** Whether nothing more of the run can go out; costs may still become known. */
export const hasEnded = ({ status }: Pick<RunState, 'status'>): boolean => status !== 'none' && status !== 'running';

/**
 * What each draw of a run is to be charged with in its ledger, as of the run's last fact: what is known to be spent, and what is held
 * for attempts of unknown cost. The draws of a ledger are used up in their order; what is beyond all of them is charged to the last.
 */
export const chargesOf = ({
  allowances,
  ledger,
  revision,
}: RunState): readonly { readonly ledger: string; readonly charge: AllowanceCharge }[] =>
  [...allowances].flatMap(([name, { draws }]) => {
    const usd = spread(
      draws.map(({ nanoUsd }) => nanoUsd),
      ledger.settledNanoUsd,
      heldNanoUsd(ledger),
    );
    const tokens = spread(
      draws.map((draw) => draw.tokens),
      ledger.settledTokens,
      heldTokens(ledger),
    );
    return draws.map(({ draw }, index) => ({
      ledger: name,
      charge: {
        draw,
        nanoUsd: usd[index]?.known ?? null,
        tokens: tokens[index]?.known ?? null,
        unknownNanoUsd: usd[index]?.unknown ?? null,
        unknownTokens: tokens[index]?.unknown ?? null,
        runRevision: revision,
      },
    }));
  });

const heldNanoUsd = ({ reservedNanoUsd, unknownNanoUsd }: RunLedger): number => reservedNanoUsd + unknownNanoUsd;
const heldTokens = ({ reservedTokens, unknownTokens }: RunLedger): number => reservedTokens + unknownTokens;

interface Share {
  readonly known: number;
  readonly unknown: number;
}

const spread = (amounts: readonly (number | null)[], known: number, unknown: number): readonly (Share | null)[] => {
  const last = amounts.findLastIndex((amount) => amount !== null);
  let rest = { known, unknown };
  return amounts.map((amount, index) => {
    if (amount === null) return null;
    const ofKnown = index === last ? rest.known : Math.min(amount, rest.known);
    const ofUnknown = index === last ? rest.unknown : Math.min(amount - ofKnown, rest.unknown);
    rest = { known: rest.known - ofKnown, unknown: rest.unknown - ofUnknown };
    return { known: ofKnown, unknown: ofUnknown };
  });
};

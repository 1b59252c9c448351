import type { Decision, Refusal } from '../../kernel/decider';
import { ledgerAt } from '../../limit/period';
import { drawnOf } from '../run.allowances';
import type { RunCommands, RunContext, RunRefusal } from '../run.commands';
import type { Draw, RunEvent } from '../run.events';
import type { RunState } from '../run.state';
import type { Draft } from './draft';

type Refused = Refusal<RunRefusal>;

/** Gives a draw up for good. What the run has drawn it holds until its end. */
export const voidAllowance = (draft: Draft, { ledger, draw }: RunCommands['VoidAllowance']): Decision<RunEvent, RunRefusal> => {
  const known = draft.state.allowances.get(ledger);
  if (known?.draws.some((drawn) => drawn.draw === draw))
    return draft.close({ code: 'allowance_in_use', message: `the run has drawn ${draw} from ${ledger}` });
  if (!known?.voided.has(draw)) draft.emit({ type: 'AllowanceVoided', data: { ledger, draw } });
  return draft.close();
};

/** Why draws cannot be used by this run: one was given up, or is used already. */
export const drawRefusal = ({ allowances }: RunState, draws: readonly Draw[]): Refused | null => {
  const spoilt = draws.find(({ ledger, draw }) => {
    const known = allowances.get(ledger);
    return known && (known.voided.has(draw) || known.draws.some((drawn) => drawn.draw === draw));
  });
  return spoilt ? { code: 'allowance_void', message: `draw ${spoilt.draw} of ${spoilt.ledger} cannot be used any more` } : null;
};

/** Why a run may not start: a limit covers it, and nothing was drawn from the ledger of its present period. */
export const uncoveredRefusal = (
  { workflowId }: Pick<RunCommands['StartRun'], 'workflowId'>,
  draws: readonly Draw[],
  { catalogue, meta }: RunContext,
): Refused | null => {
  const uncovered = catalogue.limitsOn(workflowId).find(({ limitId, period, capNanoUsd, capTokens }) => {
    const draw = draws.find(({ ledger }) => ledger === ledgerAt(limitId, period, meta.now));
    return !draw || (capNanoUsd !== null && draw.nanoUsd === null) || (capTokens !== null && draw.tokens === null);
  });
  return uncovered ? missing(`nothing was drawn from the limit ${uncovered.limitId}`) : null;
};

/** Why higher caps may not hold: some ledger of the run has not given as much. */
export const topUpRefusal = (
  { allowances }: RunState,
  { capNanoUsd, capTokens }: RunCommands['RaiseBudget'],
  draws: readonly Draw[],
): Refused | null => {
  for (const [ledger, { draws: before }] of allowances) {
    const all = [...before, ...draws.filter((draw) => draw.ledger === ledger)];
    const [nanoUsd, tokens] = [drawnOf(all, 'nanoUsd'), drawnOf(all, 'tokens')];
    const falls = (cap: number | undefined, drawn: number | null): boolean => cap !== undefined && drawn !== null && drawn < cap;
    if (falls(capNanoUsd, nanoUsd) || falls(capTokens, tokens)) return missing(`too little was drawn from ${ledger}`);
  }
  return null;
};

const missing = (message: string): Refused => ({ code: 'allowance_missing', message });

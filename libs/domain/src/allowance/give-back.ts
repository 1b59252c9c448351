import { chargesOf, hasEnded } from '../run/run.allowances';
import type { Draw } from '../run/run.events';
import type { RunState } from '../run/run.state';
import { type AllowanceSteps, lookAt } from './steps';

type Name = Pick<Draw, 'ledger' | 'draw'>;

/** Draws that are not going to be used: first the run gives each up for good, only then its ledger takes it back. */
export function* giveBack(runId: string, draws: readonly Name[]): AllowanceSteps<void> {
  for (const { ledger, draw } of draws) {
    const { refusal, run } = yield { on: 'run', runId, command: { type: 'VoidAllowance', data: { ledger, draw } } };
    const voidedAtRevision = run?.allowances.get(ledger)?.voided.get(draw);
    // Drawn after all, by another process: then it is held until the run's end.
    if (refusal || voidedAtRevision === undefined) continue;
    yield { on: 'ledger', ledger, command: { type: 'ReleaseAllowance', data: { draw, voidedAtRevision } } };
  }
}

/** Replaces what an ended run has drawn by what it has spent; told again after late costs, it corrects that. */
export function* settleEnded(run: RunState): AllowanceSteps<void> {
  if (!hasEnded(run)) return;
  for (const { ledger, charge } of chargesOf(run))
    yield { on: 'ledger', ledger, command: { type: 'SettleAllowance', data: charge } };
}

/**
 * Puts one draw in order, whatever has happened to whoever was at it: a draw of an ended run is settled, one of a run that goes on is
 * left alone, and one that no run has drawn is given up and given back. Harmless at any time, any number of times, also beside
 * somebody who is just about to use the draw: of the two, the run's stream lets one through.
 */
export function* mendAllowance(runId: string, ledger: string, draw: string): AllowanceSteps<void> {
  const run = yield* lookAt(runId);
  const isDrawn = run.allowances.get(ledger)?.draws.some((drawn) => drawn.draw === draw) ?? false;
  if (isDrawn) yield* settleEnded(run);
  else yield* giveBack(runId, [{ ledger, draw }]);
}
